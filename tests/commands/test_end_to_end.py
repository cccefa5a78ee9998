"""A learner's first day through the real program, every answer from a pipe."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

NOW = ("--now", "2026-12-01T09:00", "--seed", "3")


class Learner:
    """Types into the program, which runs as a script or a screen reader would have it."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {"STUDYGUIDE_DATA_DIR": str(folder), "TERM": "xterm-256color"}

    def __call__(self, *words: str, typed: str = "") -> str:
        result = subprocess.run(
            [sys.executable, "-m", "studyguide", *NOW, "--plain", *words],
            input=typed,
            capture_output=True,
            text=True,
            env=self.environment,
            check=True,
        )
        assert result.stderr == ""
        assert "\x1b" not in result.stdout
        return result.stdout

    def report(self, *words: str) -> Any:
        return json.loads(self(*words, "--json"))


def test_a_day_from_a_pipe(tmp_path: Path) -> None:
    learner = Learner(tmp_path / "data")

    # Settings.
    assert "exam-date 2027-02-01" in learner("config", "exam-date", "2027-02-01")
    learner("config", "minutes-per-day", "25")
    assert learner.report("config", "minutes-per-day") == {"minutes_per_day": 25}

    # The guide, section by section: two read, a term looked up, a flow walked, a checkpoint answered.
    said = learner("read", "1", "--step", typed="\n\nt role\n/stateful\n6\nw\n\nq\n10\na\na\n\nq\nq\n")
    assert "Section 1 of" in said
    assert "Execution role:" in said
    assert "Go on to step" in said
    assert "1 answer saved" in said
    assert learner.report("stats")["chapters"][0]["read"] == 2
    goes_on = learner("read", "--step", typed="q\n")
    assert "Section 10 of" in goes_on

    # A review, with an answer taken back, a flag and a hint.
    said = learner("review", "--cards", "4", typed=":*\na\nu\n:w\n:h\n" + "a\n\n" * 30)
    assert "Flagged." in said
    assert "Undone." in said
    assert "4 answers saved" in said
    assert learner.report("stats")["answers"] == 5
    assert len(learner.report("cards", "is:flagged")) == 1

    # A quiz, looked back on, its missed questions asked again.
    said = learner("quiz", "--count", "3", "--type", "true-false", typed="a\n\n" * 9)
    assert re.search(r"\d+ answers saved", said)
    missed = learner(
        "quiz", "--count", "2", "--type", "choice", "--feedback", "end", typed="\n\nl\n\n\nm\na\n\na\nq\n"
    )
    assert "l = look back, m = ask the missed again" in missed
    assert "Question 2 of 2" in missed
    assert missed.count("answers saved") == 2, missed

    # What went wrong, and the first of it practised.
    mistakes = learner.report("mistakes")
    assert [each["number"] for each in mistakes] == list(range(1, len(mistakes) + 1))
    assert mistakes
    assert "saved" in learner("mistakes", "1", typed="a\n\n" * 30)

    # A mock exam: flagged, left out of order, handed in, looked back on.
    typed = "*\nn\n3\na\n0\nl\ns\ny\n\nw\nl\nq\n"
    said = learner("exam", "--questions", "4", typed=typed)
    assert "1 blank flagged" in said
    assert "Hand it in?" in said
    assert re.search(r"\d of 4 right: ", said)
    assert learner("exam", "--past").startswith("1  2026-12-01")

    # Progress and the plan.
    found = learner.report("stats")
    assert found["readiness"]["likely"]["low"] < found["readiness"]["likely"]["high"]
    assert "Likely recall of the cards on the exam day" in " ".join(learner("stats").split())
    plan = learner("plan", "--what-if", "minutes=40")
    assert "what if" in plan
    assert learner.report("plan")["plan"]["minutes_per_day"] == 25

    # All of it is in the journal, and rebuilding changes nothing.
    before = learner("cards", "--json")
    assert "nothing had changed" in learner("rebuild")
    assert learner("cards", "--json") == before
