"""What if: other minutes a day, or another exam date, and what would come of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from studyguide import settings
from studyguide.errors import StudyGuideError
from studyguide.memory.model import day_date
from studyguide.study.days_ahead import way_ahead
from studyguide.study.desk import Desk
from studyguide.study.foresight import FARTHEST, Foresight, foresight
from studyguide.study.prospect import LADDER
from studyguide.study.today import standing
from studyguide.study.words import counted, dated
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.pane import Pane
from studyguide.tui.widgets.what_if_lines import STEPS, Choice, Curve, Load, Shown, likely_on, what_if_lines

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

_PAUSE = 0.12
"""Seconds without a key before the days are played: who holds a key down wants the last of many values."""
_WEEK = 7
_FIRST_DATE = 28
"""Days ahead at which an exam date is first tried."""


class WhatIfScreen(Screen[None]):
    """Two sliders; what they come to is worked out beside the keyboard's work."""

    CSS = """
    WhatIfScreen { background: $background; }
    WhatIfScreen #what-if-bar { height: 1; padding: 0 2; background: $surface; }
    WhatIfScreen #what-if-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    WhatIfScreen #what-if-text { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """
    BINDING_GROUP_TITLE = "What if"
    HELP = """\
The days until the exam are played in advance, with what your answers tell of how you forget. The line runs to
the low end of the range, the dashes over the range; the dot is the likeliest. Nothing changes until Enter.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="whatif.keep", tooltip="Plan like this from now on"),
        Binding(
            "left,h",
            "change(-1)",
            "Less",
            show=False,
            id="whatif.less",
            tooltip="Fewer minutes, or a day earlier",
        ),
        Binding("right,l", "change(1)", "More", id="whatif.more", tooltip="More minutes, or a day later"),
        Binding(
            "minus,pagedown",
            "leap(-1)",
            "Much less",
            show=False,
            id="whatif.leap-less",
            tooltip="Half, or a week earlier",
        ),
        Binding(
            "plus,pageup", "leap(1)", "Much more", id="whatif.leap-more", tooltip="Double, or a week later"
        ),
        Binding("down,j,tab", "move(1)", "Down", show=False, id="whatif.down", tooltip="The other slider"),
        Binding(
            "up,k,shift+tab", "move(-1)", "Up", show=False, id="whatif.up", tooltip="The other slider, too"
        ),
        Binding("q,escape", "dismiss(None)", "Back", id="whatif.back", tooltip="Back; nothing is changed"),
    ]

    def __init__(self, desk: Desk, use: Callable[[Desk], None], *, ascii_only: bool = False) -> None:
        """`use` is told of the desk under the new settings."""
        super().__init__()
        self.desk = desk
        self._use = use
        self._signs = glyphs(ascii_only)
        self._facts: Foresight = foresight(desk)
        now = self._facts.now
        self.kept = Choice(desk.settings.minutes_per_day, now.exam_ahead)
        self.choice = self.kept
        self.row = 0
        self._curves: dict[int | None, Curve] = {}
        """By exam day, as far as they are worked out."""
        self._loads: dict[Choice, Load] = {}
        self._likely: Likely | None = None
        self._load: Load | None = None

    def compose(self) -> ComposeResult:
        """Bar, sliders and what they come to, footer."""
        yield Static(Content.styled("What if", "bold $text-accent"), id="what-if-bar", markup=False)
        with Pane(id="what-if-scroll"):
            yield Static(id="what-if-text", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what is set."""
        self._draw()
        self._play_days(self.choice)
        self._climb(self.choice.exam_day)

    def on_resize(self) -> None:
        """Lay out for the width there is."""
        self._draw()

    # What it comes to.

    def _likely_of(self, choice: Choice) -> Likely | None:
        return likely_on(self._curves.get(choice.exam_day, ()), choice.minutes)

    def _draw(self) -> None:
        likely, load = self._likely_of(self.choice), self._loads.get(self.choice)
        self._likely, self._load = likely or self._likely, load or self._load
        stale = frozenset(name for name, found in (("likely", likely), ("load", load)) if found is None)
        shown = Shown(
            day=self._facts.now.day,
            kept=self.kept,
            choice=self.choice,
            row=self.row,
            curve=self._curves.get(self.choice.exam_day, ()),
            likely=self._likely,
            kept_likely=self._likely_of(self.kept),
            load=self._load,
            stale=stale,
        )
        lines = what_if_lines(shown, self.size.width - 4, self._signs)
        text = self.query_one_optional("#what-if-text", Static)
        if text is not None:  # a worker may come to its end while the screen is being left
            text.update(Content("\n").join(lines))

    @work(exclusive=True, group="curve")
    async def _climb(self, exam_day: int | None) -> None:
        """Work out likely recall for more and more minutes a day, in another thread."""
        facts = self._facts.what_if(exam_day=exam_day)
        if exam_day is None or not facts.foreseeable:
            return
        await asyncio.sleep(_PAUSE)
        steps, points = facts.climb(LADDER[-1]), list[tuple[int, "Likely"]]()
        while (point := await asyncio.to_thread(next, steps, None)) is not None:
            points.append(point)
            if len(points) > len(self._curves.get(exam_day, ())):
                self._curves[exam_day] = tuple(points)
                self._draw()

    @work(exclusive=True, group="days")
    async def _play_days(self, choice: Choice) -> None:
        """Work out what the days ask, in another thread."""
        facts = self._facts.what_if(minutes=choice.minutes, exam_day=choice.exam_day)
        if choice.exam_day is None or choice in self._loads or not facts.foreseeable:
            return
        await asyncio.sleep(_PAUSE)
        load = await asyncio.to_thread(load_of, facts)
        if load is not None:
            self._loads[choice] = load
            self._draw()

    # Keys.

    def action_move(self, step: int) -> None:
        """Select the other slider."""
        self.row = (self.row + step) % 2
        self._draw()

    def action_less(self, row: int) -> None:
        """Move a slider a step back."""
        self.row = row
        self.action_change(-1)

    def action_more(self, row: int) -> None:
        """Move a slider a step on."""
        self.row = row
        self.action_change(1)

    def action_change(self, step: int) -> None:
        """Move the selected slider by a step."""
        if self.row == 0:
            self._choose(self.choice._replace(minutes=_next(STEPS, self.choice.minutes, step)))
        else:
            self._choose(self._dated(step))

    def action_leap(self, step: int) -> None:
        """Move the selected slider by more."""
        if self.row == 0:
            self._choose(self.choice._replace(minutes=_next(LADDER, self.choice.minutes, step)))
        else:
            self._choose(self._dated(step * _WEEK))

    def _dated(self, days: int) -> Choice:
        today, exam_day = self._facts.now.day, self.choice.exam_day
        ahead = _FIRST_DATE if exam_day is None else exam_day - today + days
        return self.choice._replace(exam_day=today + min(FARTHEST, max(1, ahead)))

    def _choose(self, choice: Choice) -> None:
        if choice == self.choice:
            return
        before, self.choice = self.choice, choice
        self._draw()
        self._play_days(choice)
        if choice.exam_day != before.exam_day and len(self._curves.get(choice.exam_day, ())) < len(LADDER):
            self._climb(choice.exam_day)

    def action_keep(self) -> None:
        """Plan like this from now on."""
        if self.choice == self.kept:
            self.dismiss(None)
            return
        chosen = self.desk.settings._replace(minutes_per_day=self.choice.minutes)
        if self.choice.exam_day is not None:
            chosen = chosen._replace(exam_date=day_date(self.choice.exam_day))
        try:
            settings.save(chosen, self.desk.data_dir)
        except StudyGuideError as error:
            self.notify(str(error), title="Not changed", severity="error", markup=False)
            return
        self._use(self.desk.with_settings(chosen))
        until = f", until {dated(chosen.exam_date, '%d %B %Y')}" if chosen.exam_date else ""
        self.notify(f"{counted(chosen.minutes_per_day, 'minute')} a day{until}.", title="Kept", markup=False)
        self.dismiss(None)


def load_of(facts: Foresight) -> Load | None:
    """What the days until the exam ask; None where they cannot be foreseen. Takes some tenths of a second."""
    way = way_ahead(standing(facts))
    if way is None:
        return None
    reviews, new, minutes = (
        sum(numbers) / len(way.days)
        for numbers in zip(*((day.reviews, day.new, day.minutes) for day in way.days), strict=True)
    )
    return Load(reviews, new, minutes, way.left_out)


def _next(stops: tuple[int, ...], held: int, step: int) -> int:
    """The stop after or before a value; the value itself at the end."""
    if step > 0:
        return next((stop for stop in stops if stop > held), held)
    return next((stop for stop in reversed(stops) if stop < held), held)
