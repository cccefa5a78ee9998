"""What SQLite asks of the disk, written down; and what a power cut may leave of it.

SQLite reaches files through a table of functions, its VFS. The default one is copied, with the functions that
write replaced by ones that write down what they do and then do it; the program runs on it unchanged.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from typing import Any, NamedTuple

SECTOR = 512
WRITE, TRUNCATE, SYNC, DELETE, CONFIRMED = "write", "truncate", "sync", "delete", "confirmed"


class Act(NamedTuple):
    """One thing that was done to a file; or, of no file, an answer that was confirmed."""

    kind: str
    file: str
    place: int = 0
    """Offset of what is written; size that is left; the count of events that are confirmed."""
    data: bytes = b""


class _Methods(Structure):
    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("rest", c_void_p * 13),  # up to version 3 of the table
    )


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int),
        ("size_of_file", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("rest", c_void_p * 14),  # up to version 3 of the table
    )


_Write = CFUNCTYPE(c_int, POINTER(_File), c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, POINTER(_File), c_int64)
_Sync = CFUNCTYPE(c_int, POINTER(_File), c_int)
# Names are pointers, since SQLite keeps them and finds more behind them.
_Open = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, POINTER(_File), c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, POINTER(_Vfs), c_char_p, c_int)


@contextmanager
def recording() -> Iterator[list[Act]]:
    """Everything that connections opened meanwhile do to files, in order.

    Raises OSError where Python's SQLite cannot be reached from outside.
    """
    library = ctypes.CDLL(_sqlite3.__file__)
    try:
        find, register, unregister = (
            getattr(library, f"sqlite3_vfs_{name}") for name in ("find", "register", "unregister")
        )
    except AttributeError as error:
        raise OSError("the SQLite of this Python is built in, and cannot be watched") from error
    find.restype = POINTER(_Vfs)
    real = find(None)
    acts: list[Act] = []
    watched = _watched(real, acts)
    register(ctypes.byref(watched.vfs), 1)
    try:
        yield acts
    finally:
        unregister(ctypes.byref(watched.vfs))
        register(real, 1)


class _Watched(NamedTuple):
    vfs: _Vfs
    alive: tuple[Any, ...]
    """What C refers to, and Python must not forget."""


def _watched(real: Any, acts: list[Act]) -> _Watched:
    paths: dict[int, str] = {}
    tables: dict[int, _Methods] = {}
    true = real.contents
    true_open, true_delete = _Open(true.open), _Delete(true.delete)

    def on(file: Any) -> tuple[str, _Methods]:
        place = ctypes.addressof(file.contents)
        return paths[place], true_methods[ctypes.addressof(file.contents.methods.contents)]

    def write(file: Any, data: int, size: int, place: int) -> int:
        path, methods = on(file)
        acts.append(Act(WRITE, path, place, ctypes.string_at(data, size)))
        return int(_Write(methods.write)(file, data, size, place))

    def truncate(file: Any, size: int) -> int:
        path, methods = on(file)
        acts.append(Act(TRUNCATE, path, size))
        return int(_Truncate(methods.truncate)(file, size))

    def sync(file: Any, flags: int) -> int:
        path, methods = on(file)
        failed = int(_Sync(methods.sync)(file, flags))
        acts.append(Act(SYNC, path))
        return failed

    def opened(_: Any, name: int | None, file: Any, flags: int, out: Any) -> int:
        failed = int(true_open(real, name, file, flags, out))
        if not failed and name and file.contents.methods:
            methods = file.contents.methods.contents
            at = ctypes.addressof(methods)
            if at not in tables:
                ours = tables[at] = _Methods.from_buffer_copy(methods)
                if methods.version < 3:
                    ours.version = methods.version
                ours.write, ours.truncate, ours.sync = (
                    ctypes.cast(one, c_void_p) for one in (on_write, on_truncate, on_sync)
                )
                true_methods[ctypes.addressof(ours)] = methods
            file.contents.methods = ctypes.pointer(tables[at])
            paths[ctypes.addressof(file.contents)] = ctypes.string_at(name).decode()
        return failed

    def deleted(_: Any, name: bytes, sync_folder: int) -> int:
        acts.append(Act(DELETE, name.decode()))
        return int(true_delete(real, name, sync_folder))

    true_methods: dict[int, _Methods] = {}
    on_write, on_truncate, on_sync = _Write(write), _Truncate(truncate), _Sync(sync)
    on_open, on_delete = _Open(opened), _Delete(deleted)
    vfs = _Vfs.from_buffer_copy(true)
    vfs.name, vfs.next = b"recorded", None
    vfs.open, vfs.delete = (ctypes.cast(one, c_void_p) for one in (on_open, on_delete))
    return _Watched(vfs, (on_write, on_truncate, on_sync, on_open, on_delete, tables, true_methods))


def after_cut(start: dict[str, bytes], acts: list[Act], dice: random.Random) -> dict[str, bytes]:
    """The files as a power cut after the last of some acts may leave them.

    What was done to a file before its last sync is there. Of what was done since, all, nothing, all up to
    some byte, or any sectors of it.
    """
    disk = {path: bytearray(data) for path, data in start.items()}
    synced = {act.file: at for at, act in enumerate(acts) if act.kind == SYNC}
    way = dice.randrange(4)
    open_acts = [
        at for at, act in enumerate(acts) if act.kind in (WRITE, TRUNCATE) and at > synced.get(act.file, -1)
    ]
    torn = dice.randrange(len(open_acts)) if open_acts else 0
    for at, act in enumerate(acts):
        if act.kind == DELETE:
            disk.pop(act.file, None)
        elif act.kind in (SYNC, CONFIRMED):
            continue
        elif at <= synced.get(act.file, -1) or way == 0:
            _do(disk, act, act.data)
        elif way == 1:
            continue
        elif way == 2:
            turn = open_acts.index(at)
            if turn < torn:
                _do(disk, act, act.data)
            elif turn == torn and act.kind == WRITE:
                _do(disk, act, act.data[: dice.randrange(len(act.data) + 1)])
        else:
            _some_sectors(disk, act, dice)
    return {path: bytes(data) for path, data in disk.items()}


def _do(disk: dict[str, bytearray], act: Act, data: bytes) -> None:
    file = disk.setdefault(act.file, bytearray())
    if act.kind == TRUNCATE:
        del file[act.place :]
        return
    if data:
        file.extend(bytes(max(0, act.place - len(file))))
        file[act.place : act.place + len(data)] = data


def _some_sectors(disk: dict[str, bytearray], act: Act, dice: random.Random) -> None:
    if act.kind == TRUNCATE:
        if dice.random() < 0.5:
            _do(disk, act, b"")
        return
    for begin in range(0, len(act.data), SECTOR):
        if dice.random() < 0.5:
            part = act.data[begin : begin + SECTOR]
            _do(disk, Act(WRITE, act.file, act.place + begin), part)
