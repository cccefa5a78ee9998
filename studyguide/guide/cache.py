"""Compiled packs: one msgpack file per pack folder, so that a start need not read YAML.

A cached pack is used only if it was made by this very reader from these very bytes; the folder that holds it
may be emptied at any time.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from studyguide import __version__
from studyguide.guide.document import MAX_BYTES
from studyguide.guide.model import Pack

_MAGIC = b"studyguide compiled pack\n"
_KEY_SIZE = 32
_SUM_SIZE = 16


def load(folder: Path, cache_dir: Path | None, read: Callable[[Path], Pack]) -> Pack:
    """The pack of a folder: the compiled one if nothing has changed, else what `read` gives, then compiled.

    Raises what `read` raises. A cache that cannot be read or written is as good as none.
    """
    key = _key(folder) if cache_dir else None
    if cache_dir is None or key is None:
        return read(folder)
    file = cache_dir / f"{_sum(os.fsencode(os.path.realpath(folder))).hex()}.pack"
    found = _stored(file, key)
    if found is not None:
        return found
    pack = read(folder)
    # A file saved while it was being read would be stored under the sum of its former text.
    if _key(folder) == key:
        _store(file, key, pack)
    return pack


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


def _key(folder: Path) -> bytes | None:
    """What the pack depends on: this version, the code that reads, the files. None if they cannot be read."""
    digest = blake2b(digest_size=_KEY_SIZE)
    try:
        for path in (*sorted(Path(__file__).parent.glob("*.py")), *_content_files(folder)):
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                return None
            data = path.read_bytes()
            # Length and name with each file, so that moving text between files is a change.
            digest.update(f"{path.name} {path.parent.name} {len(data)}\n".encode(errors="surrogateescape"))
            digest.update(data)
    except OSError:
        return None
    digest.update(__version__.encode())
    return digest.digest()


def _content_files(folder: Path) -> Iterator[Path]:
    yield folder / "pack.yaml"
    for chapter in sorted((folder / "chapters").iterdir()):
        if chapter.is_dir():
            yield chapter / "guide.yaml"
            yield chapter / "questions.yaml"


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM_SIZE).digest()
