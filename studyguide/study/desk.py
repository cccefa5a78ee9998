"""Everything a learner works with, brought together once: content, cards, journal and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.errors import UsageError
from studyguide.journal.event import REVIEW
from studyguide.journal.journal import Journal
from studyguide.memory.model import Grade, Memory, day_number, study_day
from studyguide.memory.scheduler import Scheduler
from studyguide.settings import Settings
from studyguide.study import evidence
from studyguide.study import plan as planning
from studyguide.study.catalog import Entry
from studyguide.study.due import DueRule
from studyguide.study.learner import Learner
from studyguide.study.plan import Circumstances, Plan
from studyguide.study.shelf import Shelf

if TYPE_CHECKING:
    from studyguide.cards.model import Card
    from studyguide.guide.library import Library
    from studyguide.guide.model import Pack
    from studyguide.study import progress
    from studyguide.study.sitting import Sitting

EXAM_DAY_MINUTES = 10
"""On the day of the exam a plan has room for at most so many minutes, and for nothing new."""


class Desk:
    """What both faces work at."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        journal: Journal,
        settings: Settings,
        data_dir: Path,
        clock: Callable[[], datetime],
        seed: str,
        model_since: int | None = None,
    ) -> None:
        """`clock` gives the present, aware and in local time; `seed` makes shuffling repeatable.

        `model_since` is the study day on which the parameters in force were taken into use, if others were
        before.
        """
        self.shelf = shelf
        self.journal = journal
        self.settings = settings
        self.data_dir = data_dir
        self.clock = clock
        self.seed = seed
        self.model_since = model_since
        self._rule: DueRule | None = None
        self._learner: tuple[int, Learner] | None = None

    @property
    def library(self) -> Library:
        """The texts of the packs."""
        return self.shelf.library

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every card, as far as planning is concerned, in reading order."""
        return tuple(entry for catalog in self.shelf.catalogs for entry in catalog.entries)

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Every card of every pack, by key, in reading order; each is read when it is wanted."""
        from studyguide.study.deck import Deck  # deferred: planning does without the texts

        return Deck(self.shelf)

    @property
    def scheduler(self) -> Scheduler:
        """The memory model in force."""
        return self.journal.scheduler

    @property
    def today(self) -> int:
        """The study day."""
        return study_day(self.clock())

    @property
    def exam_day(self) -> int | None:
        """The study day of the exam, if the learner has set one."""
        return day_number(self.settings.exam_date) if self.settings.exam_date else None

    @property
    def days_to_exam(self) -> int | None:
        """Days from today to the exam; negative once it is over."""
        return None if self.exam_day is None else self.exam_day - self.today

    def with_settings(self, settings: Settings) -> Desk:
        """The same desk under other settings."""
        self.journal.use(Scheduler(settings.retention, self.scheduler.parameters))
        return Desk(
            shelf=self.shelf,
            journal=self.journal,
            settings=settings,
            data_dir=self.data_dir,
            clock=self.clock,
            seed=self.seed,
            model_since=self.model_since,
        )

    def restock(self, shelf: Shelf) -> None:
        """Go on with the packs as they are now; for whoever holds this desk too."""
        self.shelf = shelf
        self._rule = None
        for name in tuple(self.__dict__):
            if isinstance(getattr(Desk, name, None), cached_property):  # worked out from the packs before
                del self.__dict__[name]

    def chosen(self, chapters: Iterable[str] = ()) -> tuple[Entry, ...]:
        """The cards of some chapters, or all.

        Raises:
            UsageError: There is no such chapter.
        """
        wanted = tuple(map(self.chapter_id, chapters))
        return tuple(card for card in self.entries if not wanted or card.chapter in wanted)

    def chapter_id(self, name: str) -> str:
        """The id of a chapter given by id or by its number in reading order.

        Raises:
            UsageError: There is no such chapter.
        """
        ids = [chapter.id for catalog in self.shelf.catalogs for chapter in catalog.chapters]
        if name.isdecimal() and len(name) <= 3 and 1 <= int(name) <= len(ids):
            return ids[int(name) - 1]
        if name not in ids:
            raise UsageError(f"no chapter is called {name!r}; there are {', '.join(ids)}")
        return name

    def place(self, wanted: str | None) -> str:
        """A place of the guide: as asked for, where the reader stood last, or the beginning.

        Raises:
            UsageError: There is no such place.
        """
        if wanted:
            chapter, mark, rest = wanted.partition("#")
            where = f"{self.chapter_id(chapter)}{mark}{rest}"
            if mark and self.library.section(where) is None:
                raise UsageError(
                    f"the guide has no place {wanted!r}; `studyguide read {chapter}` shows the chapter"
                )
            return where
        last = self.journal.last_visit()
        if last is not None and self.library.section(last.item):
            return last.item
        return self.library.chapters[0].id

    def reading_place(self, wanted: str | None) -> str:
        """As `place`, but a whole chapter is opened at its first section that is not read yet."""
        where = self.place(wanted)
        chapter = self.library.chapter(where)
        if chapter is None:
            return where
        reads = self.journal.reads()
        refs = [f"{chapter.id}#{section.id}" for section in chapter.sections]
        return next((ref for ref in refs if ref not in reads), refs[0])

    def pack_with(self, where: str) -> Pack:
        """The pack that holds a place of the guide."""
        name = where.partition("#")[0]
        return next(
            pack for pack in self.library.packs if any(chapter.id == name for chapter in pack.chapters)
        )

    def question(self, name: str) -> Card:
        """The card of an authored question.

        Raises:
            UsageError: There is none.
        """
        for id, entry in self._named():
            if not entry.derived and id.endswith(f"/{name}"):
                return self.cards[entry.key]
        raise UsageError(f"no question is called {name!r}")

    def verdicts(self) -> dict[str, bool]:
        """For each authored question answered so far, by its id, whether the last answer was not Again."""
        memories = self.journal.memories()
        return {
            id.partition("/")[2]: memories[entry.key].last_grade is not Grade.AGAIN
            for id, entry in self._named()
            if not entry.derived and entry.key in memories
        }

    def set_aside(self) -> frozenset[str]:
        """Keys of the cards that are suspended, or buried for today."""
        today = self.today
        return frozenset(item for item, mark in self.journal.marks().items() if mark.is_aside(today))

    def learner(self) -> Learner:
        """The learner as their answers before today have it; what is answered today does not change it."""
        today = self.today
        if self._learner is None or self._learner[0] != today:
            latest = self.journal.reviews(0, today - 1, evidence.LATEST)
            self._learner = today, Learner().after(evidence.answers(latest, self.model_since))
        return self._learner[1]

    def circumstances(self) -> Circumstances:
        """What today's plan depends on besides cards and memories."""
        today, marks = self.today, self.journal.marks()
        done = evidence.today(self.journal.reviews(today, today))
        on_exam_day = self.exam_day == today
        minutes = self.settings.minutes_per_day
        return Circumstances(
            day=today,
            minutes=min(minutes, EXAM_DAY_MINUTES) if on_exam_day else minutes,
            new_per_day=0 if on_exam_day else self.settings.new_per_day,
            exam_day=self.exam_day,
            first_day=self.journal.first_day(),
            introduced=self.journal.introduced(today),
            spent=done.seconds,
            learner=self.learner(),
            set_aside={item for item, mark in marks.items() if mark.is_aside(today)},
            misled={item: mark.misled_day for item, mark in marks.items() if mark.misled_day is not None},
            weights=self.weights,
        )

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """What a card of each exam task counts; 1 on average over the tasks."""
        tasks = {task.id: task.weight for catalog in self.shelf.catalogs for task in catalog.tasks}
        mean = sum(tasks.values()) / len(tasks) if tasks else 1.0
        return {task: weight / mean for task, weight in tasks.items()} if mean else {}

    def due_rule(self) -> DueRule:
        """How it is told today what is due; what is answered today does not change it."""
        if self._rule is None or self._rule.day != self.today:
            self._rule = planning.due_rule(self.entries, self.journal.memories(), self.circumstances())
        return self._rule

    def plan(self, chapters: Iterable[str] = (), minutes: float | None = None) -> Plan:
        """What is left to do today, for all or some chapters; or a plan for so many minutes."""
        return planning.plan(
            self.chosen(chapters),
            self.journal.memories(),
            self.scheduler,
            self.circumstances(),
            minutes=minutes,
        )

    def sit(
        self,
        *,
        chapters: Iterable[str] = (),
        answers: int | None = None,
        minutes: int | None = None,
        only: Iterable[str] = (),
    ) -> Sitting:
        """Begin a sitting of what the plan says, ending after so many answers or about so many minutes.

        `only` asks these card keys instead of the plan's.
        """
        from studyguide.study.sitting import Definition, Sitting  # deferred: Home must not wait for it

        queue = tuple(only) or self._queue(chapters, minutes)
        definition = Definition(self.seed, queue, answers)
        return Sitting.begin(self.journal, self.cards, definition, self.clock())

    def _queue(self, chapters: Iterable[str], minutes: int | None) -> tuple[str, ...]:
        chosen = tuple(chapters)
        sitting = self.plan(chosen, minutes).sitting
        if not sitting and minutes is None:  # the day's minutes are over, and the learner asks for more
            sitting = self.plan(chosen, self.circumstances().minutes).sitting
        return tuple(card.key for card in sitting)

    def to_go(self) -> int:
        """Answers still to give in today's unfinished sitting; 0 without one."""
        todays = self.journal.events(kinds=(REVIEW,), since_day=self.today)
        began = (event.body.get("began") for event in todays)
        if not any(isinstance(how, dict) and how.get("mode", "review") == "review" for how in began):
            return 0  # told without the libraries that a sitting needs
        sitting = self.resume()
        return sitting.session.left if sitting else 0

    def resume(self) -> Sitting | None:
        """Today's unfinished sitting, if there is one."""
        from studyguide.study.sitting import Sitting

        return Sitting.resume(self.journal, self.cards, self.clock())

    def card(self, name: str) -> Card:
        """The card of an id, with or without the pack's name before it.

        Raises:
            UsageError: No card, or more than one, is called that.
        """
        found = {id: entry.key for id, entry in self._named() if id == name or id.endswith(f"/{name}")}
        exact = [id for id in found if id == name or id.count("/") == 1]
        wanted = exact or list(found)
        if len(wanted) == 1:
            return self.cards[found[wanted[0]]]
        raise UsageError(
            f"no card is called {name!r}; `studyguide cards` lists them"
            if not found
            else f"{name!r} could be {', '.join(list(found)[:4])}; give the whole id"
        )

    def _named(self) -> Iterator[tuple[str, Entry]]:
        """Every card with its id, in reading order."""
        return (named for catalog in self.shelf.catalogs for named in catalog.named)

    def pack_of(self, card: Card) -> Pack:
        """The pack that a card comes from."""
        name = card.id.partition("/")[0]
        return next(pack for pack in self.library.packs if pack.id == name)

    def due_on(self, memory: Memory) -> int:
        """The study day on which a card is asked again, never past an exam to come."""
        return self.due_rule().on(memory)

    def chapters(self) -> tuple[progress.ChapterProgress, ...]:
        """Progress of every chapter."""
        from studyguide.study import progress  # deferred: what is due does without it

        memories, marks, rule = self.journal.memories(), self.journal.marks(), self.due_rule()
        return tuple(
            line
            for catalog in self.shelf.catalogs
            for line in progress.chapters(catalog, memories, marks, self.scheduler, rule)
        )

    def tasks(self) -> tuple[progress.TaskProgress, ...]:
        """Progress by exam task, over every pack."""
        from studyguide.study import progress

        memories, marks, rule = self.journal.memories(), self.journal.marks(), self.due_rule()
        return tuple(
            line
            for catalog in self.shelf.catalogs
            for line in progress.tasks(catalog, memories, marks, self.scheduler, rule)
        )

    def total(self) -> progress.Tally:
        """Sums over every card."""
        from studyguide.study import progress

        return progress.tally(
            self.entries,
            self.journal.memories(),
            self.journal.marks(),
            self.scheduler,
            self.due_rule(),
        )
