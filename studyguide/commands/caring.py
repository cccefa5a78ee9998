"""Care for single cards, for the settings and for the journal."""

from __future__ import annotations

import click

from studyguide.commands.context import console, data_dir, desk, json_option, option, print_json
from studyguide.errors import StudyGuideError, UsageError


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
@json_option
@click.pass_context
def config(ctx: click.Context, key: str | None, value: str | None, as_json: bool) -> None:
    """Show the settings, or set one: `config exam-date 2027-03-01`; `none` clears it."""
    from studyguide import settings

    folder = data_dir(ctx)
    chosen = settings.load(folder)
    if key is not None and value is not None:
        chosen = settings.changed(chosen, key, value)
        settings.save(chosen, folder)
    values = settings.plain(chosen)
    if key and (name := key.replace("-", "_")) not in values:
        raise UsageError(f"no setting is called {key!r}; there are {', '.join(values)}")
    shown = {name: values[name]} if key else values
    if as_json:
        print_json(shown)
        return
    for name, held in shown.items():
        console(ctx).say(f"{name.replace('_', '-')} {settings.written(held)}")


@click.command()
@click.pass_context
def locate(ctx: click.Context) -> None:
    """Say where your data is."""
    from studyguide.guide.packs import find_packs

    folder = data_dir(ctx)
    places = [
        ("journal", folder / "journal.db"),
        ("settings", folder / "settings.json"),
        ("cache", folder / "cache"),
        *(("pack", pack) for pack in find_packs(folder, option(ctx, "packs") or ())),
    ]
    console(ctx).say("\n".join(f"{name:10}{place}" for name, place in places))


@click.command()
@click.pass_context
def keys(ctx: click.Context) -> None:
    """List every key of the screens."""
    from studyguide.tui.keys import keys_text

    console(ctx).say(keys_text())


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
