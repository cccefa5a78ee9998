"""Chapters as one HTML file that needs nothing else: no script, no font, no request to anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studyguide.exchange.commonmark import bare
from studyguide.exchange.hypertext import Html, blocks, element, inline, joined, listed
from studyguide.exchange.page_questions import practice
from studyguide.exchange.page_sections import Writer
from studyguide.guide.model import Chapter, Pack

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may fetch or run for the file: nothing."""


def html_page(pack: Pack, chapters: Sequence[Chapter]) -> str:
    """Chapters of a pack as a document: contents, sections, questions whose answers fold out."""
    title = chapters[0].title if len(chapters) == 1 else pack.title
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", bare(title)),
        element("style", Html(style)),
    )
    body = element(
        "body",
        element("a", "Skip to the text", href="#text", class_="skip"),
        _header(pack, chapters, title),
        _contents(chapters),
        element("main", *(_chapter(pack, chapters, one) for one in chapters), id="text"),
        _footer(pack),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _header(pack: Pack, chapters: Sequence[Chapter], title: str) -> Html:
    beside = pack.exam.title if len(chapters) > 1 else pack.title
    return element("header", element("h1", inline(title)), element("p", inline(beside)), class_="page")


def _contents(chapters: Sequence[Chapter]) -> Html:
    def sections(chapter: Chapter) -> Html:
        links = [(f"{chapter.id}.{one.id}", inline(one.title)) for one in chapter.sections]
        if practice(chapter):
            links.append((f"{chapter.id}.practice", Html("Practice questions")))
        return listed((element("a", name, href=f"#{to}") for to, name in links), ordered=True)

    if len(chapters) == 1:
        inner = sections(chapters[0])
    else:
        inner = listed(
            (element("details", element("summary", inline(one.title)), sections(one)) for one in chapters),
            ordered=True,
        )
    return element("nav", element("h2", "Contents"), inner, aria_label="Contents")


def _chapter(pack: Pack, chapters: Sequence[Chapter], chapter: Chapter) -> Html:
    writer = Writer(pack, chapter, frozenset(one.id for one in chapters))
    head = element("h2", inline(chapter.title)) if len(chapters) > 1 else Html()
    summary = element("p", inline(chapter.summary), class_="summary")
    questions = practice(chapter)
    return element(
        "article",
        head,
        summary,
        *map(writer.section, chapter.sections),
        *(
            (element("section", element("h3", "Practice questions"), questions, id=f"{chapter.id}.practice"),)
            if questions
            else ()
        ),
        id=chapter.id,
        class_="chapter",
    )


def _footer(pack: Pack) -> Html:
    said = f"From {pack.title}, version {pack.version}, licence {pack.licence}."
    return element("footer", element("p", inline(said)), joined((blocks(pack.disclaimer),)))
