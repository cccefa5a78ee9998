"""The reading commands' reports, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyguide.memory.model import day_date
from studyguide.plain.text import filled, records, wrapped
from studyguide.study.today import after_exam, comeback, due, exam_today, work_words
from studyguide.study.words import counted, dated, lasting

if TYPE_CHECKING:
    from datetime import date

    from studyguide.guide.search import Hit
    from studyguide.study.mistakes import Contrast
    from studyguide.study.reports import CardLine, CardReport
    from studyguide.study.today import Standing
    from studyguide.study.trouble import Mistake, Trouble

_TROUBLE = {
    "pair": "Mixed up",
    "slip": "Chosen though wrong",
    "leech": "Forgotten again and again: read them anew, or suspend them",
}


def due_text(today: Standing) -> str:
    """What is due, and how to go on."""
    report = due(today)
    if not report.cards:
        return "There is nothing to study: no pack holds a question."
    work = work_words(today.work, "`studyguide review`")
    if report.to_go:
        then = "`studyguide review` goes on with it here; `studyguide` in a terminal opens the screen."
    elif report.reviews or report.new:
        then = "`studyguide review` asks them here; `studyguide` in a terminal opens the screen."
    else:
        then = "`studyguide read` goes on reading; `studyguide quiz` practises."
    said = (f"{day_words(report.day)}: {work}.", comeback(today), exam_text(today), then)
    return "\n".join(filled(line, "", "") for line in said if line)


def day_words(day: date) -> str:
    """Today's date in words."""
    return dated(day, "Today, %A %d %B %Y")


def exam_text(standing: Standing) -> str:
    """How far away the exam is, and what holds once it has come."""
    facts = standing.facts
    exam_day, today = facts.now.exam_day, facts.now.day
    if exam_day is None:
        return "No exam date is set: `studyguide config exam-date 2027-03-01` plans for it."
    if exam_day < today:
        return (
            f"{after_exam(exam_day, facts.scheduler.retention)} Or set a new date with "
            "`studyguide config exam-date 2027-03-01`, clear it with `... none`, or stop here."
        )
    if exam_day == today:
        return exam_today(standing.work)
    return f"The exam is in {counted(exam_day - today, 'day')}, on {dated(day_date(exam_day), '%d %B %Y')}."


def cards_text(lines: tuple[CardLine, ...]) -> str:
    """A list of cards, one a line."""
    if not lines:
        return "No card fits."
    reserve = sum(line.reserve for line in lines)
    kept = f"; {reserve:,} of them kept for mock exams" if reserve else ""
    return "\n".join((*map(_listed, lines), f"{counted(len(lines), 'card')}{kept}."))


def _listed(line: CardLine) -> str:
    first, *more = wrapped(f"{line.id} [{_when(line)}] {line.title}", width=74).split("\n")
    return f"{first} ..." if more else first


def _when(line: CardLine) -> str:
    return "due" if line.is_due else dated(line.due, "due %d %b") if line.due else line.state


def card_text(report: CardReport) -> str:
    """One card: memory, history, why."""
    line = report.card
    facts = (
        f"{line.kind}, task {line.task} ({line.scope}), difficulty {line.difficulty}, "
        f"concept {line.concept}, answered by {line.ref}"
    )
    parts = [wrapped(line.title), "", wrapped(facts), "", wrapped(report.why)]
    if line.stability is not None:
        parts.append(
            wrapped(
                f"Stability {lasting(line.stability)}, difficulty {line.memory_difficulty:.1f} of 10, "
                f"recall today {line.recall:.0%}, {counted(line.reps, 'review')}, "
                f"{counted(line.lapses, 'lapse')}."
            )
        )
    asked = ", ".join(f"{grade} {dated(day, '%d %b %Y')}" for grade, day in report.outcomes.items())
    parts.append(wrapped(f"Answered today it would come back: {asked}."))
    if report.history:
        parts += ["", "History"]
        parts += [
            f"  {answer.at[:16].replace('T', ' ')}  {answer.grade}, {answer.seconds:g} s"
            + (" (undone)" if answer.undone else "")
            for answer in report.history
        ]
    return "\n".join(parts)


def contrast_text(table: Contrast) -> str:
    """Two concepts side by side, aspect by aspect."""
    heads = ("", *table.heads)
    return records(heads, table.rows)


def mistakes_text(found: Trouble) -> str:
    """What goes wrong, numbered."""
    if not found.entries:
        return "No mistakes on record yet."
    parts = []
    for kind, head in _TROUBLE.items():
        lines = [_mistake(entry) for entry in found.entries if entry.kind == kind]
        if lines:
            parts.append("\n".join((wrapped(head), *lines)))
    parts.append("`studyguide mistakes NUMBER` drills the pair, or asks the card now.")
    return "\n\n".join(parts)


def _mistake(entry: Mistake) -> str:
    sure = f", {entry.sure} of them sure" if entry.sure else ""
    said = f"{entry.title} ({counted(entry.times, 'time')}{sure})"
    lines = [wrapped(said, "     ", f"{entry.number:>3}. ")]
    if entry.chosen:
        lines.append(wrapped(entry.chosen, "     ", "     You chose: "))
    if entry.card:
        lines.append(wrapped(entry.card + (", suspended" if entry.suspended else ""), "     ", "     Card: "))
    return "\n".join(lines)


def hits_text(hits: tuple[Hit, ...]) -> str:
    """Search results."""
    if not hits:
        return "Nothing found."
    return "\n".join(
        "\n".join((hit.ref, *(wrapped(text, "    ", "    ") for text in (hit.title, hit.excerpt) if text)))
        for hit in hits
    )
