"""`stats` as text: everything that the progress screen shows, without a picture."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.memory.model import day_number
from studyguide.plain.text import table, wrapped
from studyguide.study import heatmap, telling
from studyguide.study.calibration import Calibration
from studyguide.study.proportion import Proportion
from studyguide.study.stats import Share, Stats
from studyguide.study.words import counted, dated

_WEEKS = 18
"""Columns of the heat map that fit on a line."""


def stats_text(stats: Stats) -> str:
    """All of it, section by section; only the first on an empty journal."""
    parts = [_summary(stats)]
    if stats.days:
        parts += [_days(stats), _ahead(stats), _memory(stats), _certainty(stats)]
    parts += [_chapters(stats.chapters), _tasks(stats), _readiness(stats)]
    if stats.confusions or stats.leeches:
        parts.append(_trouble(stats))
    return "\n\n".join(parts)


def _said(*sentences: str) -> Iterator[str]:
    return (wrapped(sentence) for sentence in sentences if sentence)


def _section(title: str, *lines: str) -> str:
    return "\n".join((title, *lines))


def _summary(stats: Stats) -> str:
    total = stats.total
    given = (
        f"{counted(stats.answers, 'answer')} given, {stats.right} right; "
        f"{total.seen:,} of {total.cards:,} cards met, {total.known} known, {total.due} due."
    )
    return "\n".join(_said(given, telling.kept_back(stats), telling.steadiness(stats)))


def _days(stats: Stats) -> str:
    return _section("Answers a day ('+': read only)", *_map(stats), "", *_said(telling.time_spent(stats)))


def _map(stats: Stats) -> Iterator[str]:
    """Weeks as columns, the days of the week as rows."""
    today, first = day_number(stats.day), day_number(stats.days[0].day)
    columns = heatmap.weeks(today, min(_WEEKS, (today - first) // 7 + 2))
    given, studied = heatmap.answers(stats.days), {day_number(day.day) for day in stats.days}
    yield (" " * 4 + "".join(f"{name:>4}" for name in heatmap.months(columns))).rstrip()
    yield " " * 4 + "".join(f"{day:>4}" for day in heatmap.mondays(columns))
    for row, weekday in enumerate(heatmap.WEEKDAYS):
        cells = (heatmap.cell(week[row], given, studied) if row < len(week) else "" for week in columns)
        yield (f"{weekday:<4}" + "".join(f"{cell:>4}" for cell in cells)).rstrip()


def _ahead(stats: Stats) -> str:
    weeks = []
    for start in range(0, len(stats.forecast.days), 7):
        days = stats.forecast.days[start : start + 7]
        numbers = (f"{day.due} (exam)" if day.exam else str(day.due) for day in days)
        weeks.append(f"  from {dated(days[0].day, '%a %d %b')}: {', '.join(numbers)}")
    return _section("Reviews to come, a number for each day", *_said(telling.ahead(stats)), *weeks)


def _memory(stats: Stats) -> str:
    rows = [(telling.span(each), *_numbers(each.kept)) for each in stats.retained if each.kept.n]
    parts = ["Kept from one day to a later one", *_said(telling.kept(stats))]
    if rows:
        parts += ["", table(("Over", "Reviews", "Kept", "95% interval"), rows)]
    return "\n".join((*parts, "", *_predictions(stats.calibration)))


def _predictions(found: Calibration) -> Iterator[str]:
    yield "The program's predictions"
    yield from _said(telling.predicted(found), telling.scores(found))
    if found.bins:
        rows = [
            (
                f"{telling.percent(each.low)} to {telling.percent(each.high)}",
                telling.percent(each.predicted),
                *_numbers(each.kept),
            )
            for each in found.bins
        ]
        yield ""
        yield table(("Between", "Predicted", "Reviews", "Kept", "95% interval"), rows)


def _numbers(found: Proportion) -> tuple[str, str, str]:
    if found.share is None:
        return "0", "-", "-"
    between = f"{telling.percent(found.low)} to {telling.percent(found.high)}"
    return str(found.n), telling.percent(found.share), between


def _certainty(stats: Stats) -> str:
    rows = [(each.name, *_numbers(each.answers)) for each in stats.confidence if each.answers.n]
    if not rows:
        return _section(
            "How sure you were", "Nothing yet: `studyguide config certainty yes` asks before each verdict."
        )
    return _section("How sure you were", table(("Said", "Answers", "Right", "95% interval"), rows))


def _chapters(shares: tuple[Share, ...]) -> str:
    rows = [
        (
            share.title,
            f"{share.read} of {share.sections}",
            f"{share.seen} of {share.cards}",
            str(share.known),
            str(share.due),
        )
        for share in shares
    ]
    return _section("By chapter", table(("Chapter", "Read", "Met", "Known", "Due"), rows))


def _tasks(stats: Stats) -> str:
    weights = {share.id: share.weight or 0.0 for share in stats.tasks}
    rows = [
        (
            f"{task.id} {task.title}",
            telling.percent(weights[task.id]),
            *map(str, (task.unread, task.read, task.tested, task.retained, task.cards)),
        )
        for task in stats.stages
    ]
    return _section(
        "By exam task: each card at its furthest stage",
        table(("Task", "Exam", "Unread", "Read", "Tested", "Retained", "All"), rows),
    )


def _readiness(stats: Stats) -> str:
    found = stats.readiness
    lines = [*_said(telling.ready(found), telling.likely(found))]
    if not found.lacking:
        rows = [(f"{task.id} {task.title}", *_numbers(task.answers)) for task in found.tasks]
        lines += ["", table(("Task", "Answers", "Right", "95% interval"), rows)]
    return _section("Readiness", *lines)


def _trouble(stats: Stats) -> str:
    parts = []
    if stats.confusions:
        pairs = (f"  {' / '.join(pair.names)}: {counted(pair.times, 'time')}" for pair in stats.confusions)
        parts.append(_section("Mixed up", *pairs))
    if stats.leeches:
        leeches = (
            wrapped(
                f"{leech.id}, forgotten {counted(leech.lapses, 'time')}"
                f"{', suspended' if leech.suspended else ''}: {leech.title}",
                "    ",
                "  ",
            )
            for leech in stats.leeches
        )
        parts.append(_section("Leeches", *_said(telling.LEECH_ADVICE), *leeches))
    return "\n\n".join(parts)
