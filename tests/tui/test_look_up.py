"""Looking things up while reading: what was searched for stands out, and terms are explained in place."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from studyguide.guide.model import Prose
from studyguide.guide.terms import terms_in
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.terms import TermsScreen
from tests.plain import sample
from tests.tui.desk import desk_at, on, settle
from tests.tui.snapshot import assert_screen, screen_text
from tests.tui.walk import PACK


async def test_what_was_searched_for_is_marked_where_it_stands(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "slash a f a r")
            await settle(pilot, "enter")
            screen = on(app, ReaderScreen)
            assert screen.place.ref == "sea#swell"
            assert screen.view is not None
            marked = [
                line.content.plain[span.start : span.end]
                for line in screen.view.lines_now()
                for span in line.content.spans
                if "underline" in str(span.style)
            ]
            assert marked == ["afar"]
            await settle(pilot, "p n")
            assert screen.view.sought == ()


async def test_the_first_hit_of_a_long_section_is_scrolled_to(tmp_path: Path) -> None:
    swell = Prose(
        id="swell", title="Swell", task="4.3", text="Waves come.\n\n" * 40 + "Look at the lighthouse."
    )
    chapters = tuple(
        replace(chapter, sections=(swell,)) if chapter.id == "sea" else chapter for chapter in PACK.chapters
    )
    with desk_at(tmp_path, pack=replace(PACK, chapters=chapters)) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "slash l i g h t h")
            await settle(pilot, "enter")
            await pilot.pause()
            assert on(app, ReaderScreen).place.ref == "sea#swell"
            assert "Look at the lighthouse." in screen_text(app)


def test_terms_of_a_section() -> None:
    def refs(text: str) -> list[str]:
        section = Prose(id="new", title="New", task="4.3", text=text)
        return [found.ref.removeprefix("port#terms/") for found in terms_in(PACK, section)]

    assert refs("Both *bows* and the after part.") == ["bow", "aft"]
    assert refs("From AFT to bow.") == ["aft", "bow"]
    assert refs("Bowling, rainbows and aft.") == []
    assert terms_in(PACK, sample.GLOSSARY) == ()


async def test_terms_are_explained_over_the_section_and_lead_to_the_glossary(tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=PACK) as desk:
        app = StudyGuideApp(desk, place="port#prose")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "t")
            on(app, TermsScreen)
            assert_screen(app, "terms-of-a-section-80x24")
            await settle(pilot, "enter")
            screen = on(app, ReaderScreen)
            assert screen.place.ref == "port#terms"
            await settle(pilot, "escape")
            assert screen.place.ref == "port#prose"
