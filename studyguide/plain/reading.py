"""Reading the guide in the line mode, with what was read put on record."""

from __future__ import annotations

from studyguide.journal.event import READ, VISIT, Act
from studyguide.plain.console import Console
from studyguide.plain.read import chapter_text, read, section_text
from studyguide.study.desk import Desk


def read_from(desk: Desk, place: str, console: Console, *, prompting: bool) -> None:
    """Read section by section at a prompt; without one, print the whole section or chapter."""
    found = desk.library.section(place)
    chapter = found[0] if found else desk.library.chapter(place)
    assert chapter is not None, "Desk.place gives places that exist"
    section = found[1] if found else None
    if not prompting:
        console.say(section_text(section, chapter) if section else chapter_text(chapter))
        return

    def record(kind: str, ref: str) -> None:
        if desk.journal.recording:
            desk.journal.append((Act(kind, ref),), desk.clock())

    read(
        chapter,
        section,
        ask=console.ask,
        say=console.say,
        on_read=lambda ref: record(READ, ref),
        on_visit=lambda ref: record(VISIT, ref),
    )
