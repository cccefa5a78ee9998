"""One policy before one learner, and many of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import NamedTuple

from studyguide.simulate.interface import Likely, PolicyMaker, Scenario
from studyguide.simulate.learner import Learner
from studyguide.simulate.policies import POLICIES

LATER = 30
"""Days after the exam on which recall is looked at again, without study in between."""
MOMENTS = ("start", "1/4", "1/2", "3/4", "last day")
"""When a policy is asked for its forecast, as parts of the days until the exam."""


class Trial(NamedTuple):
    """One policy before one learner."""

    scenario: Scenario
    model: str
    policy: str
    seed: int


class Run(NamedTuple):
    """How a trial went."""

    trial: Trial
    recall: float
    """The true mean recall on the exam day, 0 to 1."""
    later: float
    """The same 30 days after."""
    minutes: float
    """Of study in all."""
    answers: int
    forecasts: tuple[Likely | None, ...]
    """At each of `MOMENTS`."""


def moments(days: int) -> tuple[int, ...]:
    """The days at whose beginning a forecast is asked for, one for each of `MOMENTS`."""
    return (0, days // 4, days // 2, days * 3 // 4, days - 1)


def judge(trial: Trial) -> Run:
    """Let a policy of the table teach a learner until the exam."""
    return teach(trial, POLICIES[trial.policy])


def teach(trial: Trial, maker: PolicyMaker) -> Run:
    """Let a policy teach a learner until the exam.

    A day ends with the answer that uses up its minutes, or when the policy has had enough. Learners are
    the same whatever the policy and the minutes.
    """
    scenario = trial.scenario
    learner = Learner(trial.model, scenario.cards, f"{scenario.days} {trial.seed}")
    policy = maker(scenario, trial.seed)
    forecasts: dict[int, Likely | None] = {}
    asked_for = frozenset(moments(scenario.days))
    budget = scenario.minutes * 60
    total = 0.0
    answers = 0
    for day in range(scenario.days):
        if day in asked_for:
            forecasts[day] = policy.likely(day)
        today = 0.0
        while today < budget and (card := policy.next(day, today)) is not None:
            grade, seconds = learner.answer(card, day, today)
            today += seconds
            answers += 1
            policy.answered(card, grade, day, seconds)
        total += today
    return Run(
        trial,
        learner.recall(scenario.days),
        learner.recall(scenario.days + LATER),
        total / 60,
        answers,
        tuple(forecasts[day] for day in moments(scenario.days)),
    )


def judge_all(trials: Sequence[Trial], jobs: int) -> Iterator[Run]:
    """Each trial's run in the trials' order, with so many processes."""
    if jobs == 1:
        yield from map(judge, trials)
        return
    # Spawned, not forked: the engine may have threads of its own.
    # An interrupt is for this process, which ends the others.
    with get_context("spawn").Pool(jobs, signal, (SIGINT, SIG_IGN)) as pool:
        yield from pool.imap(judge, trials, chunksize=8)
