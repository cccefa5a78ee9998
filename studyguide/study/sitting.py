"""A sitting that is on record: each answer is committed to the journal before anything else happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self

import msgspec

from studyguide.cards.model import Card, Response
from studyguide.journal.event import REVIEW, UNDO, Act, Event, EventId
from studyguide.journal.journal import Journal
from studyguide.memory.model import Grade, Memory, study_day
from studyguide.study.session import Session


class Definition(msgspec.Struct, frozen=True):
    """How a sitting began; with the answers on record it gives the sitting again after a kill."""

    seed: str
    queue: tuple[str, ...]
    limit: int | None = None


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
        self._recorded: list[EventId] = []
        self._memory: Memory | None = None

    @classmethod
    def begin(
        cls, journal: Journal, cards: Mapping[str, Card], definition: Definition, now: datetime
    ) -> Self:
        """Start a sitting. Its definition goes on record with its first answer."""
        session = Session.start(cards, definition.queue, definition.seed, definition.limit)
        return cls(journal, session, definition, f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{definition.seed}")

    @classmethod
    def resume(cls, journal: Journal, cards: Mapping[str, Card], now: datetime) -> Self | None:
        """The last sitting of this study day, as its answers left it; None where it is over or none began."""
        today = tuple(journal.events(kinds=(REVIEW,), since_day=study_day(now)))
        if not today:
            return None
        name = today[-1].body.get("sitting")
        events = [event for event in today if event.body.get("sitting") == name]
        begun = next((event.body["began"] for event in events if "began" in event.body), None)
        if begun is None:
            return None
        definition = msgspec.convert(begun, Definition)
        queue = tuple(key for key in definition.queue if key in cards)
        session = Session.start(cards, queue, definition.seed, definition.limit)
        sitting = cls(journal, session, definition, str(name))
        for event in events:
            if event.live and event.item in cards:
                sitting._replay(event)
        return sitting if sitting.session.phase == "asking" else None

    def _replay(self, event: Event) -> None:
        grade = Grade(msgspec.convert(event.body["grade"], int))
        self.session = self.session.replayed(event.item, grade, bool(event.body.get("correct")))
        self._recorded.append(event.id)

    def answer(
        self,
        response: Response,
        now: datetime,
        milliseconds: int,
        *,
        guessed: bool = False,
        hinted: bool = False,
    ) -> None:
        """Answer the card in hand; on record at once where the answer can be judged."""
        session = self.session.answer(response, guessed=guessed, hinted=hinted)
        if session.phase == "settled":
            self._commit(session, now, milliseconds)
        self.session = session

    def reconsider(self, response: Response) -> None:
        """Change a response that only the learner can judge, before it is graded."""
        self.session = self.session.reconsider(response)

    def grade(self, grade: Grade, now: datetime, milliseconds: int = 0) -> None:
        """Grade a revealed card, or give a settled one another grade."""
        session = self.session.settle(grade)
        if self.session.phase == "revealed":
            self._commit(session, now, milliseconds)
        elif grade is not self.session.grade:
            undone = Act(UNDO, target=self._recorded[-1])
            again = self._review(session, milliseconds)
            self._recorded[-1] = self.journal.append((undone, again), now)[-1].id
        self.session = session

    def next(self) -> None:
        """Go on to the next card."""
        self.session = self.session.next()

    def set_aside(self, kind: str, now: datetime) -> None:
        """Suspend the card in hand, or bury it for today."""
        self._recorded.append(self.journal.append((Act(kind, self.session.card.key),), now)[-1].id)
        self.session = self.session.drop()

    def undo(self, now: datetime) -> bool:
        """Take back the last step: of this sitting, then of those before it. False: nothing is left."""
        before = self.session.undo()
        if self.session.phase == "revealed" and before is not None:
            self.session = before
            return True
        if before is not None and self._recorded:
            self.journal.append((Act(UNDO, target=self._recorded[-1]),), now)
            self._recorded.pop()
            self.session = before
            return True
        return self._undo_earlier(now)

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
        self._recorded.append(self.journal.append((self._review(session, milliseconds),), now)[-1].id)

    def _review(self, session: Session, milliseconds: int) -> Act:
        assert session.grade is not None
        body: dict[str, Any] = {
            "grade": int(session.grade),
            "correct": session.correct,
            "ms": milliseconds,
            "sitting": self.name,
            "response": msgspec.to_builtins(session.response),
        }
        if not self._recorded:
            body["began"] = msgspec.to_builtins(self.definition)
        return Act(REVIEW, session.card.key, body)
