"""A sheet of cells on which lines join where they meet."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content, Span

from studyguide.tui.widgets.glyphs import Glyphs

_UP, _RIGHT, _DOWN, _LEFT = range(4)

_JOINS = {
    "0101": "─", "1010": "│", "0110": "╭", "0011": "╮", "1100": "╰", "1001": "╯",
    "1110": "├", "1011": "┤", "0111": "┬", "1101": "┴", "1111": "┼",
    "0100": "╶", "0001": "╴", "1000": "╵", "0010": "╷",
    "0202": "━", "2020": "┃", "0220": "┏", "0022": "┓", "2200": "┗", "2002": "┛",
    "0212": "┯", "1202": "┷", "2120": "┠", "2021": "┨", "2220": "┣", "2022": "┫", "0222": "┳", "2202": "┻",
}  # fmt: skip
"""The sign for the weight (0 none, 1 light, 2 heavy) of the arms up, right, down, left."""


def cells_of(text: str) -> Iterator[tuple[str, int]]:
    """The text in pieces that stand in cells of their own, each with the number of its cells, at least 1.

    A character without a width, such as a combining accent, belongs to the piece before it.
    """
    if text.isascii():
        yield from ((character, 1) for character in text)
        return
    piece, start = "", 0
    for n, character in enumerate(text, start=1):
        end = cell_len(text[:n])
        if cell_len(character) and end > start and cell_len(piece):
            yield piece, cell_len(piece)
            piece = ""
        piece += character
        start = end
    if piece:
        yield piece, max(1, cell_len(piece))


class Canvas:
    """Cells addressed by column and row from the top left; it grows downward as needed."""

    def __init__(self, width: int, glyphs: Glyphs) -> None:
        """An empty sheet `width` cells wide."""
        self.width = width
        self.glyphs = glyphs
        self._arms: dict[tuple[int, int], list[int]] = {}
        self._line_styles: dict[tuple[int, int], str] = {}
        self._text: dict[tuple[int, int], tuple[str, str]] = {}
        self._height = 0

    def across(self, x0: int, x1: int, y: int, style: str, weight: int = 1) -> None:
        """A line from column `x0` to `x1`, both included."""
        for x in range(x0, x1 + 1):
            if x > x0:
                self._arm(x, y, _LEFT, weight, style)
            if x < x1:
                self._arm(x, y, _RIGHT, weight, style)

    def down(self, x: int, y0: int, y1: int, style: str, weight: int = 1) -> None:
        """A line from row `y0` to `y1`, both included."""
        for y in range(y0, y1 + 1):
            if y > y0:
                self._arm(x, y, _UP, weight, style)
            if y < y1:
                self._arm(x, y, _DOWN, weight, style)

    def box(self, x: int, y: int, width: int, height: int, style: str, weight: int = 1) -> None:
        """A frame."""
        self.across(x, x + width - 1, y, style, weight)
        self.across(x, x + width - 1, y + height - 1, style, weight)
        self.down(x, y, y + height - 1, style, weight)
        self.down(x + width - 1, y, y + height - 1, style, weight)

    def write(self, x: int, y: int, content: Content) -> None:
        """One line of text, over whatever is there."""
        styles = [""] * len(content.plain)
        for span in content.spans:
            for n in range(max(0, span.start), min(len(styles), span.end)):
                styles[n] = f"{styles[n]} {span.style}".strip()
        start = 0
        for text, cells in cells_of(content.plain):
            self._text[x, y] = (text, styles[start])
            for n in range(1, cells):
                self._text[x + n, y] = ("", styles[start])
            start += len(text)
            x += cells
        self._height = max(self._height, y + 1)

    def rows(self) -> tuple[Content, ...]:
        """Every row down to the last that holds something."""
        return tuple(self._row(y) for y in range(self._height))

    def _arm(self, x: int, y: int, direction: int, weight: int, style: str) -> None:
        arms = self._arms.setdefault((x, y), [0, 0, 0, 0])
        if weight >= max(arms):
            self._line_styles[x, y] = style
        arms[direction] = max(arms[direction], weight)
        self._height = max(self._height, y + 1)

    def _row(self, y: int) -> Content:
        text: list[str] = []
        spans: list[Span] = []
        place = 0
        for x in range(self.width):
            character, style = self._text.get((x, y)) or self._line(x, y)
            text.append(character)
            if style and character:
                if spans and spans[-1].end == place and spans[-1].style == style:
                    spans[-1] = Span(spans[-1].start, place + len(character), style)
                else:
                    spans.append(Span(place, place + len(character), style))
            place += len(character)
        return Content("".join(text), spans)

    def _line(self, x: int, y: int) -> tuple[str, str]:
        arms = self._arms.get((x, y))
        if arms is None:
            return " ", ""
        style = self._line_styles[x, y]
        if self.glyphs.ascii_only:
            upright, level = arms[_UP] or arms[_DOWN], arms[_LEFT] or arms[_RIGHT]
            crossing = all(arms)
            return ("+" if upright and level and not crossing else "|" if upright else "-"), style
        sign = _JOINS.get("".join(map(str, arms)))
        return sign or _JOINS["".join(str(min(1, arm)) for arm in arms)], style
