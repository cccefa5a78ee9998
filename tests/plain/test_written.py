"""`:e` at the prompt: where the card in hand is written."""

from __future__ import annotations

import io
from pathlib import Path

from studyguide.plain.console import console
from studyguide.plain.review import Review
from studyguide.study.shelf import Shelf
from tests.guide.small_pack import QUESTIONS, SMALL, SmallPack
from tests.tui.desk import desk_at


def test_the_place_is_printed_and_the_card_asked_on(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        desk.restock(Shelf((SMALL,), tmp_path / "cache"))
        sitting = desk.sit(only=[desk.card("keep-warm").key])
        out = io.StringIO()
        Review(desk, sitting, console(io.StringIO(":e\ne a\n"), out, ascii_only=False)).run()
        line, _ = SmallPack(SMALL).place(QUESTIONS, "- id: keep-warm")
        assert f"{SMALL / QUESTIONS}:{line}\n" in out.getvalue()
        assert "1 answer saved" in out.getvalue()


def test_a_pack_in_no_folder_is_said_to_be_in_none(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        out = io.StringIO()
        sitting = desk.sit(only=[desk.card("tf").key])
        Review(desk, sitting, console(io.StringIO(":e\n"), out, ascii_only=False)).run()
        assert "is in no folder" in out.getvalue()
