"""What the study screen says around a card: how sure, the grade keys, the end of a sitting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from studyguide.cards.model import Card, Ticked
from studyguide.guide.markup import plain
from studyguide.guide.model import Open
from studyguide.memory.model import Grade
from studyguide.study.certainty import NAMES, Certainty, marks
from studyguide.study.given import of_session, total_marks
from studyguide.study.grades import grade_of_points
from studyguide.study.session import Session
from studyguide.study.words import GRADE_NAMES, counted, title
from studyguide.tui.draft import Draft
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.card_lines import status
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import hang

_KEY = "bold $text-accent"

KeyOf = Callable[[str], str]
"""Gives the key of a binding by its id."""


def key(name: str, does: str, style: str = "") -> Content:
    """A key and what it does."""
    return Content.assemble((name, _KEY), (f" {does}", style))


def bar(session: Session, draft: Draft, width: int) -> Content:
    """The bar: the place in the sitting, and at the right what was right so far."""
    right = sum(answer.correct for answer in session.answered)
    given = len(session.answered)
    told = session.feedback == "now" or session.phase == "done"
    score = f"{right} of {given} right" if told else f"{given} answered"
    end = Content.styled(score if given else "", "$text-muted")
    if session.phase == "done":
        return fit(Content("Sitting over"), width - end.cell_length) + end
    return (
        fit(Content(status(session, draft, given + 1)), max(0, width - 2 - end.cell_length))
        + Content("  ")
        + end
    )


def proposed(session: Session) -> Grade:
    """The grade that going on would keep or give."""
    if session.grade is not None:
        return session.grade
    if isinstance(session.card.ask, Open):
        held = len(session.response.points) if isinstance(session.response, Ticked) else 0
        return grade_of_points(held, len(session.card.ask.key_points))
    return Grade.GOOD


def leech(card: Card, lapses: int, key_of: KeyOf) -> str:
    """What is said of a card that was forgotten that often."""
    more = f", {key_of('study.contrast')} contrast" if card.confusable else ""
    return (
        f"Forgotten {lapses} times, asking again helps little: {key_of('study.look-up')} source, "
        f"{key_of('study.suspend')} suspend{more}."
    )


def how_sure() -> Content:
    """The question put before the verdict."""
    keys = (key("1", "guess"), key("2", "fairly"), key("3", "sure"))
    return (
        Content("How sure? ") + Content("  ").join(keys) + Content.styled(" (Enter = fairly)", "$text-muted")
    )


def grade_keys(proposed: Grade, waits: dict[Grade, str]) -> Content:
    """The grade keys, each with the time until it would ask again."""
    keys = [
        key(str(grade.value), f"{GRADE_NAMES[grade]} {wait}", "bold" if grade is proposed else "$text-muted")
        for grade, wait in waits.items()
    ]
    return Content("   ").join((*keys, key("Space", f"keeps {GRADE_NAMES[proposed]}")))


def drill_keys(revealed: bool) -> Content:
    """The keys where answers leave the schedule alone."""
    said = Content.styled("A drill: the schedule stays as it is.", "$text-muted")
    keys = (key("1", "not known"), key("3", "known")) if revealed else (key("Space", "next"),)
    return Content("   ").join((*keys, said))


def worth(session: Session) -> Content | None:
    """What being that sure was worth."""
    if session.certainty is None or session.phase != "settled":
        return None
    points = marks(session.correct, session.certainty)
    style = "$text-success" if points > 0 else "$text-error" if points < 0 else "$text-muted"
    return Content.assemble(
        (f"{points:+d}", f"bold {style}"), (f" ({NAMES[session.certainty]})", "$text-muted")
    )


def comes_back(session: Session) -> str:
    """Why an answer comes back sooner than its verdict alone would say; empty if it does not."""
    if session.phase != "settled" or session.mode == "drill":
        return ""
    if session.certainty is Certainty.SURE and not session.correct:
        return "You were sure: it comes back in this sitting, tomorrow and before the exam."
    if session.certainty is Certainty.GUESS and session.correct and session.grade is Grade.AGAIN:
        return "Right by a guess: nothing was remembered yet, so it is asked again."
    return ""


def beneath(keys: Content, session: Session, notices: tuple[str, ...], width: int) -> Content:
    """The lines below a verdict: notices, then the keys with the certainty marks beside or below them."""
    rows = [line for text in notices if text for line in wrap(Content.styled(text, "$text-warning"), width)]
    points = worth(session)
    if points is not None and keys.cell_length + 3 + points.cell_length <= width:
        keys = keys + Content("   ") + points
    elif points is not None:
        rows.append(points)
    return Content("\n").join((*rows, keys))


def summary(session: Session, width: int, signs: Glyphs, key_of: KeyOf) -> Content:
    """What a sitting came to, once it is over."""
    return Content("\n").join(_summary(session, width, signs, key_of))


def _summary(session: Session, width: int, signs: Glyphs, key_of: KeyOf) -> Iterator[Content]:
    answered = session.answered
    right = sum(answer.correct for answer in answered)
    quiz = session.mode == "quiz"
    said = {"quiz": "That was the quiz.", "drill": "That was the drill."}.get(
        session.mode, "That was all for now."
    )
    yield Content.styled(said if answered else "Nothing is due now.", _KEY)
    given = of_session(session)
    if answered and quiz:
        yield Content(
            f"{sum(one.right for one in given)} of {counted(len(given), 'question')} right at first."
        )
        if (points := total_marks(given)) is not None:
            yield Content(f"Certainty marks: {points[0]:+d} of {points[1]}.")
    elif answered:
        saved = "The schedule stays as it was." if session.mode == "drill" else "All of it is saved."
        yield Content(f"{counted(len(answered), 'answer')}, {right} right. {saved}")
    missed = dict.fromkeys(answer.key for answer in answered if not answer.correct)
    if missed:
        yield Content("")
        yield Content.styled("Missed on the way", "bold")
        for name in missed:
            bullet = Content.styled(f"{signs.bullet} ", "$text-muted")
            yield from hang(bullet, wrap(Content(plain(title(session.cards[name]))), max(20, width)))
    yield Content("")
    if quiz and answered:
        again = f"; {key_of('study.missed')} asks the missed ones again" if missed else ""
        said = f"Enter looks back on every question{again}; {key_of('study.stop')} returns."
        yield Content.styled(said, "$text-muted")
    else:
        said = f"Enter returns; {key_of('study.undo')} takes the last answer back."
        yield Content.styled(said, "$text-muted")
