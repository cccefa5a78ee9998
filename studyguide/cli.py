"""The program's entry: the commands brought together, and an exit status for whatever happens."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from studyguide import __version__
from studyguide.commands.context import GLOBAL_OPTIONS, Program, desk, on_screen, open_screen
from studyguide.commands.status import BUG, INTERRUPTED, MENDABLE, USAGE
from studyguide.errors import StudyGuideError, UsageError


@click.group(cls=Program, params=list(GLOBAL_OPTIONS), invoke_without_command=True)
@click.version_option(__version__, prog_name="studyguide")
@click.pass_context
def program(ctx: click.Context, /, **_: Any) -> None:
    """Study the security topics of the AWS MLA-C01 exam: read, be asked, be ready on the day.

    Without a command it opens the screen; without a terminal it prints what is due.
    """
    if ctx.invoked_subcommand is not None:
        return
    with desk(ctx) as at:
        if on_screen(ctx):
            open_screen(ctx, at)
        else:
            from studyguide.commands.reporting import print_due

            print_due(ctx, at)


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command; its exit status."""
    try:
        result = program.main(arguments, prog_name="studyguide", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except UsageError as error:
        click.echo(f"studyguide: {error}", err=True)
        return USAGE
    except StudyGuideError as error:
        click.echo(f"studyguide: {error}", err=True)
        return MENDABLE
    except BrokenPipeError:
        # Whoever read the output has enough; nothing more may be written on the way out either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - the one place where a bug is turned into a log file and a sentence
        return _bug()
    return result if isinstance(result, int) else 0


def _bug() -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="studyguide-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"studyguide {__version__}, Python {sys.version}\n")
        traceback.print_exc(file=log)
    click.echo(f"studyguide: a bug. Please report it with {log.name}", err=True)
    return BUG
