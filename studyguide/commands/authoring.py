"""For those who write packs."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from studyguide.commands.context import data_dir, tell
from studyguide.commands.status import MENDABLE

if TYPE_CHECKING:
    from studyguide.guide.model import Pack


@click.command("new-pack")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def new_pack(ctx: click.Context, folder: Path) -> None:
    """Write a small commented pack into DIR, to start your own from."""
    from studyguide.guide.starter import write_pack

    written = write_pack(folder)
    tell(f"A pack is in {folder}, about knots until you write your own into it:")
    for file in written:
        tell(f"  {file}")
    named = shlex.quote(str(folder))
    tell(
        f"Next:\n"
        f"  studyguide check --strict {named}\n"
        f"  studyguide --pack {named}\n"
        f"While the second is open, it shows what you save within a second.\n"
        f"To have the pack at every start, move it to\n"
        f"  {data_dir(ctx) / 'packs'}"
    )


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--strict", is_flag=True, help="Also say what a careful editor would object to.")
@click.option("--coverage", is_flag=True, help="Also say what is taught and tested, and what guessing gains.")
@click.pass_context
def check(ctx: click.Context, path: Path | None, strict: bool, coverage: bool) -> None:
    """Tell all that is wrong with the pack in PATH; exit status 1 if anything is."""
    from studyguide.guide.check import check as checked
    from studyguide.guide.packs import built_in

    report = checked(path or built_in(), strict=strict)
    for problem in report.problems:
        tell(str(problem))
    flagged = coverage and report.pack is not None and _cover(report.pack)
    if report.problems:
        count = len(report.problems)
        tell(f"{count} problem{'s' if count != 1 else ''} found.", err=True)
        ctx.exit(MENDABLE)
    tell(report.summary)
    if flagged:
        tell("Something is lacking or gives keys away, as told above.", err=True)
        ctx.exit(MENDABLE)


def _cover(pack: Pack) -> bool:
    """Print how well a pack covers its exam; whether something is flagged."""
    from studyguide.cards.derive import derive
    from studyguide.cards.wiseness import wiseness
    from studyguide.guide.coverage import coverage
    from studyguide.plain.coverage import coverage_text

    found, guessing = coverage(pack), wiseness(derive(pack))
    tell(f"{coverage_text(found, guessing)}\n")
    return found.is_lacking or bool(found.items and guessing and guessing.is_telling)


@click.command()
@click.argument("name", type=click.Choice(("guide", "questions", "pack")))
def schema(name: Literal["guide", "questions", "pack"]) -> None:
    """Print the JSON Schema of guide.yaml, questions.yaml or pack.yaml."""
    from studyguide.guide.schema import schema_text

    sys.stdout.write(schema_text(name))
