"""A flow, walked step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from studyguide.guide.model import Flow
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.flowchart import Box, draw_flow, main_way
from studyguide.tui.widgets.line_view import GUTTER
from studyguide.tui.widgets.lines import BLANK, Line, Stop, lines, note_lines
from studyguide.tui.widgets.section import SectionView


class FlowView(SectionView):
    """Boxes and arrows; the step walked to is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right,l", "aside", "Other way", id="flow.aside", tooltip="Take the way that leaves the main one"
        ),
        Binding("left,h", "back", "Back", show=False, id="flow.back", tooltip="Walk back the way you came"),
    ]

    def __init__(self, section: Flow, context: Context) -> None:
        """Draw `section` as part of `context`, standing at its first step."""
        super().__init__(section, context)
        self.section = section
        self.steps = {step.id: step for step in section.steps}
        self.way: tuple[str, ...] = (section.steps[0].id,)
        """The steps walked so far; the last is where one stands."""
        self.selected = self.way[-1]
        self._boxes: Mapping[str, Box] = {}

    def body_stops(self) -> tuple[Stop, ...]:
        """The steps."""
        return tuple(Stop(step.id, note=step.note) for step in self.section.steps)

    def tints(self, id: str) -> bool:
        """The picture marks the current step itself."""
        return id not in self.steps

    def body(self, width: int) -> tuple[Line, ...]:
        """The picture, and below it the fact note of the current step if it is open."""
        here = self.way[-1]
        chart = draw_flow(self.section.steps, here, frozenset(self.way), width, self.glyphs)
        self._boxes = chart.boxes
        result = [*lines(chart.rows)]
        note = self.steps[here].note
        self.note_rows = None
        if note is not None and here in self.open_notes:
            result += [BLANK, *lines(note_lines(note, width, self.glyphs))]
            self.note_rows = (len(chart.rows) + 1, len(result))
        return tuple(result)

    def extent(self, id: str) -> tuple[int, int] | None:
        """The rows of the step's box."""
        if id not in self.steps:
            return super().extent(id)
        self.lines_now()
        box = self._boxes[id]
        return self.body_top + box.y, self.body_top + box.y + box.height

    def hit(self, x: int, y: int) -> str:
        """The step whose box is there."""
        for id, box in self._boxes.items():
            if box.holds(x - GUTTER, y - self.body_top):
                return id
        return super().hit(x, y)

    def selection_changed(self) -> None:
        """Walk to the selected step."""
        if self.selected in self.steps and self.selected != self.way[-1]:
            back = self.way.index(self.selected) + 1 if self.selected in self.way else 0
            follows = self.selected in {edge.to for edge in self.steps[self.way[-1]].next}
            if back:
                self.way = self.way[:back]
            else:
                self.way = (*self.way, self.selected) if follows else self._way_to(self.selected)
        self.redraw()

    def _way_to(self, id: str) -> tuple[str, ...]:
        """The shortest way from the first step, so that a jump can be walked back."""
        ways: list[tuple[str, ...]] = [(self.section.steps[0].id,)]
        for way in ways:
            if way[-1] == id:
                return way
            ways += [(*way, edge.to) for edge in self.steps[way[-1]].next]
        return (id,)

    def _onward(self) -> str | None:
        """Where the main way goes from here."""
        edges = [edge.to for edge in self.steps[self.way[-1]].next]
        return next((id for id in main_way(self.section.steps) if id in edges), edges[0] if edges else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always another way."""
        if action == "aside":
            return len(self.steps[self.way[-1]].next) > 1
        return super().check_action(action, parameters)

    def action_move(self, step: int) -> None:
        """Walk on or back; below the last step to the cross-references."""
        if self.selected not in self.steps:
            stops = [stop.id for stop in self.stops() if stop.id not in self.steps]
            if step < 0 and stops[0] == self.selected:
                self.select(self.way[-1])
                return
            super().action_move(step)
            return
        onward = self._onward()
        if step > 0 and onward is not None:
            self.select(onward)
        elif step > 0:
            tail = [stop.id for stop in self.stops() if stop.id not in self.steps]
            if tail:
                self.select(tail[0])
        else:
            self.action_back()

    def action_back(self) -> None:
        """Walk back one step."""
        if len(self.way) > 1:
            self.select(self.way[-2])
        else:
            self.scroll_lines(-1)

    def action_aside(self) -> None:
        """Take an edge that leaves the main way."""
        onward = self._onward()
        others = [edge.to for edge in self.steps[self.way[-1]].next if edge.to != onward]
        if others:
            self.select(others[0])

    def go_on(self) -> bool:
        """Walk on along the main way."""
        onward = self._onward()
        if onward is None:
            return False
        self.select(onward)
        return True
