"""Plots through textual-plotext: columns for days, and points against the line of agreement.

Nothing is told by a plot alone; the numbers stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from rich.text import Text
from textual.color import Color
from textual_plotext import PlotextPlot

_TO_ASCII = str.maketrans("│─┤├┬┴┼┌┐└┘", "|-++++++++".ljust(11, "+"))
"""plotext draws its frame with box characters only."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A number for each of some days in a row."""

    values: tuple[float, ...]
    ticks: tuple[tuple[int, str], ...]
    """Places under which something is written."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares that should be equal: predicted along, actual upwards; 0 to 1."""

    points: tuple[tuple[float, float], ...]


def _top(values: Sequence[float]) -> int:
    return max(1, ceil(max(values)))


class ProgressPlot(PlotextPlot):
    """Draws one of the above, at the width there is."""

    DEFAULT_CSS: ClassVar[str] = """
    ProgressPlot { height: 10; background: $surface; }
    ProgressPlot.-hidden { display: none; }
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="progress-plot")
        self.ascii_only = ascii_only
        self.drawing: Columns | Agreement | None = None

    def show(self, drawing: Columns | Agreement | None, room: int) -> None:
        """Draw this in at most `room` cells, or nothing.

        Columns are given the width at which each is the same whole number of cells wide: plotext itself
        makes some wider than others.
        """
        self.drawing = drawing
        self.set_class(drawing is None, "-hidden")
        match drawing:
            case Columns(values):
                frame = len(str(_top(values))) + 2
                self.styles.width = frame + len(values) * max(1, (room - frame) // len(values))
            case Agreement():
                self.styles.width = min(room, 50)
            case None:
                pass
        self.refresh(layout=True)

    def render(self) -> Text:
        """The plot as text."""
        if self.drawing is None or self.size.width < 20 or self.size.height < 4:
            return Text()
        if isinstance(self.drawing, Columns):
            self._columns(self.drawing)
        else:
            self._agreement(self.drawing)
        drawn = super().render()
        assert isinstance(drawn, Text)
        if self.ascii_only:
            drawn.plain = drawn.plain.translate(_TO_ASCII)
        return drawn

    def _colour(self, name: str) -> tuple[int, int, int]:
        return Color.parse(self.app.theme_variables[name]).rgb

    def _columns(self, drawing: Columns) -> None:
        top = _top(drawing.values)
        levels: list[float] = sorted({0, top // 2, top})
        count = len(drawing.values)
        each = max(1, (self.size.width - len(str(top)) - 2) // count)
        cells = [
            (place * each + cell, value)
            for place, value in enumerate(drawing.values)
            for cell in range(max(1, each - 1))
        ]
        plot = self.plt
        plot.clear_figure()
        plot.bar(
            [x for x, _ in cells],
            [value for _, value in cells],
            width=0.1,
            marker="#" if self.ascii_only else "sd",
            color=self._colour("accent"),
        )
        plot.xlim(0, count * each - 1)
        plot.ylim(0, top)
        plot.yticks(levels, [f"{level:g}" for level in levels])
        plot.xticks([place * each for place, _ in drawing.ticks], [name for _, name in drawing.ticks])

    def _agreement(self, drawing: Agreement) -> None:
        lowest = min(min(pair) for pair in drawing.points)
        low = int(lowest * 10) / 10
        levels = [low, (low + 1) / 2, 1.0]
        names = [f"{level:.0%}" for level in levels]
        plot = self.plt
        plot.clear_figure()
        dot, mark = (".", "O") if self.ascii_only else ("·", "●")
        plot.plot([low, 1.0], [low, 1.0], marker=dot, color=self._colour("text-muted"))
        plot.scatter(
            [x for x, _ in drawing.points],
            [y for _, y in drawing.points],
            marker=mark,
            color=self._colour("accent"),
        )
        plot.xlim(low, 1.0)
        plot.ylim(low, 1.0)
        plot.xticks(levels, names)
        plot.yticks(levels, names)
