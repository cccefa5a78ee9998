"""Every key of a screen, from its bindings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from studyguide.tui.keys import key_name, with_help
from studyguide.tui.text import body, fit, wrap
from studyguide.tui.widgets.lines import hang
from studyguide.tui.widgets.pane import Pane


class HelpScreen(ModalScreen[None]):
    """What the screen beneath can do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q,escape,question_mark", "dismiss(None)", "Close", id="help.close", tooltip="Close the help"
        ),
        Binding("down,j,space", "scroll(1)", "Down", show=False, id="help.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="help.up", tooltip="Scroll up"),
    ]

    def __init__(self, beneath: Screen[object]) -> None:
        super().__init__()
        self.beneath = beneath

    def compose(self) -> ComposeResult:
        """What the screen says of itself, then its keys."""
        with Pane(id="help-box"):
            yield Static(self._text(72), markup=False)

    def on_mount(self) -> None:
        """Fit the width."""
        box = self.query_one("#help-box")
        box.border_title = Content(f"{self.beneath.BINDING_GROUP_TITLE or 'Keys'}")
        box.border_subtitle = Content("Esc closes")

    def on_resize(self) -> None:
        """Lay out for the width there is."""
        self.query_one(Static).update(self._text(max(24, min(76, self.size.width - 8))))

    def _text(self, width: int) -> Content:
        rows: list[Content] = []
        if self.beneath.HELP:
            rows += [*wrap(body(self.beneath.HELP), width), Content("")]
        rows += [line for entry in self._keys(width) for line in entry]
        return Content("\n").join(rows)

    def _keys(self, width: int) -> Iterator[tuple[Content, ...]]:
        seen: set[str] = set()
        for _, binding, _, tooltip in self.beneath.active_bindings.values():
            text = tooltip or binding.tooltip
            if not binding.id or not text or binding.id in seen or not with_help(binding.id):
                continue
            seen.add(binding.id)
            names = [
                key_name(self.app, other.binding)
                for other in self.beneath.active_bindings.values()
                if other.binding.id == binding.id
            ]
            keys = Content.styled(" ".join(dict.fromkeys(names)), "bold $text-accent")
            first = fit(keys, 14) + Content(" ")
            yield hang(first, wrap(Content(text), width - 15))

    def action_scroll(self, step: int) -> None:
        """Scroll a line."""
        self.query_one("#help-box", Pane).scroll_relative(y=step * 3, animate=False)
