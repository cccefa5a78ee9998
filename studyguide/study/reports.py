"""What the reading commands report: the documented shapes of `--json`, filled from a desk."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta, timezone

from msgspec import Struct

from studyguide.cards.model import Card
from studyguide.journal.event import REVIEW, Event
from studyguide.journal.fold import PLAIN, Mark
from studyguide.memory.model import Grade, Memory, day_date
from studyguide.study.desk import Desk
from studyguide.study.plan import is_due
from studyguide.study.words import GRADE_NAMES, kind, title, why_now


class Share(Struct, frozen=True):
    """Progress in one chapter or exam task, or in all."""

    id: str
    title: str
    cards: int
    seen: int
    known: int
    """Cards whose chance of recall is at least 80 %, and which were not missed last."""
    due: int
    recall: float | None
    """Mean chance of recall of the cards seen."""
    sections: int = 0
    read: int = 0
    """Sections read, of a chapter."""
    weight: float | None = None
    """Share of the exam, of a task."""


class Day(Struct, frozen=True):
    """One study day."""

    day: date
    answers: int
    right: int


class Stats(Struct, frozen=True):
    """`stats --json`."""

    day: date
    answers: int
    """Ever given and not undone."""
    right: int
    """Of them, not graded Again."""
    retention: float | None
    """Share of right answers among each card's first answer on days after it was introduced."""
    reviewed: int
    """How many answers that share rests on."""
    total: Share
    chapters: tuple[Share, ...]
    tasks: tuple[Share, ...]
    days: tuple[Day, ...]


def stats(desk: Desk) -> Stats:
    """How far the learner is."""
    total = desk.total()
    reviews = [event for event in desk.journal.events(kinds=(REVIEW,)) if event.live]
    days = _days(reviews)
    kept = _kept(reviews)
    return Stats(
        day=day_date(desk.today),
        answers=sum(day.answers for day in days),
        right=sum(day.right for day in days),
        retention=_mean(sum(kept), len(kept)),
        reviewed=len(kept),
        total=Share(
            "all",
            "All cards",
            total.cards,
            total.seen,
            total.known,
            total.due,
            _mean(total.recall, total.seen),
        ),
        chapters=tuple(
            Share(
                line.id,
                line.title,
                line.tally.cards,
                line.tally.seen,
                line.tally.known,
                line.tally.due,
                _mean(line.tally.recall, line.tally.seen),
                line.sections,
                line.read,
            )
            for line in desk.chapters()
        ),
        tasks=tuple(
            Share(
                line.id,
                line.title,
                line.tally.cards,
                line.tally.seen,
                line.tally.known,
                line.tally.due,
                _mean(line.tally.recall, line.tally.seen),
                weight=round(line.weight, 4),
            )
            for line in desk.tasks()
        ),
        days=days,
    )


def _days(reviews: list[Event]) -> tuple[Day, ...]:
    answers = Counter(event.day for event in reviews)
    right = Counter(event.day for event in reviews if event.body.get("grade") != Grade.AGAIN)
    return tuple(Day(day_date(day), answers[day], right[day]) for day in sorted(answers))


def _kept(reviews: list[Event]) -> list[bool]:
    """Whether each card was still known when first asked on a later day than the one before."""
    last: dict[str, int] = {}
    kept = []
    for event in reviews:
        if event.item in last and event.day > last[event.item]:
            kept.append(event.body.get("grade") != Grade.AGAIN)
        last[event.item] = event.day
    return kept


def _mean(total: float, number: int) -> float | None:
    return round(total / number, 4) if number else None


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


def card_line(desk: Desk, card: Card, memory: Memory | None, mark: Mark) -> CardLine:
    """One card with what is remembered of it."""
    today = desk.today
    aside = mark.is_aside(today)
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
        due=day_date(desk.due_on(memory)) if memory else None,
        is_due=memory is not None and not aside and is_due(memory, today, desk.exam_day, mark.misled_day),
        stability=round(memory.stability, 4) if memory else None,
        memory_difficulty=round(memory.difficulty, 4) if memory else None,
        recall=round(desk.scheduler.recall(memory, today), 4) if memory else None,
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
    memories, marks = desk.journal.memories(), desk.journal.marks()
    lines = (
        card_line(desk, card, memories.get(card.key), marks.get(card.key, PLAIN))
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
    today = desk.today
    recall = desk.scheduler.recall(memory, today) if memory else 0.0
    due_day = desk.due_on(memory) if memory else today
    outcomes = desk.scheduler.outcomes(memory, today)
    return CardReport(
        card=card_line(desk, wanted, memory, desk.journal.mark(wanted.key)),
        why=why_now(wanted, memory, today, recall, due_day),
        outcomes={
            name: day_date(desk.due_on(outcome))
            for name, outcome in zip(GRADE_NAMES.values(), outcomes, strict=True)
        },
        history=tuple(map(_answer, desk.journal.events(item=wanted.key, kinds=("review",)))),
    )


def _answer(event: Event) -> Answer:
    correct, milliseconds = event.body.get("correct"), event.body.get("ms")
    zone = timezone(timedelta(minutes=event.off))
    return Answer(
        at=datetime.fromtimestamp(event.at / 1000, zone).isoformat(timespec="seconds"),
        day=day_date(event.day),
        grade=_grade_name(event),
        correct=correct if isinstance(correct, bool) else None,
        seconds=round(milliseconds / 1000, 1) if isinstance(milliseconds, int) else 0.0,
        undone=not event.live,
    )


def _grade_name(event: Event) -> str:
    return next((name for grade, name in GRADE_NAMES.items() if grade == event.body.get("grade")), "?")
