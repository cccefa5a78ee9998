"""Compiled packs: one msgpack file per pack folder, so that a start need not read YAML.

A cached pack is used only if it was made by this very reader from these very bytes; the folder that holds it
may be emptied at any time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from studyguide.guide.fingerprint import compiled_file, fingerprint
from studyguide.guide.model import Pack
from studyguide.sums import blake2b

_MAGIC = b"studyguide compiled pack\n"
_SUM_SIZE = 16


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
        data = file.read_bytes()
    except OSError:
        return None
    head = _MAGIC + key
    payload = data[len(head) + _SUM_SIZE :]
    if not data.startswith(head) or data[len(head) : len(head) + _SUM_SIZE] != _sum(payload):
        return None
    try:
        return msgspec.msgpack.decode(payload, type=Pack)
    except msgspec.DecodeError:
        return None


def _store(file: Path, key: bytes, pack: Pack) -> None:
    import tempfile

    payload = msgspec.msgpack.encode(pack)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".pack")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_MAGIC + key + _sum(payload) + payload)
            os.replace(name, file)
        except OSError:
            os.unlink(name)


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM_SIZE).digest()
