"""Muddy points: what is often believed beside what is true."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from studyguide.guide.model import MuddyPoint, MuddyPoints
from studyguide.tui.text import beside, styled, wrap, wrapped
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import (
    BLANK,
    PROSE,
    Line,
    Stop,
    cover,
    hang,
    lines,
    marked,
    see_line,
    tagged,
)
from studyguide.tui.widgets.section import SectionView

_GAP = 3
_SIDE_BY_SIDE = 56
"""Cells from which the two halves stand beside each other."""


def split(points: Sequence[MuddyPoint], width: int) -> tuple[int, int] | None:
    """Widths of the two halves, the longer texts getting more; None where they stand below each other."""
    if width < _SIDE_BY_SIDE:
        return None
    muddles, truths = sum(len(point.muddle) for point in points), sum(len(point.clear) for point in points)
    room = width - 2 - _GAP
    left = int(room * min(0.6, max(0.38, muddles / (muddles + truths))))
    return left, room - left


def draw_point(
    point: MuddyPoint, width: int, halves: tuple[int, int] | None, glyphs: Glyphs, hidden: bool
) -> tuple[Line, ...]:
    """One point; `hidden` covers what is true."""
    wrong = Content.styled(f"{glyphs.wrong} Often believed", "$text-error")
    right = Content.styled(f"{glyphs.right} In truth", "$text-success")
    left_width, right_width = halves or (min(width, PROSE) - 2,) * 2
    clear = wrapped(point.clear, right_width)
    left = (*wrap(wrong, left_width), *wrapped(point.muddle, left_width))
    truth = (*wrap(right, right_width), *(cover(clear, glyphs) if hidden else clear))
    pair = beside((left, truth), halves, _GAP) if halves else (*left, *truth)
    rows = [
        *wrap(tagged(marked(styled(point.title, "bold"), point.note, glyphs), point), width),
        *hang(Content("  "), pair),
    ]
    if point.see is not None:
        rows += hang(Content("  "), see_line(point.see.label, width - 2, glyphs))
    return tuple(lines(rows, point.id))


class MuddyView(SectionView):
    """Points one below the other."""

    COVERS = ("truths",)

    def __init__(self, section: MuddyPoints, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section

    def body_stops(self) -> tuple[Stop, ...]:
        """The points."""
        return tuple(
            Stop(point.id, see=point.see.see if point.see else "", note=point.note)
            for point in self.section.points
        )

    def body(self, width: int) -> tuple[Line, ...]:
        """The points, an empty line between them."""
        halves = split(self.section.points, width)
        result: list[Line] = []
        for point in self.section.points:
            if result:
                result.append(BLANK)
            result += draw_point(point, width, halves, self.glyphs, self.is_covered(point.id))
        return tuple(result)
