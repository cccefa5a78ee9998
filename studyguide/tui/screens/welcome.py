"""The first start: the two answers that a plan needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from studyguide import settings
from studyguide.errors import StudyGuideError
from studyguide.memory.model import day_date
from studyguide.settings import ABOUT, Settings
from studyguide.study.desk import Desk
from studyguide.study.words import counted
from studyguide.tui.screens.dialogs import BOX

_FIELDS = ("exam_date", "minutes_per_day")


class _Wrong(NamedTuple):
    """Something typed that cannot be."""

    key: str
    problem: str


class WelcomeScreen(ModalScreen[None]):
    """Asks once for the exam date and the minutes a day; Escape does without."""

    CSS = (
        BOX.format(name="WelcomeScreen")
        + """
        WelcomeScreen { background: $background; }
        WelcomeScreen #dialog { width: 62; padding: 1 3 0 3; }
        WelcomeScreen .name { color: $text-muted; }
        WelcomeScreen Input { border: none; height: 1; background: $surface; margin: 0 0 1 0; }
        WelcomeScreen Input:focus { background: $panel; }
        WelcomeScreen #welcome-said { height: 2; }
        """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", "Skip", id="welcome.skip", tooltip="Start without; the settings ask again"),
    ]

    said = query_one("#welcome-said", Static)

    def __init__(self, desk: Desk, use: Callable[[Desk], None]) -> None:
        """`use` is told of the desk under the new settings."""
        super().__init__()
        self.desk = desk
        self._use = use

    def compose(self) -> ComposeResult:
        """A word of welcome, two boxes, and what their answers come to."""
        with Vertical(id="dialog") as box:
            box.border_title = Content("Welcome")
            box.border_subtitle = Content("Enter goes on, Esc skips")
            text = "Your cards are planned for one day: that of your exam. Both answers can be changed later."
            yield Static(Content(text + "\n"), markup=False)
            for key in _FIELDS:
                yield Static(Content(ABOUT[key].name), markup=False, classes="name")
                value = getattr(self.desk.settings, key)
                yield Input(
                    "" if value is None else str(value),
                    placeholder="2027-03-01; empty if there is none yet",
                    id=key.replace("_", "-"),
                )
            yield Static(id="welcome-said", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query(Input).first().focus()

    @on(Input.Changed)
    def _changed(self) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Settings):
            self.said.update(Content.styled(self._comes_to(chosen), "$text-muted"))
        else:
            self.said.update(Content(""))  # while a date is half typed, nothing is wrong with it

    def _chosen(self) -> Settings | _Wrong:
        """The settings as they are typed, or what is wrong with them."""
        chosen = self.desk.settings
        for key in _FIELDS:
            value = self.query_one(f"#{key.replace('_', '-')}", Input).value.strip()
            try:
                chosen = settings.changed(chosen, key, value or "none")
            except StudyGuideError as error:
                return _Wrong(key, str(error))
        if chosen.exam_date is not None and chosen.exam_date < day_date(self.desk.today):
            return _Wrong("exam_date", f"{chosen.exam_date} is over. When is your exam?")
        return chosen

    def _comes_to(self, chosen: Settings) -> str:
        if chosen.exam_date is None:
            return ""
        left = (chosen.exam_date - day_date(self.desk.today)).days
        hours = max(1, round(left * chosen.minutes_per_day / 60))
        return f"{counted(left, 'day')} left: about {counted(hours, 'hour')} of study."

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        chosen = self._chosen()
        if isinstance(chosen, _Wrong):
            wrong = self.query_one(f"#{chosen.key.replace('_', '-')}", Input)
            if event.input is wrong or event.input is self.query(Input).last():
                wrong.focus()
                self.said.update(Content.styled(chosen.problem, "$text-error"))
                return
        if event.input is self.query(Input).first():
            self.query(Input).last().focus()
        elif isinstance(chosen, Settings):
            self._keep(chosen)

    def action_skip(self) -> None:
        """Start with the settings as they are."""
        self._keep(self.desk.settings)

    def _keep(self, chosen: Settings) -> None:
        """Save them, also if nothing was changed: this is asked once."""
        try:
            settings.save(chosen, self.desk.data_dir)
        except StudyGuideError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self._use(self.desk.with_settings(chosen))
        self.dismiss(None)
