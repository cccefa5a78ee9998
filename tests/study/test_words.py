"""Words that both faces say."""

from __future__ import annotations

from datetime import date

import msgspec

from studyguide.study.words import dated, title
from tests.cards.asks import CLOZE, TRUE_FALSE, card


def test_a_gap_shows_as_a_line_in_a_cloze_and_nowhere_else() -> None:
    assert title(card(CLOZE)) == "Use _____s here."
    braces = msgspec.structs.replace(TRUE_FALSE, stem="A template may hold {{x}}[y].")
    assert title(card(braces)) == "A template may hold {{x}}[y]."


def test_a_day_has_no_leading_zero() -> None:
    assert dated(date(2026, 12, 1), "%a %d %B %Y") == "Tue 1 December 2026"
    assert dated(date(2026, 12, 10), "%d %b") == "10 Dec"
