"""The small pack in `small/`: every kind of section and question once, on a subject everybody knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studyguide.errors import ContentError, Problem
from studyguide.guide.library import read_pack
from studyguide.guide.model import Pack

SMALL = Path(__file__).parent / "small"
PACK = "pack.yaml"
GUIDE = "chapters/01-brewing/guide.yaml"
QUESTIONS = "chapters/01-brewing/questions.yaml"
OTHER_GUIDE = "chapters/02-serving/guide.yaml"
OTHER_QUESTIONS = "chapters/02-serving/questions.yaml"


@dataclass(frozen=True)
class SmallPack:
    """A folder that holds a copy of it."""

    folder: Path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace text that stands in the file exactly once."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def place(self, name: str, at: str) -> tuple[int, int]:
        """Line and column, from 1, of a text that stands in the file exactly once."""
        text = self.text(name)
        assert text.count(at) == 1, f"{at!r} stands {text.count(at)} times in {name}"
        before = text[: text.index(at)]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def read(self) -> Pack:
        return read_pack(self.folder)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the pack; nothing if it can be read."""
        try:
            self.read()
        except ContentError as error:
            return error.problems
        return ()
