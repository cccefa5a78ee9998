"""`due` has a way of its own past the other commands' parser, and nobody should be able to tell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studyguide.commands import quick
from studyguide.commands.program import start

NOW = "2026-12-01T09:00"
HEAVY = ("click", "msgspec", "textual", "rich", "yaml", "fsrs_rs_python")


def test_due_loads_none_of_the_libraries_it_can_do_without(tmp_path: Path) -> None:
    """Once the content is compiled, what is due is told from the catalogs and the journal alone."""
    code = (
        "import sys; from studyguide.cli import run; "
        f"status = run(['--data-dir', {str(tmp_path / 'fresh')!r}, 'due', '--json']); "
        f"print(status, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    told = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        for _ in range(2)
    ]
    assert "yaml" in told[0].stderr
    assert told[1].stderr == "0 []\n"
    assert told[0].stdout == told[1].stdout


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--data-dir", "DATA", "--now", NOW),
        ("--data-dir=DATA", "due", f"--now={NOW}", "--json"),
        ("--plain", "--ascii", "--data-dir", "DATA", "--now", NOW, "due"),
        ("--now", "2026-12-01T09:00+05:30", "due", "--json", "--data-dir", "DATA"),
    ],
)
def test_both_ways_say_the_same(
    words: tuple[str, ...], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = [word.replace("DATA", str(tmp_path)) for word in words]
    assert start(arguments) == 0
    slow = capfd.readouterr()
    assert quick.answer(arguments) == 0
    assert capfd.readouterr() == slow
    assert "2026" in slow.out


@pytest.mark.parametrize(
    "words",
    [
        ("stats",),
        ("--data-dir", "due"),
        ("due", "due"),
        ("--json", "due"),
        ("due", "--jason"),
        ("due", "--help"),
        ("due", "--now", "soon"),
        ("due", "--now"),
        ("due", "--data-dir"),
        ("due", "--seed", "1"),
        ("due", "--pack", "x"),
        ("due", "--json=yes"),
        ("search", "due"),
    ],
)
def test_anything_else_is_left_to_the_parser(words: tuple[str, ...]) -> None:
    assert quick.answer(list(words)) is None


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "studyguide", "due", "--json", "--data-dir", str(tmp_path)]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
