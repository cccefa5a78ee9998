"""The large tests' own tools: a test that cannot see what it looks for would always be content."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.torture import clocks, content, journals, power, strangers
from tests.torture.recorded import SYNC, WRITE, Act, after_cut
from tests.torture.run import line
from tests.torture.tally import Figure, Tally


def test_a_power_cut_loses_nothing_and_would_without_syncing() -> None:
    """Promise 1: what SQLite asked of the disk before an answer was confirmed brings it back."""
    kept = power.cuts(range(12))
    assert kept.done["cuts"] == 12
    assert kept.bad == {}
    assert power.cuts(range(12), synchronous="normal").bad["lost"] > 0


def test_what_was_synced_survives_a_cut_and_nothing_else_must() -> None:
    acts = [Act(WRITE, "f", 0, b"aa"), Act(SYNC, "f"), Act(WRITE, "f", 2, b"bb"), Act(WRITE, "g", 0, b"c")]
    left = [after_cut({}, acts, random.Random(seed)) for seed in range(40)]
    assert all(disk["f"][:2] == b"aa" for disk in left)
    assert {disk["f"] for disk in left} >= {b"aa", b"aab", b"aabb"}
    assert {disk.get("g") for disk in left} >= {None, b"c"}


@pytest.mark.parametrize(
    "work",
    [journals.changes, journals.undos, clocks.days, content.mutants, strangers.imports, strangers.cells],
    ids=lambda work: work.__name__,
)
def test_a_few_of_each(work: object) -> None:
    assert callable(work)
    tally = work(range(4))
    assert isinstance(tally, Tally)
    assert tally.done
    assert tally.bad == {}


def test_a_miss_is_told_with_how_to_see_it_again() -> None:
    missed = Figure("1 kept", "9 tries", {"lost": 2, "damaged": 0}, ("lost: seed 3",))
    assert not missed.met
    assert line(missed) == "MISS 1 kept: 9 tries: 2 lost, 0 damaged\n       lost: seed 3"
    assert Figure("1 kept", "9 tries", {"lost": 0}).met


def test_the_readme_has_the_query_that_is_tried() -> None:
    assert Path(strangers.README).is_file()
    assert strangers.queries(range(1)).bad == {}
