"""Cards as HTML: what is asked on one side, what is right and why on the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from studyguide.cards.model import Card, Flip, Sequence
from studyguide.cards.present import BLANK
from studyguide.exchange.flips import flip_html
from studyguide.exchange.hypertext import Html, blocks, element, inline, joined, listed
from studyguide.exchange.questions import lettered, mixed, partners, places
from studyguide.guide import model as m
from studyguide.guide.model import OrderItem, Question, Source
from studyguide.guide.rules import GAP


def front(card: Card) -> Html:
    """What a card asks, after the situation of its case."""
    situation = element("div", blocks(card.context), class_="situation") if card.context else Html()
    match card.ask:
        case Flip(prompt=prompt):
            return joined((situation, flip_html(prompt)))
        case Sequence(prompt=prompt, items=items):
            mixed_up = mixed([item.text for item in items])
            return joined((situation, blocks(prompt), listed(map(inline, mixed_up))))
        case question:
            return joined((situation, asked(question)))


def back(card: Card) -> Html:
    """What is right, why, and the source."""
    match card.ask:
        case Flip(answer=answer, detail=detail):
            return flip_html(answer, detail)
        case Sequence(items=items):
            return listed((inline(item.text) for item in items), ordered=True)
        case question:
            return answered(question)


def asked(question: Question) -> Html:
    """A question without its answer."""
    match question:
        case m.TrueFalse():
            return blocks(question.stem, element("strong", "True or false?"))
        case m.Choice() | m.Multi():
            count = sum(option.correct for option in question.options)
            return joined(
                (
                    blocks(question.stem),
                    _task(f"Choose {'one' if count == 1 else count}:"),
                    _letters(option.text for option in question.options),
                )
            )
        case m.Ordering():
            return joined((blocks(question.stem), _task("Put in order:"), _letters(places(question))))
        case m.Matching():
            return joined(
                (
                    blocks(question.stem),
                    _task("Match"),
                    _letters(pair.left for pair in question.pairs),
                    _task("with"),
                    listed(map(inline, partners(question)), ordered=True),
                )
            )
        case m.Cloze():
            return blocks(GAP.sub(BLANK, question.stem))
        case m.Short() | m.Open():
            return blocks(question.stem)
        case _:
            assert_never(question)


def answered(question: Question) -> Html:
    """What is right and why, and the source."""
    return joined((_answer(question), source_line(question.source)))


def source_line(source: Source) -> Html:
    """Where it can be looked up."""
    return element("p", "Source: ", link(source), class_="source")


def link(source: Source) -> Html:
    """A link to a source, which learns nothing of where the reader came from."""
    return element("a", inline(source.title), href=source.url, rel="noreferrer")


def _answer(question: Question) -> Html:
    match question:
        case m.TrueFalse():
            why, other = question.why.if_true, question.why.if_false
            if not question.answer:
                why, other = other, why
            said = element("em", f"If you said {'false' if question.answer else 'true'}:")
            return joined((blocks(why, element("strong", f"{question.answer}.")), blocks(other, said)))
        case m.Choice() | m.Multi():
            right = ", ".join(letter for letter, option in lettered(question.options) if option.correct)
            whys = (
                element(
                    "li",
                    element("strong", f"{letter}, {'right' if option.correct else 'wrong'}: "),
                    inline(option.why),
                    class_="right" if option.correct else "wrong",
                )
                for letter, option in lettered(question.options)
            )
            return joined((_key(right), element("ul", *whys, class_="whys")))
        case m.Ordering():
            letter = {text: name for name, text in lettered(places(question))}
            right = ", ".join(letter[item.text] for item in question.items)
            return joined((_key(right), listed(map(_step, question.items), ordered=True)))
        case m.Matching():
            number = {text: at for at, text in enumerate(partners(question), 1)}
            right = ", ".join(f"{name}{number[pair.right]}" for name, pair in lettered(question.pairs))
            pairs = (
                joined(
                    (element("strong", inline(pair.left), " → ", inline(pair.right)), ": ", inline(pair.why))
                )
                for pair in question.pairs
            )
            return joined((_key(right), listed(pairs)))
        case m.Short():
            return _typed(question.answers, question.why)
        case m.Cloze():
            return _typed((*GAP.findall(question.stem), *question.answers), question.why)
        case m.Open():
            points = (
                joined((element("strong", inline(point.text)), ": ", inline(point.why)))
                for point in question.key_points
            )
            return joined((blocks(question.answer), _task("Key points:"), listed(points)))
        case _:
            assert_never(question)


def _step(item: OrderItem) -> Html:
    return joined((element("strong", inline(item.text)), ": ", inline(item.why)))


def _typed(accepted: tuple[str, ...], why: str) -> Html:
    shown, *others = accepted
    also = element("p", f"Also accepted: {', '.join(others)}.") if others else Html()
    return joined((_key(inline(shown)), also, blocks(why)))


def _key(text: str) -> Html:
    return element("p", element("strong", text), class_="key")


def _task(text: str) -> Html:
    return element("p", text, class_="task")


def _letters(texts: Iterable[str]) -> Html:
    return listed(map(inline, texts), ordered=True, type="A")
