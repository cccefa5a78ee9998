"""What today holds: the one report that must be quick, so that a shell prompt can ask for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from studyguide.memory.model import day_date
from studyguide.study.comeback import Comeback, comeback_words, missed_days
from studyguide.study.foresight import Foresight, foresight
from studyguide.study.plan import Plan
from studyguide.study.words import counted, dated

if TYPE_CHECKING:
    from studyguide.study.desk import Desk


class Work(NamedTuple):
    """What today's sitting holds."""

    reviews: int
    new: int
    minutes: int
    """That it should take, to the nearest whole one."""
    waiting: int
    """Cards due for which it has no room."""
    used_up: int = 0
    """The day's minutes, where they are used up: the sitting is then one for those who want more."""
    again: int = 0
    """Of the reviews, those of cards missed today."""
    to_go: int = 0
    """Answers still to give in a sitting that was left today; it is gone on with first."""

    @property
    def asks(self) -> bool:
        """Whether there is anything to be asked."""
        return self.reviews + self.new + self.to_go > 0


class Due(NamedTuple):
    """`due --json`."""

    day: date
    due: int
    """Cards due, those missed today among them."""
    reviews: int
    """In what is left of today's sitting, like `new` and `minutes`; 0 once the day's are used up."""
    new: int
    minutes: int
    """That the sitting should take."""
    waiting: int
    """Cards due for which today has no room."""
    to_go: int
    """Answers still to give in a sitting that was left today; 0 without one."""
    missed: int
    """Study days without a review before today; 0 once there is one today, and once the exam is over."""
    exam_date: date | None
    days_to_exam: int | None
    cards: int
    """That reviews ask."""
    seen: int
    """Of them, met so far."""
    reserve: int
    """Cards kept for mock exams."""


class Standing(NamedTuple):
    """How far today has come."""

    facts: Foresight
    plan: Plan
    work: Work


def today_at(desk: Desk) -> Standing:
    """How far today has come."""
    return standing(foresight(desk), desk.to_go())


def standing(facts: Foresight, to_go: int = 0) -> Standing:
    """How far today has come; once its minutes are used up, with the work of a sitting of as many more.

    `to_go` is what a sitting left today still asks.
    """
    now, plan = facts.now, facts.plan()
    used_up = not plan.chosen and now.spent >= now.minutes * 60
    found = facts.plan(minutes=now.minutes) if used_up else plan
    met = [facts.memories[card.key] for card in found.chosen if card.key in facts.memories]
    work = Work(
        reviews=len(met),
        new=len(found.chosen) - len(met),
        minutes=max(1, round(found.seconds / 60)) if found.chosen else 0,
        waiting=found.waiting,
        used_up=now.minutes if used_up else 0,
        again=sum(memory.last_day == now.day for memory in met),
        to_go=to_go,
    )
    return Standing(facts, plan, work)


def work_words(found: Work, go_on: str) -> str:
    """Today's work in words; `go_on` names what starts a sitting beyond the day's minutes."""
    if found.to_go:
        return f"{found.to_go} to go in the sitting you left"
    parts = (
        counted(found.reviews, "review") if found.reviews else "",
        f"{found.new} new" if found.new else "",
    )
    asked = ", ".join(filter(None, parts))
    if found.used_up:
        are = "is" if found.used_up == 1 else "are"
        done = f"today's {counted(found.used_up, 'minute')} {are} used up"
        return f"{done}; {go_on} goes on: {asked}" if asked else f"{done}, and nothing is due"
    if not asked:
        return "nothing is due"
    waiting = f"; {found.waiting} more can wait" if found.waiting else ""
    return f"{asked}: about {counted(found.minutes, 'minute')}{waiting}"


def comeback(today: Standing) -> str:
    """What days missed come to; empty where too few were missed."""
    now, plan = today.facts.now, today.plan
    return comeback_words(
        Comeback(
            missed=missed_days(today.facts.memories, now.day, now.exam_day),
            due=len(plan.due),
            today=len(plan.due) - plan.waiting,
            days_left=now.exam_ahead and now.exam_ahead - now.day,
        )
    )


def exam_today(found: Work) -> str:
    """What holds on the day of the exam."""
    if found.used_up or not found.reviews + found.to_go:
        return "The exam is today. Good luck! Nothing more has to be done, and nothing new is asked."
    return "The exam is today. Good luck! A short review of what is shakiest is enough; nothing new is asked."


def after_exam(exam_day: int, retention: float) -> str:
    """What holds once the exam is over; what else can be done is each face's to say."""
    return (
        f"The exam was on {dated(day_date(exam_day), '%d %B %Y')}. "
        f"Reviews go on by themselves, each at {retention:.0%} chance of recall."
    )


def due(today: Standing) -> Due:
    """What is due today."""
    facts, now, plan = today.facts, today.facts.now, today.plan
    left = not today.work.used_up
    asked = [entry for entry in facts.cards if not entry.reserve]
    return Due(
        day=day_date(now.day),
        due=len(plan.due),
        reviews=today.work.reviews * left,
        new=today.work.new * left,
        minutes=today.work.minutes * left,
        waiting=plan.waiting,
        to_go=today.work.to_go,
        missed=missed_days(facts.memories, now.day, now.exam_day),
        exam_date=None if now.exam_day is None else day_date(now.exam_day),
        days_to_exam=None if now.exam_day is None else now.exam_day - now.day,
        cards=len(asked),
        seen=sum(entry.key in facts.memories for entry in asked),
        reserve=len(facts.cards) - len(asked),
    )
