"""What a person sees on the screen, as text that can be read in a diff.

A missing or differing file is a failure; `STUDYGUIDE_UPDATE_SCREENS=1` writes the files anew.
"""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual.app import App

_FOLDER = Path(__file__).parents[1] / "screens"
_CELL = 12.2
"""Width of a cell in the exported picture."""
_TEXT = re.compile(r'x="([\d.]+)" y="([\d.]+)" textLength="[^>]*>(.*?)</text>', re.DOTALL)


def screen_text(app: App[Any]) -> str:
    """The characters on the screen, line by line, without trailing spaces."""
    rows: dict[float, list[tuple[int, str]]] = {}
    for match in _TEXT.finditer(app.export_screenshot(simplify=True)):
        x, y, text = match.groups()
        rows.setdefault(float(y), []).append((round(float(x) / _CELL), html.unescape(text).rstrip("\n")))
    return "\n".join(_line(rows[y]) for y in sorted(rows)) + "\n"


def _line(pieces: list[tuple[int, str]]) -> str:
    line = ""
    for x, text in sorted(pieces):
        line += " " * (x - cell_len(line)) + text.replace("\xa0", " ")
    return line.rstrip()


def assert_screen(app: App[Any], name: str) -> None:
    """The screen looks as in `tests/screens/<name>.txt`."""
    path = _FOLDER / f"{name}.txt"
    seen = screen_text(app)
    if os.environ.get("STUDYGUIDE_UPDATE_SCREENS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
        return
    assert path.exists(), f"no {path}; look at the screen and run again with STUDYGUIDE_UPDATE_SCREENS=1"
    assert seen == path.read_text(encoding="utf-8"), f"{name} changed"
