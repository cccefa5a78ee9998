"""A sitting on record: answers, undo of any depth, restarts in the middle."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from studyguide.cards.model import Chosen
from studyguide.errors import JournalError
from studyguide.journal.journal import Journal
from studyguide.memory.model import Grade, study_day
from studyguide.memory.scheduler import Scheduler
from studyguide.study.certainty import Certainty
from studyguide.study.session import Session
from studyguide.study.sitting import Definition, Sitting
from tests.cards.asks import CHOICE, card

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
CARDS = {name: card(CHOICE, name) for name in "abcdef"}
RIGHT, WRONG = Chosen(("b",)), Chosen(("a",))
MODEL = Scheduler()


def opened(folder: Path) -> Journal:
    return Journal.open(folder / "journal.db", MODEL, now=NOW)


def begun(journal: Journal, queue: str = "abcdef") -> Sitting:
    return Sitting.begin(journal, CARDS, Definition("seed", tuple(queue)), NOW)


def same(one: Session, two: Session) -> bool:
    """Whether two sittings stand alike; what they came from may differ in what only a face shows."""
    return (one.queue, one.phase, one.answered) == (two.queue, two.phase, two.answered)


def test_an_answer_is_on_record_before_anything_else(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal)
        sitting.answer(WRONG, NOW, 1200)
        event = next(iter(journal.events(kinds=("review",))))
        assert (event.item, event.body["grade"], event.body["ms"]) == ("a", 1, 1200)
        assert event.body["response"] == {"kind": "chosen", "options": ["a"]}
        assert journal.memory("a") is not None


def test_another_grade_replaces_the_first(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal)
        sitting.answer(RIGHT, NOW, 0)
        sitting.grade(Grade.EASY, NOW)
        memory = journal.memory("a")
        assert memory is not None
        assert (memory.last_grade, memory.reps) == (Grade.EASY, 1)
        sitting.next()
        assert sitting.undo(NOW)
        assert journal.memory("a") is None


def test_a_sitting_goes_on_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal)
        for response in (WRONG, RIGHT, RIGHT):
            sitting.answer(response, NOW, 0)
            sitting.next()
        left = sitting.session
    with opened(tmp_path) as journal:
        resumed = Sitting.resume(journal, CARDS, NOW)
        assert resumed is not None
        assert same(resumed.session, left)
        assert resumed.session.shown == left.shown


def test_yesterday_s_sitting_is_not_resumed(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal)
        sitting.answer(RIGHT, NOW, 0)
        assert Sitting.resume(journal, CARDS, NOW + timedelta(days=1)) is None


def test_a_finished_sitting_is_not_resumed(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal, "a")
        sitting.answer(RIGHT, NOW, 0)
        sitting.next()
        assert Sitting.resume(journal, CARDS, NOW) is None


def test_thirty_undos_after_thirty_answers_with_a_restart_between(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal)
        states = []
        for turn in range(15):
            states.append(sitting.session)
            sitting.answer(WRONG if turn % 2 else RIGHT, NOW, 0)
            if sitting.session.left == 1:
                sitting.grade(Grade.AGAIN, NOW)
            sitting.next()
    with opened(tmp_path) as journal:
        again = Sitting.resume(journal, CARDS, NOW)
        assert again is not None
        for _ in range(15):
            states.append(again.session)
            again.answer(WRONG, NOW, 0)
            again.next()
        for state in reversed(states):
            assert again.undo(NOW)
            assert same(again.session, state)
        assert journal.memories() == {}
        assert not again.undo(NOW)


def test_undo_reaches_earlier_sittings(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        first = begun(journal, "a")
        first.answer(RIGHT, NOW, 0)
        first.next()
        second = begun(journal, "bc")
        assert second.undo(NOW)
        assert second.session.queue == ("a", "b", "c")
        assert journal.memories() == {}


def test_setting_a_card_aside_can_be_undone(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal, "ab")
        sitting.set_aside("suspend", NOW)
        assert "".join(sitting.session.queue) == "b"
        assert journal.mark("a").suspended
        assert sitting.undo(NOW)
        assert "".join(sitting.session.queue) == "ab"
        assert not journal.mark("a").suspended


def test_a_confident_error_is_remembered_until_it_is_undone(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal)
        sitting.answer(WRONG, NOW, 0, certainty=Certainty.SURE)
        assert journal.mark("a").misled_day == study_day(NOW)
        sitting.undo(NOW)
        assert journal.mark("a").misled_day is None
        sitting.answer(WRONG, NOW, 0, certainty=Certainty.FAIRLY)
        sitting.next()
        sitting.answer(RIGHT, NOW, 0, certainty=Certainty.SURE)
        assert journal.mark("a").misled_day is None
        assert journal.mark("b").misled_day is None


def test_a_quiz_keeps_its_answers_for_the_review_afterwards(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        definition = Definition("seed", ("a", "b"), mode="quiz", feedback="now")
        sitting = Sitting.begin(journal, CARDS, definition, NOW)
        sitting.answer(WRONG, NOW, 0, certainty=Certainty.SURE)
        sitting.next()
        assert "".join(sitting.session.queue) == "ba"
        sitting.answer(RIGHT, NOW, 0, certainty=Certainty.GUESS)
        assert sitting.session.grade is Grade.AGAIN
        sitting.next()
        assert "".join(sitting.session.queue) == "a"
        assert [(answer.correct, answer.response) for answer in sitting.session.answered] == [
            (False, WRONG),
            (True, RIGHT),
        ]
        assert Sitting.resume(journal, CARDS, NOW) is None


def test_verdicts_at_the_end_ask_nothing_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        definition = Definition("seed", ("a", "b"), mode="quiz", feedback="end")
        sitting = Sitting.begin(journal, CARDS, definition, NOW)
        for _ in range(2):
            sitting.answer(WRONG, NOW, 0)
            sitting.next()
        assert sitting.session.phase == "done"


def test_a_drill_leaves_the_schedule_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        sitting = Sitting.begin(journal, CARDS, Definition("seed", ("a",), mode="drill"), NOW)
        sitting.answer(RIGHT, NOW, 0)
        assert journal.memories() == {}
        assert [event.kind for event in journal.events()] == ["practice"]


def test_what_cannot_be_saved_leaves_the_sitting_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as journal:
        sitting = begun(journal)
        before = sitting.session

        def full(*_: object) -> None:
            raise JournalError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(journal, "append", full)
            with pytest.raises(JournalError):
                sitting.answer(RIGHT, NOW, 0)
        assert sitting.session is before
        sitting.answer(RIGHT, NOW, 0)
        assert sitting.session.phase == "settled"


class SittingMachine(RuleBasedStateMachine):
    """A sitting and its journal against a list of the states it went through."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.journal = opened(Path(self.folder.name))
        self.sitting = begun(self.journal)
        self.trail: list[Session] = []

    def _step(self, act: Callable[[], None]) -> None:
        self.trail.append(self.sitting.session)
        act()

    @precondition(lambda self: self.sitting.session.phase == "asking")
    @rule(response=st.sampled_from((RIGHT, WRONG)), other=st.sampled_from((None, *Grade)))
    def answer(self, response: Chosen, other: Grade | None) -> None:
        self._step(lambda: self.sitting.answer(response, NOW, 5))
        if other is not None:
            self.sitting.grade(other, NOW)
        self.sitting.next()

    @rule()
    def undo(self) -> None:
        assert self.sitting.undo(NOW) == bool(self.trail)
        if self.trail:
            assert same(self.sitting.session, self.trail.pop())

    @precondition(lambda self: self.trail and self.sitting.session.phase == "asking")
    @rule()
    def restart(self) -> None:
        before = self.sitting.session
        self.journal.close()
        self.journal = opened(Path(self.folder.name))
        resumed = Sitting.resume(self.journal, CARDS, NOW)
        assert resumed is not None
        assert same(resumed.session, before)
        self.sitting = resumed

    @invariant()
    def memory_holds_what_was_answered(self) -> None:
        answered = {answer.key for answer in self.sitting.session.answered}
        assert set(self.journal.memories()) == answered

    @invariant()
    def rebuilding_changes_nothing(self) -> None:
        assert not self.journal.rebuild()

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()


TestSittingMachine = SittingMachine.TestCase
TestSittingMachine.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
