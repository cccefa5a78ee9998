"""The order in which a sitting asks what was chosen for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from studyguide.study.catalog import Entry

IN_A_ROW = 2
"""Cards of one chapter that may follow each other once they are known."""
APART = 6
"""Cards between two of one concept, and between new cards of concepts that are easily confused."""
_AHEAD = 40
"""How far ahead a better next card is looked for."""


def arrange(cards: Sequence[Entry], known: Collection[str]) -> list[Entry]:
    """Mix topics, keep siblings apart, and bring what is easily confused together once both are known.

    The order of `cards` is kept as far as that allows. `known` holds the keys of cards met before.
    """
    waiting, arranged = list(cards), list[Entry]()
    left = Counter(card.chapter for card in cards if card.key in known)
    while waiting:
        # Once there are hardly enough others to stand between a chapter's known cards, these go first.
        pressing = {
            chapter for chapter, number in left.items() if number > IN_A_ROW * (len(waiting) - number)
        }
        _, best = min(
            (
                _objections(card, arranged, known) - (card.key in known and card.chapter in pressing) / 2,
                number,
            )
            for number, card in enumerate(waiting[:_AHEAD])
        )
        arranged.append(waiting.pop(best))
        left[arranged[-1].chapter] -= arranged[-1].key in known
    return arranged


def _objections(card: Entry, before: Sequence[Entry], known: Collection[str]) -> int:
    """How much speaks against asking a card next; less than 0 where something speaks for it."""
    if not before:
        return 0
    recent = before[-APART:]
    met = card.key in known
    against = 4 * any(other.concept == card.concept for other in recent)
    last = before[-1]
    if met and last.key in known:
        if len(before) >= IN_A_ROW and all(
            other.chapter == card.chapter and other.key in known for other in before[-IN_A_ROW:]
        ):
            against += 2
        if _confusable(card, last) and not against:
            against -= 1
    elif not met and any(_confusable(card, other) for other in recent if other.key not in known):
        against += 1
    return against


def _confusable(one: Entry, other: Entry) -> bool:
    return one.concept in other.confusable or other.concept in one.confusable
