"""Where a card is written, and how an editor is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyguide.cards.model import Card
from studyguide.errors import StudyGuideError
from studyguide.guide import packs
from studyguide.guide.file_places import FilePlace, part_place, question_place
from studyguide.study import edit
from studyguide.study.desk import Desk
from studyguide.study.shelf import Shelf
from tests.guide.small_pack import GUIDE, QUESTIONS, SMALL, SmallPack
from tests.tui.desk import desk_at

PLACE = FilePlace(Path("/a pack/questions.yaml"), 7)


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    """A copy that may be written."""
    shutil.copytree(SMALL, tmp_path / "small")
    return SmallPack(tmp_path / "small")


def first(desk: Desk, start: str) -> Card:
    return next(card for card in desk.cards.values() if card.id.startswith(start))


def test_every_card_is_found_where_it_is_written(small: SmallPack, tmp_path: Path) -> None:
    wanted = {
        "tea/hot-water": (QUESTIONS, "- id: hot-water"),
        "tea/evening-mint": (QUESTIONS, "- id: evening-mint"),
        "tea/brewing/words/ctc/": (GUIDE, "- id: ctc"),
        "tea/brewing/box/green/": (GUIDE, "- {id: green"),
        "tea/brewing/outline/leaves/": (GUIDE, "- id: leaves"),
        "tea/brewing/muddy/caffeine/": (GUIDE, "- id: caffeine"),
    }
    with desk_at(tmp_path) as desk:
        desk.restock(Shelf((small.folder,), tmp_path / "cache"))
        for card, (file, text) in wanted.items():
            line, _ = small.place(file, text)
            assert edit.place_of(desk, first(desk, card)) == (small.folder / file, line), card
            assert edit.editable_place(desk, first(desk, card)).line == line
        for card_in_hand in desk.cards.values():
            file = "guide.yaml" if card_in_hand.derived else "questions.yaml"
            place = edit.place_of(desk, card_in_hand)
            assert place.file.name == file
            names = card_in_hand.ref.partition("#")[2] if card_in_hand.derived else card_in_hand.id
            written = place.file.read_text(encoding="utf-8").splitlines()[place.line - 1 : place.line + 1]
            assert any(f"id: {names.rpartition('/')[2]}" in line for line in written), card_in_hand.id


def test_the_file_counts_as_it_is_now(small: SmallPack) -> None:
    chapter = (small.folder / QUESTIONS).parent
    before = question_place(chapter, "pick-leaf").line
    small.change(QUESTIONS, "questions:\n  - id: hot-water", "# one\n# two\nquestions:\n  - id: hot-water")
    assert question_place(chapter, "pick-leaf").line == before + 2
    assert question_place(chapter, "no-longer-there").line == 3
    assert part_place(chapter, "pot", "no-longer-there") == part_place(chapter, "pot")
    small.change(GUIDE, "    title: Words\n", "    title: [Words\n")
    broken = part_place(chapter, "words", "ctc")
    assert broken.line >= small.place(GUIDE, "title: [Words")[0]


def test_an_option_that_is_called_like_a_question_is_not_it(small: SmallPack) -> None:
    small.change(QUESTIONS, "id: sugar}", "id: steps}")
    found = question_place((small.folder / QUESTIONS).parent, "steps")
    assert found.line == small.place(QUESTIONS, "- id: steps\n")[0]


def test_a_pack_that_is_in_no_folder(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk, pytest.raises(StudyGuideError, match="in no folder"):
        edit.place_of(desk, desk.card("tf"))


def test_what_came_with_the_program_or_is_read_only_is_not_edited(
    small: SmallPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "studyguide" / "_content"
    shutil.copytree(small.folder, installed)
    with desk_at(tmp_path) as desk:
        desk.restock(Shelf((installed,), tmp_path / "cache"))
        card = desk.card("hot-water")
        assert edit.editable_place(desk, card).file == installed / QUESTIONS
        with monkeypatch.context() as patch:
            patch.setattr(packs, "__file__", str(tmp_path / "studyguide" / "guide" / "packs.py"))
            assert desk.shelf.open_folders == ()
            with pytest.raises(StudyGuideError, match="came with the program"):
                edit.editable_place(desk, card)
        monkeypatch.setattr("os.access", lambda file, mode: False)
        with pytest.raises(StudyGuideError, match=r"questions\.yaml:\d+ is read-only"):
            edit.editable_place(desk, card)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("vim", ["vim", "+7", "/a pack/questions.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/a pack/questions.yaml"]),
        ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", "", "+7", "/a pack/questions.yaml"]),
        ("code --wait", ["code", "--wait", "--goto", "/a pack/questions.yaml:7"]),
        ("hx", ["hx", "/a pack/questions.yaml:7"]),
        ("'/opt/my editor'", ["/opt/my editor", "/a pack/questions.yaml"]),
    ],
)
def test_how_an_editor_is_told_the_line(told: str, words: list[str]) -> None:
    assert edit.editor(PLACE, {"EDITOR": told}) == words
    assert edit.editor(PLACE, {"EDITOR": "other", "VISUAL": told}) == words
    assert edit.editor(PLACE, {"EDITOR": told, "VISUAL": " "}) == words


@pytest.mark.parametrize(
    "environment", [{}, {"EDITOR": ""}, {"VISUAL": "", "EDITOR": "  "}, {"EDITOR": "vi '"}]
)
def test_without_an_editor_one_line_says_what_to_set(environment: dict[str, str]) -> None:
    with pytest.raises(StudyGuideError, match="VISUAL or EDITOR"):
        edit.editor(PLACE, environment)
