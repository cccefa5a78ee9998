"""Print and input: the only place where the line mode touches the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from studyguide.visible import safe

_TO_ASCII = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "·": "-", "×": "x"}
    | {"✓": "+", "✗": "x", "≥": ">=", "≤": "<=", "•": "*", "†": "+", "\u00a0": " "}
)


@dataclass(frozen=True, slots=True)
class Console:
    """Where the line mode speaks and listens."""

    say: Callable[[str], None]
    """Print lines."""
    ask: Callable[[str], str | None]
    """Prompt and read one line, stripped; None at the end of the input."""


def console(stdin: TextIO, stdout: TextIO, *, ascii_only: bool) -> Console:
    """A console over two streams. Lines are read plainly, so that no line editor writes escapes."""
    if hasattr(stdin, "reconfigure"):
        stdin.reconfigure(errors="replace")
    if hasattr(stdout, "reconfigure"):
        stdout.reconfigure(errors="replace")
    echoed = stdin.isatty()

    def say(text: str) -> None:
        text = safe(text)
        if ascii_only:
            text = text.translate(_TO_ASCII).encode("ascii", "replace").decode()
        print(text, file=stdout, flush=True)

    def ask(prompt: str) -> str | None:
        prompt = safe(prompt)
        if ascii_only:
            prompt = prompt.translate(_TO_ASCII).encode("ascii", "replace").decode()
        print(prompt, end=" ", file=stdout, flush=True)
        line = stdin.readline()
        if not echoed or not line:
            print(file=stdout, flush=True)
        return line.strip() if line else None

    return Console(say, ask)


def standard(*, ascii_only: bool) -> Console:
    """The console of this process."""
    return console(sys.stdin, sys.stdout, ascii_only=ascii_only)
