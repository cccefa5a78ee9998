"""How far a pack teaches and tests what it says it covers, and whether each chapter asks in every way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from studyguide.guide.model import Case, Chapter, Pack, Question
from studyguide.guide.parts import asked

FEWEST_OF_ITEM = 6
"""Questions that test an item of the exam guide."""

ALL, CASES, RESERVE = "all", "case", "reserve"
"""What is counted in a chapter beside its questions of each kind."""

FEWEST = {
    ALL: 45,
    "choice": 9,
    "multi": 9,
    "ordering": 5,
    "matching": 5,
    CASES: 2,
    "true-false": 5,
    "short": 5,
    "open": 4,
    RESERVE: 8,
}
"""The least of each in a chapter. The questions of a case count as their own kinds too."""

_PARTS_OF_CASE = range(2, 4)
"""Questions about one situation; with more of them, what one tells answers the next."""


@dataclass(frozen=True, slots=True)
class ItemCoverage:
    """What a pack does about one item of its exam guide."""

    label: str
    """Such as 4.3-K2."""
    sections: int
    questions: int

    @property
    def is_lacking(self) -> bool:
        """Whether it is not taught, or tested too little."""
        return not self.sections or self.questions < FEWEST_OF_ITEM


@dataclass(frozen=True, slots=True)
class ChapterCoverage:
    """How often a chapter asks, and in which ways."""

    id: str
    counts: dict[str, int]
    """By the keys of `FEWEST`."""
    difficulties: dict[int, int]

    @property
    def short_of(self) -> dict[str, int]:
        """What there is too little of, and how many are missing."""
        return {
            name: least - self.counts[name] for name, least in FEWEST.items() if self.counts[name] < least
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """A pack measured against what it says it covers."""

    items: tuple[ItemCoverage, ...]
    """In the order of the exam guide. Empty if the pack does not say what it covers."""
    chapters: tuple[ChapterCoverage, ...]

    @property
    def questions(self) -> int:
        """Everything that is asked."""
        return sum(chapter.counts[ALL] for chapter in self.chapters)

    @property
    def is_lacking(self) -> bool:
        """Whether an item or a chapter lacks something.

        A pack that does not set out to cover an exam guide owes nobody a number of questions.
        """
        if not self.items:
            return False
        return any(item.is_lacking for item in self.items) or any(one.short_of for one in self.chapters)


def coverage(pack: Pack) -> Coverage:
    """Count, over the tasks that the pack means to cover, what teaches and what tests each of their items."""
    taught = Counter(
        label for chapter in pack.chapters for section in chapter.sections for label in set(section.covers)
    )
    tested = Counter(
        label
        for chapter in pack.chapters
        for question in _questions(chapter)
        for label in set(question.covers)
    )
    labels = [
        label
        for domain in pack.exam.domains
        for task in domain.tasks
        if task.security
        for label in task.items
    ]
    return Coverage(
        items=tuple(ItemCoverage(label, taught[label], tested[label]) for label in labels),
        chapters=tuple(map(_of_chapter, pack.chapters)),
    )


def _questions(chapter: Chapter) -> list[Question]:
    return [part for question in chapter.questions for _, part in asked(question)]


def _of_chapter(chapter: Chapter) -> ChapterCoverage:
    questions = _questions(chapter)
    kinds = Counter(question.__struct_config__.tag for question in questions)
    cases = [question for question in chapter.questions if isinstance(question, Case)]
    counts = {
        **{name: kinds[name] for name in FEWEST},
        ALL: len(questions),
        CASES: sum(len(case.questions) in _PARTS_OF_CASE for case in cases),
        RESERVE: sum(question.reserve for question in questions),
    }
    return ChapterCoverage(chapter.id, counts, Counter(question.difficulty for question in questions))
