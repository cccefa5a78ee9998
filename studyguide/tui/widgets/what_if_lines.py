"""The what-if screen, drawn as lines: two sliders, what they come to, and likely recall by minutes a day."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from textual.content import Content

from studyguide.memory.model import day_date
from studyguide.study.foresight import FARTHEST, likely_at
from studyguide.study.prospect import LADDER
from studyguide.study.words import counted, dated
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import hang
from studyguide.tui.widgets.overview import bar, recall

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

Curve: TypeAlias = "tuple[tuple[int, Likely], ...]"
"""Likely recall by minutes a day: those of the ladder, as far as they are worked out."""
STEPS = (5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 160)
"""Minutes a day that the slider stops at: those that are played, and some between."""
_LABEL = 17
_WIDE, _WIDEST = 66, 90
"""Cells from which the sliders have a track, and beyond which lines grow no longer."""


class Choice(NamedTuple):
    """Where the sliders stand."""

    minutes: int
    exam_day: int | None
    """Of an exam to come; None where none is set."""


class Load(NamedTuple):
    """What the days until the exam ask, on average."""

    reviews: float
    new: float
    minutes: float
    left_out: int
    """New cards for which there is no room."""


class Shown(NamedTuple):
    """Everything that the screen tells."""

    day: int
    kept: Choice
    """As the settings are."""
    choice: Choice
    row: int
    """Which slider is selected."""
    curve: Curve
    """For the exam day chosen."""
    likely: Likely | None
    """The last that was worked out."""
    kept_likely: Likely | None
    load: Load | None
    """The last that was worked out."""
    stale: frozenset[str]
    """Of `likely` and `load`, what belongs to an earlier choice."""


def likely_on(curve: Curve, minutes: int) -> Likely | None:
    """Likely recall with so many minutes a day, as soon as the curve has come so far."""
    covered = len(curve) == len(LADDER) or (curve and minutes <= curve[-1][0])
    return likely_at(curve, minutes) if covered else None


def what_if_lines(shown: Shown, width: int, signs: Glyphs) -> Iterator[Content]:
    """All lines, each at most `width` cells."""
    width = min(width, _WIDEST)
    yield Content("")
    yield _slider(
        0, "Minutes a day", str(shown.choice.minutes), _minutes_place(shown.choice), shown, width, signs
    )
    yield _slider(1, "Exam date", _date(shown), _date_place(shown), shown, width, signs)
    yield Content("")
    yield from _told(shown, width)
    if shown.choice.exam_day is not None:
        yield Content("")
        yield from _curve(shown, width, signs)


def _slider(
    row: int, name: str, value: str, place: float, shown: Shown, width: int, signs: Glyphs
) -> Content:
    here = row == shown.row
    less, more = (
        Content.from_markup(f"[@click=screen.{action}({row})]$sign[/]", sign=sign)
        for action, sign in (
            ("less", "<" if signs.ascii_only else "◂"),
            ("more", ">" if signs.ascii_only else "▸"),
        )
    )
    head = Content.styled(f"{signs.bar} " if here else "  ", "$text-accent") + fit(
        Content.styled(name, "bold" if here else ""), _LABEL - 2
    )
    set_to = less + Content.styled(f" {value} ", "bold $text-accent") + more
    line = head + fit(set_to, min(37, width - _LABEL))
    if width >= _WIDE:
        line += bar(round(place * 100), 100, width - 56, signs, "$text-accent")
    return fit(line, width).stylize_before("on $surface" if here else "")


def _minutes_place(choice: Choice) -> float:
    return sum(step <= choice.minutes for step in STEPS) / len(STEPS)


def _date(shown: Shown) -> str:
    exam_day = shown.choice.exam_day
    if exam_day is None:
        return "none"
    return f"{dated(day_date(exam_day), '%a %d %b %Y')}, in {counted(exam_day - shown.day, 'day')}"


def _date_place(shown: Shown) -> float:
    exam_day = shown.choice.exam_day
    return 0.0 if exam_day is None else min(1.0, log(max(1, exam_day - shown.day)) / log(FARTHEST))


def _told(shown: Shown, width: int) -> Iterator[Content]:
    """What the choice comes to; dimmed while it is an earlier one's."""
    if shown.choice.exam_day is None:
        text = "Without an exam date, cards come back at the desired retention. Choose a date to plan for."
        yield from (Content("  ") + line for line in wrap(Content.styled(text, "$text-muted"), width - 2))
        return
    likely = "" if shown.likely is None else recall(shown.likely)
    if shown.choice != shown.kept and shown.kept_likely is not None:
        likely += f"; now {recall(shown.kept_likely)}"
    yield from _fact("Likely recall", likely, "likely" in shown.stale, width)
    load = shown.load
    if load is None:
        said = left = ""
    else:
        said = (
            f"about {counted(round(load.reviews), 'review')}, {load.new:.0f} new, "
            f"{counted(round(load.minutes), 'minute')}"
        )
        left = counted(load.left_out, "new card") if load.left_out else "every card"
        left += (" finds" if load.left_out < 2 else " find") + (" no room" if load.left_out else " room")
    yield from _fact("A day", said, "load" in shown.stale, width)
    yield from _fact("Until then", left, "load" in shown.stale, width)


def _fact(name: str, said: str, stale: bool, width: int) -> Iterator[Content]:
    text = f"{said} ..." if stale and said else said or "..."
    style = "$text-disabled" if stale else ""
    label = fit(Content(f"  {name}"), _LABEL)
    yield from hang(label, wrap(Content.styled(text, style), width - _LABEL))


def _curve(shown: Shown, width: int, signs: Glyphs) -> Iterator[Content]:
    """Likely recall on the exam day for some minutes a day, those chosen among them."""
    yield fit(Content.styled("  Likely recall on the day, by minutes a day", "bold"), width)
    found = dict(shown.curve)
    chosen = shown.choice.minutes
    for minutes in sorted({*LADDER, chosen}):
        likely = found.get(minutes) or likely_on(shown.curve, minutes)
        here = minutes == chosen
        sign = Content.styled(f"{signs.pointer} " if here else "  ", "$text-accent")
        head = sign + Content.styled(f"{minutes:>4}  ", "bold" if here else "$text-muted")
        if likely is None:
            yield fit(head + Content.styled("...", "$text-disabled"), width)
            continue
        room = max(8, width - head.cell_length - 18)
        yield fit(head + _range(likely, room, signs) + Content(f"  {recall(likely)}"), width)


def _range(likely: Likely, room: int, signs: Glyphs) -> Content:
    """The range on a scale from 0 to 100 %, the likeliest value marked in it."""
    full, within, at = ("#", "=", "O") if signs.ascii_only else ("━", "╌", "●")
    low, mean, high = (min(room - 1, int(share * room)) for share in likely)
    return (
        Content.styled(full * low, "$text-accent")
        + Content.styled(within * (mean - low), "$text-accent")
        + Content.styled(at, "bold $text-accent")
        + Content.styled(within * (high - mean), "$text-accent")
        + Content(" " * (room - 1 - max(high, mean)))
    )
