"""Quizzes and mock exams at a desk: beginning, resuming and reporting them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from studyguide.errors import UsageError
from studyguide.study import exam_record
from studyguide.study.catalog import Entry
from studyguide.study.deck import cases_together
from studyguide.study.desk import Desk
from studyguide.study.exam import MINUTES_EACH, MOST, Exam, draw, fits_exam
from studyguide.study.exam_record import ExamRecord
from studyguide.study.exam_report import Report, report
from studyguide.study.given import of_session
from studyguide.study.mistakes import drill as drill_keys
from studyguide.study.quiz import Wish, choose, fits
from studyguide.study.sitting import Definition, Sitting
from studyguide.study.words import counted


def begin_quiz(desk: Desk, wish: Wish) -> Sitting:
    """A practice quiz.

    Raises:
        UsageError: No question fits the wish.
    """
    seed = _quiz_seed(desk)
    keys = choose(_fitting(desk, wish), wish.count, seed)
    if not keys:
        raise UsageError("no question fits: ask for other chapters, tasks or kinds, or drop --only")
    definition = Definition(seed, cases_together(keys, desk.cards), mode="quiz", feedback=wish.feedback)
    return Sitting.begin(desk.journal, desk.cards, definition, desk.clock())


def fitting(desk: Desk, wish: Wish) -> int:
    """How many questions there are for a quiz, asked or not."""
    return sum(1 for _ in _fitting(desk, wish))


def _fitting(desk: Desk, wish: Wish) -> Iterator[Entry]:
    memories, marks, aside = desk.journal.memories(), desk.journal.marks(), desk.set_aside()
    flagged = {item for item, mark in marks.items() if mark.flagged}
    for card in desk.entries:
        if card.key not in aside and fits(card, wish, memories.get(card.key), flagged=card.key in flagged):
            yield card


def _quiz_seed(desk: Desk) -> str:
    """Another for each quiz, else a second one would ask the same questions in the same order."""
    return f"{desk.seed}.{sum(desk.journal.counts_by_day().values())}"


def again(desk: Desk, quiz: Sitting) -> Sitting | None:
    """A quiz of those questions that were missed at first in another, its options in another order; None if
    there are none."""
    missed = tuple(answer.card.key for answer in of_session(quiz.session) if not answer.right)
    if not missed:
        return None
    definition = Definition(f"{quiz.definition.seed}+", missed, mode="quiz")
    return Sitting.begin(desk.journal, desk.cards, definition, desk.clock())


def drill(desk: Desk, one: str, other: str) -> Sitting | None:
    """Practice in telling two concepts apart, which leaves the schedule alone; None without cards on both."""
    keys = drill_keys(desk.entries, one, other)
    if not keys:
        return None
    return Sitting.begin(desk.journal, desk.cards, Definition(desk.seed, keys, mode="drill"), desk.clock())


class Freshness(NamedTuple):
    """How much of a mock exam the learner has not answered before."""

    new: int
    """Questions never answered, in mock exams or reviews."""
    seen: int
    used_up: bool
    """Whether questions are kept for mock exams, and each of them was answered."""

    def __str__(self) -> str:
        """In words."""
        if not self.seen:
            return "Every question is new to you." if self.new else ""
        if not self.new:
            said = "You have answered every question before: expect to do better than in the exam itself."
        else:
            verb, they = ("is", "it tells") if self.seen == 1 else ("are", "they tell")
            said = (
                f"{counted(self.new, 'question')} {'is' if self.new == 1 else 'are'} new to you; "
                f"{self.seen} {verb} not, and {they} less about the exam."
            )
        return f"{said} All questions kept for mock exams are used up." if self.used_up else said


class _Drawn(NamedTuple):
    keys: tuple[str, ...]
    seed: str
    freshness: Freshness


def _drawn(desk: Desk, questions: int) -> _Drawn:
    weights = {task.id: task.weight for catalog in desk.shelf.catalogs for task in catalog.tasks}
    past = past_exams(desk)
    # Another for each exam, else one after a blank one would ask the same questions in the same order.
    seed = f"{desk.seed}.{len(past)}"
    seen = _answered(desk, past)
    keys = draw(desk.entries, weights, min(questions, MOST), seen, seed)
    return _Drawn(keys, seed, _freshness(desk, keys, seen))


def _answered(desk: Desk, past: Iterable[Exam]) -> frozenset[str]:
    """Keys of the cards answered before, in mock exams or reviews."""
    before = {key for exam in past for key in exam.keys if exam.sheet(key).answered}
    return frozenset(before | set(desk.journal.memories()))


def _freshness(desk: Desk, keys: Collection[str], seen: frozenset[str]) -> Freshness:
    new = sum(key not in seen for key in keys)
    kept = [entry.key for entry in desk.entries if entry.reserve and fits_exam(entry)]
    return Freshness(new, len(keys) - new, bool(kept) and seen.issuperset(kept))


def next_exam(desk: Desk, questions: int = 20) -> Freshness:
    """How fresh the mock exam would be that began now."""
    return _drawn(desk, questions).freshness


def freshness(desk: Desk, exam: Exam) -> Freshness:
    """How fresh a mock exam is in which nothing is answered yet."""
    return _freshness(desk, exam.keys, _answered(desk, past_exams(desk)))


def begin_exam(desk: Desk, questions: int = 20, minutes: int | None = None) -> ExamRecord:
    """A mock exam, its clock running from now; two minutes a question unless told otherwise."""
    drawn = _drawn(desk, questions)
    keys = cases_together(drawn.keys, desk.cards)
    if not keys:
        raise UsageError("no pack holds a question of the exam's own kinds")
    allowed = minutes or len(keys) * MINUTES_EACH
    return ExamRecord.begin(desk.journal, desk.cards, keys, allowed, drawn.seed, desk.clock())


def open_exam(desk: Desk) -> ExamRecord | None:
    """The mock exam that is still running, if any; one whose time ran out meanwhile is handed in."""
    return ExamRecord.resume(desk.journal, desk.cards, desk.clock())


def hand_in_overdue(desk: Desk) -> int | None:
    """Hand in the exam whose time ran out while nobody was looking; its number, or None if there is none."""
    attempts = tuple(exam_record.past(desk.journal, desk.cards))
    if not attempts or attempts[-1].ended or open_exam(desk):
        return None
    return len(attempts)


def past_exams(desk: Desk) -> tuple[Exam, ...]:
    """Every attempt, oldest first, an open one among them; one whose time ran out counts as handed in."""
    now = desk.clock()
    return tuple(
        exam if exam.left(now) else exam.submit(now) for exam in exam_record.past(desk.journal, desk.cards)
    )


def exam_report(desk: Desk, exam: Exam) -> Report:
    """What an attempt says."""
    domains = {domain.id: domain.title for pack in desk.library.packs for domain in pack.exam.domains}
    tasks = {
        task.id: task.title
        for pack in desk.library.packs
        for domain in pack.exam.domains
        for task in domain.tasks
    }
    return report(exam, tasks, domains)
