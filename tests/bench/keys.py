"""From a key to the end of its repaint, in a pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.starts import NUMBERS, PROGRAM, environment
from tests.bench.table import Row, middle
from tests.bench.terminal import Program

KEYS = 1000


def rows(folder: Path) -> Iterator[Row]:
    """The study screen and the card browser."""
    told = environment(folder / "keys")
    quiz = ["quiz", "--type", "choice", "--count", "100"]
    with Program([*PROGRAM, *quiz], told) as study:
        study.until("100 to go")
        # Up and down, an answer, a page on, the next card; where a page was the last, a key more on the next.
        yield from _pressed("study screen", study, (b"j", b"j", b"k", b"b", b"\r", b" ", b"\r"))
    with Program(PROGRAM, told) as browser:
        browser.until(NUMBERS)
        browser.rest()
        browser.press(b"c")
        yield from _pressed("card browser", browser, (b"j", b"j", b"j", b"k"))


def _pressed(name: str, program: Program, keys: tuple[bytes, ...]) -> Iterator[Row]:
    program.rest(1)
    taken = [program.repaint(keys[turn % len(keys)]) for turn in range(KEYS)]
    shown = [seconds * 1000 for seconds in taken if seconds is not None]
    yield Row(f"key to repaint, {name}", middle(shown), "ms", limit=10)
    yield Row(f"  the slowest of {len(shown):,}", max(shown), "ms", limit=50)
