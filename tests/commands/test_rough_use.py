"""Wrong words, odd places, closed pipes: one clear line each, and nothing lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from studyguide.cli import run

NOW = ("--now", "2026-12-01T09:00", "--seed", "1", "--plain")
LONG_NUMBER = "9" * 5000
Result = subprocess.CompletedProcess[str]


def program(folder: Path, *words: str, typed: str = "", **environment: str) -> Result:
    return subprocess.run(
        [sys.executable, "-m", "studyguide", "--data-dir", str(folder), *NOW, *words],
        input=typed,
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )


def shell(folder: Path, script: str) -> Result:
    """A script in which `sg` is the program."""
    start = f'sg() {{ "{sys.executable}" -m studyguide --data-dir "{folder}" {" ".join(NOW)} "$@"; }}; '
    return subprocess.run(["bash", "-c", start + script], capture_output=True, text=True, check=False)


def too_wide(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line) > 80 and "https://" not in line]


@pytest.mark.parametrize("letter", ["a", "b", "c", "d"])
def test_every_letter_of_a_choice_can_be_the_answer(tmp_path: Path, letter: str) -> None:
    said = program(tmp_path, "quiz", "--type", "choice", "--count", "1", typed=f"{letter}\nq\n").stdout
    assert re.search(r"your\s+choice", said)
    assert "1 answer saved" in said


def test_a_card_is_flagged_buried_and_suspended_with_the_keys_of_the_screen(tmp_path: Path) -> None:
    said = program(tmp_path, "quiz", "--type", "choice", "--count", "3", typed="*\n*\n*\n-\n@\nq\n").stdout
    assert "Flagged." in said
    assert "No longer flagged." in said
    assert "Buried until tomorrow." in said
    assert "Suspended." in said
    for state in ("flagged", "buried", "suspended"):
        assert program(tmp_path, "cards", f"is:{state}").stdout.endswith("1 card.\n")


def test_an_answer_counts_though_the_learner_stops_at_its_verdict(tmp_path: Path) -> None:
    said = program(tmp_path, "review", "--cards", "2", typed="a\nq\n").stdout
    assert "1 answer saved" in said
    assert '"answers": 1,' in program(tmp_path, "stats", "--json").stdout


def test_a_quiz_that_was_left_is_not_called_over(tmp_path: Path) -> None:
    assert "Quiz over." not in program(tmp_path, "quiz", "--count", "3", typed="q\n").stdout


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("quiz", "--type", "matching", "--count", "1"), "1 " * 100 + "\n"),
        (("quiz", "--type", "matching", "--count", "1"), f"{LONG_NUMBER}\na{LONG_NUMBER}\n"),
        (("quiz", "--type", "open", "--count", "1"), f"x\n{LONG_NUMBER}\n"),
        (("exam", "--questions", "1"), f"{LONG_NUMBER}\n"),
        (("read", LONG_NUMBER), ""),
        (("read", "1#"), ""),
        (("dispute", "sm-sg-level", os.fsdecode(b"caf\xe9")), ""),
        (("config", "theme", os.fsdecode(b"caf\xe9")), ""),
    ],
)
def test_odd_words_are_no_bug(tmp_path: Path, words: tuple[str, ...], typed: str) -> None:
    result = program(tmp_path, *words, typed=typed)
    assert result.returncode in (0, 1, 2), result.stderr
    assert "a bug" not in result.stderr


def test_a_dispute_says_why(tmp_path: Path) -> None:
    assert program(tmp_path, "dispute", "sm-sg-level", " ").returncode == 2
    assert program(tmp_path, "disputes").stdout == "You dispute nothing.\n"


@pytest.mark.parametrize("now", ["9999-12-31T12:00", "9999-06-01T12:00", "0001-01-03T12:00", "1969-12-31"])
def test_a_moment_beyond_reason_is_refused(
    now: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for command in (("due",), ("exam", "--questions", "1")):
        assert run(["--data-dir", str(tmp_path), "--now", now, *command]) == 2
        assert "is no date and time" in capfd.readouterr().err
    assert not (tmp_path / "journal.db").exists()


def test_a_home_that_nobody_has_is_named(tmp_path: Path) -> None:
    environment = os.environ | {"STUDYGUIDE_DATA_DIR": "~nobody-of-this-name/data"}
    result = subprocess.run(
        [sys.executable, "-m", "studyguide", "locate"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "~nobody-of-this-name/data" in result.stderr


@pytest.mark.parametrize("command", ["due", "stats", "stats --json", "read 1 --markdown", "schema guide"])
def test_output_that_cannot_be_written_is_told(tmp_path: Path, command: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    result = shell(tmp_path, f"sg {command} > /dev/full")
    assert result.returncode == 1
    assert result.stderr == "studyguide: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("command", ["due", "stats --json", "locate", "check", "review"])
def test_nobody_listening_is_no_bug(tmp_path: Path, command: str) -> None:
    result = shell(tmp_path, f"sg {command} >&- < /dev/null")
    assert (result.returncode, result.stderr) == (0, "")


def test_nobody_typing_is_the_end_of_the_input(tmp_path: Path) -> None:
    result = shell(tmp_path, "sg review <&-")
    assert (result.returncode, result.stderr) == (0, "")
    assert "0 answers saved" in result.stdout


@pytest.mark.parametrize("command", [("read", "1", "--markdown"), ("cards", "--json"), ("read", "1")])
def test_a_terminal_without_unicode_loses_no_command(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = program(tmp_path, *command, PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stderr) == (0, "")


def test_nothing_is_advised_that_does_not_exist(tmp_path: Path) -> None:
    program(tmp_path, "config", "new-per-day", "0")
    advice = program(tmp_path, "due").stdout.splitlines()[-1]
    for command in advice.split("`")[1::2]:
        assert program(tmp_path, *command.split()[1:]).returncode == 0, command


def test_lines_fit_80_columns(tmp_path: Path) -> None:
    assert too_wide(program(tmp_path, "config", "grading", "four").stdout) == []
    for words, typed in (
        (("exam", "--questions", "4"), "xyz\n\n" * 9),
        (("review", "--cards", "6"), "?\nxyz\n9\n\n\n" * 20),
        (("quiz", "--type", "ordering"), "xyz\na\n\n\n" * 20),
        (("dispute", "sm-sg-level", "why"), ""),
        (("--help",), ""),
    ):
        assert too_wide(program(tmp_path, *words, typed=typed).stdout) == []


def test_the_list_of_commands_cuts_no_sentence_short(tmp_path: Path) -> None:
    assert "..." not in program(tmp_path, "--help").stdout.partition("Commands:")[2]


def test_a_number_left_out_of_a_filter_is_told(tmp_path: Path) -> None:
    result = program(tmp_path, "cards", "lapses>many")
    assert result.returncode == 2
    assert "lapses>3" in result.stderr
