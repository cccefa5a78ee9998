"""The packs at hand: their catalogs at once, their texts when somebody wants them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.errors import ContentError, Problem
from studyguide.guide.fingerprint import fingerprint
from studyguide.study.catalog import Catalog, catalog, store, stored

if TYPE_CHECKING:
    from studyguide.guide.library import Library
    from studyguide.guide.model import Pack


class Shelf:
    """Packs of which the catalogs are known."""

    def __init__(self, catalogs: tuple[Catalog, ...], read: Callable[[], Library]) -> None:
        """`read` gives the texts; it is called at most once."""
        self.catalogs = catalogs
        self._read = read

    @classmethod
    def of(cls, packs: Sequence[Pack]) -> Shelf:
        """A shelf of packs that have been read."""
        from studyguide.guide.library import Library

        library = Library(tuple(packs))
        return cls(tuple(map(catalog, packs)), lambda: library)

    @cached_property
    def library(self) -> Library:
        """The texts."""
        return self._read()


def fill(folders: Iterable[Path], cache_dir: Path) -> tuple[Shelf, tuple[Problem, ...]]:
    """The packs of some folders, and what is wrong with those that cannot be used.

    Where every pack is as it was when its catalog was made, no text is read yet.

    Raises:
        ContentError: No pack can be used.
    """
    wanted = tuple({os.path.realpath(folder): folder for folder in folders}.values())
    keys = {folder: fingerprint(folder) for folder in wanted}
    found = [stored(folder, cache_dir, key) if key else None for folder, key in keys.items()]
    catalogs = tuple(one for one in found if one is not None)
    if len(catalogs) == len(wanted) == len({one.id for one in catalogs}):
        return Shelf(catalogs, lambda: _library(wanted, cache_dir)[0]), ()

    library, problems = _library(wanted, cache_dir)
    if not library.packs:
        raise ContentError(problems)
    made = tuple(map(catalog, library.packs))
    if not problems:  # so that each folder gave one pack
        for (folder, key), one in zip(keys.items(), made, strict=True):
            # A file saved while it was being read would be kept under the sum of its former text.
            if key and fingerprint(folder) == key:
                store(folder, cache_dir, key, one)
    return Shelf(made, lambda: library), problems


def _library(folders: tuple[Path, ...], cache_dir: Path) -> tuple[Library, tuple[Problem, ...]]:
    from studyguide.guide.library import Library, load_packs  # deferred: the texts may not be wanted

    packs, problems = load_packs(folders, cache_dir)
    return Library(packs), problems
