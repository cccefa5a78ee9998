"""Words that both faces say."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from studyguide.study.words import dated, lasting, title
from tests.cards.asks import CLOZE, TRUE_FALSE, card


def test_a_gap_shows_as_a_line_in_a_cloze_and_nowhere_else() -> None:
    assert title(card(CLOZE)) == "Use _____s here."
    braces = msgspec.structs.replace(TRUE_FALSE, stem="A template may hold {{x}}[y].")
    assert title(card(braces)) == "A template may hold {{x}}[y]."


def test_a_day_has_no_leading_zero() -> None:
    assert dated(date(2026, 12, 1), "%a %d %B %Y") == "Tue 1 December 2026"
    assert dated(date(2026, 12, 10), "%d %b") == "10 Dec"


@pytest.mark.parametrize(
    ("stability", "words"),
    [(0.02, "less than a day"), (0.7, "1 day"), (1.4, "1 day"), (12.6, "13 days"), (400.0, "1.1 years")],
)
def test_a_stability_is_told_as_a_time(stability: float, words: str) -> None:
    assert lasting(stability) == words
