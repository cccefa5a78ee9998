"""Files that are written for others: whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from studyguide.errors import StudyGuideError

STANDARD_OUTPUT = Path("-")


def save(path: Path, data: bytes) -> None:
    """Write a file in one step; `-` is standard output, and a pipe or device is written to as it is.

    Raises:
        StudyGuideError: It cannot be written.
    """
    if path == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=".studyguide-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            raise
    except OSError as error:
        raise StudyGuideError(f"{path}: cannot be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
