"""Quizzes and mock exams through the line mode."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

NOW = ("--now", "2026-12-01T09:00", "--seed", "3", "--plain")


def command(folder: Path, *words: str, now: tuple[str, ...] = NOW) -> list[str]:
    return [sys.executable, "-m", "studyguide", "--data-dir", str(folder), *now, *words]


def program(folder: Path, *words: str, typed: str = "", now: tuple[str, ...] = NOW) -> str:
    result = subprocess.run(
        command(folder, *words, now=now), input=typed, capture_output=True, text=True, check=True
    )
    assert result.stderr == ""
    assert "\x1b" not in result.stdout
    return result.stdout


def until_prompt(terminal: int) -> str:
    """What is printed up to the next prompt."""
    heard = ""
    while not heard.endswith(": "):
        chunk = os.read(terminal, 65536).decode()
        assert chunk, f"the program ended after {heard!r}"
        heard += chunk
    return heard.splitlines()[-1]


def test_a_mock_exam_from_a_pipe_ends_with_a_report_by_task(tmp_path: Path) -> None:
    said = program(tmp_path, "exam", "--questions", "10", typed="a\n" * 10)
    assert "Mock exam: 10 questions, 20 minutes." in said
    assert re.search(r"\d+ of 10 right", said)
    assert "4.3 Secure AWS resources" in said
    assert "720" in said
    assert "1  2026-12-01 09:00" in program(tmp_path, "exam", "--past")
    again = program(tmp_path, "exam", "--attempt", "1", typed="\n" * 10)
    assert "Question 10 of 10" in again
    assert program(tmp_path, "stats", "--json").count('"answers": 0') >= 1


def test_a_killed_exam_goes_on_with_an_honest_clock(tmp_path: Path) -> None:
    """Four answers, SIGKILL, and three minutes later it goes on with four answers and three minutes less."""
    running = subprocess.Popen(
        command(tmp_path, "exam", "--questions", "10"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert running.stdin is not None
    assert running.stdout is not None
    for _ in range(4):
        prompt = until_prompt(running.stdout.fileno())
        example = re.search(r"such as ([^)]*)\):", prompt)
        running.stdin.write((example[1] if example else "a").encode() + b"\n")
        running.stdin.flush()
    until_prompt(running.stdout.fileno())
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdin.close()
    running.stdout.close()
    later = ("--now", "2026-12-01T09:03", "--seed", "4", "--plain")
    said = program(tmp_path, "exam", typed="q\n", now=later)
    assert "The exam goes on: 4 of 10 answered, 17:00 left." in said


def test_flags_lists_and_handing_in(tmp_path: Path) -> None:
    said = program(tmp_path, "exam", "--questions", "3", typed="*\nn\nl\n1\ns\nn\ns\ny\nq\n")
    assert "1 blank flagged" in said
    assert "3 questions blank. Hand it in?" in said
    assert "0 of 3 right" in said


def test_time_that_ran_out_hands_the_exam_in(tmp_path: Path) -> None:
    program(tmp_path, "exam", "--questions", "3", "--minutes", "5", typed="q\n")
    later = ("--now", "2026-12-01T10:00", "--seed", "4", "--plain")
    said = program(tmp_path, "exam", "--questions", "4", typed="q\n", now=later)
    assert "Mock exam: 4 questions" in said
    assert "0 of 3 right\n2" in program(tmp_path, "exam", "--past", now=later)


def test_a_quiz_with_feedback_at_the_end(tmp_path: Path) -> None:
    words = ("quiz", "--count", "3", "--type", "true-false", "--feedback", "end", "--chapter", "1")
    said = program(tmp_path, *words, typed="a!\nb?\na\n")
    questions, _, verdicts = said.partition("--- 1 of 3 ---")
    assert "Right." not in questions
    assert "Wrong." not in questions
    assert verdicts.count("Source:") == 3
    assert "Certainty marks: " in verdicts


def test_a_quiz_asks_the_missed_ones_again(tmp_path: Path) -> None:
    words = ("quiz", "--count", "2", "--type", "true-false")
    said = program(tmp_path, *words, typed="\n\n" * 8)
    assert said.count("Left blank") >= 3


def test_a_quiz_that_fits_nothing_says_so(tmp_path: Path) -> None:
    result = subprocess.run(
        command(tmp_path, "quiz", "--only", "missed"), capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert result.stderr.startswith("studyguide: no question fits")


def test_an_open_exam_gives_nothing_away(tmp_path: Path) -> None:
    program(tmp_path, "exam", "--questions", "4", typed="q\n")
    assert "0 of 4 answered (open)" in program(tmp_path, "exam", "--past")
    refused = subprocess.run(
        command(tmp_path, "exam", "--attempt", "1"), input="", capture_output=True, text=True, check=False
    )
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "still open" in refused.stderr


def test_an_exam_whose_time_ran_out_is_reported_before_another_begins(tmp_path: Path) -> None:
    program(tmp_path, "exam", "--questions", "4", typed="q\n")
    next_day = ("--now", "2026-12-02T09:00", "--seed", "3", "--plain")
    said = program(tmp_path, "exam", typed="q\n", now=next_day)
    assert "Time ran out" in said
    assert "0 of 4 right" in said
    assert "Question 1 of 20" not in said
    assert "(open)" not in program(tmp_path, "exam", "--past", now=next_day)
    assert "Question 1 of 20" in program(tmp_path, "exam", typed="q\n", now=next_day)


def test_a_letter_is_an_answer_where_it_is_an_option(tmp_path: Path) -> None:
    """`f` is the sixth option of some questions; an asterisk flags."""
    said = program(tmp_path, "exam", "--questions", "65", typed="*\n" + "f\n" * 65 + "q\n")
    assert ", flagged" in said
    assert program(tmp_path, "exam", "--past").count("open") == 1


def test_it_says_at_the_start_how_many_questions_are_new(tmp_path: Path) -> None:
    assert "\nEvery question is new to you.\n" in program(tmp_path, "exam", "--questions", "5")
