"""All the numbers together, over a seeded journal of sixty days."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from studyguide.journal.event import BURY, REVIEW, SUSPEND, Act
from studyguide.settings import Settings
from studyguide.study import telling
from studyguide.study.outlook import Likely
from studyguide.study.stats import Stats, of_desk, with_likely
from tests.study.seeded import DAYS, TASKS, study_sixty_days
from tests.tui.desk import NOW, desk_at


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Stats:
    with desk_at(tmp_path_factory.mktemp("sixty"), pack=TASKS) as desk:
        study_sixty_days(desk)
        return with_likely(of_desk(desk), Likely(0.71, 0.82, 0.9))


def test_an_empty_journal_is_no_error(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        found = of_desk(desk)
    assert (found.answers, found.days, found.retention, found.reviewed) == (0, (), None, 0)
    assert found.calibration.predicted is None
    assert telling.steadiness(found).startswith("Nothing is on record yet")
    assert telling.ahead(found).startswith("No review is to come yet")


def test_the_numbers_agree_with_each_other(sixty: Stats) -> None:
    assert 40 < len(sixty.days) < DAYS
    assert sixty.answers == sum(day.answers for day in sixty.days) > 100
    assert sixty.right < sixty.answers
    everything = sixty.retained[-1].kept
    assert (sixty.retention, sixty.reviewed) == (everything.share, everything.n)
    assert sixty.calibration.kept == everything
    assert sixty.total.due == sixty.forecast.overdue + sixty.forecast.days[0].due
    assert sixty.total.seen == sum(chapter.seen for chapter in sixty.chapters)
    assert sixty.consistency.month >= sixty.consistency.week > 0


def test_what_is_due_on_home_is_what_the_plan_asks(tmp_path: Path) -> None:
    """Suspended and buried cards do not count, confident errors of yesterday do."""
    with desk_at(tmp_path, Settings(certainty=False)) as desk:
        study_sixty_days(desk)
        due = [entry.key for entry in desk.plan().due]
        assert len(due) >= 3
        fresh = desk.entries[0].key
        desk.journal.append((Act(SUSPEND, due[0]), Act(BURY, due[1])), NOW)
        body = {"grade": 3, "correct": False, "certainty": 3}
        desk.journal.append((Act(REVIEW, fresh, body),), NOW)
        planned = desk.plan()
        assert desk.total().due == len(planned.due) < len(due)
        assert sum(chapter.tally.due for chapter in desk.chapters()) == len(planned.due)


def test_retention_is_judged_only_where_it_is_what_the_plan_aims_at(sixty: Stats) -> None:
    assert "Until the exam" in telling.kept(sixty)
    free = replace(sixty, exam_date=None)
    assert telling.kept(replace(free, desired=0.95)).endswith("Cards come back a little late for you.")
    assert telling.kept(replace(free, desired=0.7)).endswith("You keep more than that.")
    assert telling.kept(replace(free, desired=0.84)).endswith("is 84%.")


def test_sentences_blame_nobody_and_tell_what_is(sixty: Stats) -> None:
    assert telling.steadiness(sixty) == (
        f"Studied {sixty.consistency.week} of the last 7 days, {sixty.consistency.month} of the last 28."
    )
    behind = replace(sixty, forecast=replace(sixty.forecast, overdue=4))
    assert "4 cards from earlier days still wait." in telling.ahead(behind)
    assert "still wait" not in telling.ahead(sixty)
    assert telling.likely(sixty.readiness) == (
        "Likely recall of the cards on the exam day: 82% (71% to 90%)."
    )
    assert telling.ready(sixty.readiness).startswith("Readiness needs 20 more fresh answers")
