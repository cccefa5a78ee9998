"""The few signs that the widgets draw with, and what stands for them in plain ASCII."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs."""

    bar: str
    """At the left of what is selected, over all its lines."""
    pointer: str
    """Before the one thing in a picture that is selected."""
    bullet: str
    arrow: str
    """A cross-reference that Enter opens."""
    note: str
    """A fact note hangs here."""
    quote: str
    """At the left of an opened note, of code, of a big idea."""
    rule: str
    shade: str
    """What covers a text."""
    right: str
    wrong: str
    unknown: str
    unfolded: str
    folded: str
    tee: str
    elbow: str
    stem: str
    cursor: str
    dash: str
    more: str
    """A line of code that goes on in the next."""
    ascii_only: bool


UNICODE = Glyphs(
    bar="▌",
    pointer="▸",
    bullet="•",
    arrow="→",
    note="†",
    quote="│",
    rule="─",
    shade="░",
    right="✓",
    wrong="✗",
    unknown="·",
    unfolded="▾",
    folded="▸",
    tee="├─ ",
    elbow="└─ ",
    stem="│  ",
    cursor="▏",
    dash="–",
    more="↪",
    ascii_only=False,
)
ASCII = Glyphs(
    bar=">",
    pointer=">",
    bullet="-",
    arrow="->",
    note="*",
    quote="|",
    rule="-",
    shade=".",
    right="+",
    wrong="x",
    unknown=".",
    unfolded="-",
    folded="+",
    tee="|- ",
    elbow="`- ",
    stem="|  ",
    cursor="_",
    dash="-",
    more="\\",
    ascii_only=True,
)


def glyphs(ascii_only: bool) -> Glyphs:
    """The set to draw with."""
    return ASCII if ascii_only else UNICODE
