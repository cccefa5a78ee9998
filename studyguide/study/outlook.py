"""The days until the exam, lived through in advance: likely recall on the day, and what each day asks.

The planner's own policy is played against learners drawn from what is believed of the real one. A large deck
is played with a sample of its cards and that share of the minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from math import sqrt
from random import Random
from typing import NamedTuple

from studyguide.memory.model import Memory
from studyguide.memory.scheduler import Scheduler, State
from studyguide.study.agenda import agenda
from studyguide.study.catalog import Entry
from studyguide.study.introduce import introduction
from studyguide.study.learner import VARIANTS, Forgetting, Learner
from studyguide.study.pace import Course, pace
from studyguide.study.plan import Circumstances, askable, course_of
from studyguide.study.selection import Met, Selection
from studyguide.study.value import Values

RUNS = 8
"""Learners drawn for a forecast."""
SAMPLE = 200
"""Cards that a forecast is played with at most."""
RANGE = 1.625, 0.975
"""From the mean to the ends of the range, in standard deviations: recall is more often less than forecast."""
DISBELIEF = 0.12
"""Standard deviation for what no variant of the forgetting curve can express, with the whole course ahead."""


class Held(NamedTuple):
    """A card on the way to the exam."""

    state: State | None
    """None for a new card."""
    last_day: int
    """Study day of the last review; of no meaning for a new card."""
    weight: float
    """In the exam; above 0."""
    kind: str = ""
    """Of its question."""


class Begun(NamedTuple):
    """What has been done of the first day."""

    introduced: int = 0
    """Cards met for the first time."""
    spent: float = 0.0
    """Seconds studied."""


UNTOUCHED = Begun()


class Day(NamedTuple):
    """What one day should ask; of the first, what is left of it."""

    day: int
    reviews: float
    new: float
    minutes: float


class Likely(NamedTuple):
    """Likely recall on the exam day, weighted by what the exam asks; each 0 to 1."""

    low: float
    mean: float
    high: float


class Outlook(NamedTuple):
    """The time until the exam."""

    likely: Likely
    days: tuple[Day, ...]


def foresee(
    cards: Iterable[Entry],
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    now: Circumstances,
    belief: Belief | None = None,
) -> Outlook | None:
    """The days from today until the exam; None where none is to come.

    A `belief` of this learner, scheduler and exam day need not be worked out again.
    """
    if now.exam_ahead is None:
        return None
    asked = askable(cards, now)
    seen = [card for card in asked if card.key in memories]
    unseen = introduction(asked, memories, now.weight)
    held = [_held(memories[card.key], now.weight(card), card.kind) for card in seen]
    new = [Held(None, 0, now.weight(card), card.kind) for card in unseen]
    return outlook(
        [*held, *new],
        course_of(len(asked), len(seen), now),
        belief or Belief(now.learner, scheduler, now.exam_ahead),
        str(now.day),
        Begun(now.introduced, now.spent),
    )


def _held(memory: Memory, weight: float, kind: str) -> Held:
    return Held((memory.stability, memory.difficulty), memory.last_day, weight, kind)


def outlook(
    cards: Sequence[Held], course: Course, belief: Belief, seed: str, begun: Begun = UNTOUCHED
) -> Outlook:
    """Play the days until the exam; cards not seen yet stand in the order of their introduction."""
    sample = _sample(cards)
    share = len(sample) / len(cards) if cards else 1.0
    runs = [
        _Run(sample, share, course, begun, belief, truth, Random(f"{seed} {number}")).play()
        for number, truth in enumerate(belief.draws)
    ]
    recalls = [recall for recall, _ in runs]
    days = tuple(
        Day(
            same[0].day,
            sum(day.reviews for day in same) / share / len(same),
            sum(day.new for day in same) / share / len(same),
            sum(day.minutes for day in same) / share / len(same),
        )
        for same in zip(*(days for _, days in runs), strict=True)
    )
    return Outlook(_likely(recalls, course, len(sample)), days)


def _likely(recalls: Sequence[float], course: Course, sampled: int) -> Likely:
    mean = sum(recalls) / len(recalls)
    spread = sum((recall - mean) ** 2 for recall in recalls) / max(1, len(recalls) - 1)
    ahead = course.days / max(1, course.length)
    doubt = DISBELIEF * sqrt(0.02 + 0.98 * ahead**2)
    sampling = mean * (1 - mean) / max(1, 4 * sampled)
    deviation = sqrt(spread + doubt**2 + sampling)
    below, above = RANGE
    return Likely(max(0.0, mean - below * deviation), mean, min(1.0, mean + above * deviation))


def _sample(cards: Sequence[Held]) -> Sequence[Held]:
    """Every n-th card, so that new ones keep their order and their share."""
    if len(cards) <= SAMPLE:
        return cards
    step = len(cards) / SAMPLE
    return [cards[int((number + 0.5) * step)] for number in range(SAMPLE)]


def _draws(learner: Learner) -> list[Forgetting]:
    """Variants at even steps through the belief: each is drawn about as often as it weighs."""
    weights = learner.weights
    # In an order in which neighbours are alike, so that even steps cover the belief.
    order = sorted(
        range(len(VARIANTS)), key=lambda number: -Forgetting([(1, VARIANTS[number])]).recall(4, 12)
    )
    draws: list[Forgetting] = []
    passed = 0.0
    for number in order:
        passed += weights[number]
        while len(draws) < RUNS and passed * RUNS >= len(draws) + 0.5:
            draws.append(Forgetting([(1.0, VARIANTS[number])]))
    return draws


class Belief:
    """What the planner goes by before an exam; each thing in it is computed once, and never changes."""

    def __init__(self, learner: Learner, scheduler: Scheduler, exam_day: int) -> None:
        self.learner = learner
        self.scheduler = scheduler
        self.forgetting = Forgetting.of(learner)
        self._exam_day = exam_day
        self._values: dict[int, Values] = {}

    @cached_property
    def draws(self) -> list[Forgetting]:
        """Learners that the real one may be."""
        return _draws(self.learner)

    def values(self, day: int) -> Values:
        """What cards are worth on a day before the exam."""
        found = self._values.get(day)
        if found is None:
            left = self._exam_day - day
            found = self._values[day] = Values(self.learner, self.forgetting, self.scheduler, left)
        return found


class _Run:
    """One learner's way to the exam."""

    def __init__(
        self,
        cards: Sequence[Held],
        share: float,
        course: Course,
        begun: Begun,
        belief: Belief,
        truth: Forgetting,
        dice: Random,
    ) -> None:
        self.cards = cards
        self.share = share
        self.course = course
        self.begun = begun
        self.belief = belief
        self.learner = belief.learner
        self.scheduler = belief.scheduler
        self.truth = truth
        self.dice = dice
        self.states = [card.state for card in cards]
        self.last = [card.last_day for card in cards]
        self.unseen = [number for number, state in enumerate(self.states) if state is None]
        self.met = 0
        self.over = 0.0
        """Seconds that the days before took too long: in a sample one card is a large part of a day."""
        self.waiting: list[list[int]] = [[] for _ in range(self.course.days)]
        for number in range(len(cards)):
            self._schedule(number)

    def play(self) -> tuple[float, list[Day]]:
        """Weighted recall on the exam day, and the days."""
        course, days = self.course, []
        for day in range(course.day, course.exam_day):
            days.append(self._day(day))
        recall = total = 0.0
        known = 1 - self.learner.first_shares[0]
        for card, state, last in zip(self.cards, self.states, self.last, strict=True):
            chance = self.truth.recall(state[0], course.exam_day - last) if state else known
            recall += chance * card.weight
            total += card.weight
        return (recall / total if total else 1.0), days

    def _schedule(self, number: int) -> None:
        """Note the day on which a card falls under the guard."""
        state = self.states[number]
        if state is not None:
            ready = self.last[number] + self.belief.forgetting.rest(state[0]) - self.course.day
            if ready < len(self.waiting):
                self.waiting[max(0, ready)].append(number)

    def _day(self, day: int) -> Day:
        course, left, share = self.course, len(self.unseen) - self.met, self.share
        begun, now = self.begun, course
        if day > course.day:
            begun, seen = UNTOUCHED, len(self.cards) - left
            now = course._replace(day=day, seen=round(seen / share), unseen=round(left / share))
        room = max(0.0, course.minutes * 60 - begun.spent) * share - self.over
        forgetting = self.belief.forgetting
        limits = pace(now, forgetting, self.learner.seconds)
        choice = Selection(limits, self.belief.values(day), forgetting)
        candidates = self.waiting[day - course.day]
        if limits.final:
            candidates = [number for number, state in enumerate(self.states) if state is not None]
        found = choice.reviews(self._met(sorted(candidates), day), self._weight)
        today = choice.left(begun.introduced)
        today = today._replace(
            new=max(round(today.new * share), min(today.new, left, 1)), new_seconds=today.new_seconds * share
        )
        unseen = islice(self.unseen, self.met, self.met + today.new)
        new = choice.introductions((number, self.cards[number].kind) for number in unseen)
        spent = reviews = introduced = 0.0
        asked: set[int] = set()
        for item in agenda(found, new, today):
            if spent >= room:
                break
            spent += item.seconds
            asked.add(item.card)
            if self.states[item.card] is None:
                introduced += 1
                self.met += 1
            else:
                reviews += 1
            self._answer(item.card, day)
        self.over = max(0.0, spent - room)
        tomorrow = day + 1 - course.day
        if tomorrow < len(self.waiting):
            self.waiting[tomorrow].extend(number for number in candidates if number not in asked)
        return Day(day, reviews, introduced, spent / 60)

    def _met(self, numbers: Iterable[int], day: int) -> Iterator[Met[int]]:
        for number in numbers:
            state = self.states[number]
            assert state is not None
            yield number, state[0], state[1], day - self.last[number], self.cards[number].kind, False

    def _weight(self, number: int) -> float:
        return self.cards[number].weight

    def _answer(self, number: int, day: int) -> None:
        state, roll = self.states[number], self.dice.random()
        if state is None:
            grade = 0
            for share in self.learner.first_shares[:3]:
                roll -= share
                if roll < 0:
                    break
                grade += 1
            after = self.scheduler.states(None, 0)[grade]
        else:
            elapsed = max(0, day - self.last[number])
            grade = 2 if roll < self.truth.recall(state[0], elapsed) else 0
            after = self.scheduler.states(state, elapsed)[grade]
        if grade == 0:
            after = self.scheduler.states(after, 0)[2]
        self.states[number] = after
        self.last[number] = day
        self._schedule(number)
