"""A program in a pseudo-terminal: when it shows something, and how soon it answers a key."""

from __future__ import annotations

import fcntl
import math
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

COLUMNS, LINES = 120, 36
_PATIENCE = 60
"""Seconds after which a program that shows nothing is given up."""
_ANSWER = 1
"""Seconds after which a key is held to be unanswered."""
_BLANKS = re.compile(r"[\s│▌]+")
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])")


class Program:
    """A running program; ended with the block."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.command = command
        self.peak = 0.0
        """MB of memory at most, once it has ended."""
        told = dict(environment) | {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
            "LANG": "C.UTF-8",
        }
        self._seen = b""
        self.started = time.perf_counter()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.execvpe(command[0], command, told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._pid, 9)
        _, _, usage = os.wait4(self._pid, 0)
        # Linux counts kilobytes, macOS bytes.
        self.peak = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        os.close(self._terminal)

    def until(self, marker: str) -> float:
        """Seconds from the start until a text has been written that was not there at the last key.

        Raises SystemExit where it does not come.
        """
        while marker not in self.written:
            if not self._read(_PATIENCE):
                raise SystemExit(f"{' '.join(self.command)}: {marker!r} was never shown")
        return time.perf_counter() - self.started

    def press(self, keys: bytes) -> None:
        """Press keys; what was shown before is forgotten."""
        self._seen = b""
        os.write(self._terminal, keys)

    def repaint(self, keys: bytes, shows: str, quiet: float = 0.02) -> float:
        """Seconds from pressing a key to the last byte written in answer; infinite where it has none.

        The answer shows a text, blanks and borders apart, and has ended when nothing has been written for the
        `quiet` seconds. What is painted of itself, such as a notice that goes away, is no answer.
        """
        pressed = time.perf_counter()
        self.press(keys)
        last, seen = pressed, False
        while self._read(quiet if seen else _ANSWER):
            last = time.perf_counter()
            seen = seen or shows in _BLANKS.sub("", self.written)
        return last - pressed if seen else math.inf

    @property
    def written(self) -> str:
        """The text written since the last key."""
        return _SEQUENCE.sub(b"", self._seen).decode(errors="replace")

    def rest(self, quiet: float = 0.3) -> None:
        """Wait until nothing has been written for a while."""
        while self._read(quiet):
            pass

    def _read(self, patience: float) -> bool:
        if not select.select([self._terminal], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # Linux says so when the program has ended
            return False
        self._seen += data
        return bool(data)
