"""What is reported of cards: the documented shapes of their commands' `--json`, filled from a desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from msgspec import Struct

from studyguide.cards.model import Card
from studyguide.journal.event import Event
from studyguide.journal.fold import PLAIN, Mark
from studyguide.memory.model import Grade, Memory, day_date
from studyguide.memory.scheduler import Scheduler
from studyguide.study.desk import Desk
from studyguide.study.due import DueRule
from studyguide.study.progress import stands_due
from studyguide.study.why import why
from studyguide.study.words import GRADE_NAMES, kind, title


class CardLine(Struct, frozen=True):
    """One card of `cards --json`."""

    id: str
    kind: str
    chapter: str
    task: str
    scope: str
    difficulty: int
    concept: str
    ref: str
    title: str
    derived: bool
    reserve: bool
    state: str
    """new, learning (missed when last asked), review, suspended, or buried (not asked again today)."""
    suspended: bool
    flagged: bool
    due: date | None
    is_due: bool
    stability: float | None
    """Days."""
    memory_difficulty: float | None
    """1 to 10."""
    recall: float | None
    last: date | None
    reps: int
    lapses: int


def card_line(card: Card, memory: Memory | None, mark: Mark, rule: DueRule, scheduler: Scheduler) -> CardLine:
    """One card with what is remembered of it on the rule's day."""
    today = rule.day
    return CardLine(
        id=card.id,
        kind=kind(card),
        chapter=card.chapter,
        task=card.task,
        scope=card.scope,
        difficulty=card.difficulty,
        concept=card.concept,
        ref=card.ref,
        title=title(card),
        derived=card.derived,
        reserve=card.reserve,
        state=_state(memory, mark, today),
        suspended=mark.suspended,
        flagged=mark.flagged,
        due=day_date(rule.on(memory)) if memory else None,
        is_due=memory is not None and stands_due(memory, mark, rule),
        stability=round(memory.stability, 4) if memory else None,
        memory_difficulty=round(memory.difficulty, 4) if memory else None,
        recall=round(scheduler.recall(memory, today), 4) if memory else None,
        last=day_date(memory.last_day) if memory else None,
        reps=memory.reps if memory else 0,
        lapses=memory.lapses if memory else 0,
    )


def _state(memory: Memory | None, mark: Mark, today: int) -> str:
    if mark.suspended:
        return "suspended"
    if mark.buried_day == today:
        return "buried"
    if memory is None:
        return "new"
    return "learning" if memory.last_grade is Grade.AGAIN else "review"


def cards(desk: Desk, query: str = "") -> tuple[CardLine, ...]:
    """The cards that fit a query of the filter language.

    Raises:
        UsageError: The query says something unknown.
    """
    from studyguide.study.filter import parse

    fits = parse(query)
    memories, marks, rule = desk.journal.memories(), desk.journal.marks(), desk.due_rule()
    lines = (
        card_line(card, memories.get(card.key), marks.get(card.key, PLAIN), rule, desk.scheduler)
        for card in desk.cards.values()
    )
    return tuple(line for line in lines if fits(line))


class Answer(Struct, frozen=True):
    """One answer in a card's history."""

    at: str
    """ISO 8601 with the offset of then."""
    day: date
    grade: str
    correct: bool | None
    seconds: float
    undone: bool
    certainty: int | None
    """How sure the learner was: 1 guess, 2 fairly, 3 sure; None where they were not asked."""


class CardReport(Struct, frozen=True):
    """`card ID --json`."""

    card: CardLine
    why: str
    """Why it is due or not, in a sentence."""
    outcomes: dict[str, date]
    """For each grade, the day on which it would be asked again."""
    history: tuple[Answer, ...]


def card(desk: Desk, wanted: Card) -> CardReport:
    """One card: its memory, its history, and why it is due."""
    memory = desk.journal.memory(wanted.key)
    today, rule = desk.today, desk.due_rule()
    outcomes = desk.scheduler.outcomes(memory, today)
    return CardReport(
        card=card_line(wanted, memory, desk.journal.mark(wanted.key), rule, desk.scheduler),
        why=why(desk, wanted, memory),
        outcomes={
            name: day_date(rule.on(outcome))
            for name, outcome in zip(GRADE_NAMES.values(), outcomes, strict=True)
        },
        history=tuple(map(_answer, desk.journal.events(item=wanted.key, kinds=("review",)))),
    )


def _answer(event: Event) -> Answer:
    correct, milliseconds, certainty = map(event.body.get, ("correct", "ms", "certainty"))
    zone = timezone(timedelta(minutes=event.off))
    return Answer(
        at=datetime.fromtimestamp(event.at / 1000, zone).isoformat(timespec="seconds"),
        day=day_date(event.day),
        grade=_grade_name(event),
        correct=correct if isinstance(correct, bool) else None,
        seconds=round(milliseconds / 1000, 1) if isinstance(milliseconds, int) else 0.0,
        undone=not event.live,
        certainty=certainty if type(certainty) is int and 1 <= certainty <= 3 else None,
    )


def _grade_name(event: Event) -> str:
    return next((name for grade, name in GRADE_NAMES.items() if grade == event.body.get("grade")), "?")
