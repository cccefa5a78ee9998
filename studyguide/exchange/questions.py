"""Questions on paper: what is asked in one place, what is right in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_uppercase
from typing import TypeVar, assert_never

from studyguide.cards.present import BLANK
from studyguide.exchange.commonmark import blocks, bullets, inline, link, strong
from studyguide.guide import model as m
from studyguide.guide.model import Question
from studyguide.guide.rules import GAP

T = TypeVar("T")


def asked(question: Question) -> list[str]:
    """The question in blocks, without its answer."""
    match question:
        case m.TrueFalse():
            return blocks(question.stem, "**True or false?**")
        case m.Choice() | m.Multi():
            count = sum(option.correct for option in question.options)
            options = (f"{letter}. {inline(option.text)}" for letter, option in lettered(question.options))
            return [*blocks(question.stem), f"Choose {'one' if count == 1 else count}:", bullets(options)]
        case m.Ordering():
            items = (f"{letter}. {inline(text)}" for letter, text in lettered(places(question)))
            return [*blocks(question.stem), "Put in order:", bullets(items)]
        case m.Matching():
            lefts = (f"{letter}. {inline(pair.left)}" for letter, pair in lettered(question.pairs))
            rights = (f"({at}) {inline(text)}" for at, text in enumerate(partners(question), 1))
            return [*blocks(question.stem), "Match", bullets(lefts), "with", bullets(rights)]
        case m.Cloze():
            return blocks(GAP.sub(BLANK, question.stem))
        case m.Short() | m.Open():
            return blocks(question.stem)
        case _:
            assert_never(question)


def answered(question: Question) -> list[str]:
    """The answer in blocks: what is right and why, and the source."""
    return [*_answer(question), f"Source: {link(question.source)}"]


def _answer(question: Question) -> list[str]:
    match question:
        case m.TrueFalse():
            why, other = question.why.if_true, question.why.if_false
            if not question.answer:
                why, other = other, why
            wrong = "false" if question.answer else "true"
            return [
                *blocks(why, f"**{question.answer}.**"),
                *blocks(other, f"If you said {wrong}:"),
            ]
        case m.Choice() | m.Multi():
            letters = ", ".join(letter for letter, option in lettered(question.options) if option.correct)
            whys = (
                f"{letter}, {'right' if option.correct else 'wrong'}: {inline(option.why)}"
                for letter, option in lettered(question.options)
            )
            return [f"**{letters}**", bullets(whys)]
        case m.Ordering():
            place = {text: letter for letter, text in lettered(places(question))}
            steps = (
                f"**{place[item.text]}.** {inline(item.text)}: {inline(item.why)}" for item in question.items
            )
            return ["In this order:", bullets(steps)]
        case m.Matching():
            number = {text: at for at, text in enumerate(partners(question), 1)}
            pairs = (
                f"**{letter} ({number[pair.right]})** {inline(pair.left)} → {inline(pair.right)}: "
                f"{inline(pair.why)}"
                for letter, pair in lettered(question.pairs)
            )
            return ["These belong together:", bullets(pairs)]
        case m.Short():
            return _typed(question.answers, question.why)
        case m.Cloze():
            return _typed((*GAP.findall(question.stem), *question.answers), question.why)
        case m.Open():
            points = (f"{strong(point.text)}: {inline(point.why)}" for point in question.key_points)
            return [*blocks(question.answer), "Key points:", bullets(points)]
        case _:
            assert_never(question)


def _typed(accepted: tuple[str, ...], why: str) -> list[str]:
    shown, *others = accepted
    also = f"Also accepted: {', '.join(map(inline, others))}."
    return [strong(shown), *([also] if others else []), *blocks(why)]


def lettered(parts: Iterable[T]) -> Iterator[tuple[str, T]]:
    """Each part with its letter on paper."""
    return zip(ascii_uppercase, parts, strict=False)


def places(question: m.Ordering) -> list[str]:
    """The items in an order that gives nothing away."""
    return mixed([item.text for item in question.items])


def partners(question: m.Matching) -> list[str]:
    """The right sides in an order that gives nothing away."""
    return mixed([pair.right for pair in question.pairs])


def mixed(texts: list[str]) -> list[str]:
    """Texts by alphabet, or backwards where that is the order they stand in."""
    ordered = sorted(texts, key=str.casefold)
    return ordered[::-1] if ordered == texts else ordered
