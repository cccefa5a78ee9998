"""Light emphasis."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.guide.markup import Span, paragraphs, plain, spans

texts = st.text(alphabet=st.sampled_from(list("ab *`:\n[]/äß\u200d")), max_size=40)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("plain", [("plain", "")]),
        ("`s3:*` and *this*", [("s3:*", "code"), (" and ", ""), ("this", "emphasis")]),
        ("**very** strong", [("very", "strong"), (" strong", "")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        ("s3:* and kms:*", [("s3:* and kms:*", "")]),
        ("`a *b* c`", [("a *b* c", "code")]),
        ("a lone ` mark", [("a lone ` mark", "")]),
        ("[all that apply] [/etc/hosts]", [("[all that apply] [/etc/hosts]", "")]),
        (
            "(*this*), *that*.",
            [("(", ""), ("this", "emphasis"), ("), ", ""), ("that", "emphasis"), (".", "")],
        ),
    ],
)
def test_marks(text: str, runs: list[tuple[str, str]]) -> None:
    assert [tuple(span) for span in spans(text)] == runs


@given(texts)
def test_runs_are_never_empty_and_plain_ones_never_adjacent(text: str) -> None:
    runs = spans(text)
    assert all(run.text for run in runs)
    assert not any(first.style == second.style == "" for first, second in pairwise(runs))


@given(texts)
def test_only_marks_go_missing(text: str) -> None:
    left = iter(text)
    assert all(character in left for character in plain(text))
    gone = len(text) - len(plain(text))
    assert text.count("*") + text.count("`") - plain(text).count("*") - plain(text).count("`") == gone


@given(st.text(alphabet=st.characters(exclude_characters="*`")))
def test_a_text_without_marks_is_itself(text: str) -> None:
    assert spans(text) == ((Span(text, ""),) if text else ())


@given(texts)
def test_paragraphs_hold_every_word_and_no_line_ends(text: str) -> None:
    parts = paragraphs(text)
    assert [word for part in parts for word in part.split()] == text.split()
    assert all(part.strip() == part != "" and "\n" not in part for part in parts)


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert paragraphs("one\ntwo\n \nthree\n") == ("one two", "three")
