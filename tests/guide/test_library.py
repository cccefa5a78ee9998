"""Finding packs, and finding things in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyguide.guide import packs
from studyguide.guide.library import Library, load_packs
from studyguide.guide.model import Flow, Term
from studyguide.guide.packs import built_in, find_packs
from tests.guide.small_pack import GUIDE, PACK, SmallPack


def test_the_built_in_pack_is_inside_the_package_or_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "studyguide"
    monkeypatch.setattr(packs, "__file__", str(package / "guide" / "packs.py"))
    assert built_in() == tmp_path / "content"
    (package / "_content").mkdir(parents=True)
    assert built_in() == package / "_content"


def test_packs_are_found_built_in_first_then_the_learners_then_those_asked_for(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / "packs" / name).mkdir(parents=True)
    (tmp_path / "packs" / "notes.txt").write_text("no pack")
    extra = tmp_path / "elsewhere"
    wanted = (built_in(), tmp_path / "packs" / "a", tmp_path / "packs" / "b", extra)
    assert find_packs(tmp_path, (extra,)) == wanted


def test_a_data_folder_without_packs(tmp_path: Path) -> None:
    assert find_packs(tmp_path) == (built_in(),)


def test_one_bad_pack_does_not_stop_the_others(small: SmallPack, tmp_path: Path) -> None:
    broken = SmallPack(tmp_path / "broken")
    shutil.copytree(small.folder, broken.folder)
    broken.change(GUIDE, "meaning: Leaving", "meening: Leaving")
    packs, problems = load_packs((broken.folder, tmp_path / "nowhere", small.folder))
    assert {folder: pack.id for folder, pack in packs.items()} == {small.folder: "tea"}
    assert [problem.file for problem in problems] == [str(broken.folder / GUIDE), str(tmp_path / "nowhere")]


def test_a_second_pack_of_the_same_id_is_told_and_never_replaces_the_first(
    small: SmallPack, tmp_path: Path
) -> None:
    second = SmallPack(tmp_path / "second")
    shutil.copytree(small.folder, second.folder)
    second.change(PACK, "title: Tea\n", "title: Another\n")
    packs, problems = load_packs((small.folder, second.folder))
    assert [pack.title for pack in packs.values()] == ["Tea"]
    place = f"{second.folder / PACK}:1:5: id: "
    assert [str(one) for one in problems] == [
        f"{place}pack 'tea' is also in {small.folder}; give one of them another id"
    ]


def test_the_same_folder_named_twice_is_one_pack(small: SmallPack) -> None:
    packs, problems = load_packs((small.folder, small.folder / ".." / small.folder.name))
    assert len(packs) == 1
    assert problems == ()


def test_look_ups(small: SmallPack) -> None:
    shelf = Library((small.read(),))
    assert [chapter.id for chapter in shelf.chapters] == ["brewing", "serving"]
    chapter = shelf.chapter("brewing")
    assert chapter is not None
    assert chapter.title == "Brewing tea"
    found = shelf.section("brewing#flow")
    assert found is not None
    assert found[0] is chapter
    assert isinstance(found[1], Flow)
    assert shelf.section("brewing#words/ctc") == (chapter, chapter.sections[1])
    term = shelf.item("brewing#words/ctc")
    assert isinstance(term, Term)
    assert term.term == "CTC"
    node = shelf.item("brewing#outline/withered")
    assert node is not None
    assert node.id == "withered"


@pytest.mark.parametrize(
    "ref", ["", "nowhere", "nowhere#flow", "brewing", "brewing#nowhere", "brewing#nowhere/x"]
)
def test_look_ups_of_what_is_not_there(small: SmallPack, ref: str) -> None:
    shelf = Library((small.read(),))
    assert shelf.section(ref) is None
    assert shelf.item(ref) is None


def test_an_item_that_is_not_there(small: SmallPack) -> None:
    shelf = Library((small.read(),))
    assert shelf.item("brewing#words") is None
    assert shelf.item("brewing#words/nowhere") is None
    assert shelf.chapter("nowhere") is None
