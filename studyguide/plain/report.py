"""The reading commands' reports, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyguide.plain.text import table, wrapped
from studyguide.study.words import counted

if TYPE_CHECKING:
    from studyguide.guide.search import Hit
    from studyguide.study.reports import CardLine, CardReport, Stats
    from studyguide.study.today import Due


def due_text(report: Due) -> str:
    """What is due, and how to go on."""
    if not report.cards:
        return "There is nothing to study: no pack holds a question."
    if report.due or report.new:
        minutes = counted(report.minutes, "minute")
        work = f"{counted(report.due, 'card')} due and {report.new} new: about {minutes}."
        then = "`studyguide review` asks them here; `studyguide` in a terminal opens the screen."
    else:
        work = "Nothing is due today."
        then = "`studyguide read` goes on reading; `studyguide quiz` practises."
    return "\n".join((f"Today, {report.day:%A %d %B %Y}: {work}", wrapped(exam_text(report)), then))


def exam_text(report: Due) -> str:
    """How far away the exam is."""
    if report.days_to_exam is None:
        return "No exam date is set: `studyguide config exam-date 2027-03-01` plans for it."
    if report.days_to_exam < 0:
        return "The exam is over. Clear the date with `studyguide config exam-date none`, or set a new one."
    return f"The exam is in {counted(report.days_to_exam, 'day')}, on {report.exam_date:%d %B %Y}."


def stats_text(report: Stats) -> str:
    """Coverage by chapter and by exam task, and the last days."""
    total = report.total
    lines = [
        f"{counted(report.answers, 'answer')} given, {report.right} right; "
        f"{total.seen} of {total.cards} cards met, {total.known} known, {total.due} due.",
        _retention(report),
        "",
        "By chapter",
        table(
            ("Chapter", "Read", "Met", "Known", "Due"),
            [
                (
                    share.title,
                    f"{share.read} of {share.sections}",
                    f"{share.seen} of {share.cards}",
                    str(share.known),
                    str(share.due),
                )
                for share in report.chapters
            ],
        ),
        "",
        "By exam task",
        table(
            ("Task", "Met", "Known", "Recall today"),
            [
                (
                    f"{share.id} {share.title}",
                    f"{share.seen} of {share.cards}",
                    str(share.known),
                    "-" if share.recall is None else f"{share.recall:.0%}",
                )
                for share in report.tasks
            ],
        ),
    ]
    if report.days:
        lines += ["", "Last days"]
        lines += [
            f"  {day.day:%a %d %b}: {counted(day.answers, 'answer')}, {day.right} right"
            for day in report.days[-14:]
        ]
    return "\n".join(lines)


def _retention(report: Stats) -> str:
    if report.retention is None:
        return "How much you keep is known once cards come back on a later day."
    return f"Kept from one day to another: {report.retention:.0%} of {counted(report.reviewed, 'review')}."


def cards_text(lines: tuple[CardLine, ...]) -> str:
    """A list of cards, one a line."""
    if not lines:
        return "No card fits."
    return "\n".join((*map(_listed, lines), f"{counted(len(lines), 'card')}."))


def _listed(line: CardLine) -> str:
    first, *more = wrapped(f"{line.id} [{_when(line)}] {line.title}", width=74).split("\n")
    return f"{first} ..." if more else first


def _when(line: CardLine) -> str:
    return "due" if line.is_due else f"due {line.due:%d %b}" if line.due else line.state


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
                f"Stability {line.stability:.1f} days, difficulty {line.memory_difficulty:.1f} of 10, "
                f"recall today {line.recall:.0%}, {counted(line.reps, 'review')}, "
                f"{counted(line.lapses, 'lapse')}."
            )
        )
    asked = ", ".join(f"{grade} {day:%d %b %Y}" for grade, day in report.outcomes.items())
    parts.append(wrapped(f"Answered today it would come back: {asked}."))
    if report.history:
        parts += ["", "History"]
        parts += [
            f"  {answer.at[:16].replace('T', ' ')}  {answer.grade}, {answer.seconds:g} s"
            + (" (undone)" if answer.undone else "")
            for answer in report.history
        ]
    return "\n".join(parts)


def hits_text(hits: tuple[Hit, ...]) -> str:
    """Search results."""
    if not hits:
        return "Nothing found."
    return "\n".join(
        "\n".join((hit.ref, wrapped(hit.title, "    ", "    "), wrapped(hit.excerpt, "    ", "    ")))
        for hit in hits
    )
