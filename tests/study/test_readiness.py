"""Readiness counts the first answers to questions kept back for mock exams, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from studyguide.cards.model import Chosen, Response
from studyguide.journal.event import Event
from studyguide.study.exam import Exam, Sheet
from studyguide.study.history import history
from studyguide.study.outlook import Likely
from studyguide.study.readiness import FEWEST, LikelyRecall, Readiness, likely_recall, readiness
from tests.cards.asks import CHOICE, card
from tests.study.made import catalog, entry, event

BEGAN = datetime(2026, 12, 1, 9, tzinfo=UTC)
TODAY = BEGAN.toordinal() - datetime(1970, 1, 1, tzinfo=UTC).toordinal()
KEPT = tuple(f"r{n}" for n in range(30))
CARDS = {name: card(CHOICE, name, reserve=True) for name in KEPT} | {"known": card(CHOICE, "known")}
CATALOG = catalog(
    *(entry(name, task="4.3" if n % 2 else "1.3", reserve=True) for n, name in enumerate(KEPT)),
    entry("known"),
    tasks=("1.3", "4.3", "2.1"),
)
RIGHT, WRONG = Chosen(("b",)), Chosen(("a",))


def exam(answers: Mapping[str, Response | None], *, days: int = 0, over: bool = True) -> Exam:
    began = BEGAN + timedelta(days=days)
    sheets = {name: Sheet(response) for name, response in answers.items()}
    end = began + timedelta(minutes=5) if over else None
    return Exam("exam", "seed", tuple(answers), began, 40, CARDS, sheets, end)


def found(*exams: Exam, events: tuple[Event, ...] = ()) -> Readiness:
    return readiness((CATALOG,), exams, history(events))


def test_too_few_fresh_answers_say_how_many_are_lacking() -> None:
    assert found().lacking == FEWEST
    some = found(exam(dict.fromkeys(KEPT[:19], RIGHT)))
    assert (some.lacking, some.unasked) == (1, 11)
    assert found(exam(dict.fromkeys(KEPT[:20], RIGHT))).lacking == 0


def test_only_the_first_answer_to_a_question_counts() -> None:
    first = exam({"r0": WRONG, "r1": RIGHT})
    again = exam({"r0": RIGHT, "r1": WRONG, "r2": RIGHT}, days=1)
    total = found(first, again).total.answers
    assert (total.n, total.right) == (3, 2)


def test_blanks_known_cards_and_open_exams_do_not_count() -> None:
    answers = {"r0": None, "r1": Chosen(()), "known": RIGHT, "r2": RIGHT}
    assert found(exam(answers)).total.answers.n == 1
    assert found(exam(answers, over=False)).total.answers.n == 0


def test_a_question_answered_before_is_not_fresh() -> None:
    before, after = event("r0", TODAY - 1), event("r1", TODAY + 1)
    total = found(exam({"r0": RIGHT, "r1": WRONG}), events=(before, after)).total.answers
    assert (total.n, total.right) == (1, 0)


def test_tasks_add_up_and_unasked_ones_are_left_out() -> None:
    result = found(exam({name: RIGHT if n < 12 else WRONG for n, name in enumerate(KEPT)}))
    assert [task.id for task in result.tasks] == ["1.3", "4.3"]
    assert [(task.answers.n, task.answers.right) for task in result.tasks] == [(15, 6), (15, 6)]
    total = result.total.answers
    assert (total.n, total.right, total.share) == (30, 12, 0.4)
    assert total.low < 0.4 < total.high


def test_likely_recall_is_rounded() -> None:
    assert likely_recall(Likely(0.7, 0.80004, 0.9)) == LikelyRecall(0.7, 0.8, 0.9)
    assert likely_recall(None) is None
