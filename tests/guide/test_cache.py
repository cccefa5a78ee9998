"""Compiled packs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studyguide.errors import ContentError
from studyguide.guide import cache, fingerprint
from studyguide.guide.library import read_pack
from studyguide.guide.model import Pack
from tests.guide.small_pack import GUIDE, QUESTIONS, SmallPack


class Reader:
    """Counts how often the files are read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, folder: Path) -> Pack:
        self.times += 1
        return read_pack(folder)


def test_an_unchanged_pack_is_read_once_and_comes_back_equal(small: SmallPack, tmp_path: Path) -> None:
    reader = Reader()
    first = cache.load(small.folder, tmp_path / "cache", reader)
    second = cache.load(small.folder, tmp_path / "cache", reader)
    assert reader.times == 1
    assert first == second == small.read()


def test_a_changed_file_is_read_again_even_with_its_old_time_and_size(
    small: SmallPack, tmp_path: Path
) -> None:
    reader = Reader()
    cache.load(small.folder, tmp_path, reader)
    before = (small.folder / GUIDE).stat()
    small.change(GUIDE, "title: Brewing tea", "title: Brewing Tea")
    os.utime(small.folder / GUIDE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert cache.load(small.folder, tmp_path, reader).chapters[0].title == "Brewing Tea"
    assert reader.times == 2


def test_a_new_version_reads_again(small: SmallPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    cache.load(small.folder, tmp_path, reader)
    monkeypatch.setattr(fingerprint, "__version__", "99")
    cache.load(small.folder, tmp_path, reader)
    assert reader.times == 2


def test_changed_reading_code_reads_again(
    small: SmallPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    for room in ("guide", "cards", "study"):
        (code / room).mkdir(parents=True)
    (code / "guide" / "model.py").write_text("one")
    monkeypatch.setattr(fingerprint, "__file__", str(code / "guide" / "fingerprint.py"))
    reader = Reader()
    cache.load(small.folder, tmp_path / "cache", reader)
    cache.load(small.folder, tmp_path / "cache", reader)
    assert reader.times == 1
    (code / "guide" / "model.py").write_text("other")
    cache.load(small.folder, tmp_path / "cache", reader)
    assert reader.times == 2


def test_two_packs_do_not_share_a_file(small: SmallPack, tmp_path: Path) -> None:
    reader = Reader()
    other = tmp_path / "other"
    os.rename(small.folder, other)
    for _ in range(2):
        cache.load(other, tmp_path / "cache", reader)
    os.rename(other, small.folder)
    for _ in range(2):
        cache.load(small.folder, tmp_path / "cache", reader)
    assert reader.times == 2
    assert len(list((tmp_path / "cache").iterdir())) == 2


def flipped(data: bytes) -> bytes:
    return data[:-40] + bytes([data[-40] ^ 0x20]) + data[-39:]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="emptied"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut"),
        pytest.param(lambda data: b"SQLite format 3\x00" + data, id="foreign"),
        pytest.param(flipped, id="one bit turned"),
    ],
)
def test_a_damaged_file_is_ignored_and_written_anew(
    small: SmallPack, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    reader = Reader()
    wanted = cache.load(small.folder, tmp_path / "cache", reader)
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert cache.load(small.folder, tmp_path / "cache", reader) == wanted
    assert cache.load(small.folder, tmp_path / "cache", reader) == wanted
    assert reader.times == 2
    assert list((tmp_path / "cache").iterdir()) == [file]


def test_a_cache_that_cannot_be_written_does_no_harm(small: SmallPack, tmp_path: Path) -> None:
    reader = Reader()
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    for _ in range(2):
        assert cache.load(small.folder, blocked, reader).id == "tea"
    assert reader.times == 2
    assert blocked.read_text() == "no folder"


def test_a_folder_where_the_cache_file_should_be_does_no_harm(small: SmallPack, tmp_path: Path) -> None:
    cache.load(small.folder, tmp_path / "cache", read_pack)
    (file,) = (tmp_path / "cache").iterdir()
    file.unlink()
    file.mkdir()
    (file / "x").write_text("x")
    assert cache.load(small.folder, tmp_path / "cache", read_pack).id == "tea"
    assert list((tmp_path / "cache").iterdir()) == [file]


def test_a_bad_pack_is_told_and_not_kept(small: SmallPack, tmp_path: Path) -> None:
    small.change(GUIDE, "meaning: Leaving", "meening: Leaving")
    for _ in range(2):
        with pytest.raises(ContentError, match="meening"):
            cache.load(small.folder, tmp_path / "cache", read_pack)
    assert not (tmp_path / "cache").exists()


def test_a_huge_file_is_told_by_the_reader_and_not_summed(small: SmallPack, tmp_path: Path) -> None:
    os.truncate(small.folder / QUESTIONS, 50 * 1024 * 1024)
    with pytest.raises(ContentError, match="larger than 8 MB"):
        cache.load(small.folder, tmp_path / "cache", read_pack)


def test_what_is_saved_while_it_is_read_is_not_kept_under_its_former_text(
    small: SmallPack, tmp_path: Path
) -> None:
    def read_late(folder: Path) -> Pack:
        small.change(GUIDE, "title: Brewing tea", "title: Late")
        return read_pack(folder)

    assert cache.load(small.folder, tmp_path / "cache", read_late).chapters[0].title == "Late"
    small.change(GUIDE, "title: Late", "title: Brewing tea")
    assert cache.load(small.folder, tmp_path / "cache", read_pack).chapters[0].title == "Brewing tea"


def test_a_warm_start_imports_neither_yaml_nor_the_reader(small: SmallPack, tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from studyguide.guide.library import Library, load_packs
packs, problems = load_packs((Path({str(small.folder)!r}),), Path({str(tmp_path / "cache")!r}))
assert packs and not problems
assert Library(tuple(packs.values())).section("brewing#flow")
print(sorted(name for name in sys.modules if name.split(".")[0] in ("yaml", "rapidfuzz", "textual")))
print("studyguide.guide.reader" in sys.modules)
"""
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )
        for _ in range(2)
    ]
    assert "yaml" in runs[0][0]
    assert runs[1][:2] == ["[]", "False"]
