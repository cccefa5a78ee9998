"""Reading and being asked."""

from __future__ import annotations

import sys

import click

from studyguide.commands.context import chapter_option, console, desk, on_screen, open_screen, sit


@click.command()
@click.argument("place", required=False)
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@click.option("--cheatsheet", is_flag=True, help="Print what must be known on one page a chapter.")
@click.option("--step", is_flag=True, help="Section by section, though the words come from a pipe.")
@click.pass_context
def read(ctx: click.Context, place: str | None, markdown: bool, cheatsheet: bool, step: bool) -> None:
    """Read a CHAPTER or CHAPTER#SECTION; without one, go on where you stopped.

    At a prompt it is read section by section; into a pipe or a file it is printed whole.
    """
    with desk(ctx) as at:
        if cheatsheet:
            from studyguide.exchange.cheatsheet import cheatsheet_markdown
            from studyguide.plain.cheatsheet import cheatsheet as page

            chosen = {at.chapter_id(place)} if place else {one.id for one in at.library.chapters}
            form = cheatsheet_markdown if markdown else page
            pages = [form(one) for one in at.library.chapters if one.id in chosen]
            console(ctx).say("\n\n".join(text.rstrip("\n") for text in pages))
            return
        where = at.place(place)
        if markdown:
            from studyguide.exchange.markdown import chapter_markdown, section_markdown

            found, chapter = at.library.section(where), at.library.chapter(where)
            pack = at.pack_with(where)
            text = (
                section_markdown(pack, *found)
                if found
                else chapter_markdown(pack, chapter)
                if chapter
                else ""
            )
            console(ctx).say(text.rstrip("\n"))
        elif on_screen(ctx) and not step:
            open_screen(ctx, at, place=where)
        else:
            from studyguide.plain.reading import read_from

            read_from(at, where, console(ctx), prompting=step or sys.stdin.isatty())


@click.command()
@click.option("--minutes", type=click.IntRange(1, 600), help="About how long.")
@click.option("--cards", "answers", type=click.IntRange(1, 10_000), help="Stop after so many answers.")
@chapter_option
@click.pass_context
def review(ctx: click.Context, minutes: int | None, answers: int | None, chapters: tuple[str, ...]) -> None:
    """One sitting of what the plan says; goes on with today's unfinished one unless told otherwise."""
    with desk(ctx) as at:
        told = bool(minutes or answers or chapters)
        sitting = None if told else at.resume()
        sitting = sitting or at.sit(chapters=chapters, answers=answers, minutes=minutes)
        sit(ctx, at, sitting)
