"""What was tried for a promise and what was found; and its tries shared among processes."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tests.bench.terminal import Program

PROCESSES = 2
_EXAMPLES = 2
"""Of each thing that must not happen, in each process."""
_MEMORY = Path("/dev/shm")


@dataclass
class Tally:
    """Counts of what was tried, and of what must not happen; the latter with examples."""

    done: Counter[str] = field(default_factory=Counter)
    bad: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    """The greatest of what was measured."""
    examples: list[str] = field(default_factory=list)

    def found(self, what: str, example: object, times: int = 1) -> None:
        """Something that must not happen did."""
        self.bad[what] += times
        if sum(told.startswith(f"{what}:") for told in self.examples) < _EXAMPLES:
            self.examples.append(f"{what}: {example}")

    def add(self, other: Tally) -> None:
        """Take over what was counted elsewhere."""
        self.done.update(other.done)
        self.bad.update(other.bad)
        self.most |= other.most
        self.examples += other.examples


class Figure(NamedTuple):
    """One promise: every count of `bad` is meant to be 0."""

    promise: str
    tried: str
    bad: Mapping[str, int]
    examples: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the promise was kept throughout."""
        return not any(self.bad.values())

    @property
    def counts(self) -> str:
        """What was found, as words."""
        return ", ".join(f"{count:,} {what}" for what, count in self.bad.items())


def figure(promise: str, tried: str, tally: Tally, *must_be_none: str) -> Figure:
    """The figure of a tally; things not named that were found are told too."""
    names = (*must_be_none, *(name for name in tally.bad if name not in must_be_none))
    return Figure(promise, tried, {name: tally.bad[name] for name in names}, tuple(tally.examples))


def scaled(count: int, scale: float) -> int:
    """So much of a count, one at least."""
    return max(1, round(count * scale))


Work = Callable[[range], Tally]


def shared(work: Work, tries: int) -> Tally:
    """Do `work`, a function of a module, for the seeds below `tries` in processes beside each other.

    The seeds are dealt out evenly; the work's own error would end everything, so that none is overlooked.
    """
    whole = Tally()
    hands = [range(first, tries, PROCESSES) for first in range(min(PROCESSES, tries))]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for part in pool.map(work, hands):
            whole.add(part)
    return whole


@contextmanager
def folder(*, in_memory: bool = False) -> Iterator[Path]:
    """An empty folder; `in_memory` where no promise rests on its disk."""
    place = _MEMORY if in_memory and os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as made:
        yield Path(made)


class Victim(Program):
    """A program in a pseudo-terminal that can be killed at any moment."""

    @property
    def shown(self) -> bytes:
        """Everything it has written to the terminal so far."""
        return self._seen

    def type(self, keys: bytes) -> None:
        """Press keys, what was shown before being kept."""
        os.write(self._terminal, keys)

    def read(self, patience: float) -> bool:
        """Take in what it writes, waiting so many seconds for it; whether there was anything."""
        return self._read(patience)

    def kill(self) -> bytes:
        """kill -9; everything it had written to the terminal before."""
        os.kill(self._pid, 9)
        while self._read(5):
            pass
        return self._seen
