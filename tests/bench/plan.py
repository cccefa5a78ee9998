"""What planning takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.table import Row

DECISIONS = ((1_000, 1.0), (100_000, 20.0))
"""Cards, and the milliseconds that one decision may take."""
FIRST_PLAN = (100_000, 300.0)
"""Cards, and the milliseconds that the first plan of a day may take."""


def rows(folder: Path, anki: Path | None) -> Iterator[Row]:
    """One decision at each size, and the first plan of a day; `anki` has Anki, to ask for its first queue."""
    yield from ()
