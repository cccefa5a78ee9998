"""What there is and how it stands."""

from __future__ import annotations

import click

from studyguide.commands.context import console, desk, json_option, option, print_json, sit
from studyguide.commands.status import MENDABLE
from studyguide.errors import UsageError


@click.command()
@json_option
@click.pass_context
def due(ctx: click.Context, as_json: bool) -> None:
    """What is due today; exit status 1 if nothing is."""
    from studyguide.commands.quick import print_due

    with desk(ctx) as at:
        anything = print_due(at, as_json=as_json, ascii_only=bool(option(ctx, "ascii_only")))
    ctx.exit(0 if anything else MENDABLE)


@click.command()
@json_option
@click.pass_context
def stats(ctx: click.Context, as_json: bool) -> None:
    """How far you are: days, reviews to come, how much you keep, coverage, readiness, what goes wrong."""
    from studyguide.study.stats import of_desk

    with desk(ctx) as at:
        report = of_desk(at)
        if as_json:
            print_json(report)
        else:
            from studyguide.plain.stats import stats_text

            console(ctx).say(stats_text(report))


@click.command()
@click.argument("query", nargs=-1)
@json_option
@click.pass_context
def cards(ctx: click.Context, query: tuple[str, ...], as_json: bool) -> None:
    """List the cards that fit QUERY, such as: is:due task:4.3 kind:ordering lapses>3 endpoint."""
    from studyguide.study import reports

    with desk(ctx) as at:
        lines = reports.cards(at, " ".join(query))
        if as_json:
            print_json(lines)
        else:
            from studyguide.plain.report import cards_text

            console(ctx).say(cards_text(lines))


@click.command()
@click.argument("name", metavar="ID")
@click.option("--ask", is_flag=True, help="Ask it now.")
@json_option
@click.pass_context
def card(ctx: click.Context, name: str, ask: bool, as_json: bool) -> None:
    """One card: its memory, its history, why it is due."""
    from studyguide.study import reports

    with desk(ctx) as at:
        wanted = at.card(name)
        if ask:
            if wanted.reserve:
                raise UsageError("it is kept for mock exams, to measure more than memory of it")
            sit(ctx, at, at.sit(only=(wanted.key,)))
            return
        report = reports.card(at, wanted)
        if as_json:
            print_json(report)
        else:
            from studyguide.plain.report import card_text

            console(ctx).say(card_text(report))


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@json_option
@click.pass_context
def search(ctx: click.Context, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find WORDS in the guide."""
    with desk(ctx) as at:
        hits = at.library.search(" ".join(words), limit)
        if as_json:
            print_json(hits)
        else:
            from studyguide.plain.report import hits_text

            console(ctx).say(hits_text(hits))
