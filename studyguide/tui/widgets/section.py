"""What all section widgets share: lines drawn once per width, a selection, covering, fact notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from studyguide.guide.model import Section
from studyguide.tui.text import wrap
from studyguide.tui.widgets.glyphs import Glyphs, glyphs
from studyguide.tui.widgets.lines import BLANK, Line, Stop, claim, head, lines, note_lines, see_line
from studyguide.tui.widgets.messages import OpenRef

GUTTER = 2
"""Cells at the left for the sign of the selection."""
WIDEST = 104
"""Cells beyond which nothing is drawn wider."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a section needs to know of the guide around it."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """What to call the place a reference leads to."""
    stems: Mapping[str, str] = field(default_factory=dict)
    """The stem of each question, by id."""
    verdicts: Mapping[str, bool] = field(default_factory=dict)
    """Whether the last answer was right, for each question answered so far."""
    ascii_only: bool = False


class SectionView(Widget, can_focus=True):
    """One section of the guide. A subclass draws the body and names its stops."""

    DEFAULT_CSS = """
    SectionView {
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    BINDING_GROUP_TITLE = "Section"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "go_on",
            "Go on",
            id="reader.go-on",
            tooltip="Uncover the next thing, or a page on, or at the end the next section",
        ),
        Binding(
            "up,k", "move(-1)", "Up", show=False, id="reader.up", tooltip="Select what is above, or scroll"
        ),
        Binding(
            "down,j",
            "move(1)",
            "Down",
            show=False,
            id="reader.down",
            tooltip="Select what is below, or scroll",
        ),
        Binding("enter", "open", "Open", id="reader.open", tooltip="Open what is selected"),
        Binding(
            "c",
            "cover",
            "Cover",
            id="reader.cover",
            tooltip="Test yourself: cover a part, the next part, nothing",
        ),
        Binding(
            "i",
            "note",
            "Note",
            id="reader.note",
            tooltip="Open or close the fact note of what is selected, or the next one",
        ),
    ]

    COVERS: ClassVar[tuple[str, ...]] = ()
    """What can be covered, in the order in which `c` goes through it."""

    def __init__(self, section: Section, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(id=f"section-{section.id}", classes="section-view")
        self.head = section
        self.context = context
        self.selected = ""
        """The stop that is selected, or empty."""
        self.covering = 0
        """0 for nothing, else 1 more than the place in `covers()`."""
        self.uncovered: frozenset[str] = frozenset()
        """Stops shown although their kind is covered."""
        self.open_notes: frozenset[str] = frozenset()
        self.room = Size(0, 0)
        """What the section has to show itself in without scrolling."""
        self.body_top = 0
        """The line at which the body starts."""
        self.note_rows: tuple[int, int] | None = None
        """Where the body of a picture shows an opened note: its first row and the row after its last."""
        self._drawn: tuple[int, tuple[Line, ...]] | None = None
        self._keys: frozenset[str] | None = None

    @property
    def glyphs(self) -> Glyphs:
        """The signs to draw with."""
        return glyphs(self.context.ascii_only)

    # What a subclass says about its section.

    def body(self, width: int) -> tuple[Line, ...]:
        """The lines between head and cross-references, each at most `width` cells wide."""
        raise NotImplementedError

    def body_stops(self) -> tuple[Stop, ...]:
        """The stops of the body, top to bottom."""
        return ()

    def covers(self) -> tuple[str, ...]:
        """What can be covered."""
        return self.COVERS

    def cover_order(self) -> tuple[str, ...]:
        """The stops that Space uncovers, in this order."""
        return tuple(stop.id for stop in self.body_stops())

    def activates(self, stop: Stop) -> bool:
        """Whether Enter on `stop` does something of the subclass's own."""
        return False

    def activate(self, stop: Stop) -> None:
        """Do it."""

    # Lines.

    def stops(self) -> tuple[Stop, ...]:
        """Every stop, top to bottom."""
        notes = (Stop(f"note:{n}", note=note) for n, note in enumerate(self.head.notes))
        sees = (Stop(f"see:{n}", see=see.see) for n, see in enumerate(self.head.see))
        return (*self.body_stops(), *notes, *sees)

    def stop(self, id: str) -> Stop | None:
        """The stop called `id`."""
        return next((stop for stop in self.stops() if stop.id == id), None)

    def is_covered(self, id: str) -> bool:
        """Whether this stop's covered part is hidden now."""
        return self.covering > 0 and id not in self.uncovered

    def lines(self, width: int) -> tuple[Line, ...]:
        """Everything at `width` cells, without the gutter."""
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]

    def _draw(self, width: int) -> tuple[Line, ...]:
        signs = self.glyphs
        above = self.above(width)
        self.body_top = len(above)
        result = [*above, *self.body(width)]
        if self.head.notes:
            result.append(BLANK)
            for n, note in enumerate(self.head.notes):
                result += lines(claim(note, width, signs), f"note:{n}")
        if self.head.see:
            result.append(BLANK)
            for n, see in enumerate(self.head.see):
                result += lines(see_line(see.label, width, signs), f"see:{n}")
        for stop in self.stops():
            places = [y for y, line in enumerate(result) if line.stop == stop.id]
            if stop.note is not None and stop.id in self.open_notes and places:
                rows = lines(hang_in(note_lines(stop.note, width - 2, signs)), stop.id)
                result[places[-1] + 1 : places[-1] + 1] = rows
        return tuple(result)

    def above(self, width: int) -> tuple[Line, ...]:
        """The lines before the body: title, introduction, and what is covered."""
        return (*head(self.head, width), *self._cover_line(width))

    def _cover_line(self, width: int) -> tuple[Line, ...]:
        if not self.covering:
            return ()
        left = sum(self.is_covered(id) for id in self.cover_order())
        name = self.covers()[self.covering - 1]
        rest = f"  Space shows the next, {left} left" if left else "  all shown"
        text = Content.styled(f"Covered: {name}", "$text-primary") + Content.styled(rest, "$text-muted")
        return (*lines(wrap(text, width)), BLANK)

    def redraw(self) -> None:
        """Draw again: something other than the selection changed."""
        before = self._drawn
        self._drawn = None
        if before is None or len(self.lines(before[0])) != len(before[1]):
            self._content_height_cache = (-1, 0)
            self.refresh(layout=True)
        else:
            self.refresh()
        self._keys_may_change()

    def _keys_may_change(self) -> None:
        """Tell the footer, which is slow to rebuild, only of keys that came or went."""
        keys = frozenset(
            binding.action
            for _, binding in self._bindings
            if self.check_action(binding.action.partition("(")[0], ())
        )
        if keys != self._keys:
            self._keys = keys
            self.refresh_bindings()

    def notify_style_update(self) -> None:
        """Forget lines drawn in the colours of another theme."""
        self._drawn = None
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        if container != self.room:
            self.room = container
            self._drawn = None
        return len(self.lines(self._inner(width)))

    @staticmethod
    def _inner(width: int) -> int:
        return max(8, min(WIDEST, width - GUTTER - 1))

    def render(self) -> Content:
        """The lines with the gutter, the selected ones marked by a bar and a tint."""
        width = self._inner(self.content_size.width)
        bar = Content.styled(self.glyphs.bar, "$text-primary" if self.has_focus else "$text-muted")
        room = Content(" " * GUTTER)
        rows: list[Content] = []
        for line in self.lines(width):
            if line.stop and line.stop == self.selected and self.tints(line.stop):
                row = (bar + Content(" ") + line.content).pad_right(width - line.content.cell_length)
                rows.append(row.stylize_before("on $surface"))
            else:
                rows.append(room + line.content)
        return Content("\n").join(rows)

    def tints(self, id: str) -> bool:
        """Whether the lines of this stop are marked when it is selected (a picture marks it itself)."""
        return True

    # Selection.

    def select(self, id: str) -> None:
        """Select a stop and bring it into view."""
        if id != self.selected:
            self.selected = id
            self.selection_changed()
            self._keys_may_change()
        self.call_after_refresh(self.reveal)

    def selection_changed(self) -> None:
        """Repaint; a subclass whose lines depend on the selection redraws."""
        self.refresh()

    def show(self, item: str) -> None:
        """Select an item by its id, uncovered, as when a reference leads to it."""
        if self.stop(item) is not None:
            self.uncovered |= {item}
            self.redraw()
            self.select(item)

    def extent(self, id: str) -> tuple[int, int] | None:
        """First line of a stop and the line after its last."""
        rows = [
            y for y, line in enumerate(self.lines(self._inner(self.content_size.width))) if line.stop == id
        ]
        return (rows[0], rows[-1] + 1) if rows else None

    def reveal(self) -> None:
        """Scroll as little as needed to have the selected stop in view, with a line around it."""
        extent = self.extent(self.selected)
        if extent is not None:
            self._scroll_to(*extent)

    def _reveal_note(self) -> None:
        """Bring the opened note of a picture into view."""
        if self.note_rows is not None:
            first, end = self.note_rows
            self._scroll_to(self.body_top + first, self.body_top + end)

    def _scroll_to(self, top: int, end: int) -> None:
        if not isinstance(self.parent, Widget):
            return
        rows = self.parent.scrollable_content_region.height
        region = Region(0, max(0, top - 1), 1, min(rows, end - top + 2)).translate(self.virtual_region.offset)
        self.parent.scroll_to_region(region, animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Select the next stop, or scroll a line where there is more to read before it."""
        stops = [stop.id for stop in self.stops()]
        parent = self.parent
        if not isinstance(parent, Widget):
            return
        top, end = self._window()
        if self.selected in stops:
            extent = self.extent(self.selected)
            if extent and (extent[1] > end if step > 0 else extent[0] < top):
                parent.scroll_relative(y=step, animate=False)
                return
            place = stops.index(self.selected) + step
        else:
            visible = [
                n
                for n, id in enumerate(stops)
                if (extent := self.extent(id)) and extent[1] > top and extent[0] < end
            ]
            place = (visible[0] if step > 0 else visible[-1]) if visible else len(stops)
        if 0 <= place < len(stops):
            self.select(stops[place])
        else:
            parent.scroll_relative(y=step, animate=False)

    def hit(self, x: int, y: int) -> str:
        """The stop at a place within the widget, or empty."""
        rows = self.lines(self._inner(self.content_size.width))
        return rows[y].stop if 0 <= y < len(rows) else ""

    def on_click(self, event: events.Click) -> None:
        """Select what is clicked; a click on what is selected opens it."""
        id = self.hit(event.x, event.y)
        if not id:
            return
        event.stop()
        if id == self.selected:
            self.action_open()
        else:
            self.select(id)

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys that this section has no use for."""
        if action == "cover":
            return bool(self.covers())
        if action == "note":
            return any(stop.note for stop in self.stops())
        if action == "open":
            return self.opens()
        return True

    def go_on(self) -> bool:
        """Uncover the next thing; whether there was one."""
        hidden = [id for id in self.cover_order() if self.is_covered(id) and self._ahead(id)]
        if not hidden or not self._starts_in_view(hidden[0]):
            return False
        self.uncovered |= {hidden[0]}
        self.redraw()
        self.select(hidden[0])
        return True

    def _window(self) -> tuple[int, int]:
        """First line in view and the line after the last, counted from the section's first."""
        if not isinstance(self.parent, Widget):
            return 0, 0
        top = self.parent.scroll_offset.y - self.virtual_region.y
        return top, top + self.parent.scrollable_content_region.height

    def _ahead(self, id: str) -> bool:
        """Whether a stop ends below the top of the window: what was scrolled past is left alone."""
        extent = self.extent(id)
        return extent is None or extent[1] > self._window()[0]

    def _starts_in_view(self, id: str) -> bool:
        """Whether all that is before a stop could be read."""
        extent = self.extent(id)
        return extent is None or extent[0] < self._window()[1]

    def action_go_on(self) -> None:
        """Uncover the next thing, or leave the key to the screen."""
        if not self.go_on():
            raise SkipAction

    def action_cover(self) -> None:
        """Cover the next part, and after the last one nothing."""
        self.covering = (self.covering + 1) % (len(self.covers()) + 1)
        self.uncovered = frozenset()
        self.redraw()

    def action_note(self) -> None:
        """Open or close the note of the selected stop, or go to the next stop that has one."""
        stops = self.stops()
        ids = [stop.id for stop in stops]
        start = ids.index(self.selected) if self.selected in ids else 0
        for stop in (*stops[start:], *stops[:start]):
            if stop.note is not None:
                self.open_notes ^= {stop.id}
                self.redraw()
                self.select(stop.id)
                self.call_after_refresh(self._reveal_note)
                return

    def opens(self) -> bool:
        """Whether Enter does anything now."""
        stop = self.stop(self.selected)
        if stop is None:
            return False
        hidden = stop.id in self.cover_order() and self.is_covered(stop.id)
        return bool(hidden or self.activates(stop) or stop.see or stop.note)

    def action_open(self) -> None:
        """Uncover the selected stop, or follow its reference, or open its note."""
        stop = self.stop(self.selected)
        if stop is None:
            return
        if stop.id in self.cover_order() and self.is_covered(stop.id):
            self.uncovered |= {stop.id}
            self.redraw()
        elif self.activates(stop):
            self.activate(stop)
        elif stop.see:
            self.post_message(OpenRef(stop.see))
        elif stop.note is not None:
            self.action_note()


def hang_in(contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """`contents` two cells to the right."""
    return tuple(Content("  ") + content for content in contents)
