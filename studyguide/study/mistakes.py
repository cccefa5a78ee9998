"""What goes wrong: which distractor was chosen how often, and which concepts are mixed up. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from studyguide.cards.grading import judge
from studyguide.cards.model import Card, Chosen, Response
from studyguide.guide.markup import plain
from studyguide.guide.model import Comparison, Glossary, Pack, Row, Term
from studyguide.journal.event import Event
from studyguide.study.catalog import Entry
from studyguide.study.certainty import Certainty
from studyguide.study.exam import Exam


class _Stored(msgspec.Struct, frozen=True):
    """What is read back of an answer on record."""

    response: Response | None = None
    correct: bool | None = None
    certainty: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, wherever it was given."""

    card: Card
    response: Response | None
    correct: bool | None
    sure: bool = False


def reviewed(events: Iterable[Event], cards: Mapping[str, Card]) -> tuple[Answer, ...]:
    """The answers of reviews, quizzes and drills that count, as far as their cards still exist."""
    stored = (
        (cards[event.item], msgspec.convert(event.body, _Stored))
        for event in events
        if event.live and event.item in cards
    )
    return tuple(
        Answer(card, answer.response, answer.correct, answer.certainty == Certainty.SURE)
        for card, answer in stored
    )


def examined(exams: Iterable[Exam]) -> tuple[Answer, ...]:
    """The answers of mock exams that are over; what was left blank is no answer."""
    return tuple(
        Answer(exam.cards[key], exam.sheet(key).response, bool(exam.verdict(key).credit))
        for exam in exams
        if exam.ended
        for key in exam.keys
        if exam.sheet(key).answered
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """One distractor that was chosen."""

    key: str
    option: str
    text: str
    why: str
    times: int
    sure: int
    """How often the learner was sure of it."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two concepts taken for each other."""

    one: str
    other: str
    times: int
    """Wrong answers to questions on the one that name the other as confusable."""


def slips(answers: Iterable[Answer]) -> tuple[Slip, ...]:
    """Chosen distractors, the most frequent first."""
    times: Counter[tuple[str, str]] = Counter()
    sure: Counter[tuple[str, str]] = Counter()
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    for answer in answers:
        if not isinstance(answer.response, Chosen):
            continue
        for part in judge(answer.card, answer.response).parts:
            if part.chosen and not part.key:
                name = (answer.card.key, part.id)
                times[name] += 1
                sure[name] += answer.sure
                texts[name] = (part.text, part.why)
    ranked = sorted(times, key=lambda name: (-times[name], name))
    return tuple(Slip(*name, *texts[name], times[name], sure[name]) for name in ranked)


def confusions(answers: Iterable[Answer]) -> tuple[Confusion, ...]:
    """Pairs of concepts by how often the learner went wrong between them, the most frequent first."""
    times: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        if answer.correct is False:
            for other in answer.card.confusable:
                one, two = sorted((answer.card.concept, other))
                times[one, two] += 1
    return tuple(
        Confusion(*pair, count) for pair, count in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    )


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two concepts side by side: what the guide says of each."""

    ref: str
    heads: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]
    """Aspect, and what each of the two is in it."""


def contrast(packs: Sequence[Pack], one: str, *others: str) -> Contrast | None:
    """A concept beside the first of others with which it stands in one comparison of the guide.

    Where it stands in none with any of them, beside the first that has a glossary entry as it has; None
    where the guide has neither.
    """
    for other in others:
        if found := _compared(packs, one, other):
            return found
    entries = _glossary(packs)
    for other in others:
        if one != other and one in entries and other in entries:
            (ref, here), (_, there) = entries[one], entries[other]
            rows = ("In full", here.long, there.long), ("Meaning", here.meaning, there.meaning)
            return Contrast(ref, (here.term, there.term), tuple(row for row in rows if any(row[1:])))
    return None


def _compared(packs: Iterable[Pack], one: str, other: str) -> Contrast | None:
    for pack in packs:
        names = _names(pack)
        for chapter in pack.chapters:
            for section in chapter.sections:
                if isinstance(section, Comparison):
                    found = _in_table(section, names.get(one, {one}), names.get(other, {other}))
                    if found is not None:
                        heads, rows = found
                        return Contrast(f"{chapter.id}#{section.id}", heads, rows)
    return None


def _names(pack: Pack) -> dict[str, set[str]]:
    """For each concept the words by which tables may call it."""
    names: dict[str, set[str]] = {}
    for chapter in pack.chapters:
        for section in chapter.sections:
            if isinstance(section, Glossary):
                for term in section.terms:
                    called = {_normal(term.term), _normal(term.long), _normal(term.id.replace("-", " "))} - {
                        ""
                    }
                    names.setdefault(term.concept or term.id, set()).update(called)
    return names


def _normal(text: str) -> str:
    return plain(text).casefold().removeprefix("amazon ").removeprefix("aws ").strip()


def _in_table(
    table: Comparison, one: set[str], other: set[str]
) -> tuple[tuple[str, str], tuple[tuple[str, str, str], ...]] | None:
    subjects = (
        list(table.columns[1:]) if table.subjects == "columns" else [row.cells[0] for row in table.rows]
    )
    places = [
        next((place for place, subject in enumerate(subjects) if _normal(subject) in called), None)
        for called in (one, other)
    ]
    first, second = places
    if first is None or second is None or first == second:
        return None
    if table.subjects == "columns":
        rows = tuple((row.cells[0], row.cells[first + 1], row.cells[second + 1]) for row in table.rows)
    else:
        top, bottom = table.rows[first], table.rows[second]
        rows = _across(table.columns, top, bottom)
    return (subjects[first], subjects[second]), rows


def _across(columns: tuple[str, ...], one: Row, other: Row) -> tuple[tuple[str, str, str], ...]:
    return tuple(zip(columns[1:], one.cells[1:], other.cells[1:], strict=True))


def terms(packs: Sequence[Pack]) -> dict[str, str]:
    """What the glossaries call a concept, as far as they do."""
    return {concept: plain(term.term) for concept, (_, term) in _glossary(packs).items()}


def _glossary(packs: Sequence[Pack]) -> dict[str, tuple[str, Term]]:
    """For each concept its first entry in a glossary, and the place of that."""
    return {
        term.concept or term.id: (f"{chapter.id}#{section.id}/{term.id}", term)
        for pack in reversed(packs)
        for chapter in reversed(pack.chapters)
        for section in reversed(chapter.sections)
        if isinstance(section, Glossary)
        for term in reversed(section.terms)
    }


def drill(entries: Sequence[Entry], one: str, other: str) -> tuple[str, ...]:
    """Keys of the cards that tell two concepts apart: those on either, alternating, reserve ones left out."""
    sides = [
        [card.key for card in entries if card.concept == concept and not card.reserve]
        for concept in (one, other)
    ]
    mixed = [key for pair in zip(*sides, strict=False) for key in pair]
    return tuple(mixed[:12])
