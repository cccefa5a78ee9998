"""Progress: the days behind, the days ahead, what is kept, what is covered, what goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from studyguide.errors import JournalError
from studyguide.journal.event import Event
from studyguide.memory.model import day_number
from studyguide.study.days import MONTH
from studyguide.study.desk import Desk
from studyguide.study.foresight import Foresight, foresight, likely_at
from studyguide.study.history import KINDS
from studyguide.study.stats import Stats, gather, stats, with_likely
from studyguide.tui.widgets import progress_lines as lines
from studyguide.tui.widgets.glyphs import Glyphs, glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.pane import Pane
from studyguide.tui.widgets.plot import Agreement, Columns, ProgressPlot

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

_AT_ONCE = 500
"""Events read between two looks at the keyboard; reading must stay in the thread that opened the journal."""
_WIDEST = 116

Draw = Callable[[Stats, int, Glyphs], Iterator[Content]]


def _nothing(stats: Stats, width: int, signs: Glyphs) -> Iterator[Content]:
    yield from ()


def _minutes(found: Stats) -> Columns | None:
    if not found.days:
        return None
    return Columns(lines.minutes_by_day(found, MONTH), lines.ticks(day_number(found.day) - MONTH + 1, MONTH))


def _reviews(found: Stats) -> Columns | None:
    if not lines.has_reviews(found):
        return None
    days = found.forecast.days
    ticks = lines.ticks(day_number(found.day), len(days))
    exam = next((place for place, day in enumerate(days) if day.exam), None)
    if exam is not None:
        ticks = (*(tick for tick in ticks if tick[0] < exam - 3), (exam, "exam"))
    return Columns(tuple(day.due for day in days), ticks)


def _agreement(found: Stats) -> Agreement | None:
    points = tuple(
        (each.predicted, each.kept.share)
        for each in found.calibration.bins
        if each.kept.share is not None and each.kept.n >= lines.FEW
    )
    return Agreement(points) if points else None


def _no_plot(found: Stats) -> None:
    return None


class View(NamedTuple):
    """One of the views: lines, a plot, and lines below it."""

    name: str
    above: Draw
    plot: Callable[[Stats], Columns | Agreement | None] = _no_plot
    below: Draw = _nothing


VIEWS = (
    View("Days", lines.days, _minutes),
    View("Ahead", lines.ahead, _reviews, lines.ahead_numbers),
    View("Memory", lines.memory, _agreement),
    View("Coverage", lines.coverage),
    View("Trouble", lines.trouble),
)


class _Tab(Static):
    """The name of a view; a click shows it."""

    def __init__(self, place: int) -> None:
        super().__init__(id=f"progress-tab-{place}", markup=False)
        self.place = place

    async def on_click(self, event: events.Click) -> None:
        """Show the view."""
        event.stop()
        await self.screen.run_action(f"view({self.place})")


class ProgressScreen(Screen[None]):
    """Gathers the numbers beside the keyboard's work, then shows one of the views."""

    CSS = """
    ProgressScreen { background: $background; }
    ProgressScreen #progress-bar { height: 1; padding: 0 1; background: $surface; }
    ProgressScreen _Tab { width: auto; padding: 0 1; color: $text-muted; }
    ProgressScreen _Tab.-here { color: $accent; text-style: bold; }
    ProgressScreen #progress-scroll { height: 1fr; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    ProgressScreen .progress-text { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    ProgressScreen ProgressPlot { margin: 0 1; }
    """
    BINDING_GROUP_TITLE = "Progress"
    HELP = """\
A 95% interval says where the true share lies; few answers make it wide. A day counts as studied with an
answer, or with a section read to its end.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "turn(1)", "Next", id="progress.next", tooltip="The next view"),
        Binding("tab", "turn(1)", "Next", show=False, id="progress.tab", tooltip="The next view, too"),
        Binding("left,h", "turn(-1)", "Previous", id="progress.previous", tooltip="The view before"),
        Binding(
            "shift+tab",
            "turn(-1)",
            "Previous",
            show=False,
            id="progress.shift-tab",
            tooltip="The view before, too",
        ),
        *(
            Binding(
                str(number),
                f"view({number - 1})",
                view.name,
                show=False,
                id=f"progress.{view.name.casefold()}",
                tooltip=f"The view: {view.name}",
            )
            for number, view in enumerate(VIEWS, 1)
        ),
        Binding(
            "enter,m", "app.mistakes", "Mistakes", id="progress.mistakes", tooltip="Tell pairs apart; leeches"
        ),
        Binding("down,j", "scroll(2)", "Down", show=False, id="progress.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-2)", "Up", show=False, id="progress.up", tooltip="Scroll up"),
        Binding(
            "space,pagedown", "page(1)", "Page down", show=False, id="progress.page", tooltip="A page on"
        ),
        Binding(
            "b,pageup", "page(-1)", "Page up", show=False, id="progress.back-page", tooltip="A page back"
        ),
        Binding("q,escape", "dismiss(None)", "Back", id="progress.back", tooltip="Back"),
    ]

    scroll = query_one("#progress-scroll", Pane)
    plot = query_one(ProgressPlot)

    def __init__(self, desk: Desk, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.ascii_only = ascii_only
        self.place = 0
        self.stats: Stats | None = None
        """None until they are gathered."""
        self._foreseen: Foresight | None = None
        """What the likely recall below was worked out from."""
        self._likely: Likely | None = None

    def compose(self) -> ComposeResult:
        """Views by name, the view, footer."""
        with Horizontal(id="progress-bar"):
            yield from map(_Tab, range(len(VIEWS)))
        with Pane(id="progress-scroll"):
            yield Static(id="progress-above", classes="progress-text", markup=False)
            yield ProgressPlot(ascii_only=self.ascii_only)
            yield Static(id="progress-below", classes="progress-text", markup=False)
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Gather at first, and anew: another screen may have changed everything."""
        self._gather()

    def on_resize(self) -> None:
        """Lay out for the width there is."""
        self._draw()

    @work(exclusive=True)
    async def _gather(self) -> None:
        """Read the journal a piece at a time, compute in another thread."""
        desk = self.desk
        await asyncio.to_thread(lambda: desk.library)
        events: list[Event] = []
        try:
            for event in desk.journal.events(kinds=KINDS):
                events.append(event)
                if len(events) % _AT_ONCE == 0:
                    await asyncio.sleep(0)
            facts = gather(desk, events)
        except JournalError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.stats = await asyncio.to_thread(stats, facts)
        self._draw()
        await self._foresee(foresight(desk))

    async def _foresee(self, facts: Foresight) -> None:
        """Work out likely recall on the exam day, a step at a time so that it can be left."""
        if facts != self._foreseen:
            steps = facts.climb(facts.now.minutes)
            points: list[tuple[int, Likely]] = []
            while (point := await asyncio.to_thread(next, steps, None)) is not None:
                points.append(point)
            self._foreseen, self._likely = facts, likely_at(tuple(points), facts.now.minutes)
        assert self.stats is not None, "they were gathered before"
        self.stats = with_likely(self.stats, self._likely)
        self._draw()

    def _draw(self) -> None:
        width = min(self.size.width, _WIDEST) - 6
        view = VIEWS[self.place]
        for tab in self.query(_Tab):
            here = tab.place == self.place
            name = f"{tab.place + 1} {VIEWS[tab.place].name}"
            tab.set_class(here, "-here")
            tab.update(f"[{name}]" if here else f" {name} ")
        above, below = self.query_one("#progress-above", Static), self.query_one("#progress-below", Static)
        if self.stats is None:
            above.update(Content.styled("Reading the journal ...", "$text-muted"))
            self.plot.show(None, width)
            return
        signs = glyphs(self.ascii_only)
        above.update(Content("\n").join(view.above(self.stats, width, signs)))
        below.update(Content("\n").join(view.below(self.stats, width, signs)))
        self.plot.show(view.plot(self.stats), width)

    def action_view(self, place: int) -> None:
        """Show a view."""
        self.place = place
        self.scroll.scroll_home(animate=False)
        self._draw()

    def action_turn(self, step: int) -> None:
        """The next view, or the one before."""
        self.action_view((self.place + step) % len(VIEWS))

    def action_scroll(self, rows: int) -> None:
        """Scroll a few lines."""
        self.scroll.scroll_relative(y=rows, animate=False)

    def action_page(self, step: int) -> None:
        """A page on or back."""
        rows = max(1, self.scroll.scrollable_content_region.height - 2)
        self.scroll.scroll_relative(y=step * rows, animate=False)
