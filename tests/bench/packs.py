"""A pack of any size: the built-in one, with its questions over and over."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from studyguide.guide.packs import built_in

_ID = re.compile(r"(?m)^(  (?:    )?- id: )([\w-]+)$")
"""Of a question, or of one within a case."""


def pack_of(folder: Path, questions: int) -> Path:
    """A pack with at least so many questions, in as many chapters as the built-in one has."""
    shutil.copytree(built_in(), folder)
    manifest = folder / "pack.yaml"
    manifest.write_text(
        re.sub(r"(?m)^id: .*$", "id: bench", manifest.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )
    files = sorted(folder.glob("chapters/*/questions.yaml"))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    known = sum(len(_ID.findall(text)) for text in texts.values())
    copies = -(-questions // known) - 1
    for file, text in texts.items():
        _, _, entries = text.partition("\nquestions:\n")
        again = (_ID.sub(rf"\g<1>\g<2>-{copy}", entries) for copy in range(copies))
        file.write_text("\n".join((text.rstrip("\n"), *again)), encoding="utf-8")
    return folder
