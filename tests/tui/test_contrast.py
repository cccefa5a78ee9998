"""Every text on every screen stands out from what is behind it, in every theme and without colours."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.app import App
from textual.color import Color

from studyguide.tui.themes import OFFERED
from tests.tui.walk import WAYS, Way, walked

TEXT, SIGN, RULE = 4.5, 3.0, 1.2
"""Contrast of text, and of signs that tell something, as WCAG 2.2 asks at level AA (1.4.3, 1.4.11).

A rule between two rows tells nothing, and must only be there.
"""

_STYLE = re.compile(r"\.terminal-\w+-(r\d+) \{ fill: (#[0-9a-f]{6})")
_RECT = re.compile(
    r'<rect fill="(#[0-9a-f]{6})" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
)
_TEXT = re.compile(
    r'<text class="terminal-\w+-(r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', re.DOTALL
)


class Faint(NamedTuple):
    """A text that cannot be read well."""

    text: str
    foreground: str
    behind: str
    contrast: float


def faint(app: App[Any]) -> Iterator[Faint]:
    """The texts of a screen with too little contrast."""
    svg = app.export_screenshot(simplify=True)
    colours = dict(_STYLE.findall(svg))
    rects = [(fill, *map(float, box)) for fill, *box in _RECT.findall(svg)]
    for style, x, y, text in _TEXT.findall(svg):
        if not html.unescape(text).strip():
            continue
        left, base = float(x), float(y)
        behind = [
            fill
            for fill, rx, ry, width, height in rects
            if rx <= left + 1 < rx + width and ry <= base - 5 < ry + height
        ]
        assert behind, f"nothing is behind {text!r}"
        front, back = Color.parse(colours[style]), Color.parse(behind[-1])
        contrast = _ratio(front, back)
        if contrast < _least(html.unescape(text)):
            yield Faint(text, front.hex, back.hex, round(contrast, 2))


def _least(text: str) -> float:
    if any(map(str.isalnum, text)):
        return TEXT
    return SIGN if text.strip("─\xa0 ") else RULE


def _ratio(one: Color, other: Color) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.normalized
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
async def test_text_stands_out(way: Way, tmp_path: Path) -> None:
    async with walked(way, tmp_path) as pilot:
        for theme in OFFERED:
            pilot.app.theme = theme
            await pilot.pause()
            assert list(faint(pilot.app)) == [], theme


async def test_without_colours_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for way in WAYS:
        async with walked(way, tmp_path / way.name) as pilot:
            assert pilot.app.no_color
            assert list(faint(pilot.app)) == [], way.name
