"""What a compiled pack depends on: the files of the pack, and the program that read them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from studyguide import __version__
from studyguide.sums import blake2b

MAX_BYTES = 8 * 1024 * 1024
"""The largest content file that is read."""
KEY_SIZE = 32
_NAME_SIZE = 16
_CHAPTER_FILES = ("guide.yaml", "questions.yaml")


def fingerprint(folder: Path) -> bytes | None:
    """Equal for two readings of a pack exactly if they give the same; None if a file cannot be read.

    Content files count by their bytes; the program's own by version, size and time, which is enough to see
    that somebody works on it.
    """
    digest = blake2b(__version__.encode(), digest_size=KEY_SIZE)
    try:
        for name, status in _program_files():
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
        for file in _content_files(str(folder)):
            status = os.stat(file)
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                return None
            with open(file, "rb", buffering=0) as stream:
                data = stream.read()
            # Length and name with each file, so that moving text between files is a change.
            digest.update(f"{file[len(str(folder)) :]} {len(data)}\n".encode(errors="surrogateescape"))
            digest.update(data)
    except OSError:
        return None
    return digest.digest()


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each file of a pack: something else once one was saved. Opens no file."""
    found = []
    with suppress(OSError):
        for file in _content_files(str(folder)):
            with suppress(OSError):  # a file between its removal and its return
                status = os.stat(file)
                found.append((file, status.st_mtime_ns, status.st_size))
    return tuple(found)


def compiled_file(folder: Path, cache_dir: Path, suffix: str) -> Path:
    """Where something compiled from the pack of a folder is kept."""
    name = blake2b(os.fsencode(os.path.realpath(folder)), digest_size=_NAME_SIZE).hexdigest()
    return cache_dir / f"{name}.{suffix}"


def _program_files() -> Iterator[tuple[str, os.stat_result]]:
    package = os.path.dirname(os.path.dirname(__file__))
    for room in ("guide", "cards", "study"):
        with os.scandir(os.path.join(package, room)) as entries:
            yield from sorted((one.name, one.stat()) for one in entries if one.name.endswith(".py"))


def _content_files(folder: str) -> Iterator[str]:
    yield os.path.join(folder, "pack.yaml")
    chapters = os.path.join(folder, "chapters")
    for chapter in sorted(os.listdir(chapters)):
        for name in _CHAPTER_FILES:
            # A folder that is not a chapter yet must not keep the others from being compiled.
            if os.path.lexists(path := os.path.join(chapters, chapter, name)):
                yield path
