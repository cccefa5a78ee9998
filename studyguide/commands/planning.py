"""What today and the days until the exam hold."""

from __future__ import annotations

import click

from studyguide.commands.context import console, desk, json_option, print_json


@click.command()
@click.option(
    "--what-if",
    "wishes",
    metavar="KEY=VALUE",
    multiple=True,
    help="Compare with other minutes a day or another date: minutes=30, exam-date=2027-03-01. Repeatable.",
)
@json_option
@click.pass_context
def plan(ctx: click.Context, wishes: tuple[str, ...], as_json: bool) -> None:
    """What today's sitting and the days until the exam hold, and what you are likely to recall then.

    The days are played in advance, several times, with what your answers tell of how you forget. Nothing is
    changed by looking; `studyguide config minutes-per-day 30` changes the plan.
    """
    from studyguide.study.days_ahead import parse_what_if, report  # deferred: `--help` imports this module
    from studyguide.study.today import today_at

    with desk(ctx) as at:
        other = parse_what_if(at.settings, wishes, at.today)
        today = today_at(at)
        found = report(today, other)
        if as_json:
            print_json(found)
        else:
            from studyguide.plain.plan import plan_text

            console(ctx).say(plan_text(today, found, at))
