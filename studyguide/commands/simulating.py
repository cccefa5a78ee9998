"""For those who change the planner."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from studyguide.commands.context import console, json_option, option, print_json
from studyguide.errors import UsageError

WHOLE = {"cards": (150, 400, 1000), "days": (7, 14, 30, 90), "minutes": (10, 20, 40)}
QUICK = {"cards": (150, 400), "days": (14, 30), "minutes": (20,)}


class _Seeds(click.ParamType[tuple[int, ...]]):
    name = "N or N..M"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if not isinstance(value, str):
            return value
        first, _, last = value.partition("..")
        try:
            seeds = tuple(range(int(first), int(last or first) + 1))
        except ValueError:
            seeds = ()
        if not seeds:
            self.fail(f"{value!r} is neither a number nor a range such as 1..10", param, ctx)
        return seeds


@click.command()
@click.option("--all", "whole", is_flag=True, help="The whole grid of scenarios; takes minutes.")
@click.option("--seed", "seeds", type=_Seeds(), help="Learners to draw for each scenario, such as 1..10.")
@click.option("--cards", type=click.IntRange(1, 100_000), multiple=True, help="Size of the deck; repeatable.")
@click.option("--days", type=click.IntRange(1, 3650), multiple=True, help="Until the exam; repeatable.")
@click.option("--minutes", type=click.IntRange(1, 1440), multiple=True, help="Of study a day; repeatable.")
@click.option("--learner", "models", metavar="MODEL", multiple=True, help="Only this model; repeatable.")
@click.option("--policy", "policies", metavar="NAME", multiple=True, help="Only this policy; repeatable.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes; as many as there are processors.")
@json_option
@click.pass_context
def simulate(
    ctx: click.Context,
    whole: bool,
    seeds: tuple[int, ...] | None,
    cards: tuple[int, ...],
    days: tuple[int, ...],
    minutes: tuple[int, ...],
    models: tuple[str, ...],
    policies: tuple[str, ...],
    jobs: int | None,
    as_json: bool,
) -> None:
    """Judge the planner on simulated learners, beside what other programs do.

    Learners of several models of memory that disagree are taught by each policy until their exam. Told
    are their true recall on the exam day and 30 days later, the minutes, and whether forecasts came true.
    For contributors: nothing of your own progress is read.
    """
    # Deferred: `--help` imports every module of commands.
    from studyguide.plain.progress import progress
    from studyguide.simulate.interface import Scenario
    from studyguide.simulate.judge import Run, Trial, judge_all
    from studyguide.simulate.memories import MODELS
    from studyguide.simulate.policies import POLICIES
    from studyguide.simulate.report import report, run_line
    from studyguide.simulate.tables import report_text

    if seeds is None:
        chosen = option(ctx, "seed")
        seeds = (1, 2) if chosen is None else (chosen,)
    grid = WHOLE if whole else QUICK
    trials = [
        Trial(Scenario(deck, length, budget), model, policy, seed)
        for deck in cards or grid["cards"]
        for length in days or grid["days"]
        for budget in minutes or grid["minutes"]
        for model in _named("learner model", models, MODELS)
        for seed in seeds
        for policy in _named("policy", policies, POLICIES)
    ]
    runs: list[Run] = []
    judged = judge_all(trials, min(jobs or os.cpu_count() or 1, len(trials)))
    with progress("Simulating", len(trials)) as bar:
        for run in judged:
            runs.append(run)
            bar.at(len(runs))
    if as_json:
        print_json([run_line(run) for run in runs])
    else:
        console(ctx).say(report_text(report(runs)))


def _named(what: str, chosen: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
    """What was chosen, each once; all that is known where nothing was."""
    names = tuple(known)
    for name in chosen:
        if name not in names:
            raise UsageError(f"There is no {what} {name!r}; there are {', '.join(names)}.")
    return tuple(dict.fromkeys(chosen)) or names
