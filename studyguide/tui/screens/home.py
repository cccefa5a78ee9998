"""Home: what today holds, how far away the exam is, and where to go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from studyguide.study.desk import Desk
from studyguide.study.foresight import Foresight, likely_at
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.overview import Overview, overview
from studyguide.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

_FORECAST = "forecast"


class HomeScreen(Screen[None]):
    """The first screen."""

    BINDING_GROUP_TITLE = "Home"
    HELP = """\
Enter does what is selected: starts today's sitting, or opens a chapter. The bars show how much of a chapter
is read, and how many of its cards you know: not missed last, and a chance of recall of at least 80%. Cards
kept for mock exams are not counted. Likely recall on the exam day is that of all other cards, with the range
in which it should fall.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="home.open", tooltip="Start the sitting, or open the chapter"),
        Binding(
            "r",
            "app.review",
            "Review",
            show=False,
            id="home.review",
            tooltip="Start or go on with today's sitting",
        ),
        Binding("b", "app.read", "Read on", id="home.read", tooltip="Go on reading where you stopped"),
        Binding("z", "app.quiz", "Quiz", id="home.quiz", tooltip="Build a practice quiz"),
        Binding("x", "app.exam", "Mock exam", id="home.exam", tooltip="Start a mock exam, or go on with it"),
        Binding("c", "app.cards", "Cards", id="home.cards", tooltip="Find cards and care for them"),
        Binding(
            "m",
            "app.mistakes",
            "Mistakes",
            show=False,
            id="home.mistakes",
            tooltip="What goes wrong, and what is mixed up",
        ),
        Binding(
            "p",
            "app.progress",
            "Progress",
            id="home.progress",
            tooltip="Days behind and ahead, what is kept and covered",
        ),
        Binding(
            "w",
            "app.what_if",
            "What if",
            show=False,
            id="home.what-if",
            tooltip="Try other minutes a day or another exam date",
        ),
        Binding(
            "s",
            "app.settings",
            "Settings",
            show=False,
            id="home.settings",
            tooltip="Exam date, new cards a day, theme",
        ),
        Binding("up,k", "move(-1)", "Up", show=False, id="home.up", tooltip="The line above"),
        Binding("down,j", "move(1)", "Down", show=False, id="home.down", tooltip="The line below"),
        Binding("q", "app.quit", "Quit", id="home.quit", tooltip="Leave; everything is saved"),
    ]

    bar = query_one("#home-bar", Static)
    view = query_one(Overview)

    def __init__(self, desk: Callable[[], Desk], *, ascii_only: bool = False) -> None:
        """`desk` gives the desk as it is now: settings may change."""
        super().__init__()
        self._desk = desk
        self.ascii_only = ascii_only
        self._foreseen: Foresight | None = None
        """What the likely recall below was worked out from."""
        self._likely: Likely | None = None

    def compose(self) -> ComposeResult:
        """Bar, overview, footer."""
        yield Static(id="home-bar", markup=False)
        with Pane(id="home-scroll"):
            yield Overview(ascii_only=self.ascii_only)
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Fill it, at first and anew: another screen may have changed everything."""
        self.renew()

    def renew(self) -> None:
        """Show the numbers of now, or that they must be waited for."""
        desk = self._desk()
        if not desk.shelf.ready:
            self.bar.update(Content.styled("studyguide", "bold $text-accent"))
            self.view.show(None)
            return
        pack = desk.shelf.catalogs[0]
        self.bar.update(
            Content.assemble(("studyguide", "bold $text-accent"), f"  {pack.exam} · {pack.title}")
        )
        numbers = overview(desk)
        facts = numbers.today.facts
        self.view.show(numbers._replace(likely=self._likely if facts.foreseeable else None))
        if facts != self._foreseen:
            self.call_after_refresh(self._look_ahead, facts)

    def _look_ahead(self, facts: Foresight) -> None:
        if self.app.screen is self:  # `is_current` holds below a screen that has no colours yet
            self._foresee(facts)

    def on_screen_suspend(self) -> None:
        """Nothing may slow down the keys of another screen."""
        self.workers.cancel_group(self, _FORECAST)

    @work(exclusive=True, group=_FORECAST)
    async def _foresee(self, facts: Foresight) -> None:
        """Work out likely recall in another thread, a step at a time so that it can be left."""
        steps, minutes = facts.climb(facts.now.minutes), facts.now.minutes
        points: list[tuple[int, Likely]] = []
        while (point := await asyncio.to_thread(next, steps, None)) is not None:
            points.append(point)
        self._foreseen, self._likely = facts, likely_at(tuple(points), minutes)
        if self.is_current and self.view.numbers is not None:
            self.view.show(self.view.numbers._replace(likely=self._likely))

    def action_move(self, step: int) -> None:
        """Select another line."""
        self.view.move(step)

    def action_open(self) -> None:
        """Start the sitting, or open the chapter."""
        target = self.view.selected
        if target == "review":
            self.app.call_later(self.app.run_action, "app.review")
        else:
            self.app.call_later(self.app.run_action, f"app.read({target!r})")
