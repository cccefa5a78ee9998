"""From a key to the end of its repaint, in a pseudo-terminal.

Every key has something to change, and what it changes is looked for: a key that draws nothing would
otherwise be answered by whatever the program paints next.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, cycle, islice
from pathlib import Path

from studyguide.guide.markup import plain
from tests.bench.starts import NUMBERS, PROGRAM, environment
from tests.bench.table import Row, middle
from tests.bench.terminal import Program

KEYS = 1000
MOST_TOLD = 3
"""Unanswered keys that are named."""
QUESTION = (
    (b"j", "●a"),
    (b"j", "●b"),
    (b"k", "●a"),
    (b"b", "●b"),
    (b"\r", "Howsure?"),
    (b"2", "Spacekeeps"),
    (b"\r", "Chooseone"),
)
"""One question: down and up among the options, an answer, how sure, the verdict, the next question."""
BEGINNING = 30
"""Letters of a title that surely stand in the list."""
MOVES = ((b"j", 1), (b"j", 1), (b"j", 1), (b"k", -1))
"""Down the cards and up, and by how many."""

Step = tuple[bytes, str]
"""A key, and what its answer shows, without blanks."""


def rows(folder: Path) -> Iterator[Row]:
    """The study screen and the card browser."""
    told = environment(folder / "keys")
    # More questions than can be answered with so many keys. The seed gives the same questions each time.
    count = -(-KEYS // len(QUESTION))
    quiz = ["--seed", "1", "quiz", "--type", "choice", "--count", str(count)]
    with Program([*PROGRAM, *quiz], told) as study:
        study.until(f"{count} to go")
        yield from _pressed("study screen", study, cycle(QUESTION))
    with Program(PROGRAM, told) as browser:
        browser.until(NUMBERS)
        browser.rest()
        browser.press(b"c")
        yield from _pressed("card browser", browser, _browsing(told))


def _browsing(environment: Mapping[str, str]) -> Iterator[Step]:
    """Each move, and how the title of the card begins that it comes to."""
    listed = subprocess.run(
        [*PROGRAM, "cards", "--json"], env=environment, capture_output=True, text=True, check=True
    )
    titles = ["".join(plain(card["title"]).split()) for card in json.loads(listed.stdout)]
    moves = list(islice(cycle(MOVES), KEYS))
    for (key, _), place in zip(moves, accumulate(step for _, step in moves), strict=True):
        yield key, titles[place][:BEGINNING]


def _pressed(name: str, program: Program, steps: Iterable[Step]) -> Iterator[Row]:
    program.rest(1)
    taken = []
    for key, shows in islice(steps, KEYS):
        taken.append(program.repaint(key, shows) * 1000)
        if math.isinf(taken[-1]) and taken.count(math.inf) <= MOST_TOLD:
            print(f"{name}: key {len(taken)}, {key!r}, did not show {shows!r}", file=sys.stderr)
    yield Row(f"key to repaint, {name}", middle(taken), "ms", limit=10)
    yield Row(f"  the slowest of {len(taken):,}", max(taken), "ms", limit=50)
