"""The program through its line mode, from a pipe, as a script or a screen reader drives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studyguide.cli import run

FIRST = "2026-12-01T09:00"
Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Run the program in a process of its own."""

    def call(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"STUDYGUIDE_DATA_DIR": str(tmp_path / "data"), "TERM": "xterm-256color"}
        return subprocess.run(
            [sys.executable, "-m", "studyguide", *words],
            input=typed,
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )

    return call


def report(result: subprocess.CompletedProcess[str]) -> Any:
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_two_days_of_a_learner(program: Program) -> None:
    """Answers from a pipe are saved, come back when they are due, and survive a rebuild."""
    day = ("--now", FIRST, "--seed", "1")
    first = program(*day, "--plain", "review", "--cards", "5", typed="a\n\n" * 40)
    assert (first.returncode, first.stderr) == (0, "")
    assert "\x1b" not in first.stdout
    assert "5 answers saved" in first.stdout
    assert report(program(*day, "stats", "--json"))["answers"] == 5
    assert max(len(line) for line in first.stdout.splitlines() if "https://" not in line) <= 80

    cards = report(program(*day, "cards", "--json"))
    missed = {card["id"] for card in cards if card["state"] == "learning"}
    assert missed

    later = ("--now", "2026-12-02T09:00", "--seed", "2")
    due = {card["id"] for card in report(program(*later, "cards", "--json")) if card["is_due"]}
    assert missed <= due
    second = program(*later, "--plain", "review", "--cards", "3", typed="\n" * 20)
    assert second.returncode == 0
    asked = report(program(*later, "stats", "--json"))
    assert asked["answers"] == 8
    assert asked["reviewed"] > 0

    before = program(*later, "cards", "--json").stdout
    rebuilt = program("rebuild")
    assert "nothing had changed" in rebuilt.stdout
    assert program(*later, "cards", "--json").stdout == before


@pytest.mark.parametrize(("grading", "keys"), [("two", "1 or 3"), ("four", "1 or 2 or 3 or 4")])
def test_a_grade_that_is_none_is_answered_by_those_there_are(
    program: Program, grading: str, keys: str
) -> None:
    program("config", "grading", grading)
    told = program("--now", FIRST, "--seed", "1", "--plain", "review", "--cards", "1", typed="a\n" * 20)
    assert f"Press Enter, or type {keys}; u to undo" in told.stdout


def test_the_end_of_input_ends_a_sitting_quietly(program: Program) -> None:
    result = program("--now", FIRST, "--seed", "1", "--plain", "review", typed="")
    assert (result.returncode, result.stderr) == (0, "")
    assert "0 answers saved" in result.stdout


def test_an_interrupted_sitting_goes_on(program: Program) -> None:
    day = ("--now", FIRST, "--seed", "1", "--plain", "review")
    first = program(*day, typed="\n\n")
    assert "1 answer saved" in first.stdout
    second = program(*day, typed="q\n")
    assert "--- 2, " in second.stdout


def test_undo_suspend_and_help_at_the_prompt(program: Program) -> None:
    day = ("--now", FIRST, "--seed", "1")
    result = program(*day, "--plain", "review", typed=":?\n\n:u\n:w\n:-\n:q\n")
    assert "undo the last answer" in result.stdout
    assert "Undone." in result.stdout
    assert "is new" in result.stdout
    assert "Buried" in result.stdout
    assert report(program(*day, "stats", "--json"))["answers"] == 0


def test_ascii_output_is_ascii(program: Program) -> None:
    result = program(
        "--now", FIRST, "--seed", "1", "--ascii", "--plain", "review", "--cards", "3", typed="\n" * 9
    )
    assert result.stdout.isascii()
    assert program("--ascii", "--plain", "read", "1").stdout.isascii()


def test_without_a_terminal_it_says_what_is_due(program: Program) -> None:
    result = program()
    assert result.returncode == 0
    assert "10 new" in result.stdout
    assert "studyguide review" in result.stdout


def test_due_tells_by_its_exit_status(program: Program) -> None:
    assert program("due").returncode == 0
    program("config", "new-per-day", "0")
    result = program("due", "--json")
    assert result.returncode == 1
    assert report(result)["new"] == 0


def test_reading(program: Program) -> None:
    chapter = program("read", "1")
    assert "Key terms" in chapter.stdout
    section = program("read", "sagemaker-security#glossary")
    assert "Least privilege" in section.stdout
    assert len(section.stdout) < len(chapter.stdout)
    markdown = program("read", "1", "--markdown")
    assert markdown.stdout.startswith("# SageMaker AI Security and Compliance\n")
    assert "|" in markdown.stdout


def test_search_and_card(program: Program) -> None:
    hits = report(program("search", "stateful", "--json"))
    assert any("security-group" in hit["ref"] for hit in hits)
    card = report(program("card", "sm-sg-level", "--json"))
    assert card["card"]["state"] == "new"
    assert set(card["outcomes"]) == {"Again", "Hard", "Good", "Easy"}
    assert "new" in program("card", "sm-sg-level").stdout


def test_care_for_a_card(program: Program) -> None:
    assert "Suspended" in program("suspend", "sm-sg-level").stdout
    assert report(program("card", "sm-sg-level", "--json"))["card"]["state"] == "suspended"
    assert "Undone: suspend" in program("undo").stdout
    assert report(program("card", "sm-sg-level", "--json"))["card"]["state"] == "new"
    nothing = program("undo")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr == "studyguide: there is nothing to undo\n"


def test_an_exam_date_caps_what_is_planned(program: Program) -> None:
    day = ("--now", FIRST, "--seed", "1")
    program("config", "exam-date", "2026-12-04")
    outcomes = report(program(*day, "card", "sm-sg-level", "--json"))["outcomes"]
    assert max(outcomes.values()) <= "2026-12-04"
    assert report(program(*day, "due", "--json"))["days_to_exam"] == 3
    assert "exam-date none" in program("config", "exam-date", "none").stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("read", "nowhere"), 2, "no chapter is called 'nowhere'"),
        (("read", "1#nowhere"), 2, "has no place"),
        (("card", "nothing"), 2, "no card is called 'nothing'"),
        (("config", "colour"), 2, "no setting is called 'colour'"),
        (
            ("config", "retention", "2"),
            1,
            "Desired retention must be a number from 0.70 to 0.97 in steps of 0.01",
        ),
        (("config", "exam-date", "soon"), 1, "Exam date must be a date such as 2027-03-01"),
        (("--now", "soon", "due"), 2, "no date and time"),
        (("--pack", "/nonexistent", "locate"), 0, ""),
        (("review", "--chapter", "99"), 2, "no chapter is called '99'"),
        (("nonsense",), 2, "No such command"),
        (("check", "/nonexistent"), 1, ""),
    ],
)
def test_mistakes_get_a_line_and_a_status(
    words: tuple[str, ...], status: int, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), *words]) == status
    told = capfd.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err + told.out


def test_a_pack_that_is_broken_does_not_stop_the_others(program: Program, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pack.yaml").write_text("id: [")
    result = program("--pack", str(broken), "due", "--json")
    assert result.returncode == 0
    assert f"{broken / 'pack.yaml'}:1:" in result.stderr
    assert json.loads(result.stdout)["cards"] > 0


def test_broken_settings_are_named(program: Program, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "settings.json").write_text('{"retention": "high"}')
    result = program("due")
    assert result.returncode == 1
    assert "settings.json" in result.stderr
    assert result.stderr.count("\n") == 1


def test_commands_do_not_load_the_screen(tmp_path: Path) -> None:
    code = (
        "import sys; from studyguide.cli import run; "
        f"run(['--data-dir', {str(tmp_path)!r}, 'due', '--json']); "
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich', 'yaml', 'fsrs_rs_python')))"
    )
    subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    warm = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert warm.returncode == 0


def test_a_dispute_is_kept_and_listed(program: Program) -> None:
    program("dispute", "sm-sg-level", "the", "page", "says", "otherwise")
    listed = program("disputes", "--markdown").stdout
    assert "- `mla-c01/sm-sg-level`" in listed
    assert "Objection: the page says otherwise" in listed
    program("undo")
    assert program("disputes").stdout == "You dispute nothing.\n"
