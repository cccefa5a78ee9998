"""A sitting as a value, and on record."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.cards.model import Card, Chosen, Judged, Ticked, Typed
from studyguide.memory.model import Grade
from studyguide.study.certainty import Certainty
from studyguide.study.grades import grade_of_points
from studyguide.study.session import RETRY_AFTER, Session
from tests.cards.asks import CHOICE, FLIP, OPEN, SHORT, card

CARDS: Mapping[str, Card] = {name: card(CHOICE, name) for name in "abcdefgh"}
RIGHT, WRONG = Chosen(("b",)), Chosen(("a",))


def start(queue: str, limit: int | None = None) -> Session:
    return Session.start(CARDS, tuple(queue), "seed", limit)


def test_a_right_answer_is_good_and_goes_on() -> None:
    settled = start("ab").answer(RIGHT)
    assert (settled.phase, settled.grade, settled.correct) == ("settled", Grade.GOOD, True)
    assert settled.next().queue == ("b",)


def test_a_wrong_answer_is_again_and_comes_back_after_others() -> None:
    after = start("abcdefgh").answer(WRONG).next()
    assert after.queue.index("a") == RETRY_AFTER
    assert after.left == 8


def test_a_wrong_answer_near_the_end_comes_back_at_the_end() -> None:
    assert start("ab").answer(WRONG).next().queue == ("b", "a")


def test_a_card_missed_again_and_again_stays_until_it_is_known() -> None:
    session = start("a")
    for _ in range(3):
        session = session.answer(WRONG).next()
        assert session.phase == "asking"
    assert session.answer(RIGHT).next().phase == "done"


def test_the_limit_counts_answers() -> None:
    session = start("abc", limit=2).answer(WRONG).next()
    assert session.left == 1
    assert session.answer(WRONG).next().phase == "done"


def test_an_empty_sitting_is_over() -> None:
    assert start("").phase == "done"
    assert start("").left == 0


def test_a_guess_and_a_hint_count_for_less() -> None:
    assert start("a").answer(RIGHT, certainty=Certainty.GUESS).grade is Grade.AGAIN
    assert start("a").answer(RIGHT, hinted=True).grade is Grade.HARD
    assert start("a").answer(WRONG, hinted=True).grade is Grade.AGAIN


def test_a_card_that_is_turned_over_waits_for_the_learner() -> None:
    session = Session.start({"a": card(FLIP, "a")}, ("a",), "s").reveal()
    assert session.phase == "revealed"
    assert session.settle(Grade.HARD).next().phase == "done"


def test_key_points_can_be_ticked_before_grading() -> None:
    session = Session.start({"a": card(OPEN, "a")}, ("a",), "s").answer(Typed("words"))
    ticked = session.reconsider(Ticked("words", (1,)))
    assert ticked.verdict is not None
    assert ticked.verdict.right_parts == 1
    assert [grade_of_points(held, 2) for held in (0, 1, 2)] == [Grade.AGAIN, Grade.HARD, Grade.GOOD]


def test_a_near_miss_waits_for_the_learner() -> None:
    session = Session.start({"a": card(SHORT, "a")}, ("a",), "s").answer(Typed("Key Managment Service"))
    assert session.phase == "revealed"


def test_undo_gives_the_very_value_from_before() -> None:
    first = start("abc")
    second = first.answer(WRONG).next()
    third = second.answer(RIGHT)
    assert third.undo() is second
    assert second.undo() is first
    assert first.undo() is None


def test_each_attempt_is_shuffled_anew_and_redisplay_is_not() -> None:
    session = start("abcde")
    shown = session.shown
    assert session.shown == shown
    assert session.answer(WRONG).shown == shown
    later = session.answer(WRONG).next().put_first("a")
    assert {line.id for line in later.shown.lines} == {line.id for line in shown.lines}


@given(st.lists(st.sampled_from(["right", "wrong", "undo"]), max_size=30))
def test_an_attempt_is_counted_for_every_answer_that_stands(acts: list[str]) -> None:
    session = start("abc")
    for act in acts:
        if act == "undo":
            session = session.undo() or session
        elif session.phase == "asking":
            session = session.answer(RIGHT if act == "right" else WRONG).next()
        for key in session.queue:
            answers = [answer.attempt for answer in session.answered if answer.key == key]
            assert answers == list(range(session.attempts.get(key, 0)))


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="asking"):
        start("a").next()
    with pytest.raises(ValueError, match="settled"):
        start("a").answer(RIGHT).answer(RIGHT)
    with pytest.raises(TypeError):
        start("a").answer(Judged())


def test_dropping_takes_every_repetition() -> None:
    session = start("ab").answer(WRONG).next().put_first("a")
    assert session.drop().queue == ("b",)
