"""Programs to compare with, in environments of their own that are made once, in the cache folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from platformdirs import user_cache_path

_ANKI = Path(__file__).with_name("peer_anki.py")


def environment_of(package: str) -> Path | None:
    """The `bin` folder of an environment that has a package; None where it cannot be had."""
    folder = user_cache_path("studyguide-bench") / package
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    ready = folder / "ready"
    if ready.exists():
        return programs
    print(f"Installing {package} into {folder} ...", file=sys.stderr)
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True, capture_output=True)
        subprocess.run(
            [programs / "python", "-m", "pip", "install", "--quiet", package],
            check=True,
            capture_output=True,
            timeout=300,
        )
        subprocess.run([programs / "python", "-m", "compileall", "-q", folder / "lib"], capture_output=True)
    except (OSError, subprocess.SubprocessError):
        return None
    ready.touch()
    return programs


class Anki:
    """Anki's backend in a process of its own, that answers and undoes when told to."""

    def __init__(self, programs: Path, cards: int) -> None:
        self._process = subprocess.Popen(
            [programs / "python", _ANKI, "serve", str(cards)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.first = self._told()["first"]
        """Milliseconds that the first queue took."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def ask(self, act: str, times: int) -> list[float]:
        """Milliseconds that each of so many `answer` or `undo` took."""
        assert self._process.stdin
        self._process.stdin.write(f"{act} {times}\n")
        self._process.stdin.flush()
        taken: list[float] = self._told()["taken"]
        return taken

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told


def anki_collection(programs: Path, base: Path, cards: int) -> None:
    """A profile of Anki's with so many cards."""
    profile = base / "User 1"
    profile.mkdir(parents=True)
    subprocess.run(
        [programs / "python", _ANKI, "make", str(cards), profile / "collection.anki2"],
        check=True,
        env=dict(os.environ),
    )
