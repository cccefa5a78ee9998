"""Which questions a quiz chooses."""

from __future__ import annotations

from typing import Any

import pytest

from studyguide.memory.model import Grade
from studyguide.study.quiz import Wish, choose, fits
from tests.study.made import DAY, entry, memory

CARD = entry("a")._replace(kind="choice")
MISSED, KNOWN = memory(DAY, DAY, Grade.AGAIN), memory(DAY, DAY + 3)


@pytest.mark.parametrize(
    ("card", "wish", "met", "flagged", "wanted"),
    [
        (CARD, Wish(), None, False, True),
        (CARD._replace(reserve=True), Wish(), None, False, False),
        (CARD._replace(scope="out"), Wish(), None, False, False),
        (CARD._replace(scope="out"), Wish(chapters=("one",)), None, False, True),
        (CARD, Wish(chapters=("two",)), None, False, False),
        (CARD, Wish(tasks=("1.3",)), None, False, False),
        (CARD, Wish(tasks=("4.3",)), None, False, True),
        (CARD._replace(kind="open"), Wish(), None, False, False),
        (CARD._replace(kind="flip"), Wish(), None, False, False),
        (CARD._replace(kind="open"), Wish(kinds=("open",)), None, False, True),
        (CARD, Wish(only="unseen"), KNOWN, False, False),
        (CARD, Wish(only="unseen"), None, False, True),
        (CARD, Wish(only="missed"), MISSED, False, True),
        (CARD, Wish(only="missed"), KNOWN, False, False),
        (CARD, Wish(only="missed"), None, False, False),
        (CARD, Wish(only="flagged"), None, True, True),
        (CARD, Wish(only="flagged"), None, False, False),
    ],
)
def test_what_fits_a_wish(card: Any, wish: Wish, met: Any, flagged: bool, wanted: bool) -> None:
    assert fits(card, wish, met, flagged=flagged) is wanted


def test_so_many_are_chosen_in_an_order_of_the_seed_s() -> None:
    cards = [entry(str(number)) for number in range(20)]
    keys = {card.key for card in cards}
    one, same, other = (choose(cards, 20, seed) for seed in ("s", "s", "t"))
    assert one == same != other
    assert set(one) == set(other) == keys
    assert len(choose(cards, 5, "s")) == 5
    assert set(choose(cards, 5, "s")) < keys
    assert choose([], 5, "s") == ()
