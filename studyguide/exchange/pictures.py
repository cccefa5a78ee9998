"""Rings, stacks and flows as SVG: drawn for 400 units of width, so that a telephone shows them at full size.

Colours come from the page's style, by class; a title and a description say the same to those who do not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from rich.cells import cell_len

from studyguide.exchange.commonmark import bare
from studyguide.exchange.hypertext import Html, element, joined
from studyguide.guide.model import Edge, Flow, FlowStep, Layers

_LETTER = 7.6
"""Width of a letter at the size of labels, on the safe side."""
_RING = 46
_CORE = 54
_ROW = 44
_GAP = 36
_BOX = 244
_LANE = 20
_EDGE_LETTER = 6.6


def layers_picture(section: Layers, name: str) -> Html:
    """Circles within circles for rings whose labels find room, else boxes; `name` makes ids unique."""
    labels = [bare(layer.label) for layer in section.layers]
    said = (
        f"From the {'outside in' if section.shape == 'rings' else 'top to the bottom'}: {'; '.join(labels)}."
    )
    if section.shape == "stack":
        drawn, width, height = _stack(labels)
    elif _fit(labels):
        drawn, width, height = _circles(labels)
    else:
        drawn, width, height = _boxes(labels)
    return _picture(drawn, width, height, section.title, said, name)


def flow_picture(section: Flow, name: str) -> Html:
    """A box for each step from top to bottom; ways that pass steps by run down at the right."""
    number = {step.id: at for at, step in enumerate(section.steps, 1)}
    said = " ".join(_said(step, number) for step in section.steps)
    drawn, width, height = _Flowchart(section).drawn()
    return _picture(drawn, width, height, section.title, said, name)


def _picture(drawn: Html, width: float, height: float, title: str, said: str, name: str) -> Html:
    return element(
        "svg",
        element("title", bare(title), id=f"{name}-title"),
        element("desc", said, id=f"{name}-said"),
        drawn,
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role="img",
        aria_labelledby=f"{name}-title {name}-said",
    )


def _text(x: float, y: float, text: str, kind: str = "label", anchor: str = "middle") -> Html:
    return element("text", text, x=f"{x:g}", y=f"{y:g}", class_=kind, text_anchor=anchor)


def _radius(at: int, count: int) -> int:
    return _CORE + _RING * (count - 1 - at)


def _fit(labels: list[str]) -> bool:
    """Whether each label has room in the upper part of its ring; the core's in two lines."""
    for at, label in enumerate(labels[:-1]):
        radius = _radius(at, len(labels))
        if cell_len(label) * _LETTER > 2 * sqrt(radius**2 - (radius - 15) ** 2):
            return False
    return all(cell_len(line) * _LETTER < 2 * _CORE - 14 for line in _broken(labels[-1], 12))


def _circles(labels: list[str]) -> tuple[Html, float, float]:
    outer = _radius(0, len(labels))
    centre = outer + 2
    parts: list[Html] = []
    for at, label in enumerate(labels):
        radius = _radius(at, len(labels))
        core = at == len(labels) - 1
        parts.append(
            element("circle", cx=centre, cy=centre, r=radius, class_="layer core" if core else "layer")
        )
        if core:
            lines = _broken(label, 12)
            top = centre + 5 - 9 * (len(lines) - 1)
            parts += [_text(centre, top + 18 * line, text, "label strong") for line, text in enumerate(lines)]
        else:
            parts.append(_text(centre, centre - radius + 28, label))
    return joined(parts), 2 * centre, 2 * centre


def _boxes(labels: list[str]) -> tuple[Html, float, float]:
    width, band, inset = 380, 34, 12
    count = len(labels)
    height = count * band + (count - 1) * inset + 14
    parts: list[Html] = []
    for at, label in enumerate(labels):
        core = at == count - 1
        top, tall = 2 + band * at, height - (band + inset) * at
        parts.append(
            element(
                "rect",
                x=2 + inset * at,
                y=top,
                width=width - 2 * inset * at,
                height=tall,
                rx=14,
                class_="layer core" if core else "layer",
            )
        )
        middle = top + (tall / 2 + 5 if core else 23)
        parts.append(_text(2 + width / 2, middle, label, "label strong" if core else "label"))
    return joined(parts), width + 4, height + 4


def _stack(labels: list[str]) -> tuple[Html, float, float]:
    width = 340
    parts: list[Html] = []
    for at, label in enumerate(labels):
        y = 2 + at * (_ROW + 6)
        parts.append(element("rect", x=2, y=y, width=width, height=_ROW, rx=10, class_="layer"))
        parts.append(_text(2 + width / 2, y + _ROW / 2 + 5, label))
    return joined(parts), width + 4, len(labels) * (_ROW + 6) - 2


def _said(step: FlowStep, number: dict[str, int]) -> str:
    ways = [f"{f'{bare(way.label)}: ' if way.label else 'then '}step {number[way.to]}" for way in step.next]
    return f"{number[step.id]}. {bare(step.text)}{': ' if ways else ', the end'}{', '.join(ways)}."


class _Flowchart:
    """Where everything of a flow stands."""

    def __init__(self, flow: Flow) -> None:
        self.steps = flow.steps
        self.place = {step.id: at for at, step in enumerate(flow.steps)}
        self.lines = [_broken(f"{at}. {bare(step.text)}", 29) for at, step in enumerate(flow.steps, 1)]
        self.top: list[float] = []
        self.height: list[float] = []
        y = 2.0
        for at, lines in enumerate(self.lines):
            height = max(24 + 19 * len(lines), 12 + 24 * len(self.aside(at)))
            self.top.append(y)
            self.height.append(height)
            y += height + _GAP
        self.total = y - _GAP + 2
        self.lane = _lanes(
            {
                goal: (min(goal, *starts), max(goal, *starts))
                for goal in range(len(self.steps))
                if (starts := [at for at in range(len(self.steps)) if goal in dict(self.aside(at))])
            }
        )
        labels = [edge.label for at in range(len(self.steps)) for _, edge in self.aside(at)]
        longest = max((cell_len(bare(label)) for label in labels), default=0)
        self.first_lane = 2 + _BOX + max(26, longest * _EDGE_LETTER + 16)

    def aside(self, at: int) -> list[tuple[int, Edge]]:
        """The ways that lead elsewhere than to the next step, by where they lead."""
        return [(self.place[way.to], way) for way in self.steps[at].next if self.place[way.to] != at + 1]

    def drawn(self) -> tuple[Html, float, float]:
        lanes = 1 + max(self.lane.values(), default=-1)
        width = self.first_lane + (lanes - 1) * _LANE + 8 if lanes else _BOX + 4
        return joined(part for at in range(len(self.steps)) for part in self._step(at)), width, self.total

    def _step(self, at: int) -> Iterator[Html]:
        step, top, height = self.steps[at], self.top[at], self.height[at]
        kind = "step" if step.next else "step end"
        yield element("rect", x=2, y=top, width=_BOX, height=height, rx=8, class_=kind)
        first = top + height / 2 + 5 - 9.5 * (len(self.lines[at]) - 1)
        for line, text in enumerate(self.lines[at]):
            yield _text(16, first + 19 * line, text, anchor="start")
        for way in step.next:
            if self.place[way.to] == at + 1:
                yield from self._down(at, bare(way.label))
        ways = self.aside(at)
        for slot, (goal, way) in enumerate(ways):
            yield from self._around(goal, top + height * (slot + 1) / (len(ways) + 1), bare(way.label))

    def _down(self, at: int, label: str) -> Iterator[Html]:
        x, start = 32, self.top[at] + self.height[at]
        yield element("path", d=f"M{x} {start:g}V{start + _GAP - 2:g}", class_="way")
        yield _head(x, start + _GAP - 1, "down")
        if label:
            yield _text(x + 12, start + _GAP / 2 + 4, label, "edge", "start")

    def _around(self, goal: int, y: float, label: str) -> Iterator[Html]:
        side, lane = 2 + _BOX, self.first_lane + self.lane[goal] * _LANE
        # A step's own ways leave from its middle: those that come in meet it above.
        entry = self.top[goal] + 9
        yield element("path", d=f"M{side} {y:g}H{lane:g}V{entry:g}H{side + 2:g}", class_="way")
        yield _head(side + 1, entry, "left")
        if label:
            # Below its line, since ways that come in run above.
            yield _text(side + 7, y + 13, label, "edge", "start")


def _head(x: float, y: float, direction: str) -> Html:
    points = {"down": f"M{x:g} {y:g}l-5 -9h10z", "left": f"M{x:g} {y:g}l9 -5v10z"}
    return element("path", d=points[direction], class_="head")


def _lanes(spans: dict[int, tuple[int, int]]) -> dict[int, int]:
    """A lane for each goal, from 0 inwards, such that no two ways run in the same place."""
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[int, int] = {}
    for goal, (first, last) in sorted(spans.items(), key=lambda one: one[1][1] - one[1][0]):
        free = (n for n, held in enumerate(taken) if all(last < a or b < first for a, b in held))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((first, last))
        lanes[goal] = lane
    return lanes


def _broken(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, where words allow it."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and cell_len(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
