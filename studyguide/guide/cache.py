"""Compiled packs: one msgpack file per pack folder, so that a start need not read YAML.

A cached pack is used only if it was made by this very reader from these very bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from studyguide.guide import compiled
from studyguide.guide.fingerprint import compiled_file, fingerprint
from studyguide.guide.model import Chapter, Pack


def load(folder: Path, cache_dir: Path | None, read: Callable[[Path], Pack]) -> Pack:
    """The pack of a folder: the compiled one if nothing has changed, else what `read` gives, then compiled.

    Raises what `read` raises. A cache that cannot be read or written is as good as none.
    """
    key = fingerprint(folder) if cache_dir else None
    if cache_dir is None or key is None:
        return read(folder)
    file = compiled_file(folder, cache_dir, "pack")
    found = _stored(file, key)
    if found is not None:
        return found
    pack = read(folder)
    # A file saved while it was being read would be stored under the sum of its former text.
    if fingerprint(folder) == key:
        _store(file, key, pack)
    return pack


def kept(folder: Path, cache_dir: Path, key: bytes) -> Pack | None:
    """The compiled pack of a folder in the state of a fingerprint, if it is that state which is compiled."""
    return _stored(compiled_file(folder, cache_dir, "pack"), key)


def _stored(file: Path, key: bytes) -> Pack | None:
    found = compiled.opened(file, key)
    if found is None:
        return None
    try:
        pack = msgspec.msgpack.decode(found.part(0), type=Pack)
        # One after another: the bytes of all of them at once take as much memory as what is made of them.
        chapters = tuple(
            msgspec.msgpack.decode(found.part(number), type=Chapter) for number in range(1, len(found))
        )
    except (OSError, IndexError, msgspec.DecodeError):
        return None
    finally:
        found.close()
    return msgspec.structs.replace(pack, chapters=chapters)


def _store(file: Path, key: bytes, pack: Pack) -> None:
    compiled.store(file, key, (msgspec.structs.replace(pack, chapters=()), *pack.chapters))
