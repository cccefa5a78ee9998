"""Keeping the journal safe, and bringing machines together."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from studyguide.commands.context import console, data_dir, desk, json_option, option, print_json, tell
from studyguide.commands.status import MENDABLE
from studyguide.errors import JournalError

JOURNAL = "journal.db"


@click.command()
@click.option("--list", "listing", is_flag=True, help="List the backups there are.")
@json_option
@click.pass_context
def backup(ctx: click.Context, listing: bool, as_json: bool) -> None:
    """Copy your progress into the folder `backups`; the first answer of each day does so by itself.

    All backups of two days are kept, then the last of twelve days, ten weeks and nine months.
    """
    from studyguide.journal import backup as backups

    if listing:
        held = backups.backups(data_dir(ctx) / backups.FOLDER)
        if as_json:
            print_json([{"name": b.path.name, "made": b.made, "bytes": b.size} for b in held])
            return
        for each in held:
            console(ctx).say(f"{each.path.name}  {each.size / 1e6:8.1f} MB")
        if not held:
            console(ctx).say("There is no backup yet.")
        return
    with desk(ctx, reading=False) as at:
        at.journal.must_record()
        made = at.journal.back_up(at.clock())
        assert made is not None, "the desk's journal has a folder for backups"
        if as_json:
            print_json({"name": made.path.name, "made": made.made, "bytes": made.size})
        else:
            _say(ctx, f"Backed up to {made.path}")


@click.command()
@click.argument("which")
@click.pass_context
def restore(ctx: click.Context, which: str) -> None:
    """Bring back what a backup holds: `latest`, a date such as 2026-12-01, a name, or a path.

    What has been recorded since stays: the two are united. A journal that is damaged is kept under another
    name, and a new one is made from the backup and what is whole in it.
    """
    from studyguide import settings
    from studyguide.commands.health import saved
    from studyguide.journal import backup as backups
    from studyguide.journal.file import DamagedJournalError
    from studyguide.journal.merge import merge
    from studyguide.memory import parameters
    from studyguide.memory.scheduler import Scheduler

    folder = data_dir(ctx)
    source = backups.find(folder / backups.FOLDER, which)
    try:
        with desk(ctx, reading=False) as at:
            (taken,) = merge(at.journal, (source,), at.clock())
    except DamagedJournalError:
        scheduler = Scheduler(settings.load(folder).retention, parameters.load(folder).weights)
        told = saved(folder / JOURNAL, folder / backups.FOLDER, scheduler, _now(ctx), (source,))
        _say(ctx, told)
        return
    _say(ctx, f"Restored from {source.name}: {_events(taken.new)} brought back, nothing removed.")


@click.command()
@click.argument("other", metavar="FILE-OR-FOLDER", type=click.Path(path_type=Path))
@click.pass_context
def merge(ctx: click.Context, other: Path) -> None:
    """Take in the progress of another machine: its journal, an export of it, or a folder of these.

    Merging is a union: in any order and any number of times it comes to the same. A file that is damaged, or
    contradicts what is here, is refused and nothing is taken.
    """
    from studyguide.journal import merge as merging
    from studyguide.journal import transfer

    with desk(ctx, reading=False) as at:
        own = at.journal.path
        files = transfer.files_in(other) if other.is_dir() else (other,)
        files = tuple(file for file in files if not (own.exists() and file.exists() and file.samefile(own)))
        if not files:
            raise JournalError(f"{other} holds no other journal and no export of one")
        taken = merging.merge(at.journal, files, at.clock())
        new = sum(each.new for each in taken)
        _say(
            ctx,
            f"Merged {len(files)} {'file' if len(files) == 1 else 'files'}: {_events(new)} taken in,"
            f" {sum(each.known for each in taken)} known already.",
        )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def sync(ctx: click.Context, folder: Path) -> None:
    """Exchange progress through a folder that your machines share, as by Syncthing, Dropbox or git.

    Each machine writes one file of its own there and takes in those of the others, so that no two ever write
    the same file. Run it on each machine before and after studying.
    """
    from studyguide.journal.sync import sync as synced

    with desk(ctx, reading=False) as at:
        done = synced(at.journal, folder, at.clock())
    for remark in done.remarks:
        tell(remark, err=True)
    left = "what is new here" if done.written else "nothing new"
    _say(
        ctx,
        f"Synced with {done.files} {'file' if done.files == 1 else 'files'} of others:"
        f" {_events(done.new)} taken in, {left} left there.",
    )


@click.command()
@click.option("--fix", is_flag=True, help="Put right what can be: rebuild, and save a damaged journal.")
@json_option
@click.pass_context
def doctor(ctx: click.Context, fix: bool, as_json: bool) -> None:
    """Check journal, backups, settings, packs, cache and disk; exit with 1 where something is amiss."""
    from studyguide.commands import health

    folder, packs = data_dir(ctx), option(ctx, "packs") or ()
    found = tuple(health.findings(folder, packs, _now(ctx), fix=fix))
    if as_json:
        print_json([each._asdict() for each in found])
    else:
        for each in found:
            _say(ctx, each.says, f"{'ok' if each.well else 'AMISS':6}{each.about:10}", " " * 16)
    if not all(each.well for each in found):
        ctx.exit(MENDABLE)


def _now(ctx: click.Context) -> datetime:
    now: datetime | None = option(ctx, "now")
    return now or datetime.now().astimezone()


def _say(ctx: click.Context, text: str, first: str = "", indent: str = "") -> None:
    """Say a sentence, which may name a file, in lines of the line mode."""
    from studyguide.plain.text import filled

    console(ctx).say(filled(text, first, indent))


def _events(count: int) -> str:
    return f"{count} {'event' if count == 1 else 'events'}"
