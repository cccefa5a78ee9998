"""`studyguide fit`, as a learner calls it: offered, never silent, and taken back."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from studyguide import settings
from studyguide.cli import run
from studyguide.commands.opening import opened
from studyguide.journal.event import RESET, REVIEW, UNDO, Act, Event
from studyguide.journal.journal import Journal
from studyguide.memory import parameters
from studyguide.memory.model import Grade, study_day
from studyguide.memory.parameters import FILE
from studyguide.memory.scheduler import DEFAULT_PARAMETERS, Scheduler
from studyguide.study.evidence import answers
from studyguide.study.fitting import reviews
from tests.journal.helpers import raw
from tests.memory.learners import START, forgetful, studied

FIRST = datetime(2024, 10, 4, 12).astimezone()
NOW = "2025-01-10T10:00"
Given = Iterable[tuple[str, Grade, int]]


def write(folder: Path, given: Given) -> None:
    """Put reviews on record, each day's in one go."""
    assert study_day(FIRST) == START
    with Journal.open(folder / "journal.db", Scheduler(), now=FIRST) as journal:
        for day, own in groupby(given, key=lambda review: review[2]):
            acts = [Act(REVIEW, card, {"grade": int(grade)}) for card, grade, _ in own]
            journal.append(acts, FIRST + timedelta(days=day - START))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a learner unlike the average."""
    folder: Path = tmp_path_factory.mktemp("recorded")
    write(folder, studied(forgetful(), 1, days=60, cards=200))
    return folder


class Learner:
    """Somebody with a data folder, at a shell."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capfd = capfd

    def says(self, *words: str, status: int = 0) -> str:
        """Run a command that must end so; what it prints."""
        self.capfd.readouterr()
        ended = run(["--data-dir", str(self.folder), "--now", NOW, *words])
        out, err = self.capfd.readouterr()
        assert ended == status, out + err
        assert "Traceback" not in err
        assert "--json" in words or all(len(line) <= 80 for line in out.splitlines())
        return out + err

    def told(self, *words: str) -> Any:
        return json.loads(self.says("fit", "--json", *words))

    def memories(self) -> list[tuple[Any, ...]]:
        """What the file itself holds, whatever scheduler opens it."""
        with raw(self.folder / "journal.db") as db:
            return db.execute("select * from memory order by item").fetchall()


@pytest.fixture
def ann(recorded: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Learner:
    return Learner(Path(shutil.copytree(recorded, tmp_path / "ann")), capfd)


def test_without_a_yes_nothing_changes(ann: Learner) -> None:
    before = ann.memories()
    said = ann.says("fit")
    assert "log loss" in said
    assert "flatters" not in said
    assert "So the fitted ones know better when you forget." in " ".join(said.split())
    assert said.endswith("Nothing has changed. `studyguide fit --accept` uses them.\n")
    report = ann.told()
    assert set(report) == {"reviews", "judged", "in_force", "fitted", "better", "accepted", "parameters"}
    assert set(report["in_force"]) == set(report["fitted"]) == {"log_loss", "brier"}
    assert (report["better"], report["accepted"]) == (True, False)
    assert f"{report['in_force']['log_loss']:.4f}" in said
    assert f"{report['fitted']['log_loss']:.4f}" in said
    assert ann.memories() == before
    assert not (ann.folder / FILE).exists()


def test_accepted_parameters_are_those_every_command_remembers_by(ann: Learner) -> None:
    before, cards = ann.memories(), ann.told()["reviews"]
    assert "In force from now on" in ann.says("fit", "--accept")
    kept = parameters.load(ann.folder)
    assert (kept.since, kept.reviews) == (study_day(datetime.fromisoformat(NOW)), cards)
    after = ann.memories()
    given = studied(forgetful(), 1, days=60, cards=200)
    own = {card: [(grade, day) for name, grade, day in given if name == card] for card, *_ in given}
    fitted = Scheduler(parameters=kept.weights)
    assert after != before
    for card, stability, difficulty, *_ in after:
        memory = fitted.replay(own[card])
        assert memory is not None
        assert (stability, difficulty) == (memory.stability, memory.difficulty)
    for words in (("due",), ("due", "--json", "--pack", str(ann.folder / "none")), ("stats",), ("doctor",)):
        ann.capfd.readouterr()
        run(["--data-dir", str(ann.folder), "--now", NOW, *words])
    assert ann.memories() == after
    assert "parameters fitted to" in ann.says("doctor")
    with opened(ann.folder) as desk:
        assert desk.scheduler.parameters == kept.weights
        changed = desk.with_settings(settings.Settings(retention=0.8))
        assert (changed.scheduler.retention, changed.scheduler.parameters) == (0.8, kept.weights)
        assert changed.model_since == kept.since
    # What is in force has seen the judging reviews: it is not offered again.
    assert ann.told("--accept")["accepted"] is False
    assert "which flatters them" in " ".join(ann.says("fit", "--accept").split())
    assert parameters.load(ann.folder) == kept


def test_the_defaults_come_back(ann: Learner) -> None:
    before = ann.memories()
    assert "in force already" in ann.says("fit", "--reset")
    assert not (ann.folder / FILE).exists()
    ann.says("fit", "--accept")
    assert ann.memories() != before
    assert "in force again" in ann.says("fit", "--reset")
    assert ann.memories() == before
    assert parameters.load(ann.folder).weights == DEFAULT_PARAMETERS
    assert "--reset goes alone" in ann.says("fit", "--reset", "--accept", status=2)


def test_at_a_terminal_it_asks(ann: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for typed, accepted in (("\n", False), ("no\n", False), ("", False), ("y\n", True)):
        monkeypatch.setattr(sys, "stdin", Typed(typed))
        ann.capfd.readouterr()
        assert run(["--data-dir", str(ann.folder), "--now", NOW, "fit"]) == 0
        assert "\nUse them from now on? [y/N] " in ann.capfd.readouterr().out
        assert (ann.folder / FILE).exists() == accepted


def test_a_damaged_file_stops_every_command_with_one_line_and_is_mended(ann: Learner) -> None:
    before = ann.memories()
    (ann.folder / FILE).write_text('{"parameters": [1, 2]}', encoding="utf-8")
    for words in (("due",), ("fit",), ("stats",)):
        said = ann.says(*words, status=1)
        assert said.count("\n") == 1
        assert "`studyguide fit --reset` returns to the default parameters" in said
    doctor = ann.says("doctor", status=1)
    assert any(line.startswith("AMISS fit") for line in doctor.splitlines())
    assert "in force again" in ann.says("fit", "--reset")
    assert ann.memories() == before


def test_too_few_reviews_are_told_in_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bob = Learner(tmp_path, capfd)
    write(tmp_path, [("a", Grade.GOOD, START), ("a", Grade.GOOD, START + 3)])
    said = bob.says("fit", "--accept", status=1)
    assert said == (
        "studyguide: fitting takes 400 reviews on a later day than the card's last one; so far there are 1\n"
    )


def test_what_counts_is_what_is_remembered(tmp_path: Path) -> None:
    """Resets, undone answers and resets, and grades nobody can read: as the memory table has them."""
    again, good = {"grade": 1}, {"grade": 3}
    with Journal.open(tmp_path / "journal.db", Scheduler(), now=FIRST) as journal:

        def on(day: int, *acts: Act) -> tuple[Event, ...]:
            return journal.append(acts, FIRST + timedelta(days=day))

        on(0, Act(REVIEW, "a", again), Act(REVIEW, "a", good), Act(REVIEW, "b", good), Act(REVIEW, "c", good))
        on(2, Act(REVIEW, "a", {"grade": 9}), Act(REVIEW, "a", again), Act("practice", "a", good))
        (undone,) = on(3, Act(REVIEW, "a", good))
        on(3, Act(UNDO, target=undone.id))
        on(4, Act(RESET, "b"), Act(REVIEW, "b", good))
        (reset,) = on(5, Act(RESET, "c"))
        on(6, Act(UNDO, target=reset.id), Act(REVIEW, "c", again))
        on(7, Act(REVIEW, "b", again))
        found = reviews(journal.events())
        remembered = journal.memories()
    assert [(card, int(grade), day - START) for card, grade, day in found] == [
        *(("a", 1, 0), ("a", 3, 0), ("c", 3, 0)),
        *(("a", 1, 2), ("b", 3, 4), ("c", 1, 6), ("b", 1, 7)),
    ]
    for card, memory in remembered.items():
        assert memory == Scheduler().replay([(grade, day) for name, grade, day in found if name == card])


def test_stabilities_recorded_under_other_parameters_tell_nothing_of_forgetting() -> None:
    body = '{"grade": 3, "stability": 4.0, "elapsed": 5, "ms": 9000}'
    known = [(day, body) for day in (10, 11, 12)]
    assert [answer.elapsed for answer in answers(known)] == [5, 5, 5]
    assert [answer.elapsed for answer in answers(known, 11)] == [0, 0, 5]
    assert [answer.seconds for answer in answers(known, 11)] == [9.0, 9.0, 9.0]
