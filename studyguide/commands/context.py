"""What every command shares: the global options, and the desk they lead to."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studyguide.visible import safe

if TYPE_CHECKING:
    from studyguide.plain.console import Console
    from studyguide.study.desk import Desk
    from studyguide.study.exam_record import ExamRecord
    from studyguide.study.sitting import Sitting


class _Instant(click.ParamType[datetime]):
    name = "ISO8601"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        from studyguide.commands.opening import instant

        try:
            return instant(value)
        except ValueError:
            self.fail(f"{value!r} is no date and time such as 2026-12-01T09:00", param, ctx)


_ACTING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
GLOBAL_OPTIONS = (
    click.Option(["--data-dir"], type=click.Path(path_type=Path), help="Folder of your progress."),
    click.Option(
        ["--pack", "packs"], type=click.Path(path_type=Path), multiple=True, help="A pack to add; repeatable."
    ),
    click.Option(["--now"], type=_Instant(), help="Pretend that it is this moment."),
    click.Option(["--seed"], type=int, help="Makes shuffling repeatable."),
    click.Option(["--plain"], is_flag=True, default=None, help="Line mode: print and input, no screen."),
    click.Option(["--ascii", "ascii_only"], is_flag=True, default=None, help="Draw with ASCII only."),
)


COMMANDS = {
    "studying": ("read", "review"),
    "testing": ("quiz", "exam", "mistakes"),
    "reporting": ("due", "stats", "cards", "card", "search"),
    "planning": ("plan",),
    "caring": (
        *("suspend", "unsuspend", "bury", "flag", "unflag", "reset", "undo"),
        *("dispute", "disputes"),
        *("config", "locate", "keys", "completion", "rebuild"),
    ),
    "keeping": ("backup", "restore", "merge", "sync", "doctor"),
    "authoring": ("new-pack", "check", "schema"),
    "exchanging": ("export", "import"),
    "serving": ("serve",),
    "fitting": ("fit",),
    "simulating": ("simulate",),
}
"""The commands by the module that holds them, in the order in which `--help` lists them."""


class Program(click.Group):
    """A group that imports a command when it is wanted, and takes the global options before or after it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name."""
        return [name for names in COMMANDS.values() for name in names]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with its first sentence, wrapped where click would cut it short."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.get_short_help_str(limit=200)) for name, command in commands if command]
            )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, with the global options added to its own."""
        for module, names in COMMANDS.items():
            if cmd_name in names:
                attribute = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
                command: click.Command = getattr(import_module(f"studyguide.commands.{module}"), attribute)
                _take_global_options(command)
                return command
        return None


def _take_global_options(command: click.Command) -> None:
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _take_global_options(inner)
    taken = {option for parameter in command.params for option in parameter.opts}
    command.params.extend(
        click.Option(
            [*option.opts, str(option.name)],
            type=option.type,
            multiple=option.multiple,
            is_flag=option.is_flag,
            default=None,
            hidden=True,
            expose_value=False,
            callback=_remember,
        )
        for option in GLOBAL_OPTIONS
        if not taken & set(option.opts)
    )


def _remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value not in (None, ()):
        ctx.find_root().params[str(parameter.name)] = value


def option(ctx: click.Context, name: str) -> Any:
    """A global option's value, wherever on the command line it stood."""
    return ctx.find_root().params.get(name)


def data_dir(ctx: click.Context) -> Path:
    """The folder of the learner's progress."""
    from studyguide.settings import default_data_dir

    chosen: Path | None = option(ctx, "data_dir")
    return chosen or default_data_dir()


def on_screen(ctx: click.Context) -> bool:
    """Whether a screen can be opened and is wanted."""
    if option(ctx, "plain"):
        return False
    if "TEXTUAL_DRIVER" in os.environ:  # a tab of `studyguide serve`: the screen is in a browser
        return True
    if os.environ.get("TERM") == "dumb":
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def desk(ctx: click.Context, *, reading: bool = True) -> Iterator[Desk]:
    """Everything a command works at. Problems of a learner's pack are told on standard error.

    Without `reading` neither is done: a screen does it while it is already there.
    """
    from studyguide.commands.opening import opened

    with opened(
        option(ctx, "data_dir"), option(ctx, "packs") or (), option(ctx, "now"), option(ctx, "seed")
    ) as at:
        if reading:
            for problem in at.shelf.problems:
                tell(str(problem), err=True)
        yield at


def first_time(at: Desk) -> bool:
    """Whether nothing was ever chosen or answered here."""
    if not at.journal.recording or (at.data_dir / "settings.json").exists():
        return False
    return not any(True for _ in at.journal.events())


def open_screen(
    ctx: click.Context,
    at: Desk,
    *,
    place: str | None = None,
    sitting: Sitting | None = None,
    exam: ExamRecord | None = None,
    welcome: bool = False,
) -> None:
    """Open the screen: at home, at a place of the guide, in a sitting, or in a mock exam.

    `welcome` asks first for what a plan needs.
    """
    gc.disable()  # what is made until the first frame stays; the app turns it on again
    from studyguide.tui.app import StudyGuideApp  # deferred: commands must not wait for Textual

    app = StudyGuideApp(
        at,
        ascii_only=bool(option(ctx, "ascii_only")),
        place=place,
        sitting=sitting,
        exam=exam,
        welcome=welcome,
    )
    app.run()
    if app.failure is not None:
        raise app.failure


def sit(ctx: click.Context, at: Desk, sitting: Sitting) -> None:
    """Ask what a sitting holds, on the screen or in the line mode."""
    if on_screen(ctx):
        open_screen(ctx, at, sitting=sitting)
        return
    from studyguide.plain.review import Review  # deferred: the screen does without it

    Review(at, sitting, console(ctx)).run()


def console(ctx: click.Context) -> Console:
    """Where the line mode speaks and listens."""
    from studyguide.plain.console import standard

    return standard(ascii_only=bool(option(ctx, "ascii_only")))


def tell(text: str, *, err: bool = False) -> None:
    """Print text that may hold names and words from outside."""
    click.echo(safe(text), err=err)


def print_json(report: Any) -> None:
    """Print a report in its documented shape."""
    import msgspec

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # as JSON is, whatever the terminal's own is
    text = msgspec.json.format(msgspec.json.encode(report), indent=2).decode()
    # JSON may hold as they are some signs that a terminal acts on.
    sys.stdout.write(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
chapter_option = click.option(
    "--chapter", "chapters", multiple=True, help="Of this chapter, by name or number; repeatable."
)
