"""Compiled files: every part alone, and nothing out of a damaged one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.guide.compiled import opened, store

KEY = b"k" * 32


@given(parts=st.lists(st.text(max_size=40), max_size=8), data=st.data())
def test_a_damaged_file_gives_what_was_stored_or_nothing(parts: list[str], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.parts"
        store(file, KEY, parts)
        sound = file.read_bytes()
        place = data.draw(st.integers(0, len(sound) - 1))
        turned = sound[place] ^ (1 << data.draw(st.integers(0, 7)))
        file.write_bytes(sound[:place] + bytes([turned]) + sound[place + 1 :])
        told = 0
        if (found := opened(file, KEY)) is None:
            told += 1
        else:
            for number, part in enumerate(parts):
                try:
                    assert msgspec.msgpack.decode(found.part(number), type=str) == part
                except OSError:
                    told += 1
            found.close()
        assert told == 1


@given(st.lists(st.text(max_size=40), max_size=8))
def test_parts_are_read_in_any_order_until_it_is_closed(parts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.parts"
        store(file, KEY, parts)
        found = opened(file, KEY)
        assert found is not None
        store(file, KEY, ["something else"])
        assert len(found) == len(parts)
        for number in reversed(range(len(parts))):
            assert msgspec.msgpack.decode(found.part(number), type=str) == parts[number]
        found.close()
        assert opened(file, b"l" * 32) is None
        assert [one.name for one in Path(folder).iterdir()] == [file.name]


@pytest.mark.parametrize("left", [0, 10, 60, 70, 100])
def test_a_cut_file_is_damaged(left: int, tmp_path: Path) -> None:
    file = tmp_path / "x.parts"
    store(file, KEY, ["one", "two"])
    file.write_bytes(file.read_bytes()[:left])
    found = opened(file, KEY)
    if found is not None:
        with pytest.raises(OSError, match="damaged"):
            found.part(1)
        found.close()
