"""A file of cards that somebody else's program wrote: read within limits, its complaints with their lines."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path
from typing import NamedTuple

from studyguide.errors import ContentError, Problem, StudyGuideError
from studyguide.guide.fingerprint import MAX_BYTES

MAX_CARDS = 20_000
_ARCHIVE = b"PK\x03\x04"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Incoming(NamedTuple):
    """One card as it was found."""

    line: int
    """Where it begins, from 1."""
    front: str
    back: str
    detail: str = ""
    guid: str = ""
    """Its name for good; empty if it has none."""
    is_term: bool = False
    """Whether it is a term and its meaning, which are asked both ways."""


def read_text(path: Path) -> str:
    """The text of a file that holds cards; a byte-order mark is dropped.

    Raises:
        StudyGuideError: It cannot be read, is too large, or is an archive.
        ContentError: It is not UTF-8, or holds characters that no pack may hold.
    """
    from studyguide.guide.yaml_strict import decoded

    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise StudyGuideError(f"{path}: is not an ordinary file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise StudyGuideError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise StudyGuideError(
            f"{path}: is larger than {MAX_BYTES // 1024**2} MB; cut it into several files, each its own pack"
        )
    if data.startswith(_ARCHIVE):
        raise StudyGuideError(
            f"{path}: is an archive, such as an Anki package, and archives are not opened; "
            "in Anki choose File > Export > Notes in Plain Text, and import that file as tsv"
        )
    if data.startswith(_UTF_16):
        raise StudyGuideError(f"{path}: is UTF-16; save it as UTF-8")
    return decoded(data.removeprefix(codecs.BOM_UTF8), str(path))


def refuse(path: Path, found: list[tuple[int, str]]) -> None:
    """Raise ContentError with the complaints about lines of a file, if there are any."""
    if found:
        raise ContentError(tuple(Problem(str(path), line, 1, "", message) for line, message in found))


def complaints(cards: list[Incoming]) -> list[tuple[int, str]]:
    """What is wrong with cards that could be read, by line."""
    from studyguide.guide.yaml_strict import MAX_SCALAR

    found: list[tuple[int, str]] = []
    if len(cards) > MAX_CARDS:
        found.append((cards[MAX_CARDS].line, f"more than {MAX_CARDS:,} cards; cut the file into several"))
    names: dict[str, int] = {}
    for card in cards[:MAX_CARDS]:
        for side, text in (("front", card.front), ("back", card.back)):
            if not text.strip():
                found.append((card.line, f"the card's {side} is empty"))
        if max(map(len, (card.front, card.back, card.detail))) > MAX_SCALAR:
            found.append((card.line, f"a text longer than {MAX_SCALAR:,} characters"))
        name = card.guid or card.front
        if name in names:
            what = f"guid {name!r}" if card.guid else "front"
            found.append((card.line, f"the {what} is that of the card in line {names[name]}"))
        names.setdefault(name, card.line)
    return found
