"""The verdict on an answer, as text."""

from __future__ import annotations

from string import ascii_lowercase

from studyguide.cards.grading import Part, Verdict
from studyguide.cards.model import Card
from studyguide.cards.present import Presentation
from studyguide.plain.text import wrapped
from studyguide.study.certainty import NAMES, Certainty, marks
from studyguide.study.words import headline, part_label


def feedback(card: Card, shown: Presentation, verdict: Verdict) -> str:
    """What was right, what every option means, and where it can be looked up."""
    lines = ["", f"{headline(verdict, shown.form)}."]
    if verdict.near:
        lines.append(wrapped(f"Accepted is: {verdict.near}"))
    elif verdict.answer:
        lines.append(wrapped(verdict.answer, indent="  ", first="  "))
    for part in _in_shown_order(shown, verdict):
        lines.append(_part(shown, part))
    if verdict.why:
        lines.append(wrapped(verdict.why, indent="  ", first="  "))
    if card.source:
        lines.append(wrapped(f"Source: {card.source.title}, {card.source.url}"))
    return "\n".join(lines)


def certainty_text(correct: bool, certainty: Certainty) -> str:
    """What being that sure was worth."""
    text = f"You said: {NAMES[certainty]}. Certainty marks: {marks(correct, certainty):+d}."
    if certainty is Certainty.SURE and not correct:
        text += " It comes back in this sitting, tomorrow and before the exam."
    return wrapped(text)


def _in_shown_order(shown: Presentation, verdict: Verdict) -> tuple[Part, ...]:
    """Options in the order on the screen; what was ordered or matched, in the right order."""
    if shown.form not in ("one", "many"):
        return verdict.parts
    places = {line.id: place for place, line in enumerate(shown.lines)}
    return tuple(sorted(verdict.parts, key=lambda part: places[part.id]))


def _part(shown: Presentation, part: Part) -> str:
    why = f" {part.why}" if part.why else ""
    match shown.form:
        case "one" | "many":
            place = [line.id for line in shown.lines].index(part.id)
            label = f" [{part_label(part)}]" if part_label(part) else ""
            return wrapped(f"{part.text}{label}", indent="      ", first=f"  {ascii_lowercase[place]}) ") + (
                f"\n{wrapped(part.why, indent='      ', first='      ')}" if part.why else ""
            )
        case "order" | "match":
            mark = "right" if part.ok else f"yours: {part.given}" if part.given else "left out"
            return wrapped(f"{part.text} [{mark}].{why}", indent="     ", first="  - ")
        case _:
            return wrapped(f"{part.text}{why}", indent="     ", first=f"  {int(part.id) + 1}. ")
