"""The outline: a tree that folds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studyguide.guide.model import Outline, OutlineNode
from studyguide.tui.text import styled, wrap
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import BLANK, PROSE, Line, Stop, cover, lines, marked
from studyguide.tui.widgets.section import SectionView


def walk(nodes: tuple[OutlineNode, ...], folded: frozenset[str]) -> Iterator[OutlineNode]:
    """The nodes that show, top to bottom."""
    for node in nodes:
        yield node
        if node.id not in folded:
            yield from walk(node.children, folded)


def draw_nodes(
    nodes: tuple[OutlineNode, ...],
    width: int,
    glyphs: Glyphs,
    folded: frozenset[str],
    hidden: frozenset[str],
    stem: str | None = None,
) -> tuple[Line, ...]:
    """A tree with its branches drawn; `hidden` are the nodes whose details are covered.

    `stem` is what stands left of the branches of this level; None at the top, which has none.
    """
    result: list[Line] = []
    for n, node in enumerate(nodes):
        last = n == len(nodes) - 1
        if stem is None:
            if result:
                result.append(BLANK)
            first = rest = ""
        else:
            first = stem + (glyphs.elbow if last else glyphs.tee)
            rest = stem + ("   " if last else glyphs.stem)
        fold = (glyphs.folded if node.id in folded else glyphs.unfolded) + " " if node.children else ""
        below = rest + (glyphs.stem[:2] if node.children and node.id not in folded else "  " if fold else "")
        result += lines(_node(node, first, fold, below, width, glyphs, node.id in hidden), node.id)
        if node.children and node.id not in folded:
            result += draw_nodes(node.children, width, glyphs, folded, hidden, rest)
    return tuple(result)


def _node(
    node: OutlineNode, first: str, fold: str, below: str, width: int, glyphs: Glyphs, hidden: bool
) -> tuple[Content, ...]:
    """A node's own lines."""
    room = max(8, min(width, PROSE) - Content(below).cell_length)
    title = marked(styled(node.text, "bold" if node.children else ""), node.note, glyphs)
    if node.see:
        title += Content.styled(f" {glyphs.arrow}", "$text-primary")
    detail = styled(node.detail, "$text-muted") if node.detail else Content("")
    if title.cell_length + detail.cell_length + 2 <= room and node.detail:
        shown = cover((detail,), glyphs)[0] if hidden else detail
        texts: tuple[Content, ...] = (title + Content("  ") + shown,)
    else:
        details = wrap(detail, room) if node.detail else ()
        texts = (*wrap(title, room), *(cover(details, glyphs) if hidden else details))
    leads = (
        Content.styled(first, "$border-blurred") + Content.styled(fold, "$text-primary"),
        *(Content.styled(below, "$border-blurred") for _ in texts[1:]),
    )
    return tuple(lead + text for lead, text in zip(leads, texts, strict=True))


class OutlineView(SectionView):
    """The tree; left and right fold and unfold, Enter opens the place a node refers to."""

    COVERS = ("details",)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "fold", "Fold", show=False, id="outline.fold", tooltip="Fold what is selected"),
        Binding(
            "right,l", "unfold", "Unfold", show=False, id="outline.unfold", tooltip="Unfold what is selected"
        ),
    ]

    def __init__(self, section: Outline, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section
        self.folded: frozenset[str] = frozenset()

    def body_stops(self) -> tuple[Stop, ...]:
        """The nodes that show."""
        return tuple(
            Stop(node.id, see=node.see or "", note=node.note)
            for node in walk(self.section.nodes, self.folded)
        )

    def cover_order(self) -> tuple[str, ...]:
        """The nodes that have a detail."""
        return tuple(node.id for node in walk(self.section.nodes, self.folded) if node.detail)

    def body(self, width: int) -> tuple[Line, ...]:
        """The tree."""
        hidden = frozenset(id for id in self.cover_order() if self.is_covered(id))
        return draw_nodes(self.section.nodes, width, self.glyphs, self.folded, hidden)

    def show(self, item: str) -> None:
        """Select a node, everything unfolded."""
        self.folded = frozenset()
        super().show(item)

    def activates(self, stop: Stop) -> bool:
        """A node that leads nowhere folds."""
        node = self._node(stop.id)
        return node is not None and not node.see and bool(node.children)

    def activate(self, stop: Stop) -> None:
        """Fold or unfold it."""
        self.folded ^= {stop.id}
        self.redraw()

    def action_fold(self) -> None:
        """Fold the selected node, or go to the one above it."""
        node = self._node(self.selected)
        if node is None:
            return
        if node.children and node.id not in self.folded:
            self.folded |= {node.id}
            self.redraw()
            return
        parent = next(
            (one for one in walk(self.section.nodes, frozenset()) if node.id in {c.id for c in one.children}),
            None,
        )
        if parent is not None:
            self.select(parent.id)

    def action_unfold(self) -> None:
        """Unfold the selected node, or go to its first child."""
        node = self._node(self.selected)
        if node is None or not node.children:
            return
        if node.id in self.folded:
            self.folded -= {node.id}
            self.redraw()
        else:
            self.select(node.children[0].id)

    def _node(self, id: str) -> OutlineNode | None:
        return next((node for node in walk(self.section.nodes, self.folded) if node.id == id), None)
