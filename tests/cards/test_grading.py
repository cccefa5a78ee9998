"""Responses and what they are worth: by the exam's rules, and as shown in study."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.cards.grading import judge
from studyguide.cards.model import (
    Ask,
    Chosen,
    Judged,
    Matched,
    Ordered,
    Response,
    Ticked,
    Typed,
)
from studyguide.cards.present import present
from tests.cards.asks import (
    CHOICE,
    CLOZE,
    EVERY,
    FLIP,
    MATCHING,
    MULTI,
    OPEN,
    ORDERING,
    SEQUENCE,
    SHORT,
    TRUE_FALSE,
    card,
)

TABLE: list[tuple[Ask, Response, bool | None, int, int]] = [
    # question, response, correct (None: the learner judges), right parts, parts that count
    (TRUE_FALSE, Chosen(("false",)), True, 1, 1),
    (TRUE_FALSE, Chosen(("true",)), False, 0, 1),
    (TRUE_FALSE, Chosen(()), False, 0, 1),
    (TRUE_FALSE, Chosen(("true", "false")), False, 1, 1),
    (CHOICE, Chosen(("b",)), True, 1, 1),
    (CHOICE, Chosen(("a",)), False, 0, 1),
    (CHOICE, Chosen(("c",)), False, 0, 1),
    (CHOICE, Chosen(("d",)), False, 0, 1),
    (CHOICE, Chosen(()), False, 0, 1),
    (CHOICE, Chosen(("a", "b")), False, 1, 1),
    (CHOICE, Chosen(("nothing",)), False, 0, 1),
    (MULTI, Chosen(("a", "c", "e")), True, 3, 3),
    (MULTI, Chosen(("e", "a", "c")), True, 3, 3),
    (MULTI, Chosen(("a", "c")), False, 2, 3),
    (MULTI, Chosen(("a", "b", "c")), False, 2, 3),
    (MULTI, Chosen(("a", "b", "c", "d", "e")), False, 3, 3),
    (MULTI, Chosen(("a", "c", "d", "e")), False, 3, 3),
    (MULTI, Chosen(("b", "d")), False, 0, 3),
    (MULTI, Chosen(()), False, 0, 3),
    (ORDERING, Ordered(("a", "b", "c", "d")), True, 4, 4),
    (ORDERING, Ordered(("b", "a", "c", "d")), False, 2, 4),
    (ORDERING, Ordered(("d", "a", "b", "c")), False, 0, 4),
    (ORDERING, Ordered(("a", "b", "c")), False, 3, 4),
    (ORDERING, Ordered(("a", "b", "c", "d", "d")), False, 4, 4),
    (ORDERING, Ordered(()), False, 0, 4),
    (SEQUENCE, Ordered(("x", "y", "z")), True, 3, 3),
    (SEQUENCE, Ordered(("z", "y", "x")), False, 1, 3),
    (SEQUENCE, Ordered(()), False, 0, 3),
    (MATCHING, Matched({"a": "a", "b": "b", "c": "c"}), True, 3, 3),
    (MATCHING, Matched({"a": "b", "b": "a", "c": "c"}), False, 1, 3),
    (MATCHING, Matched({"a": "b", "b": "c", "c": "a"}), False, 0, 3),
    (MATCHING, Matched({"a": "a"}), False, 1, 3),
    (MATCHING, Matched({}), False, 0, 3),
    (SHORT, Typed("AWS KMS (Key Management Service)"), True, 0, 0),
    (SHORT, Typed("KMS"), True, 0, 0),
    (SHORT, Typed("kms"), True, 0, 0),
    (SHORT, Typed("  the AWS KMS "), True, 0, 0),
    (SHORT, Typed("Amazon KMS"), True, 0, 0),
    (SHORT, Typed("Key Management Service"), True, 0, 0),
    (SHORT, Typed("key-management services"), True, 0, 0),
    (SHORT, Typed("a key management service"), True, 0, 0),
    (SHORT, Typed("Key Managment Service"), None, 0, 0),
    (SHORT, Typed("Key Management Servise"), None, 0, 0),
    (SHORT, Typed("CloudTrail"), False, 0, 0),
    (SHORT, Typed("Key"), False, 0, 0),
    (SHORT, Typed(""), False, 0, 0),
    (SHORT, Typed("   "), False, 0, 0),
    (SHORT, Typed("the"), False, 0, 0),
    (CLOZE, Typed("customer managed key"), True, 0, 0),
    (CLOZE, Typed("customer managed keys"), True, 0, 0),
    (CLOZE, Typed("Customer-managed key"), True, 0, 0),
    (CLOZE, Typed("CMK"), True, 0, 0),
    (CLOZE, Typed("customer manged key"), None, 0, 0),
    (CLOZE, Typed("AWS managed key"), False, 0, 0),
    (CLOZE, Typed("owned key"), False, 0, 0),
    (OPEN, Typed("whatever"), None, 0, 2),
    (OPEN, Typed(""), None, 0, 2),
    (OPEN, Ticked("whatever", (0,)), None, 1, 2),
    (OPEN, Ticked("whatever", (1,)), None, 1, 2),
    (OPEN, Ticked("whatever", (0, 1)), None, 2, 2),
    (OPEN, Ticked("whatever", ()), None, 0, 2),
    (FLIP, Judged(), None, 0, 0),
]


@pytest.mark.parametrize(("ask", "response", "correct", "right", "whole"), TABLE)
def test_golden_table(ask: Ask, response: Response, correct: bool | None, right: int, whole: int) -> None:
    verdict = judge(card(ask), response)
    assert (verdict.correct, verdict.right_parts, verdict.all_parts) == (correct, right, whole)
    assert verdict.credit == (1 if correct else 0)


def test_a_near_miss_names_what_was_meant() -> None:
    verdict = judge(card(SHORT), Typed("Key Managment Service"))
    assert verdict.near == "Key Management Service"


def test_a_response_of_another_kind_is_a_bug() -> None:
    with pytest.raises(TypeError, match="Typed does not answer Choice"):
        judge(card(CHOICE), Typed("b"))


def test_every_part_says_why() -> None:
    for ask, response in ((CHOICE, Chosen(("a",))), (MULTI, Chosen(())), (MATCHING, Matched({}))):
        assert all(part.why for part in judge(card(ask), response).parts)


@given(seed=st.text(max_size=5), other=st.text(max_size=5), chosen=st.sets(st.sampled_from("abcde")))
def test_grading_is_the_same_under_every_order(seed: str, other: str, chosen: set[str]) -> None:
    """Whatever order the options stand in, the same choices give the same verdict."""
    one = [line.id for line in present(card(MULTI), seed).lines if line.id in chosen]
    two = [line.id for line in present(card(MULTI), other).lines if line.id in chosen]
    first, second = judge(card(MULTI), Chosen(tuple(one))), judge(card(MULTI), Chosen(tuple(two)))
    assert (first.correct, first.right_parts, first.parts) == (
        second.correct,
        second.right_parts,
        second.parts,
    )
    assert first.correct == (chosen == {"a", "c", "e"})


def test_every_kind_has_a_form() -> None:
    forms = {present(card(ask), "1").form for ask in EVERY}
    assert forms == {"one", "many", "order", "match", "type", "open", "flip"}
