"""What goes wrong: pairs mixed up, distractors chosen, cards forgotten again and again; of a desk."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from studyguide.cards.model import Card
from studyguide.guide.markup import plain
from studyguide.journal.event import REVIEW
from studyguide.study.attempts import past_exams
from studyguide.study.desk import Desk
from studyguide.study.filter import LEECH_LAPSES
from studyguide.study.mistakes import Confusion, Slip, confusions, examined, reviewed, slips, terms
from studyguide.study.sitting import PRACTICE
from studyguide.study.words import title

MOST = 40
"""More slips than this nobody reads."""


class Mistake(Struct, frozen=True):
    """One of `mistakes --json`."""

    number: int
    """By which `mistakes NUMBER` practises it; from 1."""
    kind: Literal["pair", "slip", "leech"]
    title: str
    """The two concepts, or the question."""
    times: int
    """How often they were mixed up, it was chosen, or the card was forgotten."""
    sure: int = 0
    """How often the learner was sure of what was chosen."""
    card: str = ""
    """Id of the card; empty for a pair."""
    concepts: tuple[str, ...] = ()
    """The two of a pair."""
    chosen: str = ""
    """The wrong option."""
    suspended: bool = False


class Trouble(NamedTuple):
    """Each kind, the worst first."""

    pairs: tuple[Confusion, ...]
    slips: tuple[Slip, ...]
    leeches: tuple[Card, ...]
    entries: tuple[Mistake, ...]
    """All of them in this order."""


def trouble(desk: Desk) -> Trouble:
    """What went wrong so far."""
    cards, memories = desk.cards, desk.journal.memories()
    answers = reviewed(desk.journal.events(kinds=(REVIEW, PRACTICE)), cards) + examined(past_exams(desk))
    pairs, chosen = confusions(answers), slips(answers)[:MOST]
    worn = [key for key in cards if key in memories and memories[key].lapses >= LEECH_LAPSES]
    leeches = tuple(cards[key] for key in sorted(worn, key=lambda key: -memories[key].lapses))
    names = terms(desk.library.packs)
    entries: list[Mistake] = []
    for pair in pairs:
        both = (pair.one, pair.other)
        called = " / ".join(names.get(name, name.replace("-", " ")) for name in both)
        entries.append(Mistake(len(entries) + 1, "pair", called, pair.times, concepts=both))
    for slip in chosen:
        card = cards[slip.key]
        mistake = Mistake(
            len(entries) + 1,
            "slip",
            plain(title(card)),
            slip.times,
            slip.sure,
            card.id,
            chosen=plain(slip.text),
            suspended=desk.journal.mark(slip.key).suspended,
        )
        entries.append(mistake)
    for card in leeches:
        lapses, held = memories[card.key].lapses, desk.journal.mark(card.key).suspended
        name = plain(title(card))
        entries.append(Mistake(len(entries) + 1, "leech", name, lapses, card=card.id, suspended=held))
    return Trouble(pairs, chosen, leeches, tuple(entries))
