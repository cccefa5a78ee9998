"""A bar on standard error for what takes longer than a second. Nothing is drawn where nobody watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

_PATIENCE = 0.5
"""Seconds after which it is worth a bar."""
_EVERY = 0.2
"""Seconds between two drawings."""
_CELLS = 24


class Progress:
    """How far something is. Only ASCII and carriage returns are written."""

    def __init__(self, label: str, total: int, stream: TextIO) -> None:
        self._label, self._total, self._stream = label, total, stream
        self._next = monotonic() + _PATIENCE
        self._drawn = 0

    def at(self, done: int) -> None:
        """So many of the whole are done."""
        now = monotonic()
        if now < self._next or not self._stream.isatty() or os.environ.get("TERM") == "dumb":
            return
        self._next = now + _EVERY
        share = min(1.0, done / max(1, self._total))
        full = round(_CELLS * share)
        text = f"{self._label} [{'#' * full}{'.' * (_CELLS - full)}] {share:4.0%}"
        self._drawn = max(self._drawn, len(text))
        self._stream.write(f"\r{text}")
        self._stream.flush()

    def clear(self) -> None:
        """Leave the line as it was."""
        if self._drawn:
            self._stream.write(f"\r{' ' * self._drawn}\r")
            self._stream.flush()


@contextmanager
def progress(label: str, total: int, stream: TextIO | None = None) -> Iterator[Progress]:
    """A bar for `total` steps, gone at the end; `label` is at most 40 cells."""
    bar = Progress(label, total, stream or sys.stderr)
    try:
        yield bar
    finally:
        bar.clear()
