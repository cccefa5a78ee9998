"""What all section widgets share: lines drawn once per width, a selection, covering, fact notes."""

from __future__ import annotations

from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content

from studyguide.guide.model import Section
from studyguide.tui.text import wrap
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.line_view import LineView
from studyguide.tui.widgets.lines import BLANK, Line, Stop, claim, head, lines, note_lines, see_line
from studyguide.tui.widgets.messages import OpenRef


class SectionView(LineView):
    """One section of the guide. A subclass draws the body and names its stops."""

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
        super().__init__(ascii_only=context.ascii_only, id=f"section-{section.id}", classes="section-view")
        self.head = section
        self.context = context
        self.covering = 0
        """0 for nothing, else 1 more than the place in `covers()`."""
        self.uncovered: frozenset[str] = frozenset()
        """Stops shown although their kind is covered."""
        self.open_notes: frozenset[str] = frozenset()
        self.body_top = 0
        """The line at which the body starts."""
        self.note_rows: tuple[int, int] | None = None
        """Where the body of a picture shows an opened note: its first row and the row after its last."""
        self._keys: frozenset[str] | None = None

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

    def draw(self, width: int) -> tuple[Line, ...]:
        """Head, body, fact notes, cross-references."""
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
                rows = lines(
                    (Content("  ") + row for row in note_lines(stop.note, width - 2, signs)), stop.id
                )
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

    def redraw(self) -> None:
        """Draw again, and show which keys have a use now."""
        super().redraw()
        self._keys_may_change()

    # Selection.

    def select(self, id: str) -> None:
        """Select a stop, and show which keys have a use there."""
        super().select(id)
        self._keys_may_change()

    def show(self, item: str) -> None:
        """Select an item by its id, uncovered, as when a reference leads to it."""
        if self.stop(item) is not None:
            self.uncovered |= {item}
            self.redraw()
            self.select(item)

    def _reveal_note(self) -> None:
        """Bring the opened note of a picture into view."""
        if self.note_rows is not None:
            first, end = self.note_rows
            self.scroll_to_lines(self.body_top + first, self.body_top + end)

    def action_move(self, step: int) -> None:
        """Select the next stop, or scroll a line where there is more to read before it."""
        stops = [stop.id for stop in self.stops()]
        top, end = self.window()
        if self.selected in stops:
            extent = self.extent(self.selected)
            if extent and (extent[1] > end if step > 0 else extent[0] < top):
                self.scroll_lines(step)
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
            self.scroll_lines(step)

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

    def _ahead(self, id: str) -> bool:
        """Whether a stop ends below the top of the window: what was scrolled past is left alone."""
        extent = self.extent(id)
        return extent is None or extent[1] > self.window()[0]

    def _starts_in_view(self, id: str) -> bool:
        """Whether all that is before a stop could be read."""
        extent = self.extent(id)
        return extent is None or extent[0] < self.window()[1]

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

    def open_selected(self) -> None:
        """As Enter does."""
        self.action_open()

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
