"""Words that both faces say."""

from __future__ import annotations

import msgspec

from studyguide.study.words import title
from tests.cards.asks import CLOZE, TRUE_FALSE, card


def test_a_gap_shows_as_a_line_in_a_cloze_and_nowhere_else() -> None:
    assert title(card(CLOZE)) == "Use _____s here."
    braces = msgspec.structs.replace(TRUE_FALSE, stem="A template may hold {{x}}[y].")
    assert title(card(braces)) == "A template may hold {{x}}[y]."
