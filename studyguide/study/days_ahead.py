"""The plan as it is reported: today, the days until the exam, likely recall on the day, and what if."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from studyguide.errors import StudyGuideError, UsageError
from studyguide.memory.model import day_date, day_number
from studyguide.settings import Settings, changed
from studyguide.study.foresight import FARTHEST, Foresight, likely_at
from studyguide.study.outlook import SAMPLE, Day
from studyguide.study.plan import askable
from studyguide.study.today import Standing, comeback, standing

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

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
    reviews: int
    new: int
    minutes: int


class Scenario(Struct, frozen=True):
    """The way to the exam with some minutes a day until some date."""

    exam_date: date | None
    minutes_per_day: int
    recall: Recall | None
    """None where no exam is to come, or one so far away that nothing is forecast."""
    left_out: int | None
    """New cards for which the days have no room; None where nothing is forecast."""
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
    return _scenario(facts, today, points), _scenario(what_if, standing(what_if), others)


def _scenario(facts: Foresight, today: Standing, points: tuple[tuple[int, Likely], ...]) -> Scenario:
    now, likely = facts.now, likely_at(points, facts.now.minutes)
    way = way_ahead(today)
    return Scenario(
        exam_date=None if now.exam_day is None else day_date(now.exam_day),
        minutes_per_day=now.minutes,
        recall=likely and Recall(round(likely.low, 4), round(likely.mean, 4), round(likely.high, 4)),
        left_out=way and way.left_out,
        days=way.days if way else (),
    )


class Way(NamedTuple):
    """The days until the exam in whole numbers: those of any days add up to what all of them ask."""

    days: tuple[PlannedDay, ...]
    left_out: int
    """New cards that no day introduces."""


def way_ahead(today: Standing) -> Way | None:
    """The days until the exam, of today what is left of it; None where they cannot be foreseen."""
    facts, work = today.facts, today.work
    outlook = facts.outlook()
    if outlook is None:
        return None
    asked = askable(facts.cards, facts.now)
    unseen = sum(card.key not in facts.memories for card in asked)
    left = not work.used_up
    first = Day(facts.now.day, work.reviews * left, work.new * left, work.minutes * left)
    later = outlook.days[1:]
    met = sum(day.new for day in later)
    # A card of the sample that is played stands for several: what is less than one of them is no remainder.
    if met > 0 and unseen - first.new - met < max(1.0, len(asked) / SAMPLE):
        share = (unseen - first.new) / met
        later = tuple(day._replace(new=day.new * share) for day in later)
    days = tuple(_whole((first, *later)))
    return Way(days, unseen - sum(day.new for day in days))


def _whole(days: Iterable[Day]) -> Iterator[PlannedDay]:
    """The days in whole numbers, what rounding takes from one given to the next."""
    exact, told = (0.0, 0.0, 0.0), (0, 0, 0)
    for day in days:
        exact = exact[0] + day.reviews, exact[1] + day.new, exact[2] + day.minutes
        upto = round(exact[0]), round(exact[1]), round(exact[2])
        yield PlannedDay(day_date(day.day), upto[0] - told[0], upto[1] - told[1], upto[2] - told[2])
        told = upto
