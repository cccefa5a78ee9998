"""Which new cards to introduce, and in what order."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import chain, groupby

from studyguide.study.catalog import Entry


def introduction(
    cards: Sequence[Entry], met: Container[str], weight: Callable[[Entry], float], room: int | None = None
) -> Iterator[Entry]:
    """Cards not met yet, in the order of learning, worked out as they are taken.

    What the exam asks goes before what it leaves out; then chapter by chapter, easy before hard, two
    authored questions to one drawn card, in an order of their own. Where there is `room` for fewer than all
    before the exam, the others come last: those that weigh least, and every further card of a concept.
    What has been met changes nothing in the order of the rest.

    Args:
        cards: In reading order.
        met: Keys of the cards met before.
        weight: What a card counts in the exam.
        room: Cards that can still be introduced; None for all.
    """
    unseen = [number for number, card in enumerate(cards) if card.key not in met]
    if room is None or room >= len(unseen):
        yield from (card for card in _in_order(cards) if card.key not in met)
        return
    worth = _worth(cards, weight)
    by_worth = sorted(unseen, key=worth.__getitem__, reverse=True)
    keys = {cards[number].key for number in by_worth[:room]}
    yield from (card for card in _in_order(cards) if card.key in keys)
    yield from (cards[number] for number in by_worth[room:])


def _worth(cards: Sequence[Entry], weight: Callable[[Entry], float]) -> list[float]:
    """A card's weight, less for each card of its concept that goes before it; authored questions go first."""
    before: dict[str, int] = {}
    worth = [0.0] * len(cards)
    for derived in (False, True):
        for number, card in enumerate(cards):
            if card.derived is derived:
                place = before[card.concept] = before.get(card.concept, 0) + 1
                worth[number] = weight(card) / place
    return worth


def _in_order(cards: Sequence[Entry]) -> Iterator[Entry]:
    outside = (card for card in cards if card.scope == "out")
    inside = (card for card in cards if card.scope != "out")
    for _, chapter in chain(groupby(inside, _chapter), groupby(outside, _chapter)):
        both = list(chapter)
        authored = sorted((card for card in both if not card.derived), key=_easy_first)
        drawn = sorted((card for card in both if card.derived), key=_easy_first)
        # Each has its place, whatever others were met: authored 0 1, drawn 2, authored 3 4, drawn 5 ...
        places = [(number // 2 * 3 + number % 2, card) for number, card in enumerate(authored)]
        places += [(number * 3 + 2, card) for number, card in enumerate(drawn)]
        yield from (card for _, card in sorted(places))


def _chapter(card: Entry) -> str:
    return card.chapter


def _easy_first(card: Entry) -> tuple[int, int, str]:
    return card.difficulty, zlib.crc32(card.key.encode()), card.key
