"""The plan as it is reported: today, the days until the exam, likely recall on the day, and what if."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from studyguide.errors import StudyGuideError, UsageError
from studyguide.memory.model import day_date, day_number
from studyguide.settings import Settings, changed
from studyguide.study.foresight import FARTHEST, Foresight, likely_at
from studyguide.study.today import Standing, comeback

if TYPE_CHECKING:
    from studyguide.study.outlook import Day, Likely

WHAT_IFS = {"minutes": "minutes_per_day", "exam-date": "exam_date"}
"""What can be asked for, and the setting that it would be."""


class Recall(Struct, frozen=True):
    """Likely recall on the exam day, weighted by what the exam asks, with its range; each 0 to 1."""

    low: float
    likely: float
    high: float


class PlannedDay(Struct, frozen=True):
    """What a day is expected to ask; of today, what is left of it."""

    day: date
    reviews: float
    new: float
    minutes: float


class Scenario(Struct, frozen=True):
    """The way to the exam with some minutes a day until some date."""

    exam_date: date | None
    minutes_per_day: int
    recall: Recall | None
    """None where no exam is to come, or one so far away that nothing is forecast."""
    left_out: int
    """New cards for which there is no room before the exam."""
    days: tuple[PlannedDay, ...]
    """Those until the exam, today first; none where nothing is forecast."""


class TodaysCard(Struct, frozen=True):
    """A card of today's sitting."""

    key: str
    chapter: str
    new: bool


class PlanReport(Struct, frozen=True):
    """`plan --json`."""

    day: date
    due: int
    """Cards due today."""
    waiting: int
    """Cards due for which today's sitting has no room."""
    used_up: bool
    """Whether the day's minutes are used up; the sitting is then one for those who want more."""
    minutes: int
    """That the sitting should take."""
    cards: tuple[TodaysCard, ...]
    """Of the sitting, in the order asked."""
    comeback: str
    """What days missed come to, in a sentence; empty where too few were missed."""
    plan: Scenario
    """As things are set."""
    what_if: Scenario | None
    """With what was asked for instead."""


def parse_what_if(settings: Settings, wishes: tuple[str, ...], today: int) -> Settings | None:
    """The settings that would be, from such as `minutes=20`; None where nothing is asked for.

    Raises:
        UsageError: Nothing is called that, or the value does not fit.
    """
    if not wishes:
        return None
    for wish in wishes:
        name, _, value = wish.partition("=")
        if name not in WHAT_IFS:
            raise UsageError(f"what if {wish!r}? It can be minutes=30 or exam-date=2027-03-01")
        try:
            settings = changed(settings, WHAT_IFS[name], value)
        except StudyGuideError as error:
            raise UsageError(str(error)) from error
    if settings.exam_date is None:
        raise UsageError("no exam date is set to plan for; ask with exam-date=2027-03-01")
    ahead = day_number(settings.exam_date) - today
    if not 0 < ahead <= FARTHEST:
        raise UsageError(f"an exam on {settings.exam_date} is not within a year from today")
    return settings


def report(today: Standing, other: Settings | None = None) -> PlanReport:
    """Today, the days ahead, and how they would be under other settings."""
    facts = today.facts
    sitting = (facts.plan(today.work.used_up) if today.work.used_up else today.plan).sitting
    as_set, what_if = _scenarios(today, other)
    return PlanReport(
        day=day_date(facts.now.day),
        due=len(today.plan.due),
        waiting=today.work.waiting,
        used_up=bool(today.work.used_up),
        minutes=today.work.minutes,
        cards=tuple(TodaysCard(card.key, card.chapter, card.key not in facts.memories) for card in sitting),
        comeback=comeback(today),
        plan=as_set,
        what_if=what_if,
    )


def _scenarios(today: Standing, other: Settings | None) -> tuple[Scenario, Scenario | None]:
    facts = today.facts
    if other is None or other.exam_date is None:
        return _scenario(facts, today, tuple(facts.climb(facts.now.minutes))), None
    what_if = facts.what_if(minutes=other.minutes_per_day, exam_day=day_number(other.exam_date))
    if what_if.now.exam_day != facts.now.exam_day:
        points = tuple(facts.climb(facts.now.minutes))
        others = tuple(what_if.climb(what_if.now.minutes))
    else:  # what more minutes need holds for fewer too
        points = others = tuple(facts.climb(max(facts.now.minutes, what_if.now.minutes)))
    return _scenario(facts, today, points), _scenario(what_if, None, others)


def _scenario(facts: Foresight, today: Standing | None, points: tuple[tuple[int, Likely], ...]) -> Scenario:
    """The way to the exam; where `today` is given, its row tells what is left of it."""
    now, outlook = facts.now, facts.outlook()
    likely = likely_at(points, now.minutes)
    plan = today.plan if today else facts.plan()
    days = [_planned(day) for day in outlook.days] if outlook else []
    if today and days:
        left = today.work if not today.work.used_up else None
        days[0] = PlannedDay(
            days[0].day,
            left.reviews if left else 0,
            left.new if left else 0,
            round(plan.seconds / 60, 1),
        )
    return Scenario(
        exam_date=None if now.exam_day is None else day_date(now.exam_day),
        minutes_per_day=now.minutes,
        recall=likely and Recall(round(likely.low, 4), round(likely.mean, 4), round(likely.high, 4)),
        left_out=plan.left_out,
        days=tuple(days),
    )


def _planned(day: Day) -> PlannedDay:
    return PlannedDay(day_date(day.day), round(day.reviews, 1), round(day.new, 1), round(day.minutes, 1))
