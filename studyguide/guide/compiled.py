"""What is compiled from a pack: a file of parts, each of which can be read without the others.

A file holds for one state of the pack's files and for the very program that wrote it.
It may be removed at any time.
"""

from __future__ import annotations

import os
from _thread import allocate_lock  # threading would cost every command a fifth of its time
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

import msgspec

from studyguide.sums import blake2b

_MAGIC = b"studyguide compiled parts\n"
_SUM_SIZE = 16
_NUMBER = 4
"""Bytes of a number."""
_MOST = 1 << 24
"""Parts; a file that says it has more is damaged."""


class Compiled:
    """A compiled file, held open: what it says stays, even when another takes its place."""

    def __init__(self, stream: BinaryIO, starts: Sequence[int]) -> None:
        """Take a stream, and where in it each part starts and the last one ends."""
        self._stream = stream
        self._starts = starts
        self._lock = allocate_lock()
        self.close = finalize(self, stream.close)

    def __len__(self) -> int:
        """Parts."""
        return len(self._starts) - 1

    def part(self, number: int) -> bytes:
        """A part, from 0.

        Raises:
            OSError: It cannot be read, or is damaged.
        """
        start, end = self._starts[number], self._starts[number + 1]
        with self._lock:
            self._stream.seek(start)
            data = self._stream.read(end - start)
        payload = data[_SUM_SIZE:]
        if data[:_SUM_SIZE] != _sum(payload):
            raise OSError("a compiled file is damaged")
        return payload


def opened(file: Path, key: bytes) -> Compiled | None:
    """What was compiled in the state of a fingerprint; None if there is nothing, or it is damaged."""
    try:
        stream = file.open("rb")
    except OSError:
        return None
    try:
        starts = _starts(stream, key)
    except OSError:
        starts = None
    if starts is None:
        stream.close()
        return None
    return Compiled(stream, starts)


def _starts(stream: BinaryIO, key: bytes) -> Sequence[int] | None:
    head = stream.read(len(_MAGIC) + len(key) + _NUMBER)
    count = int.from_bytes(head[-_NUMBER:])
    if head[:-_NUMBER] != _MAGIC + key or count > _MOST:
        return None
    starts = array("I")
    table = stream.read((count + 1) * starts.itemsize)
    if stream.read(_SUM_SIZE) != _sum(table):
        return None
    starts.frombytes(table)
    return starts


def store(file: Path, key: bytes, parts: Sequence[object]) -> None:
    """Compile parts; a folder that cannot be written is as good as none."""
    import tempfile

    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=file.suffix)
        try:
            with os.fdopen(handle, "wb") as stream:
                _write(stream, key, parts)
            os.replace(name, file)
        except OSError:
            os.unlink(name)


def _write(stream: BinaryIO, key: bytes, parts: Sequence[object]) -> None:
    head = _MAGIC + key + len(parts).to_bytes(_NUMBER)
    starts = array("I", [0])
    first = len(head) + (len(parts) + 1) * starts.itemsize + _SUM_SIZE
    starts[0] = first
    stream.seek(first)
    for payload in map(msgspec.msgpack.encode, parts):
        starts.append(starts[-1] + stream.write(_sum(payload) + payload))
    stream.seek(0)
    table = starts.tobytes()
    stream.write(head + table + _sum(table))


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM_SIZE).digest()
