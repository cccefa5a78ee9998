"""The keys of a screen on its last line."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class Entry(NamedTuple):
    """A key, and what it does now."""

    key: str
    """As Textual calls it."""
    name: str
    """As people write it."""
    does: str
    tooltip: str

    @property
    def cells(self) -> int:
        """The room it takes."""
        return cell_len(self.name) + cell_len(self.does) + 3


class KeyLine(Widget):
    """What Textual's Footer shows, as one widget: a Footer mounts a dozen anew whenever the keys change."""

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = """
    KeyLine {
        dock: bottom; height: 1; text-wrap: nowrap; text-overflow: clip;
        color: $footer-description-foreground; background: $footer-background;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed, immediate=True)

    def _changed(self, screen: Screen[Any]) -> None:
        """At once, so that what a key changes is painted together with the keys that it leaves."""
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            entries = self._offered()
            if entries != self.entries:
                self.entries = entries
                self.refresh()

    def _offered(self) -> tuple[Entry, ...]:
        """One entry an action, with the first of its keys."""
        first: dict[str, Entry] = {}
        for _, binding, _, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in first:
                name = self.app.get_key_display(binding)
                first[binding.action] = Entry(binding.key, name, binding.description, tooltip)
        return tuple(first.values())

    @property
    def cells(self) -> int:
        """The room that all take."""
        return sum(entry.cells for entry in self.entries)

    def _fitting(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that there is room for, each with the column after its last."""
        fitting, end = [], 0
        for entry in self.entries:
            end += entry.cells
            if end > self.size.width:
                break
            fitting.append((end, entry))
        return tuple(fitting)

    def render(self) -> Content:
        """Every key and what it does; what would be cut off is left out."""
        key = "bold $footer-key-foreground on $footer-key-background"
        return Content.assemble(
            *(
                part
                for _, entry in self._fitting()
                for part in ((f" {entry.name} ", key), f"{entry.does} ")
            )
        )

    def _at(self, x: int) -> Entry | None:
        return next((entry for end, entry in self._fitting() if x < end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The key under the pointer tells what it does."""
        entry = self._at(event.x)
        tooltip = entry.tooltip if entry else None
        if tooltip != self.tooltip:
            self.tooltip = tooltip

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click on a key presses it."""
        if entry := self._at(event.x):
            self.app.simulate_key(entry.key)
