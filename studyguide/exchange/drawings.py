"""Pictures made of text, for readers who see them in a fixed-width type."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from studyguide.exchange.commonmark import bare
from studyguide.guide.model import Flow, FlowStep, Layers


def layers(section: Layers) -> str:
    """Boxes within boxes for rings, one below the other for a stack."""
    labels = [bare(layer.label) for layer in section.layers]
    if section.shape == "stack":
        return "\n".join(_box([label], max(map(cell_len, labels))) for label in labels)
    *outer, core = labels
    drawn = _box([core])
    for label in reversed(outer):
        drawn = _box([label, *drawn.split("\n")])
    return drawn


def flow(section: Flow) -> str:
    """A box for each step, one below the other; a way that does not lead to the next box names its goal."""
    number = {step.id: at for at, step in enumerate(section.steps, 1)}
    names = [f"{number[step.id]}. {bare(step.text)}" for step in section.steps]
    width = max(map(cell_len, names))
    drawn = [_flow_box(step, name, number, width) for step, name in zip(section.steps, names, strict=True)]
    return "\n".join(drawn).rstrip("\n")


def _flow_box(step: FlowStep, name: str, number: dict[str, int], width: int) -> str:
    here = number[step.id]
    aside = [edge for edge in step.next if number[edge.to] != here + 1]
    onward = [edge for edge in step.next if number[edge.to] == here + 1]
    top, *inner, bottom = _box([name, *[""] * (len(aside) - 1)], width).split("\n")
    for at, edge in enumerate(aside):
        inner[at] += (
            f"── {bare(edge.label)} ──▶ {number[edge.to]}" if edge.label else f"──▶ {number[edge.to]}"
        )
    arrow = [line for edge in onward for line in (f"  │ {bare(edge.label)}".rstrip(), "  ▼")]
    return "\n".join((top, *inner, bottom, *(arrow or [""])))


def _box(lines: Sequence[str], width: int = 0) -> str:
    """Lines in a frame that leaves them at least `width` cells."""
    width = max(width, *map(cell_len, lines))
    edge = "─" * (width + 2)
    inner = (f"│ {line}{' ' * (width - cell_len(line))} │" for line in lines)
    return "\n".join((f"┌{edge}┐", *inner, f"└{edge}┘"))
