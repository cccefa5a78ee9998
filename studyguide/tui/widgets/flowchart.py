"""A directed graph of steps as boxes and arrows.

The longest way through stands as a column of boxes. Steps beside it stand to the right, and all lines
to one of them run together in one channel. An edge that would cross the picture is written, not drawn:
the box names the number of the step it leads to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

from textual.content import Content

from studyguide.guide.markup import plain
from studyguide.guide.model import FlowStep
from studyguide.tui.text import styled, wrap, wrapped
from studyguide.tui.widgets.canvas import Canvas
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import hang, marked

_NARROWEST_COLUMN = 26
_WIDEST_COLUMN = 52
_LONGEST_LABEL = 16
"""Cells, with a space on either side, beyond which a label is not written on a line to the right."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a step stands, in cells."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether the cell lies within."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn flow."""

    rows: tuple[Content, ...]
    boxes: Mapping[str, Box]


def main_way(steps: tuple[FlowStep, ...]) -> tuple[str, ...]:
    """The longest way from the first step; of equally long ones, that of the edges named first."""
    by_id = {step.id: step for step in steps}
    best: dict[str, tuple[str, ...]] = {}

    def way(id: str) -> tuple[str, ...]:
        if id not in best:
            ways = [way(edge.to) for edge in by_id[id].next]
            best[id] = (id, *max(ways, key=len, default=()))
        return best[id]

    return way(steps[0].id)


def draw_flow(
    steps: tuple[FlowStep, ...], current: str, walked: frozenset[str], width: int, glyphs: Glyphs
) -> Chart:
    """The flow at `width` cells, the current step opened to show its detail."""
    column = main_way(steps)
    into = {step.id: [one.id for one in steps for edge in one.next if edge.to == step.id] for step in steps}
    beside = tuple(
        step.id
        for step in steps
        if step.id not in column and into[step.id] and all(id in column for id in into[step.id])
    )
    layout = _Layout(steps, current, walked, width, glyphs, column, beside)
    if beside and (layout.column_width < _NARROWEST_COLUMN or layout.label_width > _LONGEST_LABEL):
        layout = _Layout(steps, current, walked, width, glyphs, column, ())
    return layout.draw()


class _Layout:
    """One drawing: where everything goes, then the drawing of it."""

    def __init__(
        self,
        steps: tuple[FlowStep, ...],
        current: str,
        walked: frozenset[str],
        width: int,
        glyphs: Glyphs,
        column: tuple[str, ...],
        beside: tuple[str, ...],
    ) -> None:
        self.steps = {step.id: step for step in steps}
        self.numbers = {step.id: n for n, step in enumerate(steps, start=1)}
        self.current = current
        self.walked = walked
        self.glyphs = glyphs
        self.column = column
        self.beside = beside
        self.rest = tuple(id for id in self.steps if id not in column and id not in beside)
        labels = [
            plain(edge.label)
            for id in column
            for edge in self.steps[id].next
            if edge.to in beside and edge.label
        ]
        self.label_width = max((Content(label).cell_length + 2 for label in labels), default=0)
        longest = max((self._natural(id) for id in beside), default=0)
        self.side_width = min(longest, 30, max(18, width // 3)) if beside else 0
        self.lane_start = 2 + self.label_width
        self.gutter = self.lane_start + 2 * len(beside) + 2 if beside else 0
        self.column_width = min(_WIDEST_COLUMN, width - self.gutter - self.side_width)
        self.width = width

    def _natural(self, id: str) -> int:
        return Content(plain(self.steps[id].text)).cell_length + len(str(self.numbers[id])) + 8

    def draw(self) -> Chart:
        canvas = Canvas(self.width, self.glyphs)
        boxes: dict[str, Box] = {}
        y = 0
        for id in (*self.column, *self.rest):
            if id in self.rest:
                y += 1
            contents = self._contents(id, self.column_width - 4)
            height = 2 + max(len(contents), len(self._side_edges(id)))
            boxes[id] = Box(0, y, self.column_width, height)
            y += height
        exits = self._exits(boxes)
        self._place_beside(boxes, exits)
        for id, box in boxes.items():
            self._box(canvas, id, box)
        for id in self.column[:-1]:
            self._edge_down(canvas, id, boxes)
        lanes = self._lanes(boxes, exits)
        for id in self.beside:
            self._edges_beside(canvas, id, boxes, exits, lanes)
        return Chart(canvas.rows(), boxes)

    def _contents(self, id: str, room: int) -> tuple[Content, ...]:
        step = self.steps[id]
        here = id == self.current
        lead = Content.styled(f"{self.numbers[id]} ", "bold $text-primary" if here else "$text-muted")
        if here:
            lead = Content.styled(f"{self.glyphs.pointer} ", "bold $text-primary") + lead
        text = marked(styled(step.text, "bold" if here else ""), step.note, self.glyphs)
        contents = [*hang(lead, wrap(text, max(4, room - lead.cell_length)))]
        if here:
            contents += [Content(""), *wrapped(step.detail, room, "$text-muted")]
        for edge in step.next:
            if edge.to in self.beside:
                continue
            if self._following(id) == edge.to:
                if edge.label and not self._label_fits(edge.label):
                    contents += wrap(Content.styled(plain(edge.label), "$text-muted"), room)
                continue
            name = f"{plain(edge.label)} " if edge.label else ""
            where = f"{name}{self.glyphs.arrow} {self.numbers[edge.to]} {plain(self.steps[edge.to].text)}"
            contents += wrap(Content.styled(where, "$text-muted"), room)
        return tuple(contents)

    def _following(self, id: str) -> str | None:
        """The step below this one in the column."""
        place = self.column.index(id) + 1 if id in self.column else len(self.column)
        return self.column[place] if place < len(self.column) else None

    def _label_fits(self, label: str) -> bool:
        """Whether the label of an edge downward can stand on the frame it leaves from."""
        return Content(plain(label)).cell_length <= self.column_width - self.column_width // 2 - 5

    def _side_edges(self, id: str) -> tuple[str, ...]:
        """The labels of the edges to the steps beside."""
        return tuple(edge.label for edge in self.steps[id].next if edge.to in self.beside)

    def _exits(self, boxes: Mapping[str, Box]) -> dict[str, list[tuple[int, str]]]:
        """For each step beside: the rows at which lines leave the column for it, with their labels."""
        exits: dict[str, list[tuple[int, str]]] = {id: [] for id in self.beside}
        for id in self.column:
            row = boxes[id].y + 1
            for edge in self.steps[id].next:
                if edge.to in self.beside:
                    exits[edge.to].append((row, plain(edge.label)))
                    row += 1
        return exits

    def _place_beside(self, boxes: dict[str, Box], exits: dict[str, list[tuple[int, str]]]) -> None:
        free = 0
        taken = {row for one in self.beside for row, _ in exits[one]}
        order = sorted(self.beside, key=lambda id: exits[id][len(exits[id]) // 2][0])
        for id in order:
            rows = [row for row, _ in exits[id]]
            # Where several lines join, the one onward leaves in a row of its own: so a cross of lines
            # is always a crossing and never a join.
            straight = {rows[0]} if len(rows) == 1 else set()
            y = max(free, rows[len(rows) // 2] - 1)
            while y + 1 in taken - straight:
                y += 1
            height = 2 + len(self._contents(id, self.side_width - 4))
            boxes[id] = Box(self.column_width + self.gutter, y, self.side_width, height)
            free = y + height

    def _lanes(self, boxes: Mapping[str, Box], exits: Mapping[str, list[tuple[int, str]]]) -> tuple[str, ...]:
        """The steps beside in the order of their channels, left to right, with the fewest crossings."""

        def crossings(order: tuple[str, ...]) -> int:
            count = 0
            for n, id in enumerate(order):
                rows = [row for row, _ in exits[id]]
                top, end = min(*rows, boxes[id].y + 1), max(*rows, boxes[id].y + 1)
                count += sum(top <= row <= end for other in order[n + 1 :] for row, _ in exits[other])
                count += sum(top <= boxes[other].y + 1 <= end for other in order[:n])
            return count

        return min(permutations(self.beside), key=crossings) if len(self.beside) <= 5 else self.beside

    def _style(self, id: str) -> str:
        return "$text-primary" if id == self.current or id in self.walked else "$text-muted"

    def _box(self, canvas: Canvas, id: str, box: Box) -> None:
        heavy = 2 if id == self.current else 1
        canvas.box(box.x, box.y, box.width, box.height, self._style(id), heavy)
        for n, content in enumerate(self._contents(id, box.width - 4)):
            canvas.write(box.x + 2, box.y + 1 + n, content)

    def _edge_down(self, canvas: Canvas, id: str, boxes: Mapping[str, Box]) -> None:
        below = self._following(id)
        assert below is not None, "called for all but the last of the column"
        box, style = boxes[id], self._style(below)
        x = box.width // 2
        bottom = box.y + box.height - 1
        canvas.down(x, bottom, bottom + 1, style)
        canvas.write(x, bottom + 1, Content.styled("v" if self.glyphs.ascii_only else "▼", style))
        label = next((edge.label for edge in self.steps[id].next if edge.to == below), "")
        if label and self._label_fits(label):
            canvas.write(x + 2, bottom, Content.styled(f" {plain(label)} ", style))

    def _edges_beside(
        self,
        canvas: Canvas,
        id: str,
        boxes: Mapping[str, Box],
        exits: Mapping[str, list[tuple[int, str]]],
        lanes: tuple[str, ...],
    ) -> None:
        box, style = boxes[id], self._style(id)
        edge = self.column_width - 1
        lane = self.column_width + self.lane_start + 2 * lanes.index(id)
        entry = box.y + 1
        rows = [row for row, _ in exits[id]]
        for row, label in exits[id]:
            canvas.across(edge, lane, row, style)
            if label:
                canvas.write(edge + 2, row, Content.styled(f" {label} ", style))
        canvas.down(lane, min(*rows, entry), max(*rows, entry), style)
        canvas.across(lane, box.x - 1, entry, style)
        canvas.write(box.x - 1, entry, Content.styled(">" if self.glyphs.ascii_only else "▶", style))
