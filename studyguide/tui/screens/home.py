"""Home: what today holds, how far away the exam is, and where to go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Footer, Static

from studyguide.study.desk import Desk
from studyguide.tui.widgets.overview import Overview, overview
from studyguide.tui.widgets.pane import Pane


class HomeScreen(Screen[None]):
    """The first screen."""

    BINDING_GROUP_TITLE = "Home"
    HELP = """\
Enter does what is selected: starts today's sitting, or opens a chapter. The bars show how much of a chapter
is read, and how many of its cards you know: not missed last, and a chance of recall of at least 80%.
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
            id="home.mistakes",
            tooltip="What goes wrong, and what is mixed up",
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

    def compose(self) -> ComposeResult:
        """Bar, overview, footer."""
        yield Static(id="home-bar", markup=False)
        with Pane(id="home-scroll"):
            yield Overview(ascii_only=self.ascii_only)
        yield Footer(show_command_palette=False)

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
        self.view.show(overview(desk))

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
