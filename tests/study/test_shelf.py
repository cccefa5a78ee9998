"""The shelf: catalogs at once where they are compiled, else read once, whoever asks."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studyguide.cards.derive import derive
from studyguide.errors import ContentError
from studyguide.guide import library
from studyguide.guide.library import read_pack
from studyguide.guide.model import Pack
from studyguide.study import catalog
from studyguide.study.shelf import Shelf
from tests.guide.small_pack import PACK, SMALL, SmallPack


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read from their files, in order."""
    found: list[Path] = []

    def read(folder: Path) -> Pack:
        found.append(folder)
        return read_pack(folder)

    monkeypatch.setattr(library, "read_pack", read)
    return found


def test_catalogs_are_read_when_asked_for_and_then_kept(tmp_path: Path, readings: list[Path]) -> None:
    first = Shelf((SMALL,), tmp_path)
    assert readings == []
    before, catalogs, after = first.ready, first.catalogs, first.ready
    assert (before, after) == (False, True)
    assert readings == [SMALL]
    assert catalogs == (catalog.catalog(pack := read_pack(SMALL), derive(pack)),)

    second = Shelf((SMALL,), tmp_path)
    assert second.ready
    assert second.catalogs == catalogs
    assert second.problems == ()
    assert second.library.packs == first.library.packs
    assert readings == [SMALL]


def test_a_damaged_catalog_is_made_anew(tmp_path: Path) -> None:
    wanted = Shelf((SMALL,), tmp_path).catalogs
    (file,) = tmp_path.glob("*.catalog")
    sound = file.read_bytes()
    for damaged in (b"", sound[:-9], sound[:-9] + bytes([sound[-9] ^ 1]) + sound[-8:]):
        file.write_bytes(damaged)
        shelf = Shelf((SMALL,), tmp_path)
        assert not shelf.ready
        assert shelf.catalogs == wanted
        assert file.read_bytes() == sound


def test_two_who_ask_at_once_read_once(tmp_path: Path, readings: list[Path]) -> None:
    shelf = Shelf((SMALL,), tmp_path)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: shelf.catalogs, range(4)))
    assert all(one is found[0] for one in found)
    assert readings == [SMALL]


def test_one_bad_pack_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "pack.yaml").write_text("id: [")
    for _ in range(2):
        shelf = Shelf((SMALL, bad), tmp_path / "cache")
        assert not shelf.ready
        assert [problem.file for problem in shelf.problems] == [str(bad / "pack.yaml")]
        assert [one.id for one in shelf.catalogs] == ["tea"]


def test_without_a_pack_that_can_be_used_every_problem_is_told(tmp_path: Path) -> None:
    shelf = Shelf((tmp_path / "nowhere",), tmp_path / "cache")
    for _ in range(2):
        with pytest.raises(ContentError, match="no such folder"):
            _ = shelf.catalogs
        with pytest.raises(ContentError, match="no such folder"):
            _ = shelf.library
    assert not shelf.ready


def test_renewed_reads_what_changed_and_holds_what_broke(tmp_path: Path) -> None:
    for name in ("tea", "other"):
        shutil.copytree(SMALL, tmp_path / name)
    other = SmallPack(tmp_path / "other")
    other.change(PACK, "id: tea\n", "id: other\n")
    first = Shelf((tmp_path / "tea", other.folder), tmp_path / "cache")
    assert [one.title for one in first.catalogs] == ["Tea", "Tea"]
    assert first.folder_of("other") == other.folder
    assert first.folder_of("nothing") is None

    stamps = first.stamps()
    other.change(PACK, "title: Tea\n", "title: Coffee\n")
    assert first.stamps() != stamps
    second = first.renewed()
    assert [one.title for one in second.catalogs] == ["Tea", "Coffee"]
    assert [pack.title for pack in second.library.packs] == ["Tea", "Coffee"]
    assert [one.title for one in first.catalogs] == ["Tea", "Tea"]

    other.change(PACK, "title: Coffee\n", "title: [\n")
    third = second.renewed()
    assert [one.title for one in third.catalogs] == ["Tea", "Coffee"]
    assert [one.file for one in third.problems] == [str(other.folder / PACK)]
    assert third.folder_of("other") == other.folder
    assert not Shelf((tmp_path / "tea", other.folder), tmp_path / "cache").ready

    other.change(PACK, "title: [\n", "title: Coffee again\n")
    fourth = third.renewed()
    assert fourth.problems == ()
    assert [one.title for one in fourth.catalogs] == ["Tea", "Coffee again"]


def test_renewed_when_all_broke_holds_all(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "tea")
    small = SmallPack(tmp_path / "tea")
    _ = Shelf((small.folder,), tmp_path / "cache").library
    known = Shelf((small.folder,), tmp_path / "cache")  # knows the catalogs; the texts lie compiled
    _ = known.catalogs
    small.change(PACK, "id: tea\n", "id: [\n")
    assert [pack.id for pack in known.renewed().library.packs] == ["tea"]
    with pytest.raises(ContentError):
        Shelf((small.folder,), tmp_path / "empty").renewed()
