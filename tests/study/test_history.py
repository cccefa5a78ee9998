"""What counts in the journal for progress, and what a card's answers on later days show."""

from __future__ import annotations

import pytest

from studyguide.journal.event import FLAG, JSON, READ, RESET
from studyguide.memory.model import Grade
from studyguide.study.evidence import PAUSE
from studyguide.study.history import Recall, first_days, history, recalls
from studyguide.study.retention import retention
from studyguide.study.sitting import PRACTICE
from tests.study.made import DAY, event


def test_what_is_undone_or_of_another_kind_is_left_out() -> None:
    found = history(
        (
            event("a", DAY),
            event("b", DAY, live=False),
            event("c", DAY, kind=FLAG),
            event("one#two", DAY, kind=READ),
            event("d", DAY, kind=PRACTICE),
        )
    )
    assert [(record.kind, record.item, record.grade) for record in found] == [
        ("review", "a", Grade.GOOD),
        ("read", "one#two", None),
        ("practice", "d", Grade.GOOD),
    ]


@pytest.mark.parametrize("grade", [0, 5, "3", None, True, 3.0])
def test_an_answer_with_an_unreadable_grade_counts_for_nothing(grade: JSON) -> None:
    assert history((event("a", DAY, grade),)) == ()


@pytest.mark.parametrize(
    ("milliseconds", "seconds"), [(4_500, 4.5), (3_600_000, PAUSE), (-5, 0.0), ("soon", 0.0), (None, 0.0)]
)
def test_pauses_are_capped_and_nonsense_takes_no_time(milliseconds: JSON, seconds: float) -> None:
    (record,) = history((event("a", DAY, ms=milliseconds),))
    assert record.seconds == seconds


def test_odd_certainty_and_verdict_are_not_believed() -> None:
    (record,) = history((event("a", DAY, certainty=9, correct="yes"),))
    assert (record.certainty, record.correct) == (0, None)


def test_only_the_first_review_of_a_later_day_shows_what_was_kept() -> None:
    records = history(
        (
            event("a", DAY, 1),
            event("a", DAY, 3),
            event("b", DAY, 3),
            event("a", DAY + 2, 1),
            event("a", DAY + 2, 3),
            event("a", DAY + 2, 3, kind=PRACTICE),
            event("b", DAY + 3, 2),
        )
    )
    assert recalls(records) == (Recall("a", DAY + 2, False), Recall("b", DAY + 3, True))


def test_a_reset_card_begins_anew() -> None:
    records = history((event("a", DAY), event("a", DAY + 1, kind=RESET), event("a", DAY + 2, 1)))
    assert recalls(records) == ()
    assert first_days(records) == {"a": DAY + 2}


def test_a_clock_set_back_makes_no_later_day() -> None:
    records = history((event("a", DAY), event("a", DAY - 3, 1), event("a", DAY - 3)))
    assert recalls(records) == ()


def test_retention_looks_back_over_so_many_days_with_today() -> None:
    found = retention(
        (
            Recall("a", DAY, True),
            Recall("b", DAY - 6, False),
            Recall("c", DAY - 7, True),
            Recall("d", DAY - 40, True),
        ),
        DAY,
    )
    assert [(each.days, each.kept.n, each.kept.right) for each in found] == [
        (7, 2, 1),
        (30, 3, 2),
        (None, 4, 3),
    ]
