"""All that is reported of the learner's progress: gathered from a desk, then computed by a pure function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from studyguide.cards.model import Card
from studyguide.guide.model import Pack
from studyguide.journal.event import Event
from studyguide.journal.fold import PLAIN, Mark
from studyguide.memory.model import Memory, day_date
from studyguide.memory.scheduler import Scheduler
from studyguide.study import progress
from studyguide.study.attempts import past_exams
from studyguide.study.calibration import (
    Calibration,
    Confidence,
    calibration,
    confidence,
    predictions,
)
from studyguide.study.catalog import Catalog
from studyguide.study.days import Consistency, Day, consistency, days
from studyguide.study.desk import Desk
from studyguide.study.due import DueRule
from studyguide.study.exam import Exam
from studyguide.study.filter import LEECH_LAPSES
from studyguide.study.forecast import Forecast, forecast
from studyguide.study.foresight import foresight
from studyguide.study.history import KINDS, Record, first_days, history, recalls
from studyguide.study.mistakes import Answer, confusions, examined, terms
from studyguide.study.readiness import Readiness, likely_recall, readiness
from studyguide.study.retention import Retention, retention
from studyguide.study.stages import Stages, stages
from studyguide.study.words import title

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

MOST = 20
"""Pairs, or leeches, that are listed at most; the worst of them."""


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


class Pair(Struct, frozen=True):
    """Two concepts mixed up."""

    concepts: tuple[str, str]
    names: tuple[str, str]
    """As the glossary calls them."""
    times: int


class Leech(Struct, frozen=True):
    """A card forgotten again and again."""

    id: str
    title: str
    lapses: int
    suspended: bool


class Stats(Struct, frozen=True):
    """`stats --json`."""

    day: date
    exam_date: date | None
    answers: int
    """Ever given in reviews and quizzes, and not undone."""
    right: int
    """Of them, not graded Again."""
    retention: float | None
    """True retention over all days: of `retained`, the last."""
    reviewed: int
    """How many answers that share rests on."""
    total: Share
    reserve: int
    """Cards kept for mock exams, which no other sum counts."""
    chapters: tuple[Share, ...]
    tasks: tuple[Share, ...]
    days: tuple[Day, ...]
    """Every study day on which something was done."""
    consistency: Consistency
    desired: float
    """Desired retention, 0 to 1."""
    retained: tuple[Retention, ...]
    """True retention over 7 days, 30 days, and all."""
    calibration: Calibration
    confidence: tuple[Confidence, ...]
    forecast: Forecast
    stages: tuple[Stages, ...]
    readiness: Readiness
    confusions: tuple[Pair, ...]
    """The most frequent first."""
    leeches: tuple[Leech, ...]
    """The most forgotten first."""


class Facts(NamedTuple):
    """What the numbers are computed from; another thread may do that."""

    catalogs: tuple[Catalog, ...]
    packs: tuple[Pack, ...]
    cards: Mapping[str, Card]
    memories: Mapping[str, Memory]
    marks: Mapping[str, Mark]
    events: Sequence[Event]
    """Those of `history.KINDS`, in order."""
    exams: tuple[Exam, ...]
    exam_day: int | None
    """Of an exam to come, or over."""
    scheduler: Scheduler
    rule: DueRule


def gather(desk: Desk, events: Sequence[Event]) -> Facts:
    """The facts of now. `events` are those of `history.KINDS`, which may be many and so are read apart."""
    return Facts(
        catalogs=desk.shelf.catalogs,
        packs=desk.library.packs,
        cards=desk.cards,
        memories=desk.journal.memories(),
        marks=desk.journal.marks(),
        events=events,
        exams=past_exams(desk),
        exam_day=desk.exam_day,
        scheduler=desk.scheduler,
        rule=desk.due_rule(),
    )


def of_desk(desk: Desk) -> Stats:
    """How far the learner is, with likely recall on the exam day."""
    found = stats(gather(desk, tuple(desk.journal.events(kinds=KINDS))))
    return with_likely(found, foresight(desk).likely())


def stats(facts: Facts) -> Stats:
    """How far the learner is; likely recall apart."""
    memories, marks, scheduler = facts.memories, facts.marks, facts.scheduler
    rule, day = facts.rule, facts.rule.day
    entries = tuple(entry for catalog in facts.catalogs for entry in catalog.entries)
    records = history(facts.events)
    done = days(records, facts.exams)
    retained = retention(recalls(records), day)
    first = first_days(records)
    total = progress.tally(entries, memories, marks, scheduler, rule)
    return Stats(
        day=day_date(day),
        exam_date=None if facts.exam_day is None else day_date(facts.exam_day),
        answers=sum(each.answers for each in done),
        right=sum(each.right for each in done),
        retention=retained[-1].kept.share,
        reviewed=retained[-1].kept.n,
        total=_share("all", "All cards", total),
        reserve=sum(entry.reserve for entry in entries),
        chapters=tuple(
            _share(line.id, line.title, line.tally, line.sections, line.read)
            for catalog in facts.catalogs
            for line in progress.chapters(catalog, memories, marks, scheduler, rule)
        ),
        tasks=tuple(
            _share(line.id, line.title, line.tally, weight=round(line.weight, 4))
            for catalog in facts.catalogs
            for line in progress.tasks(catalog, memories, marks, scheduler, rule)
        ),
        days=done,
        consistency=consistency(done, day),
        desired=scheduler.retention,
        retained=retained,
        calibration=calibration(predictions(records, scheduler)),
        confidence=confidence(records),
        forecast=forecast(entries, memories, marks, rule),
        stages=tuple(
            line
            for catalog in facts.catalogs
            for line in stages(catalog, facts.cards, memories, marks, first, day, scheduler)
        ),
        readiness=readiness(facts.catalogs, facts.exams, records),
        confusions=tuple(_pairs(facts, records)),
        leeches=tuple(_leeches(facts)),
    )


def with_likely(stats: Stats, likely: Likely | None) -> Stats:
    """The same with likely recall on the exam day, which takes longer to work out than all the rest."""
    return replace(stats, readiness=replace(stats.readiness, likely=likely_recall(likely)))


def _share(
    id: str,
    title: str,
    tally: progress.Tally,
    sections: int = 0,
    read: int = 0,
    weight: float | None = None,
) -> Share:
    recall = round(tally.recall / tally.seen, 4) if tally.seen else None
    return Share(id, title, tally.cards, tally.seen, tally.known, tally.due, recall, sections, read, weight)


def _pairs(facts: Facts, records: Iterable[Record]) -> Iterable[Pair]:
    answers = tuple(
        Answer(facts.cards[record.item], None, record.correct)
        for record in records
        if record.correct is False and record.item in facts.cards
    )
    names = terms(facts.packs)
    for pair in confusions(answers + examined(facts.exams))[:MOST]:
        both = (pair.one, pair.other)
        one, other = (names.get(concept, concept.replace("-", " ")) for concept in both)
        yield Pair(both, (one, other), pair.times)


def _leeches(facts: Facts) -> Iterable[Leech]:
    """Cards forgotten `LEECH_LAPSES` times or more: asking them again the same way does not help."""
    memories = facts.memories
    worn = [key for key in facts.cards if key in memories and memories[key].lapses >= LEECH_LAPSES]
    for key in sorted(worn, key=lambda key: -memories[key].lapses)[:MOST]:
        card = facts.cards[key]
        yield Leech(card.id, title(card), memories[key].lapses, facts.marks.get(key, PLAIN).suspended)
