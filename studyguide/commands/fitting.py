"""The memory model fitted to its learner."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from studyguide.commands.context import console, data_dir, desk, json_option, print_json
from studyguide.errors import StudyGuideError, UsageError

if TYPE_CHECKING:
    from studyguide.study.desk import Desk


@click.command()
@click.option("--accept", is_flag=True, help="Use the fitted parameters, if they are better.")
@click.option("--reset", is_flag=True, help="Return to the default parameters.")
@json_option
@click.pass_context
def fit(ctx: click.Context, accept: bool, reset: bool, as_json: bool) -> None:
    """Fit the memory model to your own answers; from 400 reviews on.

    FSRS foretells when you forget by 21 parameters, by default those of an average learner. This fits them to
    your earlier reviews and judges them by your later ones. They are offered only if they foretell those
    better, and used only if you say so. What you remember is then worked out afresh from the journal.
    """
    if reset:
        if accept or as_json:
            raise UsageError("--reset goes alone")
        _reset(ctx)
        return
    from studyguide.study.fitting import fit_to  # deferred: `--help` imports every module of commands

    with desk(ctx, reading=False) as at:
        found = fit_to(at.journal)
        if as_json:
            taken = accept and found.better
            if taken:
                _use(at, found.parameters, found.reviews)
            print_json(
                {
                    "reviews": found.reviews,
                    "judged": found.judged,
                    "in_force": found.in_force,
                    "fitted": found.fitted,
                    "better": found.better,
                    "accepted": taken,
                    "parameters": found.parameters,
                }
            )
            return
        from studyguide.memory import parameters
        from studyguide.plain.fit import fit_text

        face = console(ctx)
        face.say(fit_text(found, parameters.load(at.data_dir).reviews))
        if not found.better:
            return
        if not accept and sys.stdin.isatty() and sys.stdout.isatty():
            accept = (face.ask("\nUse them from now on? [y/N]") or "").lower() in ("y", "yes")
        if accept:
            _use(at, found.parameters, found.reviews)
            face.say(
                f"In force from now on, fitted to all {found.reviews:,} reviews."
                "\n`studyguide fit --reset` returns to the defaults."
            )
        else:
            face.say("Nothing has changed. `studyguide fit --accept` uses them.")


def _use(at: Desk, weights: tuple[float, ...], reviews: int) -> None:
    """Keep parameters, and remember by them."""
    from studyguide.memory import parameters
    from studyguide.memory.scheduler import Scheduler

    parameters.save(parameters.Parameters(weights, at.today, reviews), at.data_dir)
    at.journal.use(Scheduler(at.settings.retention, weights))


def _reset(ctx: click.Context) -> None:
    from studyguide.memory import parameters

    folder = data_dir(ctx)
    try:
        held = parameters.load(folder)
    except StudyGuideError:  # what cannot be read is what is to be replaced
        held = None
    if held is not None and held.weights == parameters.Parameters().weights:
        console(ctx).say("The default parameters are in force already.")
        return
    parameters.save(parameters.Parameters(), folder)
    with desk(ctx, reading=False) as at:  # what is remembered is worked out afresh as the journal is opened
        parameters.save(parameters.Parameters(since=at.today), folder)
        console(ctx).say("The default parameters are in force again.")
