"""What the runs say: means by scenario and policy, the verdict on one policy, and its calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from studyguide.simulate.interface import Scenario
from studyguide.simulate.judge import MOMENTS, Run
from studyguide.simulate.policies import DEFAULT, PACED_CRAM, PLANNER

AHEAD_IN = 0.80
"""The share of scenarios in which the planner is to be ahead of every baseline."""
WORST_GAP = 0.02
"""How far it may be behind the best baseline in any scenario, in recall."""
LATER_GAP = 0.03
"""How far it may be behind plain FSRS thirty days after the exam."""
COVERED = (0.80, 0.95)
"""The share of runs in which the forecast range is to hold the truth, for every model."""


class Case(NamedTuple):
    """A scenario and the model of its learners: what figures are averaged over seeds for."""

    scenario: Scenario
    model: str


class Means(NamedTuple):
    """Averages over runs."""

    recall: float
    later: float
    minutes: float


class Gap(NamedTuple):
    """The planner against the best baseline in one case."""

    case: Case
    best: str
    ahead: float
    """The planner's recall less the best baseline's."""


class Verdict(NamedTuple):
    """The planner against the baselines; what depends on a baseline that did not run is None."""

    overall: float
    """Its mean recall less that of the baseline that is best overall."""
    best: str
    """That baseline."""
    ahead_in: float
    """The share of cases in which it is ahead of every baseline."""
    worst: Gap
    minutes: float | None
    """Its mean minutes less those of paced cramming."""
    later: float | None
    """Its recall thirty days after the exam less that of plain FSRS."""
    covered: tuple[float, float] | None
    """The share of its forecasts that came true, for the learner models with the smallest and the largest;
    None where it makes none."""

    @property
    def passes(self) -> tuple[bool | None, ...]:
        """Whether overall, share, worst gap, minutes, later and forecasts are as wanted; None if unknown."""
        return (
            self.overall > 0,
            self.ahead_in >= AHEAD_IN,
            self.worst.ahead >= -WORST_GAP,
            None if self.minutes is None else self.minutes <= 0,
            None if self.later is None else self.later >= -LATER_GAP,
            None if self.covered is None else COVERED[0] <= self.covered[0] and self.covered[1] <= COVERED[1],
        )


class Calibration(NamedTuple):
    """Forecasts of one policy, made at one moment for learners of one model, against what came true."""

    policy: str
    model: str
    moment: str
    runs: int
    covered: float
    """The share whose true recall on the exam day lay within low to high."""
    width: float
    """Mean of high less low."""
    error: float
    """Mean of forecast less truth: above 0 is too hopeful."""


class Forecast(msgspec.Struct, frozen=True):
    """What a policy expected of the mean recall on the exam day, at one moment."""

    moment: str
    low: float
    mean: float
    high: float


class RunLine(msgspec.Struct, frozen=True):
    """One run as `--json` prints it."""

    policy: str
    learner: str
    cards: int
    days: int
    minutes_a_day: int
    seed: int
    recall: float
    recall_30_days_later: float
    minutes: float
    answers: int
    forecasts: tuple[Forecast, ...]


class Report(NamedTuple):
    """All of it."""

    policies: tuple[str, ...]
    cases: Mapping[Case, Mapping[str, Means]]
    models: Mapping[str, Mapping[str, Means]]
    """By model, each case counting alike."""
    overall: Mapping[str, Means]
    verdict: Verdict | None
    """None unless the planner and a baseline ran."""
    calibration: tuple[Calibration, ...]


def report(runs: Sequence[Run]) -> Report:
    """Sum up runs, at least one; every policy must have run in every case."""
    policies = tuple(dict.fromkeys(run.trial.policy for run in runs))
    gathered: dict[Case, dict[str, list[Means]]] = {}
    for run in runs:
        case = gathered.setdefault(Case(run.trial.scenario, run.trial.model), {})
        case.setdefault(run.trial.policy, []).append(Means(run.recall, run.later, run.minutes))
    cases = {case: {policy: _mean(by[policy]) for policy in policies} for case, by in gathered.items()}
    models = {
        model: {
            policy: _mean([means[policy] for case, means in cases.items() if case.model == model])
            for policy in policies
        }
        for model in dict.fromkeys(case.model for case in cases)
    }
    overall = {policy: _mean([means[policy] for means in cases.values()]) for policy in policies}
    calibration = tuple(_calibration(runs))
    verdict = _verdict(cases, overall, _covered(calibration))
    return Report(policies, cases, models, overall, verdict, calibration)


def run_line(run: Run) -> RunLine:
    """A run's figures in their documented shape."""
    scenario, model, policy, seed = run.trial
    forecasts = zip(MOMENTS, run.forecasts, strict=True)
    return RunLine(
        policy=policy,
        learner=model,
        cards=scenario.cards,
        days=scenario.days,
        minutes_a_day=scenario.minutes,
        seed=seed,
        recall=run.recall,
        recall_30_days_later=run.later,
        minutes=run.minutes,
        answers=run.answers,
        forecasts=tuple(Forecast(moment, *told) for moment, told in forecasts if told is not None),
    )


def _mean(of: Sequence[Means]) -> Means:
    return Means(*(sum(column) / len(of) for column in zip(*of, strict=True)))


def _verdict(
    cases: Mapping[Case, Mapping[str, Means]],
    overall: Mapping[str, Means],
    covered: tuple[float, float] | None,
) -> Verdict | None:
    if PLANNER not in overall or len(overall) < 2:
        return None
    planner = overall[PLANNER]
    best = _best(overall)
    gaps = [_gap(case, means) for case, means in cases.items()]
    cram, default = overall.get(PACED_CRAM), overall.get(DEFAULT)
    return Verdict(
        overall=planner.recall - overall[best].recall,
        best=best,
        ahead_in=sum(gap.ahead > 0 for gap in gaps) / len(gaps),
        worst=min(gaps, key=lambda gap: gap.ahead),
        minutes=cram and planner.minutes - cram.minutes,
        later=default and planner.later - default.later,
        covered=covered,
    )


def _best(means: Mapping[str, Means]) -> str:
    return max((policy for policy in means if policy != PLANNER), key=lambda policy: means[policy].recall)


def _gap(case: Case, means: Mapping[str, Means]) -> Gap:
    best = _best(means)
    return Gap(case, best, means[PLANNER].recall - means[best].recall)


def _covered(calibration: Iterable[Calibration]) -> tuple[float, float] | None:
    runs: Counter[str] = Counter()
    held: dict[str, float] = {}
    for line in calibration:
        if line.policy == PLANNER:
            runs[line.model] += line.runs
            held[line.model] = held.get(line.model, 0.0) + line.covered * line.runs
    shares = [held[model] / runs[model] for model in runs]
    return (min(shares), max(shares)) if shares else None


def _calibration(runs: Iterable[Run]) -> Iterable[Calibration]:
    gathered: dict[tuple[str, str, str], list[tuple[bool, float, float]]] = {}
    for run in runs:
        for moment, forecast in zip(MOMENTS, run.forecasts, strict=True):
            if forecast is not None:
                held = forecast.low <= run.recall <= forecast.high
                found = gathered.setdefault((run.trial.policy, run.trial.model, moment), [])
                found.append((held, forecast.high - forecast.low, forecast.mean - run.recall))
    for (policy, model, moment), found in gathered.items():
        covered, width, error = (sum(column) / len(found) for column in zip(*found, strict=True))
        yield Calibration(policy, model, moment, len(found), covered, width, error)
