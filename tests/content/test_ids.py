"""Ids never vanish: progress, notes and reading marks are kept under them.

`ids.txt` holds every id that was ever released. `STUDYGUIDE_UPDATE_SCREENS=1` adds new ones; it removes none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from studyguide.guide.model import Pack
from studyguide.guide.parts import asked, items

_IDS = Path(__file__).parent / "ids.txt"
_HEAD = "# Every id ever released: questions, chapter#section, chapter#section/item. None may be taken out.\n"


def present(pack: Pack) -> Iterator[str]:
    """The ids that there are now."""
    for chapter in pack.chapters:
        for question in chapter.questions:
            yield from (part.id for _, part in asked(question))
        for section in chapter.sections:
            yield f"{chapter.id}#{section.id}"
            yield from (f"{chapter.id}#{section.id}/{item.id}" for _, item in items(section))


def former(pack: Pack) -> Iterator[str]:
    """The ids that `aliases` keep alive."""
    for chapter in pack.chapters:
        for question in chapter.questions:
            for _, part in asked(question):
                yield from part.aliases
        for section in chapter.sections:
            for _, item in items(section):
                yield from (f"{chapter.id}#{section.id}/{name}" for name in item.aliases)


def test_no_released_id_vanishes(pack: Pack) -> None:
    there = set(present(pack))
    text = _IDS.read_text(encoding="utf-8") if _IDS.exists() else _HEAD
    released = set(text.splitlines()[1:])
    if os.environ.get("STUDYGUIDE_UPDATE_SCREENS") == "1":
        _IDS.write_text(_HEAD + "".join(f"{name}\n" for name in sorted(released | there)), encoding="utf-8")
        return
    assert sorted(released - there - set(former(pack))) == [], "renamed? then add the old id to `aliases`"
    assert sorted(there - released) == [], "new; run again with STUDYGUIDE_UPDATE_SCREENS=1"
