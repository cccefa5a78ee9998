"""Sentences that both faces say."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from studyguide.memory.model import Grade

if TYPE_CHECKING:
    from datetime import date

    from studyguide.cards.grading import Part, Verdict
    from studyguide.cards.model import Card
    from studyguide.cards.present import Form, Presentation

GRADE_NAMES = {Grade.AGAIN: "Again", Grade.HARD: "Hard", Grade.GOOD: "Good", Grade.EASY: "Easy"}


def grades_offered(grading: str) -> tuple[Grade, ...]:
    """The grade keys of a setting: two, or all four."""
    return tuple(Grade) if grading == "four" else (Grade.AGAIN, Grade.GOOD)


def days(number: int) -> str:
    """A number of days in words: `1 day`, `12 days`, `3 months`, `1.5 years`."""
    if number < 31:
        return counted(number, "day")
    if number < 365:
        return counted(round(number / 30.4), "month")
    years = round(number / 365.25, 1)
    return "1 year" if years == 1 else f"{years:g} years"


def lasting(stability: float) -> str:
    """A stability in words."""
    return "less than a day" if stability < 0.5 else days(round(stability))


def counted(number: int, noun: str) -> str:
    """`1 card`, `3 cards`, `1,200 cards`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def dated(when: date, form: str) -> str:
    """A date as `strftime` gives it, the day without a leading zero: `1 December` for `%d %B`."""
    return when.strftime(form.replace("%d", str(when.day)))


def instruction(shown: Presentation) -> str:
    """What the learner is to do, in a few words."""
    match shown.form:
        case "one":
            return "Choose one"
        case "many":
            return f"Choose {shown.choose}"
        case "order":
            return "Put in order"
        case "match":
            return "Match each with its partner"
        case "type":
            return "Type the answer"
        case "open":
            return "Answer in your own words"
        case "flip":
            return "Say the answer to yourself"
        case _:
            assert_never(shown.form)


def headline(verdict: Verdict, form: Form) -> str:
    """The verdict in a few words, with what was right in a wrong answer."""
    if verdict.correct is None:
        return "Almost: was it right?" if verdict.near else "Compare with your answer"
    if verdict.correct:
        return "Right"
    if verdict.parts and not any(part.chosen for part in verdict.parts):
        return "Left blank: counts as wrong"
    if form in ("many", "order", "match"):
        return f"Wrong: {verdict.right_parts} of {verdict.all_parts} right; the exam gives 0"
    return "Wrong"


def part_label(part: Part) -> str:
    """How an option fared, in words; empty for a distractor that was left alone."""
    if part.key:
        return "right, your choice" if part.chosen else "right, missed"
    return "wrong, your choice" if part.chosen else ""


def kind(card: Card) -> str:
    """The card's kind: that of its question, `flip` or `sequence` for a drawn one."""
    return str(card.ask.__struct_config__.tag)


def title(card: Card) -> str:
    """What the card asks, in one line; a gap shows as a line."""
    from studyguide.cards.model import Flip, Sequence  # deferred: Home counts cards and shows none
    from studyguide.cards.present import BLANK
    from studyguide.guide.model import Cloze
    from studyguide.guide.rules import GAP

    stem = card.ask.prompt if isinstance(card.ask, Flip | Sequence) else card.ask.stem
    if isinstance(card.ask, Cloze):  # elsewhere the same signs stand for themselves
        stem = GAP.sub(BLANK, stem)
    return " ".join(stem.split())
