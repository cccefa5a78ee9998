"""A sitting that is on record: each answer is committed to the journal before anything else happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, Self

import msgspec

from studyguide.cards.model import Card, Response
from studyguide.journal.event import REVIEW, UNDO, Act, Event, EventId
from studyguide.journal.journal import Journal
from studyguide.memory.model import Grade, Memory, study_day
from studyguide.study.certainty import Certainty
from studyguide.study.session import Answered, Feedback, Mode, Session
from studyguide.study.words import kind

PRACTICE = "practice"
"""An answer that leaves the schedule alone."""


class Definition(msgspec.Struct, frozen=True):
    """How a sitting began; with the answers on record it gives the sitting again after a kill."""

    seed: str
    queue: tuple[str, ...]
    limit: int | None = None
    mode: Mode = "review"
    feedback: Feedback = "now"


class _Stored(msgspec.Struct, frozen=True):
    """What is read back of an answer."""

    grade: int
    correct: bool = False
    response: Response | None = None
    certainty: int = 0


class _Step(NamedTuple):
    """One thing that the sitting put on record."""

    event: EventId
    kind: Literal["answer", "aside", "note"]


class Sitting:
    """A session and the journal it is written to.

    Every method that records either commits and moves on, or raises JournalError and leaves the
    session as it was, so that the same answer can be given again.
    """

    def __init__(self, journal: Journal, session: Session, definition: Definition, name: str) -> None:
        self.journal = journal
        self.session = session
        self.definition = definition
        self.name = name
        self._recorded: list[_Step] = []
        self._memory: Memory | None = None

    @classmethod
    def begin(
        cls, journal: Journal, cards: Mapping[str, Card], definition: Definition, now: datetime
    ) -> Self:
        """Start a sitting. Its definition goes on record with its first answer."""
        session = _started(cards, definition.queue, definition)
        return cls(journal, session, definition, f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{definition.seed}")

    @classmethod
    def resume(cls, journal: Journal, cards: Mapping[str, Card], now: datetime) -> Self | None:
        """The last review of this study day, as its answers left it; None where it is over or none began."""
        today = tuple(journal.events(kinds=(REVIEW,), since_day=study_day(now)))
        begun = {
            str(event.body.get("sitting")): msgspec.convert(event.body["began"], Definition)
            for event in today
            if "began" in event.body
        }
        reviews = [name for name, definition in begun.items() if definition.mode == "review"]
        if not reviews:
            return None
        name, definition = reviews[-1], begun[reviews[-1]]
        queue = tuple(key for key in definition.queue if key in cards)
        sitting = cls(journal, _started(cards, queue, definition), definition, name)
        for event in today:
            if event.live and event.body.get("sitting") == name and event.item in cards:
                sitting._replay(event)
        return sitting if sitting.session.phase == "asking" else None

    def _replay(self, event: Event) -> None:
        stored = msgspec.convert(event.body, _Stored)
        certainty = Certainty(stored.certainty) if stored.certainty else None
        answer = Answered(event.item, Grade(stored.grade), stored.correct, stored.response, certainty)
        self.session = self.session.replayed(answer)
        self._recorded.append(_Step(event.id, "answer"))

    def answer(
        self,
        response: Response,
        now: datetime,
        milliseconds: int,
        *,
        certainty: Certainty | None = None,
        hinted: bool = False,
    ) -> None:
        """Answer the card in hand; on record at once where the answer can be judged."""
        session = self.session.answer(response, certainty=certainty, hinted=hinted)
        if session.phase == "settled":
            self._commit(session, now, milliseconds)
        self.session = session

    def over(self, cards: Mapping[str, Card]) -> None:
        """Go on over the cards as they are now, their texts changed."""
        self.session = self.session.over(cards)

    def reconsider(self, response: Response) -> None:
        """Change a response that only the learner can judge, before it is graded."""
        self.session = self.session.reconsider(response)

    def grade(self, grade: Grade, now: datetime, milliseconds: int = 0) -> None:
        """Grade a revealed card, or give a settled one another grade."""
        session = self.session.settle(grade)
        if self.session.phase == "revealed":
            self._commit(session, now, milliseconds)
        elif grade is not self.session.grade:
            place = max(n for n, step in enumerate(self._recorded) if step.kind == "answer")
            undone = Act(UNDO, target=self._recorded[place].event)
            again = self._review(session, now, milliseconds)
            event = self.journal.append((undone, again), now)[-1].id
            self._recorded[place] = _Step(event, "answer")
        self.session = session

    def next(self) -> None:
        """Go on to the next card."""
        self.session = self.session.next()

    def set_aside(self, kind: str, now: datetime) -> None:
        """Suspend the card in hand, or bury it for today; where it is answered, its answer stays."""
        session = self.session
        if session.phase == "settled":
            session = session.next().put_first(session.card.key)
        event = self.journal.append((Act(kind, session.card.key),), now)[-1].id
        self._recorded.append(_Step(event, "aside"))
        self.session = session.drop()

    def note(self, act: Act, now: datetime) -> None:
        """Record what leaves the sitting as it is, such as a flag; undo takes it back in its turn."""
        self._recorded.append(_Step(self.journal.append((act,), now)[-1].id, "note"))

    def undo(self, now: datetime) -> bool:
        """Take back the last step: of this sitting, then of those before it. False: nothing is left."""
        if self._recorded and self._recorded[-1].kind == "note":
            self._take_back(now)
            return True
        before = self.session.undo()
        if self.session.phase == "revealed" and before is not None:
            self.session = before
            return True
        if before is not None and self._recorded:
            self._take_back(now)
            self.session = before
            return True
        return self._undo_earlier(now)

    def _take_back(self, now: datetime) -> None:
        self.journal.append((Act(UNDO, target=self._recorded[-1].event),), now)
        self._recorded.pop()

    def _undo_earlier(self, now: datetime) -> bool:
        """Take back the last act of an earlier sitting and ask its card again, if it still exists."""
        undone = self.journal.undo(now)
        if undone is None:
            return False
        if undone.item in self.session.cards:
            self.session = self.session.put_first(undone.item)
        return True

    def memory_before(self) -> Memory | None:
        """What was remembered of the card in hand before the answer that is on the screen."""
        return self._memory if self.session.phase == "settled" else self._stored()

    def _stored(self) -> Memory | None:
        return self.journal.memory(self.session.card.key)

    def _commit(self, session: Session, now: datetime, milliseconds: int) -> None:
        self._memory = self._stored()
        event = self.journal.append((self._review(session, now, milliseconds),), now)[-1].id
        self._recorded.append(_Step(event, "answer"))

    def _review(self, session: Session, now: datetime, milliseconds: int) -> Act:
        assert session.grade is not None
        body: dict[str, Any] = {
            "grade": int(session.grade),
            "correct": session.correct,
            "ms": milliseconds,
            "sitting": self.name,
            "response": msgspec.to_builtins(session.response),
        }
        if session.mode != "drill":
            # As the planner saw the card when it was answered: it learns the learner from that.
            held = self._memory
            body["kind"] = kind(session.card)
            body["stability"] = round(held.stability, 4) if held else None
            body["elapsed"] = max(0, study_day(now) - held.last_day) if held else 0
        if session.certainty is not None:
            body["certainty"] = int(session.certainty)
        if not any(step.kind == "answer" for step in self._recorded):
            body["began"] = msgspec.to_builtins(self.definition)
        # A drill is on record as practice: it must not move the schedule.
        return Act(PRACTICE if session.mode == "drill" else REVIEW, session.card.key, body)


def _started(cards: Mapping[str, Card], queue: tuple[str, ...], definition: Definition) -> Session:
    return Session.start(
        cards, queue, definition.seed, definition.limit, definition.mode, definition.feedback
    )
