"""The commands brought together."""

from __future__ import annotations

import sys
from io import StringIO
from typing import Any

import click

from studyguide import __version__
from studyguide.commands.context import (
    GLOBAL_OPTIONS,
    Program,
    desk,
    first_time,
    on_screen,
    open_screen,
    option,
)
from studyguide.commands.status import INTERRUPTED, USAGE
from studyguide.visible import safe


@click.group(cls=Program, params=list(GLOBAL_OPTIONS), invoke_without_command=True)
@click.version_option(__version__, prog_name="studyguide")
@click.pass_context
def program(ctx: click.Context, /, **_: Any) -> None:
    """Study the security topics of the AWS MLA-C01 exam: read, be asked, be ready on the day.

    Without a command it opens the screen; without a terminal it prints what is due.
    """
    if ctx.invoked_subcommand is not None:
        return
    if on_screen(ctx):
        with desk(ctx, reading=False) as at:
            open_screen(ctx, at, welcome=first_time(at))
    else:
        from studyguide.commands.quick import print_due

        with desk(ctx) as at:
            print_due(at, ascii_only=bool(option(ctx, "ascii_only")))
            if sys.stdin.isatty() and sys.stdout.isatty() and first_time(at):
                click.echo("First time here? `studyguide config exam-date 2027-03-01` sets your exam date.")


def start(arguments: list[str]) -> int:
    """Run one command; its exit status. Raises what the commands raise."""
    try:
        result = program.main(arguments, prog_name="studyguide", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        said = StringIO()
        error.show(said)
        sys.stderr.write(safe(said.getvalue()))
        return USAGE
    except click.Abort:
        return INTERRUPTED
    except SystemExit as gone:
        # How click ends where nobody reads the output any more, and nowhere else when it is not standalone.
        raise BrokenPipeError from gone
    return result if isinstance(result, int) else 0
