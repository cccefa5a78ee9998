"""Layers as a picture: circles within circles, stacked bands, or boxes within boxes.

Each drawing says for every cell which layer it belongs to, so that a click finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, sqrt

from rich.cells import cell_len
from textual.color import Color
from textual.content import Content, Span
from textual.style import Style

from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.canvas import cells_of
from studyguide.tui.widgets.glyphs import Glyphs

OUTSIDE = -1
_SAMPLES = 4
"""Samples per side of a pixel: 16 levels of softness at an edge."""
_THINNEST = 3.2
"""Half-block pixels a ring needs for its label to stand on its own colour."""
_OVERHANG = 6
"""Cells by which a label may be longer than its ring is wide there."""
_STRETCH = 1.5
"""How much wider than high an ellipse may get before boxes are the better picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and what lies where in it."""

    rows: tuple[Content, ...]
    owners: tuple[tuple[int, ...], ...]
    """For each cell the layer it belongs to, 0 the outermost, or `OUTSIDE`."""

    @property
    def width(self) -> int:
        """Cells."""
        return max((row.cell_length for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: its middle, in cells."""

    x: float
    y: int
    room: int
    """Cells of its ring in that row."""


@dataclass(frozen=True, slots=True)
class Paints:
    """The colours to draw with."""

    background: Color
    foreground: Color
    accent: Color

    def shade(self, place: int, count: int, chosen: bool) -> Color:
        """The colour of a layer: the deeper, the nearer to the accent; the chosen one all but the accent."""
        if chosen:
            return self.background.blend(self.accent, 0.94, 1)
        return self.background.blend(self.accent, 0.17 + 0.45 * place / max(1, count - 1), 1)

    def ink(self, paper: Color) -> Color:
        """The colour that is read best on `paper`."""
        inks = (self.foreground, self.background, Color(0, 0, 0), Color(255, 255, 255))
        return max(inks, key=lambda ink: _contrast(ink, paper) + (0.5 if ink in inks[:2] else 0))


def _contrast(a: Color, b: Color) -> float:
    """The contrast ratio of the Web Content Accessibility Guidelines, 1 to 21."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def label_spots(lengths: Sequence[int], width: int, height: int) -> tuple[Spot, ...]:
    """Where labels of these lengths stand in rings drawn on `width` x `height` cells: at the top of each,
    the innermost in the middle."""
    count, a, b = len(lengths), width / 2, float(height)
    spots: list[Spot] = []
    for ring, length in enumerate(lengths):
        outer, inner = b * (count - ring) / count, b * (count - ring - 1) / count
        if ring == count - 1:
            rows = [(height - 1) // 2]
            middle = b
        else:
            # A label that lies wholly on its ring is read best; a sliver of the edge is forgiven.
            rows = [y for y in range(height) if 2 * y >= b - outer + 0.7 and 2 * y + 2 <= b - inner + 0.5]
            middle = b - (outer + inner) / 2
        rows = rows or [int(middle / 2)]
        ups = {y: max(b - 2 * y, 2 * y + 2 - b) for y in rows}
        chords = {y: int(2 * sqrt(max(0.0, outer**2 - up**2)) * a / b) for y, up in ups.items()}
        rows.sort(key=lambda y: (chords[y] < length + 2, abs(2 * y + 1 - middle)))
        spots.append(Spot(a, rows[0], chords[rows[0]]))
    return tuple(spots)


def ring_size(labels: Sequence[str], width: int, height: int) -> tuple[int, int] | None:
    """The largest picture of rings, as round as its labels allow, within `width` x `height` cells.

    Labels should lie on their rings with a cell to spare on either side; failing that they may stand out a
    little. None where even that is not to be had.
    """
    sizes = (_size(labels, width, height, spare) for spare in (2, 0, -_OVERHANG))
    return next((size for size in sizes if size is not None), None)


def _size(labels: Sequence[str], width: int, height: int, spare: int) -> tuple[int, int] | None:
    lengths = [cell_len(label) for label in labels]
    # An odd number of rows has a middle one, for the innermost label.
    for rows in range(height - (height + 1) % 2, 0, -2):
        if rows / len(labels) < _THINNEST:
            return None
        for cells in range(2 * rows - rows // 8, min(width, int(2 * rows * _STRETCH)) + 1):
            spots = label_spots(lengths, cells, rows)
            if len({spot.y for spot in spots}) == len(labels) and all(
                length + spare <= spot.room for length, spot in zip(lengths, spots, strict=True)
            ):
                return cells, rows
    return None


@lru_cache(maxsize=16)
def _shares(width: int, height: int, count: int) -> tuple[tuple[tuple[float, ...], ...], ...]:
    """For each half-block pixel the share of it that each ring covers, outermost first."""
    a, b = width / 2, float(height)
    pixels: list[tuple[tuple[float, ...], ...]] = []
    offsets = [(n + 0.5) / _SAMPLES for n in range(_SAMPLES)]
    for y in range(2 * height):
        if y >= height:
            pixels.append(pixels[2 * height - 1 - y])
            continue
        row: list[tuple[float, ...]] = []
        for x in range(width):
            hits = [0] * (count + 1)
            for dy in offsets:
                for dx in offsets:
                    distance = hypot((x + dx - a) / a, (y + dy - b) / b)
                    hits[min(count, int(distance * count))] += 1
            row.append(tuple(hits[count - 1 - ring] / _SAMPLES**2 for ring in range(count)))
        pixels.append(tuple(row))
    return tuple(pixels)


def _mix(shares: tuple[float, ...], colors: Sequence[Color], background: Color) -> Color | None:
    """The colour of a pixel; None where nothing covers it."""
    total = sum(shares)
    if not total:
        return None
    parts = [(share, color) for share, color in zip(shares, colors, strict=True) if share]
    if total < 1:
        parts.append((1 - total, background))
    red, green, blue = (round(sum(share * color.rgb[n] for share, color in parts)) for n in range(3))
    return Color(red, green, blue)


def draw_rings(
    labels: Sequence[str], chosen: int, width: int, height: int, paints: Paints, glyphs: Glyphs
) -> Picture:
    """Circles within circles in half-blocks with soft edges, a label at the top of each."""
    count = len(labels)
    colors = [paints.shade(ring, count, ring == chosen) for ring in range(count)]
    shares = _shares(width, height, count)
    mixed: dict[tuple[float, ...], Color | None] = {}

    def pixel(x: int, y: int) -> Color | None:
        key = shares[y][x]
        if key not in mixed:
            mixed[key] = _mix(key, colors, paints.background)
        return mixed[key]

    letters: dict[tuple[int, int], tuple[str, int]] = {}
    lengths = [cell_len(label) for label in labels]
    for ring, (label, spot) in enumerate(zip(labels, label_spots(lengths, width, height), strict=True)):
        x = round(spot.x - lengths[ring] / 2)
        plate = f"{glyphs.pointer} " if ring == chosen else ""
        letters |= {(x - len(plate) - 1 + n, spot.y): (sign, ring) for n, sign in enumerate(f" {plate}")}
        letters[x + lengths[ring], spot.y] = (" ", ring)
        for text, cells in cells_of(label):
            letters[x, spot.y] = (text, ring)
            for n in range(1, cells):
                letters[x + n, spot.y] = ("", ring)
            x += cells

    # A label has the colour of its ring even where it stands out of it.
    styles = [
        Style(background=paper, foreground=paints.ink(paper), bold=ring == chosen)
        for ring, paper in enumerate(colors)
    ]

    def cell(x: int, y: int) -> tuple[str, Style | None]:
        if (letter := letters.get((x, y))) is not None:
            return letter[0], styles[letter[1]]
        return _cell(pixel(x, 2 * y), pixel(x, 2 * y + 1))

    rows: list[Content] = []
    owners: list[tuple[int, ...]] = []
    for y in range(height):
        text_row: list[str] = []
        spans: list[Span] = []
        place = 0
        for x in range(width):
            character, style = cell(x, y)
            text_row.append(character)
            if style is not None and character:
                if spans and spans[-1].style == style and spans[-1].end == place:
                    spans[-1] = Span(spans[-1].start, place + len(character), style)
                else:
                    spans.append(Span(place, place + len(character), style))
            place += len(character)
        rows.append(Content("".join(text_row), spans))
        owners.append(tuple(_owner(shares[2 * y][x], shares[2 * y + 1][x]) for x in range(width)))
    return Picture(tuple(rows), tuple(owners))


def _cell(top: Color | None, bottom: Color | None) -> tuple[str, Style | None]:
    """Two pixels, one above the other, as a character and its colours."""
    if top is None and bottom is None:
        return " ", None
    if top == bottom:
        return " ", Style(background=top)
    if bottom is None:
        return "▀", Style(foreground=top)
    if top is None:
        return "▄", Style(foreground=bottom)
    return "▀", Style(foreground=top, background=bottom)


def _owner(upper: tuple[float, ...], lower: tuple[float, ...]) -> int:
    sums = [a + b for a, b in zip(upper, lower, strict=True)]
    return max(range(len(sums)), key=sums.__getitem__) if sum(sums) >= 1 else OUTSIDE


def draw_bands(
    labels: Sequence[str], chosen: int, width: int, height: int, paints: Paints, glyphs: Glyphs
) -> Picture:
    """Bands one below the other, the outermost layer on top."""
    count = len(labels)
    thick = max(3, min(5, height // count)) | 1
    rows: list[Content] = []
    owners: list[tuple[int, ...]] = []
    for place, label in enumerate(labels):
        paper = paints.shade(place, count, place == chosen)
        text = Content(f"{glyphs.pointer} {label}" if place == chosen else label)
        style = Style(background=paper, foreground=paints.ink(paper), bold=place == chosen)
        names = wrap(text, width - 4)
        blank = max(0, thick - 2 - len(names))
        inside = [*[Content("")] * (blank // 2), *names, *[Content("")] * (blank - blank // 2)]
        edge = Style(foreground=paper)
        rows.append(Content.styled("▄" * width, edge))
        rows += [_centred(line, width).stylize_before(style) for line in inside]
        rows.append(Content.styled("▀" * width, edge))
        owners += [(place,) * width] * (len(inside) + 2)
    return Picture(tuple(rows), tuple(owners))


def _centred(content: Content, width: int) -> Content:
    left = (width - content.cell_length) // 2
    return fit(content.pad_left(left), width)


def nested_boxes(labels: Sequence[str], chosen: int, width: int, glyphs: Glyphs) -> Picture:
    """Boxes within boxes at `width` cells, each label in the frame of its box or, too long for it, inside."""
    label, inner_width = labels[0], width - 4
    here = chosen == 0
    if glyphs.ascii_only:
        corners, level, upright = ("+", "+", "+", "+"), "-", "|"
    elif here:
        corners, level, upright = ("┏", "┓", "┗", "┛"), "━", "┃"
    else:
        corners, level, upright = ("╭", "╮", "╰", "╯"), "─", "│"
    frame = "bold $text-primary" if here else "$text-muted"
    name = Content.styled(
        f"{glyphs.pointer} {label}" if here else label, "bold $text-primary" if here else "bold"
    )
    edge = Content.styled(upright, frame)
    inside: list[tuple[Content, tuple[int, ...]]] = []
    if name.cell_length + 5 <= width and len(labels) > 1:
        rest = width - 5 - name.cell_length
        top = (
            Content.styled(f"{corners[0]}{level} ", frame)
            + name
            + Content.styled(f" {level * rest}{corners[1]}", frame)
        )
    else:
        top = Content.styled(corners[0] + level * (width - 2) + corners[1], frame)
        inside += [(_centred(line, inner_width), (0,) * inner_width) for line in wrap(name, inner_width)]
    if len(labels) > 1:
        within = nested_boxes(labels[1:], chosen - 1, inner_width, glyphs)
        inside += [
            (row, tuple(owner + 1 for owner in owners))
            for row, owners in zip(within.rows, within.owners, strict=True)
        ]
    rows = [top]
    owners = [(0,) * width]
    for row, owned in inside:
        rows.append(edge + Content(" ") + row + Content(" ") + edge)
        owners.append((0, 0, *owned, 0, 0))
    rows.append(Content.styled(corners[2] + level * (width - 2) + corners[3], frame))
    owners.append((0,) * width)
    return Picture(tuple(rows), tuple(owners))
