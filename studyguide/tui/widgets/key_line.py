"""The keys of a screen on its last line."""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class Entry(NamedTuple):
    """A key and what it does now, or keys that do much the same."""

    keys: tuple[str, ...]
    """As Textual calls them."""
    names: tuple[str, ...]
    """As people write them."""
    tooltips: tuple[str, ...]
    does: str

    @property
    def cells(self) -> int:
        """The room it takes."""
        return cell_len(f" {''.join(self.names)} {self.does} ")

    def at(self, x: int) -> int | None:
        """Which of its keys stands, or is described, at a column."""
        if len(self.keys) == 1:
            return 0
        ends = accumulate(map(cell_len, self.names), initial=1)
        return next((n - 1 for n, end in enumerate(ends) if x < end and n), None)


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
        """One entry an action, with the first of its keys, or one a group of actions."""
        first: dict[str, tuple[Binding, str]] = {}
        for _, binding, _, tooltip in self.screen.active_bindings.values():
            if binding.show:
                first.setdefault(binding.action, (binding, tooltip))
        # What belongs to no group is one by itself.
        together = groupby(first.values(), lambda one: one[0].group or one[0].action)
        return tuple(self._entry(tuple(ones)) for _, ones in together)

    def _entry(self, ones: tuple[tuple[Binding, str], ...]) -> Entry:
        bindings = tuple(binding for binding, _ in ones)
        group = bindings[0].group if len(ones) > 1 else None
        return Entry(
            keys=tuple(binding.key for binding in bindings),
            names=tuple(map(self.app.get_key_display, bindings)),
            tooltips=tuple(tooltip for _, tooltip in ones),
            does=group.description if group else bindings[0].description,
        )

    @property
    def cells(self) -> int:
        """The room that all take."""
        return sum(entry.cells for entry in self.entries)

    def _fitting(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that there is room for, each with the column after its last."""
        fitting, end = [], 0
        for entry in self.entries:
            end += entry.cells
            if end - 1 > self.size.width:  # the blank after the last may be cut
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
                for part in ((f" {''.join(entry.names)} ", key), f"{entry.does} ")
            )
        )

    def _at(self, x: int) -> tuple[str, str] | None:
        """The key at a column, and what it does at more length."""
        for end, entry in self._fitting():
            if x < end:
                place = entry.at(x - end + entry.cells)
                return None if place is None else (entry.keys[place], entry.tooltips[place])
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The key under the pointer tells what it does."""
        at = self._at(event.x)
        tooltip = at[1] if at else None
        if tooltip != self.tooltip:
            self.tooltip = tooltip

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click on a key presses it."""
        if at := self._at(event.x):
            self.app.simulate_key(at[0])
