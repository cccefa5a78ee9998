"""Every setting on one screen, each with what it means."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from studyguide import settings
from studyguide.errors import StudyGuideError
from studyguide.settings import ABOUT, Settings
from studyguide.study.desk import Desk
from studyguide.study.grades import AUTO_GRADES
from studyguide.tui.keymap import PRESETS
from studyguide.tui.keys import check_keys
from studyguide.tui.text import fit
from studyguide.tui.themes import OFFERED
from studyguide.tui.widgets.key_line import KeyLine

_ROUNDS = {"grading": ("two", "four"), "keys": tuple(PRESETS), "theme": OFFERED}
"""The settings that Enter takes from one value to the next."""


class SettingsScreen(Screen[None]):
    """Choose a setting, press Enter, change it; it is saved at once."""

    BINDING_GROUP_TITLE = "Settings"
    HELP = "Enter changes what is selected; it is saved at once."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space", "change", "Change", id="settings.change", tooltip="Change the selected setting"
        ),
        Binding("q,escape", "dismiss(None)", "Back", id="settings.back", tooltip="Back"),
        Binding("j", "down", "Down", show=False, id="settings.down", tooltip="The next setting"),
        Binding("k", "up", "Up", show=False, id="settings.up", tooltip="The setting above"),
    ]

    table = query_one(OptionList)

    def __init__(self, desk: Desk, use: Callable[[Desk], None]) -> None:
        """`use` is told of the desk under the new settings."""
        super().__init__()
        self.desk = desk
        self._use = use

    def compose(self) -> ComposeResult:
        """Bar, settings, footer."""
        yield Static(Content("Settings"), id="settings-bar", markup=False)
        yield OptionList(markup=False, id="settings-list")
        yield Static(self._grades(), id="settings-grades", markup=False)
        yield KeyLine()

    @staticmethod
    def _grades() -> Content:
        """How answers are graded without being told."""
        rule = "  ·  ".join(f"{answer}: {grade}" for answer, grade in AUTO_GRADES)
        return Content.assemble(
            ("Answers are graded like this, unless you press a grade key\n", "bold"), (rule, "$text-muted")
        )

    def on_mount(self) -> None:
        """Show them."""
        self._fill()
        self.table.highlighted = 0
        self.table.focus()

    def _fill(self) -> None:
        place = self.table.highlighted
        values = settings.plain(self.desk.settings)
        self.table.set_options(
            Option(
                fit(Content.styled(about.name, "bold"), 20)
                + Content.styled(settings.written(values[key]), "$text-accent")
                + Content("\n")
                + Content.styled(about.does, "$text-muted"),
                id=key,
            )
            for key, about in ABOUT.items()
        )
        self.table.highlighted = place

    def action_down(self) -> None:
        """The next setting."""
        self.table.action_cursor_down()

    def action_up(self) -> None:
        """The setting above."""
        self.table.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        """Change the selected setting."""
        option = self.table.highlighted_option
        if option is None or option.id is None:
            return
        held = getattr(self.desk.settings, option.id)
        if option.id in _ROUNDS:
            values = _ROUNDS[option.id]
            place = values.index(held) + 1 if held in values else 0
            self._set(option.id, values[place % len(values)])
        elif isinstance(held, bool):
            self._set(option.id, "no" if held else "yes")
        else:
            self._ask(option.id, "" if held is None else str(held))

    def _ask(self, key: str, held: str) -> None:
        def answered(value: str | None) -> None:
            if value is not None:
                self._set(key, value or "none")

        self.app.push_screen(ValueScreen(self.desk.settings, key, held), answered)

    def _set(self, key: str, value: str) -> None:
        try:
            changed = settings.changed(self.desk.settings, key, value)
            if changed.own_keys:
                check_keys(changed)
            settings.save(changed, self.desk.data_dir)
            self.desk = self.desk.with_settings(changed)
        except StudyGuideError as error:
            self.notify(str(error), title="Not changed", severity="error", markup=False)
            return
        self._use(self.desk)
        self._fill()


class ValueScreen(ModalScreen[str | None]):
    """Asks for one value and says at once what is wrong with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="value.close", tooltip="Leave it as it was"),
    ]

    def __init__(self, held: Settings, key: str, value: str) -> None:
        super().__init__()
        self.held, self.key, self.value = held, key, value

    def compose(self) -> ComposeResult:
        """The box, and below it what is expected or wrong."""
        with Vertical(id="value-box") as box:
            about = ABOUT[self.key]
            box.border_title = Content(about.name)
            box.border_subtitle = Content("Enter saves, Esc leaves it")
            yield Input(self.value)
            yield Static(Content(f"{about.does} It is {about.values}."), markup=False)

    @on(Input.Changed)
    def _check(self, event: Input.Changed) -> None:
        about = ABOUT[self.key]
        said = self._objection(event.value) or Content(f"{about.does} It is {about.values}.")
        self.query_one(Static).update(said)

    def _objection(self, value: str) -> Content | None:
        try:
            settings.changed(self.held, self.key, value or "none")
        except StudyGuideError as error:
            return Content.styled(str(error), "$text-error")
        return None

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        if self._objection(event.value) is None:
            self.dismiss(event.value.strip())
