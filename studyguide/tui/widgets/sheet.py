"""Lines of text of which only those that differ are drawn anew."""

from __future__ import annotations

from itertools import zip_longest
from typing import ClassVar

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


class Sheet(Widget):
    """A Static draws all of its lines again for one that differs, those beneath its text too."""

    DEFAULT_CSS: ClassVar[str] = """
    Sheet { height: auto; min-height: 100%; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Content, ...] = ()

    def show(self, lines: tuple[Content, ...]) -> None:
        """Show these; without a layout where the height stays."""
        before, self._lines = self._lines, lines
        if max(len(lines), self.container_size.height) != self.size.height:
            self.clear_cached_dimensions()
            self.refresh(layout=True)
            return
        changed = [
            Region(0, y, self.size.width, 1)
            for y, (was, now) in enumerate(zip_longest(before, lines, fillvalue=Content("")))
            if not was.is_same(now)
        ]
        if changed:
            self.refresh(*changed)

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines)
