"""Layers: the picture, and beside it what the selected layer is for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content

from studyguide.guide.markup import plain
from studyguide.guide.model import Layer, Layers
from studyguide.tui.text import beside, styled, wrap, wrapped
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.line_view import GUTTER
from studyguide.tui.widgets.lines import PROSE, Line, Stop, cover, hang, head, lines, marked, note_lines
from studyguide.tui.widgets.picture import (
    OUTSIDE,
    Paints,
    Picture,
    draw_bands,
    draw_rings,
    nested_boxes,
    ring_size,
)
from studyguide.tui.widgets.section import SectionView

_GAP = 3
_PANEL = 26
"""Narrowest column in which a layer is explained beside the picture."""
_ROUND_FROM = 60
"""Cells of width from which circles are drawn."""
_LEAST_ROWS = 18
"""Rows of the window below which boxes are the clearer picture."""
_ENOUGH_ROWS = 22
"""Rows from which the caption gets its place on the first page."""
_MOST_ROWS = 30


def draw_panel(
    layer: Layer, place: int, count: int, where: str, width: int, glyphs: Glyphs, hidden: bool
) -> tuple[Content, ...]:
    """What a layer is for; `hidden` covers its name and controls and leaves its question."""
    name = wrap(marked(styled(layer.label, "bold $text-primary"), layer.note, glyphs), width)
    bullet = Content.styled(f"{glyphs.bullet} ", "$text-primary")
    controls = [line for text in layer.controls for line in hang(bullet, wrap(styled(text), width - 2))]
    rows = [
        Content.styled(f"Layer {place + 1} of {count}", "$text-muted"),
        *((Content.styled("Which layer is it?", "bold $text-primary"),) if hidden else name),
        Content(""),
        *wrapped(layer.answers, width, "italic"),
        Content(""),
        *(cover(controls, glyphs) if hidden else controls),
    ]
    if hidden:
        rows += [Content(""), *wrap(Content.styled("Space uncovers the next one.", "$text-muted"), width)]
    elif where:
        arrow = Content.styled(f"{glyphs.arrow} ", "$text-primary")
        rows += [
            Content(""),
            *hang(arrow, wrap(Content.styled(f"Enter opens: {where}", "$text-muted"), width - 2)),
        ]
    return tuple(row for line in rows for row in (wrap(line, width) if line.cell_length > width else (line,)))


class LayersView(SectionView):
    """Rings, bands or boxes; the arrow keys or a click select a layer, Enter opens its section."""

    COVERS = ("labels",)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,h",
            "move(-1)",
            "Outward",
            show=False,
            id="layers.outward",
            tooltip="Select the layer around",
        ),
        Binding(
            "right,l", "move(1)", "Inward", show=False, id="layers.inward", tooltip="Select the layer within"
        ),
    ]

    def __init__(self, section: Layers, context: Context) -> None:
        """Draw `section` as part of `context`, its outermost layer selected."""
        super().__init__(section, context)
        self.section = section
        self.selected = section.layers[0].id
        self.ids = tuple(layer.id for layer in section.layers)
        self._shown = self.ids[0]
        self._picture = Picture((), ())
        self._left = 0

    def body_stops(self) -> tuple[Stop, ...]:
        """The layers, outermost first."""
        return tuple(Stop(layer.id, see=layer.see or "", note=layer.note) for layer in self.section.layers)

    def tints(self, id: str) -> bool:
        """The picture marks the selected layer itself."""
        return id not in self.ids

    def selection_changed(self) -> None:
        """Show the selected layer."""
        if self.selected in self.ids:
            self._shown = self.selected
        self.redraw()

    def above(self, width: int) -> tuple[Line, ...]:
        """The title alone: the picture comes first and the introduction is its caption."""
        return head(self.section, width, intro=False)

    def extent(self, id: str) -> tuple[int, int] | None:
        """The whole picture, whichever layer."""
        if id not in self.ids:
            return super().extent(id)
        return self.body_top, self.body_top + len(self._picture.rows)

    def hit(self, x: int, y: int) -> str:
        """The layer drawn there."""
        column, row = x - GUTTER - self._left, y - self.body_top
        if 0 <= row < len(self._picture.owners) and 0 <= column < len(self._picture.owners[row]):
            owner = self._picture.owners[row][column]
            return "" if owner == OUTSIDE else self.ids[owner]
        return super().hit(x, y)

    def body(self, width: int) -> tuple[Line, ...]:
        """Picture and panel, side by side where there is room."""
        picture_width = width - _GAP - _PANEL if width >= _ROUND_FROM else width
        picture = self._draw_picture(picture_width, round_fits=width >= _ROUND_FROM)
        self._picture = picture
        place = self.ids.index(self._shown)
        layer = self.section.layers[place]
        hidden = self.is_covered(layer.id)
        where = self.context.title(layer.see) if layer.see else ""
        side = width >= _ROUND_FROM
        panel_width = min(width - picture.width - _GAP, 44) if side else width
        panel = draw_panel(layer, place, len(self.ids), where, panel_width, self.glyphs, hidden)
        caption = wrapped(self.section.intro, min(width, PROSE), "$text-muted") if self.section.intro else ()
        below = (Content(""), *caption) if caption else ()
        note: tuple[Content, ...] = ()
        if layer.note is not None and layer.id in self.open_notes and not hidden:
            note = note_lines(layer.note, width, self.glyphs)
            below = (Content(""), *note, *below)
        if side:
            above = max(0, min((len(picture.rows) - len(panel)) // 2, len(picture.rows) // 4))
            column = (*[Content("")] * above, *panel)
            rows = beside((picture.rows, column), (picture.width, panel_width), _GAP)
        else:
            rows = (*picture.rows, Content(""), *panel)
        self.note_rows = (len(rows) + 1, len(rows) + 1 + len(note)) if note else None
        return tuple(lines((*rows, *below)))

    def _draw_picture(self, width: int, round_fits: bool) -> Picture:
        labels = ["?" if self.is_covered(layer.id) else plain(layer.label) for layer in self.section.layers]
        true_labels = [plain(layer.label) for layer in self.section.layers]
        chosen = self.ids.index(self._shown)
        below = len(wrapped(self.section.intro, PROSE)) + 1 if self.section.intro else 0
        room = self.room.height - self.body_top - 1
        if room - below >= _ENOUGH_ROWS:
            room -= below
        room = min(_MOST_ROWS, room)
        paints = self._paints()
        if self.context.ascii_only or paints is None or not round_fits or self.room.height < _LEAST_ROWS:
            return nested_boxes(labels, chosen, min(width, 56), self.glyphs)
        if self.section.shape == "stack":
            return draw_bands(labels, chosen, min(width, 48), room, paints, self.glyphs)
        size = ring_size(true_labels, width, room)
        if size is None:
            return nested_boxes(labels, chosen, min(width, 56), self.glyphs)
        return draw_rings(labels, chosen, *size, paints, self.glyphs)

    def _paints(self) -> Paints | None:
        """The theme's colours, or None where the terminal cannot blend them."""
        if self.app.native_ansi_color or self.app.console.color_system == "standard":
            return None
        variables = self.app.theme_variables
        return Paints(
            background=self.background_colors[1],
            foreground=Color.parse(variables["foreground"]),
            accent=Color.parse(variables["primary"]),
        )
