"""A card as it is put to the learner: what to do, and the options in the order of this attempt."""

from __future__ import annotations

import random
from collections.abc import Sequence as Seq
from typing import Literal, assert_never

from msgspec import Struct

from studyguide.cards.model import Card, Flip, Sequence
from studyguide.guide import model as m
from studyguide.guide.rules import GAP

Form = Literal["one", "many", "order", "match", "type", "open", "flip"]
"""What the learner does: choose one, choose several, order, match, type, write freely, turn over."""

BLANK = "_____"


class Line(Struct, frozen=True):
    """One thing that can be chosen or moved; its letter is its place, its id never changes."""

    id: str
    text: str


class Presentation(Struct, frozen=True):
    """Everything a face draws before the answer."""

    form: Form
    stem: str
    context: str = ""
    lines: tuple[Line, ...] = ()
    """Options, items to order, or left sides, in the order shown."""
    rights: tuple[Line, ...] = ()
    """The right sides of a matching card, in the order shown."""
    choose: int = 1
    """How many lines are right."""
    hint: str = ""


def present(card: Card, seed: str) -> Presentation:
    """The card in the order that `seed` gives: the same seed always gives the same order."""
    dice = random.Random(f"{seed}/{card.key}")
    ask = card.ask
    match ask:
        case Flip():
            return Presentation("flip", ask.prompt, card.context)
        case Sequence():
            return Presentation("order", ask.prompt, card.context, _disordered(ask.items, dice))
        case m.Ordering():
            return Presentation("order", ask.stem, card.context, _disordered(ask.items, dice), hint=ask.hint)
        case m.TrueFalse():
            both = (Line("true", "True"), Line("false", "False"))
            return Presentation("one", ask.stem, card.context, both, hint=ask.hint)
        case m.Choice():
            return Presentation("one", ask.stem, card.context, _options(ask.options, dice), hint=ask.hint)
        case m.Multi():
            right = sum(option.correct for option in ask.options)
            lines = _options(ask.options, dice)
            return Presentation("many", ask.stem, card.context, lines, choose=right, hint=ask.hint)
        case m.Matching():
            lefts = [Line(pair.id, pair.left) for pair in ask.pairs]
            rights = [Line(pair.id, pair.right) for pair in ask.pairs]
            dice.shuffle(lefts)
            dice.shuffle(rights)
            return Presentation("match", ask.stem, card.context, tuple(lefts), tuple(rights), hint=ask.hint)
        case m.Short():
            return Presentation("type", ask.stem, card.context, hint=ask.hint)
        case m.Cloze():
            return Presentation("type", GAP.sub(BLANK, ask.stem), card.context, hint=ask.hint)
        case m.Open():
            return Presentation("open", ask.stem, card.context, hint=ask.hint)
        case _:
            assert_never(ask)


def fits(card: Card, former: Card) -> bool:
    """Whether an answer to a card as it was can be read as one to the card as it is."""
    now, then = present(card, ""), present(former, "")
    return type(card.ask) is type(former.ask) and all(
        {line.id for line in these} == {line.id for line in those}
        for these, those in ((now.lines, then.lines), (now.rights, then.rights))
    )


def _options(options: Seq[m.Option], dice: random.Random) -> tuple[Line, ...]:
    """The options shuffled around those that are pinned to their place."""
    loose = [option for option in options if not option.pin]
    dice.shuffle(loose)
    rest = iter(loose)
    return tuple(
        Line(shown.id, shown.text) for shown in (option if option.pin else next(rest) for option in options)
    )


def _disordered(items: Seq[m.OrderItem], dice: random.Random) -> tuple[Line, ...]:
    """The items shuffled, yet never already in their order, which would answer itself."""
    lines = [Line(item.id, item.text) for item in items]
    shuffled = lines[:]
    dice.shuffle(shuffled)
    if shuffled == lines:
        shuffled = [*lines[1:], lines[0]]
    return tuple(shuffled)
