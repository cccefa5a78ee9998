"""The study day: 04:00 to 04:00 local time, wherever and whenever that is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import day_date, day_number, study_day

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # daylight saving of half an hour
    "Pacific/Apia",  # left out a whole day in 2011
    "Asia/Kathmandu",
    "America/St_Johns",
)
instants = st.integers(788_918_400, 2_840_140_800).map(lambda second: datetime.fromtimestamp(second, UTC))
"""1995 to 2059."""
zones = st.sampled_from(ZONES).map(ZoneInfo)


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("2026-12-01T03:59:59.999999", "2026-11-30"),
        ("2026-12-01T04:00:00", "2026-12-01"),
        ("2026-12-01T23:59:59", "2026-12-01"),
        ("2026-12-02T00:30:00", "2026-12-01"),
        ("2024-03-01T01:00:00", "2024-02-29"),
        ("1970-01-01T04:00:00", "1970-01-01"),
    ],
)
@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_a_day_begins_at_four_in_the_morning_local_time(clock: str, day: str, hours: int) -> None:
    local = datetime.fromisoformat(clock).replace(tzinfo=timezone(timedelta(hours=hours)))
    assert day_date(study_day(local)) == date.fromisoformat(day)


@given(instants, zones, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_time_going_on_in_one_zone_never_turns_the_day_back(
    instant: datetime, zone: ZoneInfo, later: timedelta
) -> None:
    assert study_day(instant.astimezone(zone)) <= study_day((instant + later).astimezone(zone))


@given(instants, zones)
def test_a_day_is_the_local_date_or_the_one_before(instant: datetime, zone: ZoneInfo) -> None:
    local = instant.astimezone(zone)
    assert (local.date() - day_date(study_day(local))).days == (local.hour < 4)


@given(instants, zones, zones)
def test_a_journey_moves_the_day_by_no_more_than_the_zones_lie_apart(
    instant: datetime, here: ZoneInfo, there: ZoneInfo
) -> None:
    assert abs(study_day(instant.astimezone(here)) - study_day(instant.astimezone(there))) <= 2


@pytest.mark.parametrize(
    ("zone", "evening"),
    [
        ("Europe/Berlin", "2026-03-28T22:00"),
        ("Europe/Berlin", "2026-10-24T22:00"),
        ("America/New_York", "2026-11-01T00:30"),
    ],
)
def test_the_night_of_a_clock_change_is_one_evening(zone: str, evening: str) -> None:
    start = datetime.fromisoformat(evening).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    hours = [(start + timedelta(minutes=15 * n)).astimezone(ZoneInfo(zone)) for n in range(24)]
    days = {study_day(hour) for hour in hours if hour.hour < 4 or hour.hour >= 22}
    assert len(days) == 1


@given(st.dates())
def test_a_date_and_its_number_are_one(when: date) -> None:
    assert day_date(day_number(when)) == when
