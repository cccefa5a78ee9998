"""Care for single cards, for the settings and for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studyguide.commands.context import console, data_dir, desk, json_option, option, print_json, tell
from studyguide.errors import StudyGuideError, UsageError

if TYPE_CHECKING:
    from studyguide.settings import Settings


def _marking(name: str, help_text: str, done: str) -> click.Command:
    """A command that records an act of its own name about one card."""

    @click.command(name, help=help_text)
    @click.argument("card_id", metavar="ID")
    @click.pass_context
    def mark(ctx: click.Context, card_id: str) -> None:
        from studyguide.journal.event import Act

        with desk(ctx) as at:
            wanted = at.card(card_id)
            at.journal.append((Act(name, wanted.key),), at.clock())
            console(ctx).say(f"{done}: {wanted.id}. `studyguide undo` takes it back.")

    return mark


suspend = _marking("suspend", "Ask a card no more until it is unsuspended.", "Suspended")
unsuspend = _marking("unsuspend", "Ask a suspended card again.", "Unsuspended")
bury = _marking("bury", "Do not ask a card again today.", "Buried until tomorrow")
flag = _marking("flag", "Flag a card, to find it again.", "Flagged")
unflag = _marking("unflag", "Take the flag off a card.", "No longer flagged")
reset = _marking("reset", "Treat a card as new; its history stays on record.", "Reset")


@click.command()
@click.pass_context
def undo(ctx: click.Context) -> None:
    """Take back the last answer, suspension, flag or reset; again for the one before."""
    with desk(ctx) as at:
        undone = at.journal.undo(at.clock())
        if undone is None:
            raise StudyGuideError("there is nothing to undo")
        console(ctx).say(f"Undone: {undone.kind} of {undone.item}")


@click.command()
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Work out from the journal afresh what you remember; says whether anything changed."""
    with desk(ctx) as at:
        changed = at.journal.rebuild()
        console(ctx).say("Rebuilt: something had changed." if changed else "Rebuilt: nothing had changed.")


@click.command()
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.option("--reset", is_flag=True, help="Return to the defaults; the file as it was is kept beside.")
@json_option
@click.pass_context
def config(ctx: click.Context, key: str | None, value: str | None, reset: bool, as_json: bool) -> None:
    """Show the settings, or set one: `config exam-date 2027-03-01`; `none` clears it.

    `config keys vim` or `config keys anki` takes another set of keys for the screens, and
    `config key.study.undo z` sets a single one; `keys --ids` lists what they are called.

    A file that cannot be understood is mended by setting a value, or by `--reset`; a copy of it is kept.
    """
    from studyguide import settings

    folder = data_dir(ctx)
    if reset and key is not None:
        raise UsageError(f"--reset returns all settings to the defaults; leave {key!r} out")
    try:
        chosen, broken = settings.load(folder), False
    except settings.BrokenSettingsError:
        if not reset and value is None:
            raise
        chosen, broken = settings.legible(folder), True
    if reset:
        chosen = settings.Settings()
    elif key is not None and value is not None:
        chosen = settings.changed(chosen, key, value)
        _check_for_screens(chosen, key)
    if reset or value is not None:
        if (reset or broken) and (aside := settings.copy_aside(folder)):
            tell(f"The settings as they were are kept in {aside}; these hold now:", err=True)
            key = None
        settings.save(chosen, folder)
    values = settings.plain(chosen)
    if key and key.startswith(settings.KEY):
        key = "own_keys"
    if key and (name := key.replace("-", "_")) not in values:
        raise UsageError(f"no setting is called {key!r}; there are {', '.join(values)}")
    shown = {name: values[name]} if key else values
    if as_json:
        print_json(shown)
        return
    for name, held in shown.items():
        console(ctx).say(f"{name.replace('_', '-')} {settings.written(held)}")


def _check_for_screens(chosen: Settings, key: str) -> None:
    """Whether the screens can do what was set; only they know their themes and keys."""
    if key == "theme":
        from studyguide.tui.themes import check_theme

        check_theme(chosen.theme)
    elif chosen.own_keys and key.replace("-", "_").partition(".")[0] in ("key", "keys", "own_keys"):
        from studyguide.tui.keys import check_keys

        check_keys(chosen)


@click.command()
@json_option
@click.pass_context
def locate(ctx: click.Context, as_json: bool) -> None:
    """Say where your data is: journal, settings, cache and packs."""
    from studyguide.guide.packs import find_packs
    from studyguide.memory.parameters import FILE
    from studyguide.settings import FILE as SETTINGS

    folder = data_dir(ctx)
    places = [
        ("data", folder),
        ("journal", folder / "journal.db"),
        ("backups", folder / "backups"),
        ("settings", folder / SETTINGS),
        ("fit", folder / FILE),
        ("cache", folder / "cache"),
        *(("pack", pack) for pack in find_packs(folder, option(ctx, "packs") or ())),
    ]
    if as_json:
        print_json([{"name": name, "path": str(place), "exists": place.exists()} for name, place in places])
    else:
        console(ctx).say("\n".join(f"{name:10}{place}" for name, place in places))


@click.command()
@click.option("--ids", is_flag=True, help="With what `config key.ID KEY` calls each of them.")
@json_option
@click.pass_context
def keys(ctx: click.Context, ids: bool, as_json: bool) -> None:
    """List every key of the screens, as you have set them; with --plain the words of the line mode."""
    if option(ctx, "plain") and not as_json:
        from studyguide.plain.words import every_word

        console(ctx).say(every_word())
        return
    from studyguide.settings import load
    from studyguide.tui.keys import check_keys, keys_listed, keys_text

    chosen = load(data_dir(ctx))
    check_keys(chosen)
    if as_json:
        print_json([key._asdict() for key in keys_listed(chosen)])
    else:
        console(ctx).say(keys_text(chosen, ascii_only=bool(option(ctx, "ascii_only")), ids=ids))


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands and options.

    \b
    bash:  eval "$(studyguide completion bash)"    in ~/.bashrc
    zsh:   eval "$(studyguide completion zsh)"     in ~/.zshrc
    fish:  studyguide completion fish | source     in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "studyguide", "_STUDYGUIDE_COMPLETE").source())


@click.command()
@click.argument("card_id", metavar="ID")
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@click.pass_context
def dispute(ctx: click.Context, card_id: str, words: tuple[str, ...]) -> None:
    """Put on record why you hold that a card is wrong."""
    from studyguide.journal.event import DISPUTE, Act

    with desk(ctx) as at:
        wanted = at.card(card_id)
        # A word that is no UTF-8 arrives with lone surrogates, which no file can hold.
        said = " ".join(words).encode(errors="replace").decode().strip()
        if not said:
            raise UsageError("say why, as in `studyguide dispute ID the page says otherwise`")
        at.journal.append((Act(DISPUTE, wanted.key, {"text": said}),), at.clock())
        console(ctx).say(f"Disputed: {wanted.id}.\n`studyguide disputes --markdown` lists them for a report.")


@click.command()
@click.option("--markdown", is_flag=True, help="Print Markdown, ready for an issue.")
@click.pass_context
def disputes(ctx: click.Context, markdown: bool) -> None:
    """List the cards you dispute, with what you said."""
    from studyguide.plain.disputes import disputes_text

    with desk(ctx) as at:
        console(ctx).say(disputes_text(at, markdown=markdown))
