"""Events read from the pages of a damaged file, without SQLite, which would give up at the first damaged one.

The format is that of https://www.sqlite.org/fileformat.html. Events lie, as in every table without rowids, in
the inner pages of their tree and in its leaves. No other table has as many columns; whether what is read was
written so is for the sums to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from studyguide.journal.file import HEADER
from studyguide.journal.transfer import Stored

Value: TypeAlias = int | float | str | bytes | None

_INNER, _LEAF = 0x02, 0x0A
"""The first byte of such pages."""
_WIDTH = 12
_SUM, _BODY = 10, 11
_WHOLE = (0, 1, 2, 3, 4, 6, 8)
"""Bytes of an integer by its serial type."""


def events_in(path: Path) -> Iterator[Stored]:
    """Everything in a file that looks like an event, in no order, some perhaps twice. Raises OSError."""
    data = path.read_bytes()
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    if size < 512 or size & (size - 1):  # the header is damaged too
        size = 4096
    for start in range(0, len(data), size):
        yield from _page(data, start, size)


def _page(data: bytes, start: int, size: int) -> Iterator[Stored]:
    head = start + (HEADER if start == 0 else 0)
    if len(data) < head + 8 or data[head] not in (_INNER, _LEAF):
        return
    # An inner page's header is longer, and so are its cells: each begins with the page below.
    more = 4 if data[head] == _INNER else 0
    for n in range(min(int.from_bytes(data[head + 3 : head + 5], "big"), size // 2)):
        place = head + 8 + more + 2 * n
        try:
            cell = start + more + int.from_bytes(data[place : place + 2], "big")
            values = _record(_payload(data, cell, size))
        except (IndexError, ValueError):
            continue
        if len(values) == _WIDTH and _is_event(values):
            yield (*values[:_SUM], values[_BODY]), str(values[_SUM])


def _is_event(values: list[Value]) -> bool:
    kinds = (str, int, int, int, int, int, str, str, str | None, int | None, str, str)
    return all(isinstance(value, kind) for value, kind in zip(values, kinds, strict=True))


def _payload(data: bytes, cell: int, size: int) -> bytes:
    """A cell's record, put together from the pages that it is spread over."""
    length, place = _varint(data, cell)
    least = (size - 12) * 32 // 255 - 23
    held = least + (length - least) % (size - 4)
    most = (size - 12) * 64 // 255 - 23
    here = length if length <= most else held if held <= most else least
    payload = bytearray(data[place : place + here])
    following = data[place + here : place + here + 4]
    while len(payload) < length:
        page = int.from_bytes(following, "big")
        if not 0 < page <= len(data) // size or len(payload) > len(data):
            raise ValueError("the pages of a record are lost")
        start = (page - 1) * size
        following = data[start : start + 4]
        payload += data[start + 4 : start + 4 + min(size - 4, length - len(payload))]
    return bytes(payload)


def _record(payload: bytes) -> list[Value]:
    end, place = _varint(payload, 0)
    values: list[Value] = []
    start = end
    while place < end:
        kind, place = _varint(payload, place)
        length = _WHOLE[kind] if kind < len(_WHOLE) else 0
        if kind in (8, 9):
            values.append(kind - 8)
        elif kind == 0:
            values.append(None)
        elif kind < len(_WHOLE):
            values.append(int.from_bytes(payload[start : start + length], "big", signed=True))
        elif kind > 12 and kind % 2:
            length = (kind - 13) // 2
            if start + length > len(payload):
                raise ValueError("a text is cut off")
            values.append(payload[start : start + length].decode())
        else:
            raise ValueError("no event holds such a value")
        start += length
    return values


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, and the place after it."""
    value = 0
    for n in range(8):
        byte = data[place + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + n + 1
    return value << 8 | data[place + 8], place + 9
