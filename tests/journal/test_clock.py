"""Study days: clocks that are wrong, zones, and daylight saving."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from studyguide.memory.model import study_day
from studyguide.memory.scheduler import Scheduler
from studyguide.study.due import DueRule
from tests.journal.helpers import DAY, NOW, TODAY, opened, review

pytestmark = pytest.mark.skipif(not available_timezones(), reason="needs a time zone database")

ZONES = (
    *(
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
    ),
    *(
        "Africa/Casablanca",
        "Pacific/Apia",
        "Pacific/Chatham",
        "America/Sao_Paulo",
        "Asia/Gaza",
        "Europe/Dublin",
    ),
)


def changes(zone: ZoneInfo, first: int, last: int) -> Iterator[datetime]:
    """The hours of some years within which a zone's offset changes."""
    moment = datetime(first, 1, 1, tzinfo=UTC)
    while moment.year < last:
        after = moment + DAY
        if moment.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield moment
        moment = after


def goes_back(name: str, first: int, last: int) -> int:
    """How often, within a day of a change of the clocks, the study day is less than ten minutes before."""
    zone, back = ZoneInfo(name), 0
    for moment in changes(zone, first, last):
        days = [study_day((moment + n * timedelta(minutes=10)).astimezone(zone)) for n in range(-36, 300)]
        back += sum(later < earlier for earlier, later in pairwise(days))
    return back


@pytest.mark.parametrize("name", ZONES)
def test_the_study_day_never_goes_back_when_the_clocks_change(name: str) -> None:
    """Promise 11: neither daylight saving nor a change of zone by law takes a day back."""
    assert goes_back(name, 2008, 2016) == 0


def test_there_are_changes_to_be_tested() -> None:
    assert len(list(changes(ZoneInfo("Europe/Berlin"), 2008, 2016))) == 16
    assert len(list(changes(ZoneInfo("Pacific/Apia"), 2008, 2016))) > 6  # one of them skips a day


def test_a_day_is_fixed_when_it_is_written(tmp_path: Path) -> None:
    """Promise 11: travel changes no day that was written."""
    east, west = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Niue")
    with opened(tmp_path / "journal.db") as journal:
        for n, zone in enumerate((east, west, east)):
            journal.append([review("a")], (NOW + timedelta(minutes=n)).astimezone(zone))
        assert [event.day for event in journal.events()] == [TODAY, TODAY - 1, TODAY]
        assert [event.off for event in journal.events()] == [840, -660, 840]
        memory = journal.memory("a")
        assert memory is not None
        assert memory.reps == 3


def test_what_was_answered_under_a_clock_far_ahead_comes_back(tmp_path: Path) -> None:
    """Promise 11: a clock 40 years ahead keeps no card away, and elapsed days are never below 0."""
    with opened(tmp_path / "journal.db") as journal:
        journal.append([review("a"), review("b")], NOW + 14_610 * DAY)
        (event,) = journal.append([review("a")], NOW)
        assert event.day == TODAY
        seen = journal.memory("a")
        assert seen is not None
        assert (seen.last_day, seen.reps) == (TODAY, 2)
        assert TODAY < seen.due_day < TODAY + 100
        unseen = journal.memory("b")
        assert unseen is not None
        assert DueRule(TODAY)(unseen)
        assert DueRule(TODAY + 1)(unseen)
        assert Scheduler().recall(unseen, TODAY) == 1.0
        journal.append([review("b")], NOW)
        again = journal.memory("b")
        assert again is not None
        assert again.last_day == TODAY
        assert not DueRule(TODAY)(again)


def test_a_day_gained_by_flying_west_makes_nothing_due(tmp_path: Path) -> None:
    with opened(tmp_path / "journal.db") as journal:
        journal.append([review("a")], NOW + DAY)
        memory = journal.memory("a")
        assert memory is not None
        assert not DueRule(TODAY)(memory)
