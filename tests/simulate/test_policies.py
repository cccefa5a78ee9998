"""What other programs do, and the judge before whom they do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler
from studyguide.simulate.baselines import Baseline, Leitner, Sm2, fsrs, fsrs_paced, paced_cram
from studyguide.simulate.interface import Likely, Policy, Scenario
from studyguide.simulate.judge import Trial, judge, judge_all, moments, teach
from studyguide.simulate.memories import MODELS
from studyguide.simulate.planner import Planner
from studyguide.simulate.policies import POLICIES
from studyguide.study.evidence import LATEST
from studyguide.study.learner import Answer, Learner
from studyguide.study.plan import Circumstances, plan

SMALL = Scenario(cards=30, days=6, minutes=4)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_keeps_to_its_minutes(policy: str, model: str) -> None:
    longest: dict[int, float] = {}
    spent: dict[int, float] = {}

    class Watched:
        def __init__(self, inner: Policy) -> None:
            self.inner = inner

        def next(self, day: int, seconds: float) -> int | None:
            assert seconds == pytest.approx(spent.get(day, 0.0))
            assert seconds < SMALL.minutes * 60
            card = self.inner.next(day, seconds)
            assert card is None or 0 <= card < SMALL.cards
            return card

        def answered(self, card: int, grade: Grade, day: int, seconds: float) -> None:
            assert seconds > 0
            spent[day] = spent.get(day, 0.0) + seconds
            longest[day] = max(longest.get(day, 0.0), seconds)
            self.inner.answered(card, grade, day, seconds)

        def likely(self, day: int) -> Likely | None:
            return self.inner.likely(day)

    run = teach(Trial(SMALL, model, policy, 1), lambda *told: Watched(POLICIES[policy](*told)))
    assert all(spent[day] <= SMALL.minutes * 60 + longest[day] for day in spent)
    assert run.minutes == pytest.approx(sum(spent.values()) / 60)
    assert 0 < run.later < run.recall <= 1
    assert run == judge(Trial(SMALL, model, policy, 1))


def test_a_policy_is_asked_for_forecasts_at_five_moments() -> None:
    asked: list[int] = []

    class Idle:
        def next(self, day: int, seconds: float) -> int | None:
            return None

        def answered(self, card: int, grade: Grade, day: int, seconds: float) -> None:
            raise AssertionError("nothing was asked")

        def likely(self, day: int) -> Likely | None:
            asked.append(day)
            return Likely(0, day / 100, 1) if day else None

    run = teach(Trial(Scenario(10, 40, 1), "act-r", "idle", 3), lambda scenario, seed: Idle())
    assert asked == [0, 10, 20, 30, 39]
    assert [told and told.mean for told in run.forecasts] == [None, 0.1, 0.2, 0.3, 0.39]
    assert (run.minutes, run.answers) == (0, 0)
    assert moments(1) == (0, 0, 0, 0, 0)


def test_study_beats_idleness_and_minutes_help() -> None:
    recalls = []
    for minutes in (1, 5, 20):
        runs = [
            judge(Trial(Scenario(60, 7, minutes), model, "fsrs-paced", seed))
            for model in MODELS
            for seed in (1, 2)
        ]
        recalls.append(sum(run.recall for run in runs) / len(runs))
    assert recalls[0] + 0.1 < recalls[1] < recalls[2]


def test_processes_change_nothing() -> None:
    trials = [Trial(Scenario(12, 3, 2), model, "sm2", 1) for model in MODELS]
    assert list(judge_all(trials, 2)) == list(judge_all(trials, 1))


def _sitting(policy: Policy, day: int, grade: Callable[[int], Grade], most: int = 1000) -> list[int]:
    """The cards asked on a day by a policy that is told these grades."""
    asked: list[int] = []
    while len(asked) < most and (card := policy.next(day, 0)) is not None:
        policy.answered(card, grade(card), day, 1)
        asked.append(card)
    return asked


def _good(card: int) -> Grade:
    return Grade.GOOD


def test_paces_of_new_cards() -> None:
    assert _sitting(fsrs(Scenario(100, 10, 60), 1), 0, _good) == list(range(20))
    assert _sitting(fsrs_paced(Scenario(95, 10, 60), 1), 0, _good) == list(range(10))
    assert _sitting(paced_cram(Scenario(96, 10, 60), 1), 0, _good) == list(range(12))
    missed_until_the_last = fsrs_paced(Scenario(95, 10, 60), 1)
    assert _sitting(missed_until_the_last, 9, _good) == list(range(95))


def test_cramming_asks_everything_on_both_last_days() -> None:
    crammer, plain = paced_cram(Scenario(8, 4, 60), 1), fsrs_paced(Scenario(8, 4, 60), 1)
    for day in (0, 1):
        _sitting(crammer, day, lambda card: Grade.EASY)
        _sitting(plain, day, lambda card: Grade.EASY)
    assert sorted(_sitting(crammer, 2, _good)) == sorted(_sitting(crammer, 3, _good)) == list(range(8))
    assert _sitting(plain, 2, _good) == [4, 5]


def test_a_failed_card_comes_back_after_five_others_and_once_more_at_the_end() -> None:
    failures = {0: 2, 7: 1}

    def grade(card: int) -> Grade:
        failures[card] = failures.get(card, 0) - 1
        return Grade.AGAIN if failures[card] >= 0 else Grade.GOOD

    asked = _sitting(fsrs_paced(Scenario(8, 1, 60), 1), 0, grade)
    assert asked == [0, 1, 2, 3, 4, 5, 0, 6, 7, 0, 7]


def test_reviews_come_before_new_cards_and_the_weakest_first() -> None:
    policy = fsrs_paced(Scenario(9, 3, 60), 1)
    grades = [Grade.HARD, Grade.AGAIN, Grade.GOOD]
    _sitting(policy, 0, lambda card: grades[card], most=3)
    assert _sitting(policy, 1, _good)[:4] == [1, 0, 3, 4]


def test_sm2_intervals() -> None:
    schedule = Sm2()
    assert schedule.review(0, Grade.EASY, 0) == 1
    assert schedule.review(0, Grade.EASY, 1) == 7
    assert schedule.review(0, Grade.EASY, 7) == 7 + round(6 * 2.7)
    assert schedule.review(0, Grade.AGAIN, 23) == 24
    hard = Sm2()
    days = [0]
    for _ in range(12):
        days.append(hard.review(0, Grade.HARD, days[-1]))
    last, before = days[-1] - days[-2], days[-2] - days[-3]
    assert last == round(before * 1.3)


def test_leitner_boxes() -> None:
    schedule = Leitner()
    gaps = [schedule.review(0, Grade.GOOD, 0) for _ in range(8)]
    assert gaps == [1, 2, 4, 8, 16, 32, 32, 32]
    assert schedule.review(0, Grade.AGAIN, 0) == 1
    assert schedule.review(0, Grade.GOOD, 0) == 2


def test_baselines_forecast_nothing() -> None:
    assert Baseline(SMALL, Leitner(), paced=True).likely(0) is None


def test_the_planner_that_is_judged_is_the_real_one() -> None:
    """What it asks on a later day is what `plan` has chosen for a journal with the same answers."""
    scenario = Scenario(cards=60, days=12, minutes=5)
    policy = Planner(scenario, 1)
    _sitting(policy, 0, lambda card: Grade.GOOD if card % 3 else Grade.HARD, most=25)
    memories = dict(policy.memories)
    asked = _sitting(policy, 3, _good, most=10)
    met = [Answer(Grade.GOOD if card % 3 else Grade.HARD, 1, None, 0) for card in range(25)]
    now = Circumstances(3, 5, 0, exam_day=12, first_day=0, learner=Learner().after(met))
    chosen = plan(policy.cards, memories, Scheduler(), now, minutes=60).chosen
    assert asked == [int(card.key) for card in chosen[:10]]


def test_the_planner_learns_from_as_many_answers_as_the_journal_tells_of() -> None:
    policy = Planner(Scenario(cards=3, days=400, minutes=5), 1)
    policy.answered(0, Grade.GOOD, 0, 7.0)
    for day in range(1, LATEST + 40):
        policy.answered(0, Grade.AGAIN if day < 40 else Grade.GOOD, day, 7.0)
    assert policy.learner().wrong == pytest.approx((100.0, 5.0))
    assert policy.learner().right == pytest.approx((40.0 + 7 * LATEST, 5.0 + LATEST))
