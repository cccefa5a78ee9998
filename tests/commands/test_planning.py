"""`plan`: today, the days until the exam, likely recall on the day, and what if."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace as changed
from rich.cells import cell_len

from studyguide.cli import run
from studyguide.errors import UsageError
from studyguide.guide.model import TrueFalse
from studyguide.memory.model import study_day
from studyguide.plain.plan import left_out_words, plan_text
from studyguide.settings import Settings
from studyguide.study.days_ahead import PlanReport, parse_what_if, report
from studyguide.study.desk import Desk
from studyguide.study.foresight import foresight
from studyguide.study.today import standing
from studyguide.tui.screens.what_if import load_of
from tests.study.seeded import TASKS, study_sixty_days
from tests.tui.desk import NOW, desk_at

EXAM = date(2026, 12, 24)
NOON = "2026-12-01T12:00"


def told(desk: Desk, *wishes: str) -> tuple[PlanReport, str]:
    today = standing(foresight(desk))
    found = report(today, parse_what_if(desk.settings, wishes, desk.today))
    return found, plan_text(today, found, desk)


def at(folder: Path, *, exam: date | None = EXAM, minutes: int = 5) -> Settings:
    return Settings(exam_date=exam, minutes_per_day=minutes, certainty=False)


def test_it_says_today_the_days_and_likely_recall(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path), pack=TASKS) as desk:
        study_sixty_days(desk)
        found, text = told(desk)
    recall = found.plan.recall
    assert recall is not None
    assert 0 < recall.low <= recall.likely <= recall.high <= 1
    assert text.startswith("Today, Tuesday 1 December 2026: ")
    assert f"With 5 minutes a day you are likely to recall {recall.likely:.0%} (" in text
    assert len(found.plan.days) == (EXAM - NOW.date()).days
    assert found.plan.days[0].day == NOW.date()
    assert "8 Dec to 14 Dec" in text
    assert text.splitlines()[-1].startswith("Thu 24 Dec")
    assert max(map(cell_len, text.splitlines())) <= 80


def test_the_first_row_is_what_is_left_of_today(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path), pack=TASKS) as desk:
        study_sixty_days(desk)
        today = standing(foresight(desk))
        found = report(today)
    assert found.plan.days[0].reviews == today.work.reviews
    assert len(found.cards) == today.work.reviews + today.work.new


PORT, *_ = TASKS.chapters
DECK = changed(
    TASKS,
    chapters=(
        changed(
            PORT,
            questions=tuple(
                changed(question, id=f"q{number}", concept=f"c{number}")
                for question in PORT.questions
                if isinstance(question, TrueFalse)
                for number in range(450)
            ),
        ),
    ),
)
"""So large that the days ahead are played with a sample of its cards."""


@pytest.mark.parametrize(("minutes", "days"), [(1, 9), (2, 30), (3, 40), (10, 23), (60, 30), (60, 2)])
def test_new_cards_of_the_days_and_those_without_room_add_up(minutes: int, days: int, tmp_path: Path) -> None:
    """In a deck of which a sample is played, to the card, in the sentence as in the table."""
    exam = NOW.date() + timedelta(days=days)
    with desk_at(tmp_path, at(tmp_path, exam=exam, minutes=minutes), pack=DECK) as desk:
        found, text = told(desk)
        unseen = sum(not entry.reserve for entry in desk.entries)
    left = found.plan.left_out
    assert left is not None
    assert left >= 0
    assert sum(day.new for day in found.plan.days) + left == unseen
    table = text.partition("Days until the exam")[2]
    rows = re.findall(r"^(?:\w{3} )?\d+ \w{3}(?: to \d+ \w{3})? +(\d+) +(\d+) +(\d+)$", table, re.MULTILINE)
    assert sum(int(new) for _, new, _ in rows) + left == unseen
    assert (f"{left:,} new card" in text) == (left > 0)
    if minutes == 60 and days == 30:
        assert left == 0


def test_the_what_if_screen_tells_the_same_as_plan(tmp_path: Path) -> None:
    exam = NOW.date() + timedelta(days=20)
    with desk_at(tmp_path, at(tmp_path, exam=exam, minutes=2), pack=DECK) as desk:
        found, _ = told(desk)
        load = load_of(foresight(desk))
    assert load is not None
    assert load.left_out == found.plan.left_out
    assert round(load.new * len(found.plan.days)) == sum(day.new for day in found.plan.days)


def test_a_short_time_is_told_day_by_day(tmp_path: Path) -> None:
    exam = NOW.date() + timedelta(days=9)
    with desk_at(tmp_path, at(tmp_path, exam=exam), pack=TASKS) as desk:
        study_sixty_days(desk)
        _, text = told(desk)
    assert " to " not in text.partition("Days until the exam")[2]
    assert text.count(" Dec  ") == 10


def test_what_if_shows_both(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path), pack=TASKS) as desk:
        study_sixty_days(desk)
        found, text = told(desk, "minutes=15", "exam-date=2026-12-12")
    other = found.what_if
    assert other is not None
    assert (other.minutes_per_day, other.exam_date) == (15, date(2026, 12, 12))
    assert found.plan.minutes_per_day == 5
    assert re.search(r"^now +24 Dec 2026 +5 +\d+% \(", text, re.MULTILINE)
    assert re.search(r"^what if +12 Dec 2026 +15 +\d+% \(", text, re.MULTILINE)
    assert max(map(cell_len, text.splitlines())) <= 80


def test_more_minutes_are_never_said_to_bring_less(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path), pack=TASKS) as desk:
        study_sixty_days(desk)
        found, _ = told(desk, "minutes=20")
    assert found.plan.recall is not None
    assert found.what_if is not None
    assert found.what_if.recall is not None
    assert found.what_if.recall.likely >= found.plan.recall.likely


def test_what_if_works_without_a_date_set(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path, exam=None)) as desk:
        found, text = told(desk, "exam-date=2026-12-12")
    assert found.plan.recall is None
    assert re.search(r"^now +no date +5 +not foreseen", text, re.MULTILINE)


def test_without_an_exam_date_plain_retention_rules(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path, exam=None)) as desk:
        found, text = told(desk)
    assert "falls to 90%, and up to 10 new cards a day are added: that is plain retention" in " ".join(
        text.split()
    )
    assert "studyguide config exam-date" in text
    assert found.plan.days == ()


def test_after_the_exam_it_says_how_it_can_go_on(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path, exam=date(2026, 11, 20))) as desk:
        _, text = told(desk)
    text = " ".join(text.split())
    assert "The exam was on 20 November 2026. Reviews go on by themselves" in text
    assert "set a new date" in text
    assert "stop here" in text


def test_an_exam_far_away_is_not_played(tmp_path: Path) -> None:
    with desk_at(tmp_path, at(tmp_path, exam=date(2999, 1, 1))) as desk:
        found, text = told(desk)
    assert found.plan.recall is None
    assert "once it is less than 366 days away" in text


def test_new_cards_without_room_are_told() -> None:
    assert left_out_words(0) == ""
    assert left_out_words(1).startswith("1 new card finds no room")
    assert left_out_words(12).startswith("12 new cards find no room")


def test_who_comes_back_is_told_so(tmp_path: Path) -> None:
    days = timedelta(days=4)
    with desk_at(tmp_path, at(tmp_path), pack=TASKS, clock=lambda: NOW) as desk:
        study_sixty_days(desk)
    with desk_at(tmp_path, at(tmp_path), pack=TASKS, clock=lambda: NOW + days) as desk:
        found, text = told(desk)
    assert found.comeback.startswith("6 days missed, ")
    assert found.comeback.partition(":")[0] in " ".join(text.split())


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("hours=3", "minutes=30 or exam-date="),
        ("minutes=many", "Minutes a day must be"),
        ("exam-date=2026-12-01", "not within a year"),
        ("exam-date=2029-12-01", "not within a year"),
        ("exam-date=none", "no exam date"),
        ("minutes=30", "no exam date"),
    ],
)
def test_what_cannot_be_asked(wish: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_what_if(Settings(), (wish,), study_day(NOW))


def test_what_cannot_be_asked_is_a_matter_of_usage(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "plan", "--what-if", "hours=3"]) == 2
    assert "It can be minutes=30" in capfd.readouterr().err


def test_json_has_its_documented_shape(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = ["--data-dir", str(tmp_path), "--now", NOON, "plan", "--json"]
    assert run([*words, "--what-if", "exam-date=2026-12-20"]) == 0
    printed = capfd.readouterr().out
    found = msgspec.json.decode(printed, type=PlanReport)
    assert json.loads(msgspec.json.encode(found)) == json.loads(printed)
    assert found.what_if is not None
    assert len(found.what_if.days) == 19
