"""Predicted against actual recall, and certainty against being right."""

from __future__ import annotations

from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.journal.event import RESET
from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler
from studyguide.study.calibration import EDGES, Prediction, calibration, confidence, predictions
from studyguide.study.history import history
from tests.study.made import DAY, event

SCHEDULER = Scheduler()


@given(st.lists(st.tuples(st.sampled_from(Grade), st.integers(0, 40)), max_size=12))
def test_each_prediction_is_that_of_the_memory_before_the_review(steps: list[tuple[Grade, int]]) -> None:
    """Replaying the history up to each review gives the same chance."""
    past: list[tuple[Grade, int]] = []
    wanted = []
    day = DAY
    for grade, gap in steps:
        before = SCHEDULER.replay(past)
        if before is not None and gap:
            wanted.append(Prediction(SCHEDULER.recall(before, day + gap), grade is not Grade.AGAIN))
        day += gap
        past.append((grade, day))
    records = history(event("a", on, int(grade)) for grade, on in past)
    assert predictions(records, SCHEDULER) == tuple(wanted)


def test_a_reset_takes_the_memory_away() -> None:
    records = history((event("a", DAY), event("a", DAY, kind=RESET), event("a", DAY + 5)))
    assert predictions(records, SCHEDULER) == ()


def test_scores_of_two_predictions_by_hand() -> None:
    found = calibration((Prediction(0.8, True), Prediction(0.6, False)))
    assert found.predicted == pytest.approx(0.7)
    assert found.brier == pytest.approx((0.2**2 + 0.6**2) / 2)
    assert found.log_loss == pytest.approx(-(log(0.8) + log(0.4)) / 2, abs=1e-4)
    assert found.constant_brier == 0.25
    assert [(each.low, each.high, each.kept.n, each.kept.right) for each in found.bins] == [
        (0.6, 0.7, 1, 0),
        (0.8, 0.85, 1, 1),
    ]


def test_nothing_to_judge_is_said() -> None:
    found = calibration(())
    assert (found.verdict, found.predicted, found.brier, found.bins) == ("few", None, None, ())


@pytest.mark.parametrize(
    ("chance", "kept", "verdict"),
    [(0.9, 90, "fair"), (0.9, 70, "high"), (0.6, 90, "low"), (0.9, 100, "low")],
)
def test_the_verdict_is_whether_the_mean_lies_in_the_interval(chance: float, kept: int, verdict: str) -> None:
    given_ = tuple(Prediction(chance, n < kept) for n in range(100))
    assert calibration(given_).verdict == verdict
    assert calibration(given_[:20]).verdict == "few"


@given(st.lists(st.tuples(st.floats(0.001, 1.0), st.booleans()), min_size=1, max_size=200))
def test_bins_hold_every_prediction_once_between_their_edges(pairs: list[tuple[float, bool]]) -> None:
    found = calibration([Prediction(*pair) for pair in pairs])
    assert sum(each.kept.n for each in found.bins) == len(pairs)
    assert sum(each.kept.right for each in found.bins) == sum(kept for _, kept in pairs)
    assert all(one.high <= other.low for one, other in pairwise(found.bins))
    for each in found.bins:
        assert each.low in EDGES
        assert each.low - 1e-4 <= each.predicted <= each.high + 1e-4


def test_confidence_counts_answers_of_each_certainty() -> None:
    found = confidence(
        history(
            (
                event("a", DAY, certainty=1, correct=False),
                event("a", DAY, certainty=3, correct=True),
                event("b", DAY, certainty=3, correct=False, kind="practice"),
                event("b", DAY, certainty=3),
                event("c", DAY, correct=True),
            )
        )
    )
    assert [(each.name, each.answers.n, each.answers.right) for each in found] == [
        ("guess", 1, 0),
        ("fairly sure", 0, 0),
        ("sure", 2, 1),
    ]
    assert found[1].answers.share is None
