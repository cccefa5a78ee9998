"""`plan` as text: today, the days until the exam, likely recall on the day, and what if."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from studyguide.plain.report import day_words, exam_text
from studyguide.plain.text import WIDTH, filled, inline
from studyguide.study.foresight import FARTHEST
from studyguide.study.today import work_words
from studyguide.study.words import counted, dated, title

if TYPE_CHECKING:
    from studyguide.study.days_ahead import PlannedDay, PlanReport, Recall, Scenario
    from studyguide.study.desk import Desk
    from studyguide.study.today import Standing

FIRST = 5
"""Cards of the sitting that are named."""
_WEEK = 7
_LONG = 2 * _WEEK
"""Days beyond which all but the first week are told by weeks."""


def plan_text(today: Standing, found: PlanReport, desk: Desk) -> str:
    """All of it, part by part."""
    parts = [_today(today, found, desk), _exam(today, found.plan)]
    if found.what_if is not None:
        parts.append(_compared(found.plan, found.what_if))
    shown = found.what_if or found.plan
    if shown.days:
        parts.append(_days(shown, "Days until the exam" if shown is found.plan else "Days under “what if”"))
    return "\n\n".join(parts)


def _said(*sentences: str) -> str:
    return "\n".join(filled(sentence, "", "") for sentence in sentences if sentence)


def _today(today: Standing, found: PlanReport, desk: Desk) -> str:
    to_go, go_on = today.work.to_go, "`studyguide review`"
    work = work_words(today.work._replace(to_go=0), go_on)
    left = f"The sitting you left has {to_go} to go; {go_on} goes on with it." if to_go else ""
    lines = [_said(f"{day_words(found.day)}: {work}.", left, found.comeback)]
    chapters = Counter(card.chapter for card in found.cards)
    names = {head.id: head.title for catalog in desk.shelf.catalogs for head in catalog.chapters}
    for id, number in chapters.most_common(FIRST):
        lines.append(_cut(f"  {number:>3} from “{inline(names[id])}”"))
    if others := chapters.most_common()[FIRST:]:
        number = sum(number for _, number in others)
        lines.append(f"  {number:>3} from {counted(len(others), 'other chapter')}")
    if found.cards:
        lines.append("First of them:")
    for card in found.cards[:FIRST]:
        lines.append(_cut(f"  {'new ' if card.new else '    '} {inline(title(desk.cards[card.key]))}"))
    return "\n".join(lines)


def _cut(text: str, room: int = WIDTH - 2) -> str:
    return text if cell_len(text) <= room else set_cell_size(text, room - 4).rstrip() + " ..."


def _exam(today: Standing, plan: Scenario) -> str:
    now, said = today.facts.now, exam_text(today)
    if now.exam_ahead is None:
        if now.exam_day is not None:
            return _said(said)
        retention = today.facts.scheduler.retention
        return _said(
            f"Each card comes back when its chance of recall falls to {retention:.0%}, and up to "
            f"{counted(now.new_per_day, 'new card')} a day are added: that is plain retention.",
            said,
        )
    if plan.recall is None:
        return _said(said, f"Likely recall on the day is told once it is less than {FARTHEST} days away.")
    minutes = counted(plan.minutes_per_day, "minute")
    return _said(
        said,
        f"With {minutes} a day you are likely to recall {_recall(plan.recall)} of the cards on that day."
        f" Those you have not met by then count like your first answers: "
        f"{1 - now.learner.first_shares[0]:.0%} right.",
        left_out_words(plan.left_out or 0),
    )


def left_out_words(number: int) -> str:
    """That new cards find no room before the exam; empty where all do."""
    if number <= 0:
        return ""
    verb, they = ("finds", "It is what counts") if number == 1 else ("find", "They are those that count")
    return f"{counted(number, 'new card')} {verb} no room before the exam. {they} least in it."


def _recall(recall: Recall) -> str:
    return f"{recall.likely:.0%} ({recall.low:.0%} to {recall.high:.0%})"


def _compared(plan: Scenario, other: Scenario) -> str:
    rows = [("", "exam", "minutes a day", "likely recall", "no room for")]
    for name, one in (("now", plan), ("what if", other)):
        rows.append(
            (
                name,
                dated(one.exam_date, "%d %b %Y") if one.exam_date else "no date",
                str(one.minutes_per_day),
                _recall(one.recall) if one.recall else "not foreseen",
                counted(one.left_out, "card") if one.left_out else "-",
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _days(plan: Scenario, head: str) -> str:
    rows = [f"{head:<22}{'reviews':>9}{'new':>7}{'minutes':>9}"]
    for name, days in _spans(plan.days):
        reviews, new, minutes = (
            sum(numbers)
            for numbers in zip(*((day.reviews, day.new, day.minutes) for day in days), strict=True)
        )
        rows.append(f"{name:<22}{reviews:>9}{new:>7}{minutes:>9}")
    if plan.exam_date is not None:
        rows.append(f"{_date(plan.exam_date):<22}{'exam':>9}")
    return "\n".join(rows)


def _spans(days: Sequence[PlannedDay]) -> Iterator[tuple[str, Sequence[PlannedDay]]]:
    """The days one by one; if there are many, all but the first ones by weeks."""
    single = _WEEK if len(days) > _LONG else len(days)
    for day in days[:single]:
        yield _date(day.day), (day,)
    for start in range(single, len(days), _WEEK):
        week = days[start : start + _WEEK]
        first, last = week[0].day, week[-1].day
        yield (f"{_short(first)} to {_short(last)}" if len(week) > 1 else _date(first)), week


def _date(day: date) -> str:
    return dated(day, "%a %d %b")


def _short(day: date) -> str:
    return dated(day, "%d %b")
