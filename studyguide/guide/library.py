"""The packs at hand: finding them, reading them, looking things up in them.

Light to import: what reads YAML is imported when a pack must be read from its files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.errors import ContentError, Problem
from studyguide.guide import cache
from studyguide.guide.model import Chapter, Pack, Section

if TYPE_CHECKING:
    from studyguide.guide.parts import Item
    from studyguide.guide.search import Hit, Index


def read_pack(folder: Path) -> Pack:
    """Read a pack from its files.

    Raises ContentError with every problem of every file, in the order of files and lines.
    """
    from studyguide.guide.folder import read_folder

    return read_folder(folder)[0]


def load_packs(
    folders: Iterable[Path], cache_dir: Path | None = None
) -> tuple[dict[Path, Pack], tuple[Problem, ...]]:
    """The packs that can be used, each by its folder, and what is wrong with the others.

    One bad pack does not stop the rest.

    `cache_dir` holds compiled packs, so that an unchanged one is not read again; None does without.
    """
    packs: dict[Path, Pack] = {}
    homes: dict[str, Path] = {}
    problems: list[Problem] = []
    # One folder named twice, such as the built-in one by --pack, is one pack.
    for folder in {os.path.realpath(folder): folder for folder in folders}.values():
        try:
            pack = cache.load(folder, cache_dir, read_pack)
        except ContentError as error:
            problems += error.problems
            continue
        if pack.id in homes:
            problems.append(_same_id(folder, pack.id, homes[pack.id]))
        else:
            packs[folder], homes[pack.id] = pack, folder
    return packs, tuple(problems)


def _same_id(folder: Path, name: str, first: Path) -> Problem:
    from studyguide.guide.yaml_strict import read_file

    message = f"pack '{name}' is also in {first}; give one of them another id"
    return read_file(folder / "pack.yaml").problem(("id",), message)


@dataclass(frozen=True)
class Library:
    """Packs, with look-ups. Where two packs have a chapter of one id, the first pack's is found."""

    packs: tuple[Pack, ...]

    @cached_property
    def _chapters(self) -> dict[str, Chapter]:
        chapters: dict[str, Chapter] = {}
        for pack in self.packs:
            for chapter in pack.chapters:
                chapters.setdefault(chapter.id, chapter)
        return chapters

    @cached_property
    def _index(self) -> Index:
        from studyguide.guide.search import Index  # deferred: most starts search nothing

        return Index(self.chapters)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """In reading order."""
        return tuple(self._chapters.values())

    def chapter(self, name: str) -> Chapter | None:
        return self._chapters.get(name)

    def section(self, ref: str) -> tuple[Chapter, Section] | None:
        """The section that `chapter#section` or `chapter#section/item` names, in its chapter."""
        name, _, rest = ref.partition("#")
        wanted, _, _ = rest.partition("/")
        chapter = self._chapters.get(name)
        for section in chapter.sections if chapter else ():
            if chapter and section.id == wanted:
                return chapter, section
        return None

    def item(self, ref: str) -> Item | None:
        """The item that `chapter#section/item` names."""
        from studyguide.guide.parts import items

        found = self.section(ref)
        wanted = ref.partition("/")[2]
        if found is None or not wanted:
            return None
        return next((item for _, item in items(found[1]) if item.id == wanted), None)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Places of the guide that hold every word, best first; a word also matches as a beginning."""
        return self._index.search(words, limit)
