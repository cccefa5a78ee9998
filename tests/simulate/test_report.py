"""The figures and the verdict, on runs made by hand."""

from __future__ import annotations

import pytest

from studyguide.simulate.interface import Likely, Scenario
from studyguide.simulate.judge import Run, Trial
from studyguide.simulate.report import Case, report, run_line
from studyguide.simulate.tables import report_text

SHORT, LONG = Scenario(100, 7, 10), Scenario(400, 30, 20)


def _run(
    policy: str, scenario: Scenario, recall: float, *, seed: int = 1, later: float = 0.5, minutes: float = 60
) -> Run:
    forecast = Likely(0.6, 0.75, 0.8) if policy == "planner" else None
    return Run(
        Trial(scenario, "act-r", policy, seed), recall, later, minutes, 9, (None, *[forecast] * 3, forecast)
    )


RUNS = (
    *(_run("fsrs", SHORT, 0.6, later=0.54), _run("fsrs", SHORT, 0.7, seed=2, later=0.54)),
    *(_run("paced-cram", SHORT, 0.7), _run("paced-cram", SHORT, 0.7, seed=2)),
    *(_run("planner", SHORT, 0.8, minutes=70), _run("planner", SHORT, 0.9, seed=2, minutes=70)),
    *(_run("fsrs", LONG, 0.70, later=0.54), _run("paced-cram", LONG, 0.66), _run("planner", LONG, 0.67)),
)


def test_means_and_verdict() -> None:
    found = report(RUNS)
    assert found.policies == ("fsrs", "paced-cram", "planner")
    assert found.cases[Case(SHORT, "act-r")]["fsrs"].recall == pytest.approx(0.65)
    assert found.overall["planner"].recall == pytest.approx((0.85 + 0.67) / 2)
    assert found.models["act-r"] == found.overall
    verdict = found.verdict
    assert verdict is not None
    assert verdict.best == "paced-cram"
    assert verdict.overall == pytest.approx(0.76 - 0.68)
    assert verdict.ahead_in == 0.5
    assert (verdict.worst.case.scenario, verdict.worst.best) == (LONG, "fsrs")
    assert verdict.worst.ahead == pytest.approx(-0.03)
    assert verdict.minutes == pytest.approx(5)
    assert verdict.later == pytest.approx(-0.04)
    assert verdict.covered == pytest.approx((2 / 3, 2 / 3))
    assert verdict.passes == (True, False, False, False, False, False)


def test_what_passes() -> None:
    better = [
        run._replace(recall=0.95, later=0.6, minutes=50) for run in RUNS if run.trial.policy == "planner"
    ]
    others = [run for run in RUNS if run.trial.policy != "planner"]
    verdict = report([*others, *better]).verdict
    assert verdict is not None
    assert verdict.passes == (True, True, True, True, True, False)
    alone = report([*better, *(run for run in others if run.trial.policy == "paced-cram")]).verdict
    assert alone is not None
    assert alone.later is None
    assert alone.passes == (True, True, True, True, None, False)


def test_no_verdict_without_the_planner_or_without_baselines() -> None:
    planner = [run for run in RUNS if run.trial.policy == "planner"]
    assert report(planner).verdict is None
    assert report([run for run in RUNS if run not in planner]).verdict is None


def test_calibration() -> None:
    lines = {line.moment: line for line in report(RUNS).calibration}
    assert set(lines) == {"1/4", "1/2", "3/4", "last day"}
    line = lines["1/2"]
    assert (line.policy, line.model, line.runs) == ("planner", "act-r", 3)
    assert line.covered == pytest.approx(2 / 3)
    assert line.width == pytest.approx(0.2)
    assert line.error == pytest.approx(0.75 - (0.8 + 0.9 + 0.67) / 3)


def test_the_report_in_lines() -> None:
    text = report_text(report(RUNS))
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    assert "100/7/10    act-r        0.650    0.700    0.850*" in lines
    assert "ok   Overall +8.0 points against paced-cram, the best of them." in lines
    assert "FAIL Ahead of all of them in 50% of the scenarios; wanted 80%." in lines
    assert "FAIL At worst -3.0 points against fsrs," in lines
    assert "     with 400/30/20 act-r; wanted -2.0 points or more." in lines
    assert "FAIL +5 minutes against paced-cram; wanted none more." in lines
    assert "FAIL 30 days later -4.0 points against fsrs; wanted -3.0 points or more." in lines
    assert "FAIL Forecasts held in 67% to 67% of runs, by model; wanted 80% to 95%." in lines
    assert lines[-1].split() == ["act-r", "-", *["67!", "20", "-4.0"] * 4]


def test_a_run_as_it_is_printed() -> None:
    line = run_line(RUNS[4])
    assert (line.policy, line.learner, line.cards, line.days, line.seed) == ("planner", "act-r", 100, 7, 1)
    assert [forecast.moment for forecast in line.forecasts] == ["1/4", "1/2", "3/4", "last day"]
