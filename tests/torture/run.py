"""`make torture`: each promise tried hard, on the program itself where that is what was promised.

One line for each promise, with what was tried and what was found; every count that follows the colon is meant
to be 0. The exit status is 1 where one is not.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tests.bench.table import write_between_markers
from tests.torture import clocks, content, files, journals, kills, power, strangers, terminals
from tests.torture.tally import Figure

MARKER = "torture"
PARTS: dict[str, Callable[[float], Iterator[Figure]]] = {
    "kills": kills.figures,
    "power": power.figures,
    "journals": journals.figures,
    "files": files.figures,
    "clocks": clocks.figures,
    "content": content.figures,
    "terminals": terminals.figures,
    "strangers": strangers.figures,
}


def main() -> int:
    """Print the figures; with --markdown put them into a file too. The exit status."""
    parser = argparse.ArgumentParser(description="Try hard to make studyguide break what it promises.")
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--scale", type=float, default=1.0, help="do so much of the full count, such as 0.01")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write a table between FILE's markers")
    told = parser.parse_args()
    if unknown := set(told.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    share = "" if told.scale == 1 else f", {told.scale:g} of the full counts"
    heading = f"{datetime.now(UTC).date()}, {machine}, SQLite {sqlite3.sqlite_version}; `make torture`{share}"
    _say(heading)
    figures = []
    for name in told.parts or PARTS:
        began = time.monotonic()
        for figure in PARTS[name](told.scale):
            figures.append(figure)
            _say(line(figure))
        _say(f"     ({name}: {time.monotonic() - began:.0f} s)", sys.stderr)
    missed = sum(not figure.met for figure in figures)
    _say(f"{missed} of {len(figures)} promises broken")
    if told.markdown:
        write_between_markers(told.markdown, markdown(figures, heading), MARKER)
    return 1 if missed else 0


def line(figure: Figure) -> str:
    """A figure, and how to see again what should not have been found."""
    examples = "".join(f"\n       {example}" for example in figure.examples)
    return f"{'ok  ' if figure.met else 'MISS'} {figure.promise}: {figure.tried}: {figure.counts}{examples}"


def markdown(figures: list[Figure], heading: str) -> str:
    """The table for a Markdown file."""
    rows = (
        f"| {one.promise} | {one.tried} | {one.counts} | {'yes' if one.met else 'NO'} |" for one in figures
    )
    return "\n".join(
        [heading, "", "| promise | tried | found (aim: 0 of each) | kept |", "|---|---|---|---|", *rows]
    )


def _say(text: str, stream: TextIO | None = None) -> None:
    print(text, file=stream or sys.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main())
