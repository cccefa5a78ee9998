"""Response to verdict, by the exam's rules and by the rules of study.

The exam gives one point for a wholly right answer and none otherwise: blank is wrong, nothing is
deducted, `multi`, `ordering` and `matching` earn nothing for a part (MLA-C01 exam guide, "Exam content").
In study the same answer shows what was right in it.
"""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct

from studyguide.cards.model import (
    Card,
    Chosen,
    Flip,
    Judged,
    Matched,
    Ordered,
    Response,
    Sequence,
    Ticked,
    Typed,
)
from studyguide.cards.typed import matches, near
from studyguide.guide import model as m
from studyguide.guide.rules import GAP


class Part(Struct, frozen=True):
    """One option, item, pair or key point, with what was made of it."""

    id: str
    text: str
    ok: bool
    """Whether the learner dealt with it rightly."""
    key: bool
    """Whether it belongs to the right answer."""
    chosen: bool
    """Whether the learner chose it."""
    why: str = ""
    given: str = ""
    """What the learner put in its place, where that differs."""


class Verdict(Struct, frozen=True):
    """What a response was worth."""

    correct: bool | None
    """Wholly right; None where the learner has to judge."""
    parts: tuple[Part, ...] = ()
    answer: str = ""
    """The right answer in words, for typed and open questions and for cards that are turned over."""
    why: str = ""
    near: str = ""
    """The accepted answer that a wrong typed one comes close to."""

    @property
    def right_parts(self) -> int:
        """How many of the parts that count were dealt with rightly."""
        return sum(part.ok for part in self._counted)

    @property
    def all_parts(self) -> int:
        """How many parts count: the right options of a `multi`, every item of an ordering or matching."""
        return len(self._counted)

    @property
    def _counted(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.key)

    @property
    def credit(self) -> int:
        """Points by the exam's rules: 1 for wholly right, else 0."""
        return int(self.correct is True)


def judge(card: Card, response: Response) -> Verdict:
    """The verdict on a response to a card.

    Raises:
        TypeError: The response is not of the kind that the card asks for.
    """
    ask = card.ask
    match ask, response:
        case Flip(), Judged():
            return Verdict(None, answer=ask.answer, why=ask.detail)
        case m.TrueFalse(), Chosen(options):
            return _judge_true_false(ask, options)
        case ((m.Choice() | m.Multi()), Chosen(options)):
            return _judge_options(ask, options)
        case ((m.Ordering() | Sequence()), Ordered(items)):
            return _judge_order(ask.items, items)
        case m.Matching(), Matched(pairs):
            return _judge_pairs(ask, pairs)
        case ((m.Short() | m.Cloze()), Typed(text)):
            return _judge_typed(accepted(ask), ask.why, text)
        case m.Open(), Typed():
            return _judge_open(ask, ())
        case m.Open(), Ticked(_, points):
            return _judge_open(ask, points)
        case _:
            raise TypeError(f"{type(response).__name__} does not answer {type(ask).__name__}")


def accepted(ask: m.Short | m.Cloze) -> tuple[str, ...]:
    """Every accepted answer, the one to show first."""
    match ask:
        case m.Short():
            return ask.answers
        case m.Cloze():
            return (*GAP.findall(ask.stem), *ask.answers)
        case _:
            assert_never(ask)


def _judge_true_false(ask: m.TrueFalse, options: tuple[str, ...]) -> Verdict:
    parts = tuple(
        Part(
            id=name,
            text=text,
            ok=(name in options) == (value == ask.answer),
            key=value == ask.answer,
            chosen=name in options,
            why=why,
        )
        for name, text, value, why in (
            ("true", "True", True, ask.why.if_true),
            ("false", "False", False, ask.why.if_false),
        )
    )
    return Verdict(all(part.ok for part in parts), parts)


def _judge_options(ask: m.Choice | m.Multi, options: tuple[str, ...]) -> Verdict:
    parts = tuple(
        Part(
            id=option.id,
            text=option.text,
            ok=(option.id in options) == option.correct,
            key=option.correct,
            chosen=option.id in options,
            why=option.why,
        )
        for option in ask.options
    )
    return Verdict(all(part.ok for part in parts), parts)


def _judge_order(right: tuple[m.OrderItem, ...], items: tuple[str, ...]) -> Verdict:
    parts = tuple(
        Part(
            id=item.id,
            text=item.text,
            ok=items[place : place + 1] == (item.id,),
            key=True,
            chosen=item.id in items,
            why=item.why,
            given=str(items.index(item.id) + 1) if item.id in items else "",
        )
        for place, item in enumerate(right)
    )
    return Verdict(len(items) == len(right) and all(part.ok for part in parts), parts)


def _judge_pairs(ask: m.Matching, pairs: dict[str, str]) -> Verdict:
    rights = {pair.id: pair.right for pair in ask.pairs}
    parts = tuple(
        Part(
            id=pair.id,
            text=f"{pair.left} → {pair.right}",
            ok=pairs.get(pair.id) == pair.id,
            key=True,
            chosen=pair.id in pairs,
            why=pair.why,
            given=rights.get(pairs.get(pair.id, ""), ""),
        )
        for pair in ask.pairs
    )
    return Verdict(all(part.ok for part in parts), parts)


def _judge_typed(answers: tuple[str, ...], why: str, text: str) -> Verdict:
    if matches(text, answers):
        return Verdict(True, answer=answers[0], why=why)
    close = near(text, answers)
    return Verdict(None if close else False, answer=answers[0], why=why, near=close or "")


def _judge_open(ask: m.Open, points: tuple[int, ...]) -> Verdict:
    parts = tuple(
        Part(
            id=str(place),
            text=point.text,
            ok=place in points,
            key=True,
            chosen=place in points,
            why=point.why,
        )
        for place, point in enumerate(ask.key_points)
    )
    return Verdict(None, parts, answer=ask.answer)
