"""The table of figures: what was measured, beside what, and whether it is as good as it is meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Literal, NamedTuple


class Row(NamedTuple):
    """One figure."""

    what: str
    here: float
    unit: Literal["ms", "s", "MB", "bytes"]
    beside: str = ""
    """The floor or the peer, by name."""
    other: float | None = None
    """Its figure, in the same unit; None where the peer is not installed."""
    ratio: float | None = None
    """At most so many times the other."""
    limit: float | None = None
    """At most so much."""

    @property
    def times(self) -> float | None:
        """How many times the other it is."""
        return self.here / self.other if self.other else None

    @property
    def met(self) -> bool | None:
        """Whether it is within its aim; None without one, or where the other is lacking."""
        if self.limit is not None:
            return self.here <= self.limit
        return None if self.ratio is None or self.times is None else self.times <= self.ratio


HEAD = ("what", "here", "floor or peer", "ratio", "aim", "met")
WIDTHS = (41, 10, 25, 5, 8, 3)


def cells(row: Row) -> tuple[str, ...]:
    """What the table says of a figure."""
    beside = row.beside
    if row.other is not None:
        beside += f" {_number(row.other)}"
    elif beside:
        beside += " not installed"
    aim = "" if row.limit is None else f"{row.limit:g} {row.unit}"
    if row.ratio is not None:
        aim = f"x {row.ratio:g}"
    ratio = "" if row.times is None else f"{row.times:.2f}"
    met = {True: "yes", False: "NO", None: ""}[row.met]
    return row.what, f"{_number(row.here)} {row.unit}", beside, ratio, aim, met


def line(values: Sequence[str]) -> str:
    """One line for a terminal, at most 100 columns."""
    return " ".join(value.ljust(width) for value, width in zip(values, WIDTHS, strict=True)).rstrip()


def markdown(rows: Iterable[Row], heading: str) -> str:
    """The table for a Markdown file."""
    lines = [
        heading,
        "",
        _cells_line(HEAD),
        "|---|--:|---|--:|--:|---|",
        *(_cells_line(cells(r)) for r in rows),
    ]
    return "\n".join(lines)


def write_between_markers(file: Path, text: str, name: str = "bench") -> None:
    """Put a text between the lines `<!-- name -->` and `<!-- /name -->` of a file.

    Raises ValueError where the file has none.
    """
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, begin, rest = file.read_text(encoding="utf-8").partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise ValueError(f"{file} has no lines {first} and {last}")
    file.write_text(f"{before}{first}\n{text}\n{last}{after}", encoding="utf-8")


def middle(values: Iterable[float]) -> float:
    """The median."""
    return median(values)


def nearly_worst(values: Iterable[float]) -> float:
    """The 99th of 100."""
    ordered = sorted(values)
    return ordered[int(len(ordered) * 0.99)]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _cells_line(values: Sequence[str]) -> str:
    return f"| {' | '.join(values)} |"
