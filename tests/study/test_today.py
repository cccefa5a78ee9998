"""What today holds: on the way to the exam, on its day, after it, and in the middle of a sitting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from studyguide.cards.model import Chosen
from studyguide.plain.report import due_text
from studyguide.settings import Settings
from studyguide.study.days_ahead import report
from studyguide.study.desk import EXAM_DAY_MINUTES, Desk
from studyguide.study.today import due, today_at, work_words
from tests.study.seeded import TASKS, study_sixty_days
from tests.tui.desk import NOW, desk_at

TODAY = NOW.date()


@contextmanager
def studied(folder: Path, exam: date | None, *, minutes: int = 20, days: int = 0) -> Iterator[Desk]:
    """A desk with sixty days of answers, so many days after `NOW`."""
    with desk_at(folder, pack=TASKS) as desk:
        study_sixty_days(desk)
    settings = Settings(exam_date=exam, minutes_per_day=minutes, certainty=False)
    later = NOW + timedelta(days=days)
    with desk_at(folder, settings, pack=TASKS, clock=lambda: later) as desk:
        yield desk


def said(desk: Desk) -> str:
    return " ".join(due_text(today_at(desk)).split())


@pytest.mark.parametrize("minutes", [1, 2, 3, 4, 5, 6, 20])
def test_today_takes_as_many_minutes_wherever_it_is_told(minutes: int, tmp_path: Path) -> None:
    with studied(tmp_path, TODAY + timedelta(days=60), minutes=minutes, days=30) as desk:
        today = today_at(desk)
        found = report(today)
    told = today.work.minutes
    assert found.minutes == found.plan.days[0].minutes == due(today).minutes == told
    assert f"about {told} minute" in work_words(today.work, "Enter")
    assert abs(told - today.plan.seconds / 60) <= 0.5


def test_on_the_day_of_the_exam_only_the_shakiest_cards_are_asked_for_a_short_while(tmp_path: Path) -> None:
    with studied(tmp_path, TODAY, minutes=120) as desk:
        today, told = today_at(desk), said(desk)
        memories = desk.journal.memories()
        chance = {key: desk.scheduler.recall(memory, desk.today) for key, memory in memories.items()}
        asked = [card.key for card in today.plan.chosen]
        by_chapter = desk.sit(chapters=("1",)).session.queue
    assert today.work.new == 0
    assert set(asked) | set(by_chapter) <= set(memories)
    assert 0 < today.work.minutes <= EXAM_DAY_MINUTES
    assert chance[asked[0]] == min(chance[card.key] for card in today.plan.due)
    assert "The exam is today. Good luck! A short review" in told
    assert "missed" not in told


def test_after_the_exam_no_day_is_missed_until_somebody_goes_on(tmp_path: Path) -> None:
    with studied(tmp_path, TODAY + timedelta(days=4), days=30) as desk:
        assert due(today_at(desk)).missed == 0
        assert "missed" not in said(desk)
    with studied(tmp_path / "went-on", TODAY - timedelta(days=20), days=5) as desk:
        assert due(today_at(desk)).missed == 7
        assert "7 days missed" in said(desk)


def test_a_sitting_that_was_left_is_what_comes_next(tmp_path: Path) -> None:
    with studied(tmp_path, TODAY + timedelta(days=60), days=30) as desk:
        assert due(today_at(desk)).to_go == 0
        sitting = desk.sit(only=[desk.card(name).key for name in ("tf", "one", "many")])
        assert due(today_at(desk)).to_go == 0
        sitting.answer(Chosen(()), desk.clock(), 1000)
        assert sitting.session.phase == "settled"
        sitting.next()
        today = today_at(desk)
        assert due(today).to_go == sitting.session.left == 3
        assert "3 to go in the sitting you left" in said(desk)
        assert "goes on with it" in said(desk)


def test_what_is_missed_today_is_told_apart_from_what_fades(tmp_path: Path) -> None:
    with studied(tmp_path, TODAY + timedelta(days=60), days=30) as desk:
        before = today_at(desk).work
        desk.sit(only=[desk.card("tf").key]).answer(Chosen(()), desk.clock(), 1000)
        assert (before.again, today_at(desk).work.again) == (0, 1)


def test_cards_kept_for_mock_exams_are_counted_apart(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        found = due(today_at(desk))
        assert found.cards + found.reserve == len(desk.entries)
        assert found.reserve == sum(entry.reserve for entry in desk.entries)
