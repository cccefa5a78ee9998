"""Other programs' formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studyguide.commands.context import chapter_option, desk, tell
from studyguide.errors import UsageError
from studyguide.study.words import counted

if TYPE_CHECKING:
    from studyguide.cards.model import Card
    from studyguide.exchange.incoming import Incoming
    from studyguide.guide.model import Chapter, Pack
    from studyguide.study.desk import Desk

_out = click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
_in = click.argument("source", metavar="IN", type=click.Path(path_type=Path))
_folder = click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
_title = click.option("--title", help="Title of the pack; the folder's name if left out.")
_replace = click.option("--replace", is_flag=True, help="Write a pack that was imported before anew.")


@click.group("export")
def export() -> None:
    """Write cards, chapters or reviews for other programs: anki, tsv, markdown, html, reviews."""


@export.command("anki")
@_out
@chapter_option
@click.pass_context
def export_anki(ctx: click.Context, out: Path, chapters: tuple[str, ...]) -> None:
    """Write cards to OUT.apkg for Anki.

    Imported again after a change, notes are updated in place and keep their schedule. Questions kept for
    mock exams stay out. Needs the extra `anki`.
    """
    from studyguide.exchange.anki import AnkiNote, write_apkg
    from studyguide.exchange.anki_field import deck_name, field, guid, tags
    from studyguide.exchange.faces import back, front

    with desk(ctx) as at:
        notes = (
            AnkiNote(
                guid(card),
                field(front(card)),
                field(back(card)),
                deck_name(pack, place, chapter),
                f"{pack.id}/{chapter.id}",
                tags(card),
            )
            for pack, place, chapter, card in _cards(at, chapters)
        )
        count = write_apkg(out, notes, at.clock().timestamp())
    _tell(f"{count:,} cards written to {out}; in Anki choose File > Import.")


@export.command("tsv")
@_out
@chapter_option
@click.pass_context
def export_tsv(ctx: click.Context, out: Path, chapters: tuple[str, ...]) -> None:
    """Write cards to OUT as a table in text, with Anki's headers.

    OUT may be - for standard output. Questions kept for mock exams stay out.
    """
    from studyguide.exchange.anki_field import deck_name, guid, tags
    from studyguide.exchange.faces import back, front
    from studyguide.exchange.outgoing import save
    from studyguide.exchange.tsv import html_row, tsv

    with desk(ctx) as at:
        rows = [
            html_row(guid(card), front(card), back(card), deck_name(pack, place, chapter), tags(card))
            for pack, place, chapter, card in _cards(at, chapters)
        ]
    save(out, tsv(rows).encode())
    _tell(f"{len(rows):,} cards written to {out}.")


@export.command("markdown")
@_out
@chapter_option
@click.pass_context
def export_markdown(ctx: click.Context, out: Path, chapters: tuple[str, ...]) -> None:
    """Write chapters, or all, to OUT as Markdown.

    OUT may be - for standard output.
    """
    from studyguide.exchange.markdown import chapter_markdown
    from studyguide.exchange.outgoing import save

    with desk(ctx) as at:
        texts = [chapter_markdown(pack, chapter) for pack, _, chapter in _chapters(at, chapters)]
    save(out, "\n".join(texts).encode())
    _tell(f"{counted(len(texts), 'chapter')} written to {out}.")


@export.command("html")
@_out
@chapter_option
@click.pass_context
def export_html(ctx: click.Context, out: Path, chapters: tuple[str, ...]) -> None:
    """Write chapters, or all, to OUT as one HTML file.

    It needs no network; OUT may be - for standard output. Pictures, tables, and questions whose answers
    fold out; those kept for mock exams stay out.
    """
    from studyguide.exchange.outgoing import save
    from studyguide.exchange.page import html_page

    with desk(ctx) as at:
        chosen = [(pack, chapter) for pack, _, chapter in _chapters(at, chapters)]
        packs = {pack.id: pack for pack, _ in chosen}
        if len(packs) > 1:
            raise UsageError(
                f"one file holds one pack's chapters; of {' and '.join(packs)} name some by --chapter"
            )
        pack = next(iter(packs.values()))
        page = html_page(pack, [chapter for _, chapter in chosen])
    save(out, page.encode())
    _tell(f"{counted(len(chosen), 'chapter')} written to {out}.")


@export.command("reviews")
@_out
@click.option("--jsonl", is_flag=True, help="The whole journal instead, without loss, as JSON lines.")
@click.pass_context
def export_reviews(ctx: click.Context, out: Path, jsonl: bool) -> None:
    """Write your reviews to OUT as CSV, for fitting FSRS.

    The columns are those that the FSRS optimizers read. Only reviews that count are written: not those taken
    back, nor those before a reset. With --jsonl everything is, and `studyguide merge` reads it.
    """
    from studyguide.exchange.outgoing import STANDARD_OUTPUT, save
    from studyguide.exchange.reviews import KINDS, reviews, reviews_csv

    with desk(ctx, reading=False) as at:
        if jsonl:
            if out == STANDARD_OUTPUT:
                raise UsageError("--jsonl writes a file: name one, such as journal.jsonl")
            from studyguide.journal.transfer import export as export_journal

            export_journal(at.journal, out)
            _tell(f"The journal was written to {out}.")
            return
        rows = reviews(at.journal.events(kinds=KINDS))
    save(out, reviews_csv(rows).encode())
    _tell(f"{counted(len(rows), 'review')} written to {out}.")


@click.group("import")
def import_() -> None:
    """Make a pack of your own cards, from a table in text or from Markdown notes; or take in reviews."""


@import_.command("tsv")
@_in
@_folder
@_title
@_replace
def import_tsv(source: Path, folder: Path, title: str | None, replace: bool) -> None:
    """Make a pack in the new folder OUT of the table IN.

    Its columns are front, back and what more there is, or what Anki's headers say. Anki writes such a
    table by File > Export > Notes in Plain Text. An .apkg is not opened.
    """
    from studyguide.exchange.tsv import read_tsv

    _import(read_tsv(source), source, folder, title, replace=replace)


@import_.command("markdown")
@_in
@_folder
@_title
@_replace
def import_markdown(source: Path, folder: Path, title: str | None, replace: bool) -> None:
    """Make a pack in the new folder OUT of the notes IN.

    A card is `Q: ...` and below it `A: ...`, or a line `term :: meaning`, which is asked both ways.
    """
    from studyguide.exchange.notes import read_notes

    notes = read_notes(source)
    _import(notes.cards, source, folder, title, replace=replace)
    if notes.passed_over:
        lines = counted(len(notes.passed_over), "line")
        _tell(f"{lines} of text outside any card left out, the first at {source}:{notes.passed_over[0]}.")


@import_.command("reviews")
@_in
@click.pass_context
def import_reviews(ctx: click.Context, source: Path) -> None:
    """Take in the answers of the journal IN.

    IN is another journal, or what `export reviews --jsonl` wrote. It does the same as `studyguide merge`: a
    union, in any order and any number of times.
    """
    from studyguide.journal.merge import merge

    with desk(ctx, reading=False) as at:
        (taken,) = merge(at.journal, (source,), at.clock())
    _tell(f"{counted(taken.new, 'event')} taken in, {taken.known:,} known already.")


def _import(cards: list[Incoming], source: Path, folder: Path, title: str | None, *, replace: bool) -> None:
    from studyguide.exchange.own_pack import write_pack

    write_pack(folder, cards, title or folder.resolve().name, source.name, replace=replace)
    _tell(
        f"{counted(len(cards), 'card')} written to {folder}.\nStudy them with `--pack {folder}`,\n"
        "or move the folder into `packs` in your data folder (`studyguide locate`)."
    )


def _chapters(at: Desk, names: tuple[str, ...]) -> Iterator[tuple[Pack, int, Chapter]]:
    """Chapters with their packs and places, from 1, in them: those named, or all."""
    wanted = {at.chapter_id(name) for name in names}
    for pack in at.library.packs:
        for place, chapter in enumerate(pack.chapters, 1):
            if not wanted or chapter.id in wanted:
                yield pack, place, chapter


def _cards(at: Desk, names: tuple[str, ...]) -> Iterator[tuple[Pack, int, Chapter, Card]]:
    """The cards of chapters, without those that only mock exams ask."""
    for pack, place, chapter in _chapters(at, names):
        for card in at.cards.values():
            if card.chapter == chapter.id and card.id.startswith(f"{pack.id}/") and not card.reserve:
                yield pack, place, chapter, card


def _tell(text: str) -> None:
    """On standard error, since what is exported may go to standard output."""
    tell(text, err=True)
