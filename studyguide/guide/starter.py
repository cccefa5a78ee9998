"""A small commented pack to start from: `studyguide new-pack`."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from studyguide.errors import StudyGuideError
from studyguide.guide.schema import NAMES, schema_text

_FILES = ("pack.yaml", "chapters/01-knots/guide.yaml", "chapters/01-knots/questions.yaml")
_NAME, _TITLE = "my-pack", "My pack"
"""As the files here are called; what they are written with becomes the folder's name."""
_LONGEST = 40
"""Characters of an id made of a folder's name: a chapter's, which is longer, must fit the 60 of an id."""


def write_pack(folder: Path) -> tuple[str, ...]:
    """Write a pack into a folder that is empty or not there yet; the files, relative to it.

    The pack's id is the folder's name, so that two packs begun like this can be studied side by side.

    Raises:
        StudyGuideError: The folder holds something already, or cannot be written.
    """
    name = _id_of(folder.absolute().name)
    templates = resources.files("studyguide.guide").joinpath("new_pack")
    texts = {
        file: templates.joinpath(file)
        .read_text(encoding="utf-8")
        .replace(_NAME, name)
        .replace(_TITLE, name.replace("-", " ").capitalize())
        for file in _FILES
    }
    texts |= {f"schema/{kind}.schema.json": schema_text(kind) for kind in NAMES}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StudyGuideError(f"{folder} is not empty; name a folder that is not there yet")
        for file, text in texts.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except (FileExistsError, NotADirectoryError) as error:
        raise StudyGuideError(f"{error.filename} is a file; name a folder that is not there yet") from error
    except OSError as error:
        raise StudyGuideError(f"cannot write {error.filename or folder}: {error.strerror}") from error
    return tuple(texts)


def _id_of(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "-".join(words)[:_LONGEST].strip("-") or _NAME
