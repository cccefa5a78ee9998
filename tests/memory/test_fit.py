"""Parameters fitted to a learner, and the file they are kept in."""

from __future__ import annotations

import json
from math import log
from pathlib import Path
from statistics import fmean

import fsrs.scheduler
import pytest

from studyguide.errors import StudyGuideError
from studyguide.memory.fit import LEAST, Fit, fit, histories
from studyguide.memory.model import Grade
from studyguide.memory.parameters import FILE, HIGHEST, LOWEST, Parameters, load, save
from studyguide.memory.scheduler import DEFAULT_PARAMETERS, Scheduler
from tests.memory.learners import forgetful, studied

AGAIN, GOOD = Grade.AGAIN, Grade.GOOD


def fitted(truth: tuple[float, ...], seed: int) -> Fit:
    return fit(histories(studied(truth, seed)), Scheduler())


def true_loss(weights: tuple[float, ...], truth: tuple[float, ...], seed: int) -> float:
    """Expected log loss of parameters on reviews they have not seen, by the true chances: no luck in it."""
    learner, model = Scheduler(parameters=truth), Scheduler(parameters=weights)
    losses = []
    for history in histories(studied(truth, seed)):
        *earlier, (_, day) = history
        true, believed = learner.replay(earlier), model.replay(earlier)
        assert true is not None
        assert believed is not None
        chance, said = learner.recall(true, day), min(1 - 1e-6, model.recall(believed, day))
        losses.append(-chance * log(said) - (1 - chance) * log(1 - said))
    return fmean(losses)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_learner_unlike_the_average_is_offered_parameters_that_foretell_better(seed: int) -> None:
    found = fitted(forgetful(), seed)
    assert found.better
    assert found.fitted.log_loss < found.in_force.log_loss - 0.01
    assert found.fitted.brier < found.in_force.brier
    default, truth = (true_loss(each, forgetful(), seed + 100) for each in (DEFAULT_PARAMETERS, forgetful()))
    # Of what can be gained at all, most is.
    assert true_loss(found.parameters, forgetful(), seed + 100) < truth + (default - truth) / 2


@pytest.mark.parametrize("seed", range(1, 7))
def test_an_average_learner_is_left_alone_or_loses_nothing_to_speak_of(seed: int) -> None:
    found = fitted(DEFAULT_PARAMETERS, seed)
    in_force = found.parameters if found.better else DEFAULT_PARAMETERS
    best = true_loss(DEFAULT_PARAMETERS, DEFAULT_PARAMETERS, seed + 100)
    assert true_loss(in_force, DEFAULT_PARAMETERS, seed + 100) < best + 0.005


def test_average_learners_are_seldom_offered_anything() -> None:
    assert sum(fitted(DEFAULT_PARAMETERS, seed).better for seed in range(1, 9)) <= 2


def test_what_is_good_already_is_not_offered_again() -> None:
    found = histories(studied(forgetful(), 1))
    assert not fit(found, Scheduler(parameters=fit(found, Scheduler()).parameters)).better


def test_the_judges_are_the_later_reviews_and_the_fit_has_not_seen_them() -> None:
    found = histories(studied(forgetful(), 1))
    turned = [
        (*history[:-1], (GOOD if history[-1][0] is AGAIN else AGAIN, history[-1][1])) for history in found
    ]
    cut = len(found) * 4 // 5
    straight, odd = fit(found, Scheduler()), fit((*found[:cut], *turned[cut:]), Scheduler())
    assert (straight.reviews, straight.judged) == (len(found), len(found) - cut)
    # The same forecasts, judged by the opposite of what happened.
    assert odd.fitted.log_loss > straight.fitted.log_loss + 0.5
    assert not odd.better or odd.in_force.log_loss > odd.fitted.log_loss


def test_the_scores_are_those_of_the_chances_that_the_scheduler_gave() -> None:
    found = histories(studied(DEFAULT_PARAMETERS, 1))
    scheduler, losses, squares = Scheduler(), [], []
    for history in found[int(len(found) * 0.8) :]:
        memory = None
        for grade, day in history[:-1]:
            memory = scheduler.review(memory, grade, day)
        assert memory is not None
        grade, day = history[-1]
        recall, kept = scheduler.recall(memory, day), grade is not AGAIN
        losses.append(-log(recall if kept else 1 - recall))
        squares.append((recall - kept) ** 2)
    score = fit(found, scheduler).in_force
    assert (score.log_loss, score.brier) == (round(fmean(losses), 4), round(fmean(squares), 4))


def test_fitting_is_repeatable_and_within_range() -> None:
    found = histories(studied(forgetful(), 4))
    weights = fit(found, Scheduler()).parameters
    assert weights == fit(found, Scheduler()).parameters
    assert all(low <= value <= high for low, value, high in zip(LOWEST, weights, HIGHEST, strict=True))


def test_only_reviews_on_a_later_day_are_foretold_and_the_others_are_remembered() -> None:
    reviews = [
        ("a", AGAIN, 5),
        ("b", GOOD, 5),
        ("a", GOOD, 5),
        ("a", GOOD, 7),
        ("b", GOOD, 4),
        ("b", AGAIN, 5),
    ]
    assert histories(reviews) == (
        ((AGAIN, 5), (GOOD, 5), (GOOD, 7)),
        ((GOOD, 5), (GOOD, 4), (AGAIN, 5)),
    )
    assert histories([("a", GOOD, 1), ("a", GOOD, 1), ("a", GOOD, 0)]) == ()


def test_too_few_reviews_are_told_with_their_number() -> None:
    few = histories(studied(DEFAULT_PARAMETERS, 1))[: LEAST - 1]
    with pytest.raises(StudyGuideError, match=r"takes 400 reviews .* so far there are 399"):
        fit(few, Scheduler())


@pytest.mark.parametrize("history", [((Grade.HARD, 0), (Grade.HARD, 5), (AGAIN, 12))])
def test_reviews_with_nothing_to_begin_with_are_no_crash(history: tuple[tuple[Grade, int], ...]) -> None:
    with pytest.raises(StudyGuideError, match="too much alike"):
        fit([history] * LEAST, Scheduler())


@pytest.mark.parametrize(
    "history",
    [
        ((GOOD, 0), (GOOD, 1)),
        ((AGAIN, 0), (AGAIN, 1)),
        ((Grade.EASY, 0), (GOOD, 30_000)),
        (*((GOOD, 0),) * 300, (AGAIN, 1)),
        ((GOOD, 9), (GOOD, 4), (GOOD, 5)),
    ],
)
def test_odd_journals_are_fitted_without_a_crash(history: tuple[tuple[Grade, int], ...]) -> None:
    weights = fit([history] * LEAST, Scheduler()).parameters
    assert all(low <= value <= high for low, value, high in zip(LOWEST, weights, HIGHEST, strict=True))


def test_the_ranges_are_those_of_fsrs_6() -> None:
    assert tuple(map(float, fsrs.scheduler.LOWER_BOUNDS_PARAMETERS)) == LOWEST
    assert tuple(map(float, fsrs.scheduler.UPPER_BOUNDS_PARAMETERS)) == HIGHEST
    assert all(
        low <= value <= high for low, value, high in zip(LOWEST, DEFAULT_PARAMETERS, HIGHEST, strict=True)
    )


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    assert load(folder) == Parameters()
    for kept in (Parameters(forgetful(), 20_000, 812), Parameters(since=20_001)):
        save(kept, folder)
        assert load(folder) == kept
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_parameters_alone_are_enough(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({"parameters": forgetful()}), encoding="utf-8")
    assert load(tmp_path) == Parameters(forgetful())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expecting value"),
        (b"\xff{}", "utf-8"),
        ("[" * 100_000, "recursion"),
        ("[]", "no parameters are in it"),
        ('{"reviews": 3}', "no parameters are in it"),
        ('{"parameters": 3}', "FSRS-6 has 21 parameters"),
        ('{"parameters": [1, 2]}', "FSRS-6 has 21 parameters"),
        (
            json.dumps({"parameters": [*DEFAULT_PARAMETERS[:20], 0.9]}),
            "parameter 20 must be a number from 0.1 to",
        ),
        (json.dumps({"parameters": [float("nan"), *DEFAULT_PARAMETERS[1:]]}), "parameter 0 must be"),
        (json.dumps({"parameters": [10**400, *DEFAULT_PARAMETERS[1:]]}), "parameter 0 must be"),
        (json.dumps({"parameters": [True, *DEFAULT_PARAMETERS[1:]]}), "parameter 0 must be"),
        (json.dumps({"parameters": DEFAULT_PARAMETERS, "since": "2027-02-30"}), "day is out of range"),
        (json.dumps({"parameters": DEFAULT_PARAMETERS, "since": 3}), "must be a date"),
        (json.dumps({"parameters": DEFAULT_PARAMETERS, "reviews": -1}), "must be a date and"),
        (json.dumps({"parameters": DEFAULT_PARAMETERS, "colour": "red"}), "'colour' means nothing"),
    ],
)
def test_a_damaged_file_is_one_line_that_says_what_to_do(
    text: str | bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(StudyGuideError) as caught:
        load(tmp_path)
    assert said in str(caught.value)
    assert str(caught.value).endswith("`studyguide fit --reset` returns to the default parameters")
    assert "\n" not in str(caught.value)
