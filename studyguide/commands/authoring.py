"""For those who write packs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from studyguide.commands.status import MENDABLE


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--strict", is_flag=True, help="Also say what a careful editor would object to.")
@click.pass_context
def check(ctx: click.Context, path: Path | None, strict: bool) -> None:
    """Tell all that is wrong with the pack in PATH; exit status 1 if anything is."""
    from studyguide.guide.check import check as checked
    from studyguide.guide.packs import built_in

    report = checked(path or built_in(), strict=strict)
    for problem in report.problems:
        click.echo(str(problem))
    if report.problems:
        count = len(report.problems)
        click.echo(f"{count} problem{'s' if count != 1 else ''} found.", err=True)
        ctx.exit(MENDABLE)
    click.echo(report.summary)


@click.command()
@click.argument("name", type=click.Choice(("guide", "questions", "pack")))
def schema(name: Literal["guide", "questions", "pack"]) -> None:
    """Print the JSON Schema of guide.yaml, questions.yaml or pack.yaml."""
    from studyguide.guide.schema import schema_text

    sys.stdout.write(schema_text(name))
