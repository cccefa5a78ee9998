"""What a compiled pack depends on: the files of the pack, and the program that read them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from studyguide import __version__

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
        for path in _program_files():
            status = path.stat()
            digest.update(f"{path.name} {status.st_size} {status.st_mtime_ns}\n".encode())
        for path in _content_files(folder):
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                return None
            data = path.read_bytes()
            # Length and name with each file, so that moving text between files is a change.
            name = f"{path.name} {path.parent.name} {len(data)}\n"
            digest.update(name.encode(errors="surrogateescape"))
            digest.update(data)
    except OSError:
        return None
    return digest.digest()


def compiled_file(folder: Path, cache_dir: Path, suffix: str) -> Path:
    """Where something compiled from the pack of a folder is kept."""
    name = blake2b(os.fsencode(os.path.realpath(folder)), digest_size=_NAME_SIZE).hexdigest()
    return cache_dir / f"{name}.{suffix}"


def _program_files() -> Iterator[Path]:
    package = Path(__file__).parent.parent
    for room in ("guide", "cards", "study"):
        yield from sorted((package / room).glob("*.py"))


def _content_files(folder: Path) -> Iterator[Path]:
    yield folder / "pack.yaml"
    for chapter in sorted((folder / "chapters").iterdir()):
        # A folder that is not a chapter yet must not keep the others from being compiled.
        yield from (path for name in _CHAPTER_FILES if os.path.lexists(path := chapter / name))
