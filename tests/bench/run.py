"""`make bench`: the speed figures, each beside its floor or a peer measured in the same run.

Nothing here is a test: figures depend on the machine, ratios less so.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import answers, guide, keys, plan, starts
from tests.bench.peers import environment_of
from tests.bench.table import HEAD, Row, cells, line, markdown, write_between_markers

PARTS = ("starts", "memory", "keys", "guide", "plan", "answers")


def measured(folder: Path, parts: frozenset[str], *, peers: bool) -> Iterator[Row]:
    """Every figure of some parts, as it comes."""
    anki, clanki = (environment_of(name) if peers else None for name in ("anki", "clanki"))
    if "starts" in parts:
        yield from starts.rows(folder, clanki)
    if "memory" in parts:
        yield from starts.memory(folder)
    if "keys" in parts:
        yield from keys.rows(folder)
    if "guide" in parts:
        yield from guide.rows(folder)
    if "plan" in parts:
        yield from plan.rows(folder, anki)
    if "answers" in parts:
        yield from answers.rows(folder, anki)


def main() -> None:
    """Print the figures; with --markdown put them into a file too."""
    parser = argparse.ArgumentParser(description="Measure studyguide beside its floors and peers.")
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)} (default: all)")
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE", help="write the table between FILE's markers"
    )
    parser.add_argument("--no-peers", action="store_true", help="install and start no other program")
    told = parser.parse_args()
    unknown = set(told.parts) - set(PARTS)
    if unknown:
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    heading = f"{datetime.now(UTC).date()}, {machine}, SQLite {sqlite3.sqlite_version}; `make bench`"
    print(heading, line(HEAD), sep="\n", flush=True)
    rows = []
    with tempfile.TemporaryDirectory() as place:
        for row in measured(Path(place), frozenset(told.parts or PARTS), peers=not told.no_peers):
            rows.append(row)
            print(line(cells(row)), flush=True)
    missed = sum(row.met is False for row in rows)
    print(f"{missed} of {sum(row.met is not None for row in rows)} aims missed", file=sys.stderr)
    if told.markdown:
        write_between_markers(told.markdown, markdown(rows, heading))


if __name__ == "__main__":
    main()
