"""The mock exam: drawing, keeping, grading, reporting."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.cards.derive import derive
from studyguide.cards.model import Chosen, Ordered, Response
from studyguide.guide.model import Pack
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import entry
from studyguide.study.certainty import Certainty, marks
from studyguide.study.exam import KINDS, Exam, Sheet, draw
from studyguide.study.exam_record import ExamRecord, past
from studyguide.study.exam_report import report
from studyguide.study.proportion import wilson
from studyguide.study.words import kind
from tests.cards.asks import CHOICE, MULTI, ORDERING, card

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
CARDS = {
    "a": card(CHOICE, "a"),
    "b": card(MULTI, "b", task="1.3"),
    "c": card(ORDERING, "c", reserve=True),
    "d": card(CHOICE, "d"),
}
RIGHT: dict[str, Response] = {
    "a": Chosen(("b",)),
    "b": Chosen(("a", "c", "e")),
    "c": Ordered(("a", "b", "c", "d")),
}


def opened(folder: Path) -> Journal:
    return Journal.open(folder / "journal.db", Scheduler(), now=NOW)


def begun(journal: Journal, minutes: int = 10) -> ExamRecord:
    return ExamRecord.begin(journal, CARDS, ("a", "b", "c", "d"), minutes, "seed", NOW)


def test_fifty_draws_of_the_shipped_pack_keep_to_the_rules(pack: Pack) -> None:
    """Never out of scope, only the exam's kinds, and reserve questions before others of their task."""
    cards = {found.key: found for found in derive(pack)}
    stock = Counter(
        found.task
        for found in cards.values()
        if found.reserve and kind(found) in KINDS and found.scope != "out"
    )
    weights = {
        task.id: domain.weight / len(domain.tasks) for domain in pack.exam.domains for task in domain.tasks
    }
    for seed in range(50):
        drawn = [cards[key] for key in draw(map(entry, cards.values()), weights, 20, set(), str(seed))]
        assert len({found.key for found in drawn}) == 20
        assert all(found.scope != "out" and kind(found) in KINDS for found in drawn)
        for task, count in Counter(found.task for found in drawn).items():
            reserves = sum(found.reserve for found in drawn if found.task == task)
            assert reserves == min(count, stock[task])


@given(
    stock=st.dictionaries(st.sampled_from(["1.1", "1.3", "4.2", "4.3"]), st.integers(1, 30), min_size=1),
    weights=st.dictionaries(st.sampled_from(["1.1", "1.3", "4.2", "4.3"]), st.floats(0, 1)),
    count=st.integers(1, 80),
)
def test_a_draw_gives_what_is_asked_or_all_there_is(
    stock: dict[str, int], weights: dict[str, float], count: int
) -> None:
    cards = [card(CHOICE, f"{task}-{n}", task=task) for task, number in stock.items() for n in range(number)]
    drawn = draw(map(entry, cards), weights, count, set(), "s")
    assert len(drawn) == len(set(drawn)) == min(count, sum(stock.values()))


def test_heavier_tasks_get_more_questions() -> None:
    cards = [card(CHOICE, f"{task}-{n}", task=task) for task in ("1.3", "4.3") for n in range(40)]
    tasks = Counter(key[:3] for key in draw(map(entry, cards), {"1.3": 0.1, "4.3": 0.3}, 20, set(), "s"))
    assert tasks == {"1.3": 5, "4.3": 15}


def test_unseen_questions_come_before_seen_ones() -> None:
    cards = [card(CHOICE, f"q{n}") for n in range(10)]
    assert set(draw(map(entry, cards), {}, 5, {f"q{n}" for n in range(5)}, "s")) == {
        f"q{n}" for n in range(5, 10)
    }


def test_a_kill_loses_nothing_but_time(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        record = begun(journal)
        record.mark("a", Sheet(RIGHT["a"], seconds=12), NOW)
        record.mark("b", Sheet(flagged=True, struck=frozenset("d")), NOW)
        before = record.exam
    later = NOW + timedelta(minutes=4)
    with opened(tmp_path) as journal:
        resumed = ExamRecord.resume(journal, CARDS, later)
        assert resumed is not None
        assert resumed.exam == before
        assert resumed.exam.left(later) == timedelta(minutes=6)
        assert resumed.exam.shown("a") == before.shown("a")


def test_time_that_ran_out_hands_the_exam_in(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        begun(journal).mark("a", Sheet(RIGHT["a"]), NOW)
        assert ExamRecord.resume(journal, CARDS, NOW + timedelta(hours=1)) is None
        (exam,) = past(journal, CARDS)
        assert exam.ended == NOW + timedelta(minutes=10)
        assert exam.answered == 1


def test_a_clock_set_back_gives_no_extra_time(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        assert begun(journal).exam.left(NOW - timedelta(hours=5)) == timedelta(minutes=10)


def test_a_submitted_exam_is_not_resumed_and_can_be_seen_again(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        record = begun(journal)
        for key, response in RIGHT.items():
            record.mark(key, Sheet(response, seconds=30), NOW)
        record.submit(NOW + timedelta(minutes=5))
        assert ExamRecord.resume(journal, CARDS, NOW + timedelta(minutes=6)) is None
        assert list(past(journal, CARDS)) == [record.exam]
        assert journal.memories() == {}


def test_the_report_counts_by_the_exam_s_rules(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        record = begun(journal)
        record.mark("a", Sheet(RIGHT["a"], seconds=30), NOW)
        record.mark("b", Sheet(Chosen(("a", "c")), seconds=90), NOW)
        record.mark("c", Sheet(RIGHT["c"]), NOW)
        record.submit(NOW + timedelta(minutes=3))
    found = report(record.exam, {"4.3": "Secure"}, {"4": "Security"})
    assert (found.total.right, found.total.questions, found.blank) == (2, 4, 1)
    assert [(score.name, score.right, score.questions) for score in found.tasks] == [
        ("1.3", 0, 1),
        ("4.3 Secure", 2, 3),
    ]
    assert [score.name for score in found.domains] == ["Domain 1", "Domain 4 Security"]
    assert found.seconds_each == 60
    assert found.minutes_used == 3
    assert found.reserve == 1
    assert any("720" in caveat for caveat in found.caveats)


@pytest.mark.parametrize(
    ("right", "questions", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_intervals(right: int, questions: int, low: float, high: float) -> None:
    """Against published values (Newcombe 1998, table I, for 81 of 263; the others by hand)."""
    assert wilson(right, questions) == pytest.approx((low, high), abs=1e-4)


def test_blank_is_wrong_and_no_answer_costs_nothing() -> None:
    exam = Exam("e", "s", ("a", "b", "c"), NOW, 10, CARDS)
    assert [exam.verdict(key).credit for key in exam.keys] == [0, 0, 0]
    assert exam.answered == 0


def test_certainty_marks() -> None:
    assert [marks(True, one) for one in Certainty] == [1, 2, 3]
    assert [marks(False, one) for one in Certainty] == [0, -2, -6]
