"""Where a card is written, and the learner's editor on that line."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.errors import StudyGuideError

if TYPE_CHECKING:
    from studyguide.cards.model import Card
    from studyguide.guide.file_places import FilePlace
    from studyguide.study.desk import Desk

_PLUS = {
    "vi",
    "vim",
    "nvim",
    "gvim",
    "nvi",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "joe",
    "kak",
    "mg",
}
"""Take `+LINE FILE`."""
_GOTO = {"code", "code-insiders", "codium", "cursor", "windsurf"}
"""Take `--goto FILE:LINE`."""
_COLON = {"hx", "helix", "subl", "zed"}
"""Take `FILE:LINE`."""


def place_of(desk: Desk, card: Card) -> FilePlace:
    """Where a card is written: its question, or the part of the guide that it is drawn from.

    Raises:
        StudyGuideError: Its pack is not in a folder of files.
    """
    from studyguide.guide.file_places import part_place, question_place  # deferred: reads YAML

    name, _, question = card.id.partition("/")
    folder = desk.shelf.folder_of(name)
    if folder is None:
        raise StudyGuideError(f"the pack {name!r} is in no folder")
    chapter = next(one for one in desk.pack_of(card).chapters if one.id == card.chapter)
    files = folder.absolute() / "chapters" / chapter.folder
    if not card.derived:
        return question_place(files, question)
    section, _, item = card.ref.partition("#")[2].partition("/")
    return part_place(files, section, item)


def editable_place(desk: Desk, card: Card) -> FilePlace:
    """As `place_of`, of a file that is the learner's to change.

    Raises:
        StudyGuideError: The pack came with the program, or the file is read-only.
    """
    from studyguide.guide.packs import is_installed

    place = place_of(desk, card)
    folder = desk.shelf.folder_of(card.id.partition("/")[0])
    if folder is not None and is_installed(folder):
        raise StudyGuideError("this pack came with the program and is not edited here; ! notes what is wrong")
    if not os.access(place.file, os.W_OK):
        raise StudyGuideError(f"{place} is read-only")
    return place


def editor(place: FilePlace, environment: Mapping[str, str]) -> list[str]:
    """The command that opens a place in `$VISUAL` or `$EDITOR`; an editor that is not known gets the file.

    Raises:
        StudyGuideError: Neither is set.
    """
    told = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    if not told:
        raise StudyGuideError(f"set VISUAL or EDITOR to your editor; the card is written at {place}")
    try:
        words = shlex.split(told, posix=os.name != "nt")
    except ValueError as error:
        raise StudyGuideError(f"VISUAL or EDITOR cannot be understood: {told}") from error
    name = Path(words[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    if name in _PLUS:
        return [*words, f"+{place.line}", str(place.file)]
    if name in _GOTO:
        return [*words, "--goto", str(place)]
    return [*words, str(place) if name in _COLON else str(place.file)]
