"""Compiled packs: one msgpack file per pack folder, so that a start need not read YAML.

A cached pack is used only if it was made by this very reader from these very bytes; the folder that holds it
may be emptied at any time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from studyguide.guide.fingerprint import compiled_file, fingerprint
from studyguide.guide.model import Chapter, Pack
from studyguide.sums import blake2b

_MAGIC = b"studyguide compiled pack, by chapters\n"
_SUM_SIZE = 16
_NUMBER = 4
"""Bytes of a number."""
_LARGEST = 1 << 28
"""Bytes; a part that says it is larger is damaged."""


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
    try:
        with file.open("rb") as stream:
            head = stream.read(len(_MAGIC) + len(key) + _NUMBER)
            if head[:-_NUMBER] != _MAGIC + key:
                return None
            pack = msgspec.msgpack.decode(_part(stream), type=Pack)
            # One after another: the bytes of all of them at once take as much memory as what is made of them.
            chapters = tuple(
                msgspec.msgpack.decode(_part(stream), type=Chapter)
                for _ in range(int.from_bytes(head[-_NUMBER:]))
            )
    except (OSError, msgspec.DecodeError):
        return None
    return msgspec.structs.replace(pack, chapters=chapters)


def _part(stream: BinaryIO) -> bytes:
    """The next part of a compiled pack; nothing, which cannot be decoded, where it is damaged."""
    sum, size = stream.read(_SUM_SIZE), int.from_bytes(stream.read(_NUMBER))
    payload = stream.read(min(size, _LARGEST))
    return payload if sum == _sum(payload) else b""


def _store(file: Path, key: bytes, pack: Pack) -> None:
    import tempfile

    parts = (msgspec.structs.replace(pack, chapters=()), *pack.chapters)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".pack")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_MAGIC + key + len(pack.chapters).to_bytes(_NUMBER))
                for payload in map(msgspec.msgpack.encode, parts):
                    stream.write(_sum(payload) + len(payload).to_bytes(_NUMBER) + payload)
            os.replace(name, file)
        except OSError:
            os.unlink(name)


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM_SIZE).digest()
