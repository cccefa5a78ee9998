"""The progress screen's views as lines; each says in words what its plot shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from studyguide.guide.markup import plain
from studyguide.memory.model import day_date, day_number
from studyguide.study import heatmap, telling
from studyguide.study.proportion import Proportion
from studyguide.study.stages import Stages
from studyguide.study.stats import Stats
from studyguide.study.words import counted, dated
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import PROSE, hang

BLANK = Content("")
_SHADES = ("", "on $accent 10%", "on $accent 20%", "on $accent 30%", "on $accent 42%")
"""By level; the number in the cell says the same."""
_CELL = 4
FEW = 10
"""Fewer reviews than this are in the table, but make no point in a plot."""

WORST = 8
"""Pairs, and leeches, that are shown; the mistakes screen has all."""


def said(width: int, *sentences: str, style: str = "") -> Iterator[Content]:
    """Sentences, each from a new line."""
    for sentence in sentences:
        if sentence:
            yield from wrap(Content.styled(sentence.replace("`", ""), style), min(width, PROSE))


def heading(text: str, about: str = "") -> Content:
    """The title of a part, and in a few words how to read it."""
    return Content.assemble((text, "bold $text-accent"), (f"  {about}" if about else "", "$text-muted"))


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, signs: Glyphs
) -> Iterator[Content]:
    """Rows of short cells under their heads: the first column is cut where there is no room, numbers not."""
    sizes = [max(Content(row[at]).cell_length for row in (heads, *rows)) for at in range(len(heads))]
    sizes[0] = max(8, min(sizes[0], width - sum(sizes[1:]) - 2 * (len(sizes) - 1)))

    def line(row: Sequence[str]) -> Content:
        cells = [fit(Content(row[0]), sizes[0], ellipsis=not signs.ascii_only)]
        cells += [
            Content(cell.rjust(size - Content(cell).cell_length + len(cell)))
            for cell, size in zip(row[1:], sizes[1:], strict=True)
        ]
        return Content("  ").join(cells)

    yield fit(line(heads).stylize("$text-muted"), width)
    yield from (fit(line(row), width) for row in rows)


def numbers(found: Proportion) -> tuple[str, str, str]:
    """How many, the share, its interval."""
    if found.share is None:
        return str(found.n), "-", "-"
    between = f"{telling.percent(found.low)} to {telling.percent(found.high)}"
    return str(found.n), telling.percent(found.share), between


def days(stats: Stats, width: int, signs: Glyphs) -> Iterator[Content]:
    """How steadily, and the heat map."""
    yield from said(width, telling.steadiness(stats))
    if not stats.days:
        return
    yield from said(width, telling.time_spent(stats), style="$text-muted")
    yield BLANK
    yield heading("Answers a day", "+ only read, . nothing")
    yield from _map(stats, width)
    yield BLANK
    yield heading("Minutes a day", "the last 28 days")


def _map(stats: Stats, width: int) -> Iterator[Content]:
    today, first = day_number(stats.day), day_number(stats.days[0].day)
    room = max(1, (width - _CELL) // _CELL)
    weeks = heatmap.weeks(today, min(room, (today - first) // 7 + 2))
    given, studied = heatmap.answers(stats.days), {day_number(day.day) for day in stats.days}
    most = max((given.get(day, 0) for week in weeks for day in week), default=0)
    for heads in (heatmap.months(weeks), heatmap.mondays(weeks)):
        yield Content.styled(" " * _CELL + "".join(f"{head:>{_CELL}}" for head in heads), "$text-muted")
    for row, weekday in enumerate(heatmap.WEEKDAYS):
        cells = [Content.styled(f"{weekday:<{_CELL}}", "$text-muted")]
        for week in weeks:
            if row < len(week):
                day = week[row]
                shade = _SHADES[heatmap.level(given.get(day, 0), most)]
                text = f"{heatmap.cell(day, given, studied):>{_CELL - 1}}"
                style = f"bold {shade}" if day == today else shade or "$text-muted"
                cells += [Content(" "), Content.styled(text, style.strip())]
        yield Content("").join(cells)


def ahead(stats: Stats, width: int, signs: Glyphs) -> Iterator[Content]:
    """What the next days hold, in words; the plot follows."""
    yield from said(width, telling.ahead(stats))
    if has_reviews(stats):
        yield BLANK
        yield heading("Reviews a day", "overdue ones left out")


def has_reviews(stats: Stats) -> bool:
    """Whether any day to come has reviews."""
    return any(day.due for day in stats.forecast.days)


def ahead_numbers(stats: Stats, width: int, signs: Glyphs) -> Iterator[Content]:
    """The plot's numbers, a week to a line."""
    found = stats.forecast.days if has_reviews(stats) else ()
    for start in range(0, len(found), 7):
        week = found[start : start + 7]
        cells = "".join(f"{day.due:>5}{'*' if day.exam else ' '}" for day in week)
        begins = dated(week[0].day, "%a %d %b").ljust(10)
        yield fit(Content.styled(begins, "$text-muted") + Content(cells), width)
    if any(day.exam for day in found):
        yield Content.styled("* the exam", "$text-muted")


def memory(stats: Stats, width: int, signs: Glyphs) -> Iterator[Content]:
    """True retention, the program's predictions, the learner's certainty."""
    yield heading("Kept from one day to a later one")
    yield from said(width, telling.kept(stats))
    rows = [(telling.span(each), *numbers(each.kept)) for each in stats.retained if each.kept.n]
    if rows:
        yield from table(("over", "reviews", "kept", "95% interval"), rows, width, signs)
    yield BLANK
    yield heading("How sure you were")
    sure = [(each.name, *numbers(each.answers)) for each in stats.confidence if each.answers.n]
    if sure:
        yield from table(("said", "answers", "right", "95% interval"), sure, width, signs)
    else:
        yield from said(width, "Not asked yet; the setting “Ask how sure” asks before each verdict.")
    yield BLANK
    found = stats.calibration
    yield heading("The program's predictions")
    yield from said(width, telling.predicted(found), telling.scores(found))
    if found.bins:
        bins = [
            (
                f"{telling.percent(each.low)} to {telling.percent(each.high)}",
                telling.percent(each.predicted),
                *numbers(each.kept),
            )
            for each in found.bins
        ]
        yield from table(("between", "predicted", "reviews", "kept", "95% interval"), bins, width, signs)
        yield BLANK
        yield heading("Kept against predicted", "on the line they agree")


def coverage(stats: Stats, width: int, signs: Glyphs) -> Iterator[Content]:
    """Readiness and likely recall, then every exam task."""
    found = stats.readiness
    yield heading("Readiness")
    yield from said(width, telling.ready(found), telling.likely(found))
    if not found.lacking:
        rows = [(f"{task.id} {task.title}", *numbers(task.answers)) for task in found.tasks]
        yield from table(("task", "answers", "right", "95% interval"), rows, width, signs)
    yield BLANK
    yield heading("Exam tasks", "each card at its furthest stage")
    weights = {share.id: share.weight or 0.0 for share in stats.tasks}
    bar = 20 if width >= 100 else 10 if width >= 66 else 0
    tasks = [
        (
            f"{task.id} {task.title}",
            telling.percent(weights[task.id]),
            *map(str, (task.unread, task.read, task.tested, task.retained)),
        )
        for task in stats.stages
    ]
    heads = ("task", "exam", "unread", "read", "tested", "retained")
    lines = tuple(table(heads, tasks, width - bar - 2 * bool(bar), signs))
    bars = (BLANK, *(_stages(task, bar, signs) for task in stats.stages))
    yield from (
        line + Content("  " if bar else "") + beside for line, beside in zip(lines, bars, strict=True)
    )
    if bar:
        full, half, thin = _signs(signs)
        legend = f"{full} retained  {half} tested  {thin} read  then unread"
        yield Content.styled(legend.rjust(width), "$text-muted")


def _signs(signs: Glyphs) -> tuple[str, str, str]:
    return ("#", "=", "-") if signs.ascii_only else ("█", "▒", "░")


def _stages(task: Stages, width: int, signs: Glyphs) -> Content:
    """A task's stages as a bar, each that has cards at least one cell while there is room."""
    parts = ((task.retained, "$text-success"), (task.tested, "$text-warning"), (task.read, "$text-muted"))
    drawn, left = BLANK, width
    for (number, style), sign in zip(parts, _signs(signs), strict=True):
        cells = min(left, max(1, round(width * number / task.cards))) if number else 0
        drawn, left = drawn + Content.styled(sign * cells, style), left - cells
    return drawn + Content.styled(("." if signs.ascii_only else "·") * left, "$text-disabled")


def trouble(stats: Stats, width: int, signs: Glyphs) -> Iterator[Content]:
    """Pairs mixed up and leeches; the mistakes screen works on them."""
    if not stats.confusions and not stats.leeches:
        yield from said(width, "No mistakes on record yet.")
        return
    yield from said(width, "The mistakes screen tells each pair apart and drills it.")
    if stats.confusions:
        yield BLANK
        yield heading("Mixed up")
        rows = [(" / ".join(pair.names), str(pair.times)) for pair in stats.confusions[:WORST]]
        yield from table(("pair", "times"), rows, min(width, PROSE), signs)
    if stats.leeches:
        yield BLANK
        yield heading("Leeches", "forgotten again and again")
        yield from said(width, telling.LEECH_ADVICE, style="$text-muted")
        for leech in stats.leeches[:WORST]:
            aside = ", suspended" if leech.suspended else ""
            times = Content.styled(f"{counted(leech.lapses, 'time')}{aside}  ", "$text-muted")
            yield from hang(times, wrap(Content(plain(leech.title)), width - times.cell_length)[:2])


def minutes_by_day(stats: Stats, count: int) -> tuple[float, ...]:
    """Minutes of each of the last days, today last."""
    spent = {day_number(day.day): day.minutes for day in stats.days}
    today = day_number(stats.day)
    return tuple(spent.get(day, 0.0) for day in range(today - count + 1, today + 1))


def ticks(first: int, count: int) -> tuple[tuple[int, str], ...]:
    """A date under every seventh of so many days."""
    return tuple((at, dated(day_date(first + at), "%d %b")) for at in range(0, count, 7))
