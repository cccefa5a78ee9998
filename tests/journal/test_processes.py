"""Other programs at the same file, programs that are killed, and disks that are full."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from studyguide.journal.event import Event
from tests.journal.helpers import NOW, opened, review

ROOT = Path(__file__).parents[2]


def writer(path: Path, name: str, answers: int, size: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.journal.writer", str(path), name, str(answers), str(size)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def whole(path: Path) -> list[Event]:
    """The events of a journal, after making sure that nothing about it is amiss."""
    with opened(path) as journal:
        assert journal.verify() == ()
        assert not journal.rebuild()
        events = list(journal.events())
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    return events


def test_two_connections_that_take_turns_see_each_others_answers(tmp_path: Path) -> None:
    """Promise 5: a second window sees the first's answers."""
    path = tmp_path / "journal.db"
    with opened(path) as first, opened(path) as second:
        for n in range(20):
            writing, reading = (first, second) if n % 3 else (second, first)
            writing.append([review(f"q{n % 4}", 1 + n % 4)], NOW)
            assert reading.memory(f"q{n % 4}") == writing.memory(f"q{n % 4}")
        undone = second.undo(NOW)
        assert undone is not None
        assert undone.seq == 20
        assert first.memories() == second.memories()
    assert len(whole(path)) == 21


def test_two_programs_that_write_at_once_lose_nothing_and_neither_is_refused(tmp_path: Path) -> None:
    """Promise 5: two windows, or a script beside the app, lose nothing."""
    path = tmp_path / "journal.db"
    programs = [writer(path, name, 150) for name in "ab"]
    said = [program.communicate(timeout=60)[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    assert [len(lines) for lines in said] == [150, 150]
    events = whole(path)
    for name, lines in zip("ab", said, strict=True):
        own = [event for event in events if event.body["by"] == name]
        assert [event.body["n"] for event in own] == list(range(150))
        assert [str(event.seq) for event in own] == lines


def test_a_program_killed_at_any_moment_loses_no_answer_it_has_confirmed(tmp_path: Path) -> None:
    """Promise 1: an answer whose feedback is on the screen is saved."""
    path = tmp_path / "journal.db"
    dice = random.Random(9)
    for _ in range(6):
        program = writer(path, "k", 10_000)
        assert program.stdout is not None
        said = "".join(program.stdout.readline() for _ in range(dice.randint(1, 200)))
        program.kill()
        said += program.communicate(timeout=60)[0]
        confirmed = int(said[: said.rindex("\n")].split()[-1])
        assert len(whole(path)) >= confirmed > 0


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_is_told_of_and_loses_nothing_confirmed(tmp_path: Path) -> None:
    """Promise 6: a full disk is told of, and nothing saved is lost."""
    path = tmp_path / "journal.db"
    program = writer(path, "f", 10_000, size=200_000)
    said, _ = program.communicate(timeout=60)
    assert program.returncode == 0
    *lines, last = said.splitlines()
    assert last.startswith("! not recorded: the disk")
    assert len(lines) > 5
    assert [str(event.seq) for event in whole(path)] == lines
