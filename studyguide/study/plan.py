"""What to ask today: what brings most by the exam for a minute; where there is none, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from studyguide.memory.model import Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.agenda import Rated, agenda
from studyguide.study.catalog import Entry
from studyguide.study.due import DueRule
from studyguide.study.introduce import introduction
from studyguide.study.learner import Forgetting, Learner
from studyguide.study.pace import Course, Pace, pace
from studyguide.study.selection import Met, Selection
from studyguide.study.value import Values

SCOPE_WEIGHTS = {"in": 1.0, "adjacent": 0.5, "out": 0.2}
"""What a card counts by whether the exam asks its topic."""
_INSTANT = 1e-6
"""Seconds: less than this is left over by rounding."""


class Circumstances(NamedTuple):
    """What a plan depends on besides cards and memories."""

    day: int
    """The study day."""
    minutes: int
    """For study, a day."""
    new_per_day: int
    """Cards to introduce a day where no exam sets the pace."""
    exam_day: int | None = None
    first_day: int | None = None
    """Study day of the first answer; None before it."""
    introduced: int = 0
    """Cards met for the first time today."""
    spent: float = 0.0
    """Seconds studied today."""
    learner: Learner = Learner()
    """As their answers before today have it."""
    set_aside: Set[str] = frozenset()
    """Keys of cards that are suspended, or buried for today."""
    misled: Mapping[str, int] = MappingProxyType({})
    """For cards answered wrongly although the learner was sure, the study day of that."""
    weights: Mapping[str, float] = MappingProxyType({})
    """What a card of a task counts in the exam; 1 where nothing is said."""

    @property
    def exam_ahead(self) -> int | None:
        """The study day of an exam that is still to come."""
        return self.exam_day if self.exam_day is not None and self.exam_day > self.day else None

    def weight(self, card: Entry) -> float:
        """What a card counts in the exam; above 0."""
        return self.weights.get(card.task, 1.0) * SCOPE_WEIGHTS.get(card.scope, 1.0)


class Plan(NamedTuple):
    """Today's work, as far as it is still to be done."""

    due: tuple[Entry, ...]
    """Every card that is due, the best use of a minute first."""
    new: tuple[Entry, ...]
    """Cards to introduce today."""
    chosen: tuple[Entry, ...]
    """What the minutes left today allow, the best use first; before the final pass one card of a concept."""
    seconds: float
    """That these should take."""
    rule: DueRule
    """What is due."""

    @property
    def sitting(self) -> tuple[Entry, ...]:
        """What was chosen, in the order in which it is to be asked."""
        from studyguide.study.arrange import arrange  # deferred: what is due does without an order

        new = {card.key for card in self.new}
        return tuple(arrange(self.chosen, {card.key for card in self.chosen if card.key not in new}))

    @property
    def waiting(self) -> int:
        """Cards due that today's minutes do not reach."""
        chosen = {card.key for card in self.chosen}
        return sum(card.key not in chosen for card in self.due)


def due_rule(cards: Iterable[Entry], memories: Mapping[str, Memory], now: Circumstances) -> DueRule:
    """How it is told today what is due."""
    if now.exam_ahead is None:
        return DueRule(now.day)
    forgetting = Forgetting.of(now.learner)
    asked = askable(cards, now)
    course = course_of(len(asked), sum(card.key in memories for card in asked), now)
    limits = pace(course, forgetting, now.learner.seconds)
    return DueRule(now.day, now.exam_ahead, forgetting, limits.final)


def plan(
    cards: Iterable[Entry],
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    now: Circumstances,
    *,
    minutes: float | None = None,
) -> Plan:
    """Today's plan.

    Args:
        cards: In reading order; reserve cards are left to mock exams.
        memories: By card key.
        scheduler: The memory model.
        now: Day, exam, minutes, and what is known of the learner.
        minutes: For the sitting; by default what is left of the day's.
    """
    asked = askable(cards, now)
    seconds = now.minutes * 60 - now.spent if minutes is None else minutes * 60
    if now.exam_ahead is None:
        return _by_retention(asked, memories, scheduler, now, seconds)
    return _for_exam(asked, memories, scheduler, now, now.exam_ahead, seconds)


def _by_retention(
    cards: Sequence[Entry],
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    now: Circumstances,
    seconds: float,
) -> Plan:
    """Every card due by the desired retention, the least likely to be recalled first; then new ones."""
    rule, costs, paces = DueRule(now.day), now.learner.seconds, now.learner.paces
    found, chances = list[Entry](), list[float]()
    answered: set[str] = set()
    for card in cards:
        memory = memories.get(card.key)
        if memory and memory.last_day == now.day and not rule.first(memory):
            answered.add(card.concept)
        if memory and rule(memory, now.misled.get(card.key)):
            found.append(card)
            chances.append(scheduler.recall(memory, now.day))
    weakest = sorted(range(len(found)), key=chances.__getitem__)
    reviews = (
        Rated(
            0.0,
            (costs.wrong + chances[number] * (costs.right - costs.wrong))
            * paces.get(found[number].kind, 1.0),
            found[number],
        )
        for number in weakest
    )
    asked = _one_a_concept(reviews, set(answered))
    unseen = (
        Rated(0.0, costs.new * paces.get(card.kind, 1.0), card)
        for card in introduction(cards, memories, now.weight)
    )
    room = max(0, now.new_per_day - now.introduced)
    taken = answered | {card.concept for card in found}
    new = list(islice(_one_a_concept(unseen, taken), room))
    chosen = list(_within(chain(asked, new), seconds))
    return Plan(
        due=tuple([found[number] for number in weakest]),
        new=tuple(rated.card for rated in new),
        chosen=tuple(rated.card for rated in chosen),
        seconds=sum(rated.seconds for rated in chosen),
        rule=rule,
    )


def _for_exam(
    cards: Sequence[Entry],
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    now: Circumstances,
    exam_day: int,
    seconds: float,
) -> Plan:
    forgetting, costs = Forgetting.of(now.learner), now.learner.seconds
    held = [memories.get(card.key) for card in cards]
    seen = len(held) - held.count(None)
    course = course_of(len(cards), seen, now)
    limits = pace(course, forgetting, costs)
    rule = DueRule(now.day, exam_day, forgetting, limits.final)
    day = Selection(limits, Values(now.learner, forgetting, scheduler, course.days), forgetting)
    answered: set[str] = set()
    found = day.reviews(_met(cards, held, rule, now.misled, answered), now.weight)
    due = found.cards
    asked = found if limits.final else _one_a_concept(found, set(answered))
    room = max(0, _room(course, limits, costs.new) - now.introduced)
    unseen = ((card, card.kind) for card in introduction(cards, memories, now.weight, room))
    taken = answered | {card.concept for card in due} if seen < len(cards) else answered
    new = _one_a_concept(day.introductions(unseen), taken)
    chosen = list(_within(agenda(asked, new, day.left(now.introduced)), seconds))
    return Plan(
        due=due,
        new=tuple(rated.card for rated in chosen if rated.card.key not in memories),
        chosen=tuple(rated.card for rated in chosen),
        seconds=sum(rated.seconds for rated in chosen),
        rule=rule,
    )


def _met(
    cards: Sequence[Entry],
    held: Sequence[Memory | None],
    rule: DueRule,
    misled: Mapping[str, int],
    answered: set[str],
) -> Iterator[Met[Entry]]:
    """What the selection goes by, of the cards that are remembered; notes the concepts answered today."""
    today = rule.day
    for card, memory in zip(cards, held, strict=True):
        if memory is None:
            continue
        stability, difficulty, last_day, _, _, _, _ = memory
        first = False
        if last_day == today or card.key in misled:
            first = rule.first(memory, misled.get(card.key))
            if last_day == today and not first:
                answered.add(card.concept)
        yield card, stability, difficulty, today - last_day, card.kind, first


def askable(cards: Iterable[Entry], now: Circumstances) -> list[Entry]:
    """The cards that a plan may ask: reserve cards are left to mock exams."""
    return [card for card in cards if not card.reserve and card.key not in now.set_aside]


def course_of(cards: int, seen: int, now: Circumstances) -> Course:
    """The way to an exam ahead as of this morning, so that today's answers do not change today's limits.

    Args:
        cards: That can be asked.
        seen: Of them, met by now.
        now: An exam is to come.
    """
    assert now.exam_ahead is not None
    return Course(
        day=now.day,
        exam_day=now.exam_ahead,
        first_day=now.day if now.first_day is None else min(now.first_day, now.day),
        minutes=max(1, now.minutes),
        seen=max(0, seen - now.introduced),
        unseen=cards - seen + now.introduced,
    )


def _room(course: Course, limits: Pace, seconds: float) -> int:
    """About how many cards can be introduced before the exam, today's included."""
    return int(course.days * min(limits.new_seconds, course.minutes * 60 * 0.7) / seconds)


def _one_a_concept(items: Iterable[Rated[Entry]], taken: set[str]) -> Iterator[Rated[Entry]]:
    """The cards without later siblings: one card of a concept would give another's answer away."""
    for item in items:
        if item.card.concept not in taken:
            taken.add(item.card.concept)
            yield item


def _within(items: Iterable[Rated[Entry]], seconds: float) -> Iterator[Rated[Entry]]:
    """As many as fit, within one."""
    spent = 0.0
    for item in items:
        if spent >= seconds - _INSTANT:
            return
        spent += item.seconds
        yield item
