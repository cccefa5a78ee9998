"""Why a card is asked now, and what an answer would change, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from studyguide.memory.model import Grade, Memory, day_date
from studyguide.memory.scheduler import Scheduler
from studyguide.study.desk import Desk
from studyguide.study.due import LAST_DAYS, DueRule
from studyguide.study.learner import GUARD, Forgetting
from studyguide.study.plan import Circumstances
from studyguide.study.value import Values, Worth
from studyguide.study.words import GRADE_NAMES, counted, dated, days, grades_offered, kind, lasting

if TYPE_CHECKING:
    from studyguide.cards.model import Card

_RETAINED = 0.9
"""The chance of recall down to which FSRS's stability tells how long a memory holds."""


class Facts(NamedTuple):
    """What the words rest on."""

    memory: Memory | None
    """None for a new card."""
    misled_day: int | None
    """Study day on which the learner was sure of it and wrong."""
    unseen: int
    """Cards that were never asked; of no meaning but for a new card."""
    rule: DueRule
    now: Circumstances
    scheduler: Scheduler
    grades: tuple[Grade, ...]
    """Those that can be given."""
    kind: str
    """Of its question."""


def why(desk: Desk, card: Card, memory: Memory | None) -> str:
    """Why a card is asked now or not; `memory` is what was remembered before an answer that is on show."""
    mark = desk.journal.mark(card.key)
    if card.reserve:
        return "It is kept back for mock exams, so that they measure more than your memory of the question."
    if mark.suspended:
        return "You suspended it: it is not asked until you take that back."
    facts = Facts(
        memory=memory,
        misled_day=mark.misled_day,
        unseen=0 if memory else _unseen(desk),
        rule=desk.due_rule(),
        now=desk.circumstances(),
        scheduler=desk.scheduler,
        grades=grades_offered(desk.settings.grading),
        kind=kind(card),
    )
    return why_now(facts)


def _unseen(desk: Desk) -> int:
    memories = desk.journal.memories()
    return sum(not each.reserve and each.key not in memories for each in desk.entries)


def why_now(facts: Facts) -> str:
    """The reason, what the memory is like, and what each grade would do."""
    return " ".join((_reason(facts), *_state(facts), _outcomes(facts)))


def _reason(facts: Facts) -> str:
    memory, rule = facts.memory, facts.rule
    if memory is None:
        return _reason_new(facts)
    since = rule.day - memory.last_day
    recall = f"the chance that you still know it is {_recall(facts, memory):.0%}"
    if since <= 0:
        if memory.last_grade is Grade.AGAIN:
            return "You missed it earlier today, so it comes back before the day ends."
        return f"You have answered it today already; it is not due until {_date(rule.on(memory))}."
    if facts.misled_day is not None and rule.first(memory, facts.misled_day):
        sure = f"On {_date(facts.misled_day)} you were sure of it and wrong, so it goes first"
        if memory.last_day == facts.misled_day:
            return f"{sure}; {recall}."
        return f"{sure}, once more in the last {LAST_DAYS} days; {recall}."
    if not rule(memory):
        return f"It is not due until {_date(rule.on(memory))}; {recall}."
    ago = f"last answered {days(since)} ago, {recall}"
    if rule.exam_day is None or rule.forgetting is None:
        return f"It is due: {ago}."
    gain, seconds, _ = _worth(facts, memory)
    pays = f"{counted(max(1, round(seconds)), 'second')} on it should raise that"
    if rule.final:
        return f"It is part of the final pass over all you have met: {ago}."
    if gain >= 0.01:
        return f"It is due: {ago}, and {pays} by about {counted(round(gain * 100), 'point')} until the exam."
    return f"It is due: {ago}."


def _reason_new(facts: Facts) -> str:
    rule = facts.rule
    if rule.exam_day is None:
        return f"This card is new: you meet up to {facts.now.new_per_day} new ones a day."
    left = rule.exam_day - rule.day
    return (
        f"This card is new, one of {counted(facts.unseen, 'card')} never asked. The {counted(left, 'day')} "
        "before the exam go to those of them that count most in it."
    )


def _worth(facts: Facts, memory: Memory) -> Worth:
    """What asking it now is worth, as the plan has it."""
    rule, now = facts.rule, facts.now
    assert rule.exam_day is not None
    values = Values(now.learner, _forgetting(facts), facts.scheduler, rule.exam_day - rule.day)
    elapsed = max(0, rule.day - memory.last_day)
    return values.review(memory.stability, memory.difficulty, elapsed, facts.kind)


def _state(facts: Facts) -> Iterator[str]:
    """Stability and difficulty, and recall on the exam day as things stand."""
    memory, rule = facts.memory, facts.rule
    if memory is None:
        return
    known = f"(stability {lasting(memory.stability)}, difficulty {memory.difficulty:.1f} of 10)"
    if rule.forgetting is None:
        holds, least = max(1, round(memory.stability)), _RETAINED
    else:
        holds, least = rule.forgetting.rest(memory.stability), GUARD
    yield f"Its memory holds {days(holds)} before the chance falls to {least:.0%} {known}."


def _outcomes(facts: Facts) -> str:
    """What each grade would do: recall on an exam day to come, or the day on which it comes back."""
    memory, rule = facts.memory, facts.rule
    after = dict(zip(Grade, facts.scheduler.outcomes(memory, rule.day), strict=True))
    if rule.exam_day is None or rule.forgetting is None:
        said = [
            f"{GRADE_NAMES[grade]} brings it back " + _back(grade, rule.on(after[grade]) - rule.day)
            for grade in facts.grades
        ]
        return f"{', '.join(said)}."
    left, forgetting = rule.exam_day - rule.day, rule.forgetting
    chances = []
    for grade in facts.grades:
        state = after[grade].stability, after[grade].difficulty
        if grade is Grade.AGAIN:  # it is asked until it is known
            state = facts.scheduler.states(state, 0)[Grade.GOOD - 1]
        chances.append(f"{forgetting.recall(state[0], left):.0%} after {GRADE_NAMES[grade]}")
    now = ""
    if memory is not None:
        elapsed = max(0, rule.exam_day - memory.last_day)
        now = f"{forgetting.recall(memory.stability, elapsed):.0%} as it stands, "
    return f"On the exam day, in {counted(left, 'day')}, with nothing more: {now}{', '.join(chances)}."


def _back(grade: Grade, ahead: int) -> str:
    return "today" if grade is Grade.AGAIN else f"in {days(ahead)}"


def _recall(facts: Facts, memory: Memory) -> float:
    """The chance of recall today, by the learner's own forgetting where that decides."""
    if facts.rule.forgetting is None:
        return facts.scheduler.recall(memory, facts.rule.day)
    return facts.rule.forgetting.recall(memory.stability, max(0, facts.rule.day - memory.last_day))


def _forgetting(facts: Facts) -> Forgetting:
    return facts.rule.forgetting or Forgetting.of(facts.now.learner)


def _date(day: int) -> str:
    return dated(day_date(day), "%d %B")
