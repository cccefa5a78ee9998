"""`stats` as text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from studyguide.plain.stats import stats_text
from studyguide.study.proportion import proportion
from studyguide.study.readiness import Fresh, LikelyRecall, Readiness
from studyguide.study.stages import Stages
from studyguide.study.stats import Leech, Pair, Stats, of_desk
from tests.study.seeded import TASKS, study_sixty_days
from tests.tui.desk import desk_at


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Stats:
    with desk_at(tmp_path_factory.mktemp("sixty"), pack=TASKS) as desk:
        study_sixty_days(desk)
        return of_desk(desk)


@pytest.fixture(scope="module")
def full(sixty: Stats) -> Stats:
    """Everything that can be there, with long names."""
    long = "A task statement of the exam guide that goes on and on, as they do"
    return replace(
        sixty,
        stages=(Stages("4.3", long, 60, 30, 10, 15, 5),),
        readiness=Readiness(
            0,
            7,
            Fresh("all", "All tasks", proportion(18, 24)),
            (Fresh("4.3", long, proportion(18, 24)),),
            LikelyRecall(0.71, 0.82, 0.9),
        ),
        confusions=(Pair(("hemp", "steel"), ("Hemp", "Steel"), 3),),
        leeches=(Leech("ships/one", f"{long}?", 9, True),),
    )


def test_lines_are_short_and_without_control_characters(full: Stats) -> None:
    text = stats_text(full)
    assert max(map(cell_len, text.split("\n"))) <= 80
    assert all(character == "\n" or character.isprintable() for character in text)
    assert text.isascii()


def test_every_section_is_there(full: Stats) -> None:
    text = " ".join(stats_text(full).split())
    for said in (
        "Studied ",
        "Answers a day",
        "Reviews to come",
        "the desired retention is 90%. Until the exam the plan weighs",
        "Brier score",
        "fairly sure",
        "By chapter",
        "By exam task",
        "On questions never seen before: 75% (95% interval 55% to 88%, 24 answers).",
        "Likely recall of the cards on the exam day: 82% (71% to 90%).",
        "Hemp / Steel: 3 times",
        "ships/one, forgotten 9 times, suspended:",
    ):
        assert said in text


def test_a_day_of_the_heat_map_is_its_number_of_answers(sixty: Stats) -> None:
    rows = {line[:3]: line for line in stats_text(sixty).split("\n")}
    last = sixty.days[-1]
    assert last.day == date(2026, 11, 29)
    assert rows["Sun"].split()[-1] == str(last.answers + last.practice)


def test_the_exam_day_is_marked(sixty: Stats) -> None:
    soon = replace(
        sixty,
        forecast=replace(
            sixty.forecast,
            days=tuple(replace(day, exam=place == 9) for place, day in enumerate(sixty.forecast.days[:10])),
        ),
    )
    text = stats_text(soon)
    assert "up to the exam on 23 February" in " ".join(text.split())
    assert text.count("(exam)") == 1


def test_an_empty_journal_is_told_in_a_few_lines(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        text = stats_text(of_desk(desk))
    assert text.startswith("0 answers given, 0 right;")
    assert "Nothing is on record yet" in text
    assert "Readiness needs 20 more fresh answers" in text
    assert "Answers a day" not in text
