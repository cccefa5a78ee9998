"""Events as they travel: out of another journal's file, or into and out of JSON lines. Nothing is lost.

A file of JSON lines begins with `{"journal": "studyguide", "version": 1, "gaps": [...]}`. Every further line
is one event: an object with the columns of the table `event` under their names. `body` is the object that is
stored, character by character, since the sum covers it; where that is no JSON object in one line, it is a
string.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import IO, Annotated, Any, TypeAlias

import msgspec

from studyguide.errors import JournalError
from studyguide.journal import gaps
from studyguide.journal.file import DAMAGE, open_other, sync_folder, version_in
from studyguide.journal.gaps import Gap
from studyguide.journal.journal import Journal
from studyguide.journal.log import COLUMNS

Stored: TypeAlias = tuple[tuple[Any, ...], str]
"""An event as `COLUMNS`, and its sum."""
FORMAT, VERSION = "studyguide", 1
_LONGEST = 1 << 24
"""Characters of a line; no event comes near."""
_Instant: TypeAlias = Annotated[int, msgspec.Meta(gt=-(1 << 53), lt=1 << 53)]


class _Header(msgspec.Struct):
    journal: str
    version: int
    gaps: list[Gap] = []


class _Line(msgspec.Struct):
    device: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    seq: Annotated[int, msgspec.Meta(ge=1, lt=1 << 53)]
    ord: _Instant
    at: _Instant
    off: Annotated[int, msgspec.Meta(gt=-1440, lt=1440)]
    day: Annotated[int, msgspec.Meta(ge=-719_162, le=2_932_896)]  # those of datetime.date
    kind: str
    item: str
    target_device: str | None
    target_seq: Annotated[int, msgspec.Meta(gt=-(1 << 53), lt=1 << 53)] | None
    body: msgspec.Raw
    sum: str


_NAMES = COLUMNS.split(", ")
_encoder = msgspec.json.Encoder()
_headers = msgspec.json.Decoder(_Header)
_lines = msgspec.json.Decoder(_Line)
_objects = msgspec.json.Decoder(dict[str, Any])
_texts = msgspec.json.Decoder(str)


class Source:
    """A file of events, open: what it owns up to have lost, and its events, those of each device in order."""

    def __init__(self, name: str, lost: tuple[Gap, ...], events: Iterator[Stored]) -> None:
        self.name = name
        self.lost = lost
        self.events = events


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The events of another journal or of a file of JSON lines.

    Raises JournalError, here or while events are taken, for what is neither, or is damaged.
    """
    _must_be_ordinary(path)
    is_database = version_in(path) is not None
    if not is_database:
        try:
            with path.open("rb") as file:
                is_database = file.read(16) == b"SQLite format 3\0"
                if not is_database:
                    file.seek(0)
                    yield _of_lines(path, file)
        except OSError as error:
            raise JournalError(f"{path} cannot be read: {error.strerror}") from error
    if is_database:
        with closing(open_other(path)) as db, _reading(path):
            yield Source(str(path), gaps.known(db), _checked(path, stored(db)))


def stored(db: sqlite3.Connection, device: str | None = None) -> Iterator[Stored]:
    """Every event, or those of one device, device by device and in the order of each."""
    where = "" if device is None else " where device = ?"
    sql = f"select {COLUMNS}, sum from event{where} order by device, seq"
    for *row, total in db.execute(sql, () if device is None else (device,)):
        yield tuple(row), total


def export(journal: Journal, path: Path, devices: Sequence[str] | None = None) -> bool:
    """Write every event, or those of some devices, as JSON lines, in one step; whether the file has changed.

    Raises JournalError where it cannot be written; what was there is then still there.
    """
    if path.exists() and journal.path.exists() and path.samefile(journal.path):
        raise JournalError(f"{path} is the journal itself; name another file")
    with journal.reading() as db:
        wanted = sorted(journal.ends()) if devices is None else devices
        lost = [gap for gap in gaps.known(db) if gap.device in wanted]
        return _write(path, lost, chain.from_iterable(stored(db, device) for device in wanted))


def fits(event: Stored) -> bool:
    """Whether an event can be one of this program's, so that other journals take it; the sum aside."""
    try:
        _lines.decode(_line(event))
    except (msgspec.DecodeError, UnicodeEncodeError, AttributeError, TypeError):
        return False
    return True


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that may hold events, by name."""
    try:
        found = [place for place in folder.iterdir() if place.suffix in (".db", ".jsonl") and place.is_file()]
    except OSError as error:
        raise JournalError(f"{folder} cannot be read: {error.strerror}") from error
    return tuple(sorted(place for place in found if not place.name.startswith(".")))


def _of_lines(path: Path, file: IO[bytes]) -> Source:
    try:
        header = _headers.decode(file.readline(_LONGEST))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JournalError(f"{path} is neither a journal nor an export of one") from error
    if header.journal != FORMAT or header.version < 1:
        raise JournalError(f"{path} is neither a journal nor an export of one")
    if header.version > VERSION:
        raise JournalError(f"{path} was written by a newer version of this program; update the program")
    return Source(str(path), tuple(header.gaps), _events(path, file))


def _events(path: Path, file: IO[bytes]) -> Iterator[Stored]:
    number = 1
    try:
        while line := file.readline(_LONGEST):
            number += 1
            if not line.endswith(b"\n"):
                raise JournalError(f"{path} is cut off in line {number}")
            yield _event(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JournalError(f"{path} is damaged in line {number}") from error
    except OSError as error:
        raise JournalError(f"{path} cannot be read to its end: {error.strerror}") from error


def _write(path: Path, lost: Iterable[Gap], events: Iterable[Stored]) -> bool:
    draft = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        with draft.open("xb") as file:
            header = _Header(FORMAT, VERSION, sorted(lost))
            file.write(_encoder.encode(header) + b"\n")
            for event in events:
                file.write(_line(event) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if path.is_file() and _same(draft, path):
            return False
        draft.replace(path)
        sync_folder(path.parent)
        return True
    except OSError as error:
        raise JournalError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _event(line: bytes) -> Stored:
    held = _lines.decode(line)
    body = bytes(held.body)
    text = body.decode() if body.startswith(b"{") else _texts.decode(body)
    values = [getattr(held, name) for name in _NAMES[:-1]]
    return (*values, text), held.sum


def _line(event: Stored) -> bytes:
    row, total = event
    line = dict(zip(_NAMES, row, strict=True))
    text = line["body"]
    if _is_object(text):
        line["body"] = msgspec.Raw(text.encode())
    return _encoder.encode({**line, "sum": total})


def _is_object(text: str) -> bool:
    """Whether a body can stand in a line as it is."""
    if not text.startswith("{") or not text.endswith("}") or "\n" in text or "\r" in text:
        return False
    try:
        _objects.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _checked(path: Path, events: Iterable[Stored]) -> Iterator[Stored]:
    """Events of another program's table, of whose columns nothing is known yet."""
    for event in events:
        if not fits(event):
            raise JournalError(f"{path} is damaged in event {event[0][1]}")
        yield event


def _must_be_ordinary(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise JournalError(f"{path} is neither a journal nor an export of one")


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except DAMAGE as error:
        raise JournalError(f"{path} is damaged, and nothing is taken: {error}") from error


def _same(one: Path, other: Path) -> bool:
    import filecmp  # deferred: only where something is written

    return filecmp.cmp(one, other, shallow=False)
