"""The packs at hand: their catalogs at once, their texts when somebody wants them."""

from __future__ import annotations

import os
from _thread import allocate_lock  # threading would cost every command a fifth of its time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.errors import ContentError, Problem
from studyguide.guide.fingerprint import fingerprint
from studyguide.study.catalog import Catalog, catalog, store, stored

if TYPE_CHECKING:
    from studyguide.guide.library import Library
    from studyguide.guide.model import Pack


class Shelf:
    """Packs. What is not compiled is read for whoever asks first; who asks meanwhile, waits."""

    def __init__(self, folders: Iterable[Path], cache_dir: Path) -> None:
        """The packs of some folders. No text is read yet."""
        self._cache_dir = cache_dir
        wanted = {os.path.realpath(folder): folder for folder in folders}
        self._keys = {folder: fingerprint(folder) for folder in wanted.values()}
        self._catalogs = self._compiled()
        self._library: Library | None = None
        self._problems: tuple[Problem, ...] = ()
        self._lock = allocate_lock()

    @classmethod
    def of(cls, packs: Sequence[Pack]) -> Shelf:
        """A shelf of packs that have been read."""
        from studyguide.guide.library import Library

        shelf = cls((), Path())
        shelf._library = Library(tuple(packs))
        shelf._catalogs = tuple(map(catalog, packs))
        return shelf

    @property
    def ready(self) -> bool:
        """Whether the catalogs are there, so that nobody waits for them."""
        return self._catalogs is not None

    @property
    def catalogs(self) -> tuple[Catalog, ...]:
        """What planning needs to know of each pack.

        Raises:
            ContentError: No pack can be used.
        """
        with self._lock:
            if self._catalogs is None:
                self._catalogs = self._compile()
            return self._catalogs

    @property
    def library(self) -> Library:
        """The texts.

        Raises:
            ContentError: No pack can be used.
        """
        with self._lock:
            return self._read()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the packs that cannot be used.

        Raises:
            ContentError: No pack can be used.
        """
        _ = self.catalogs
        return self._problems

    def _compiled(self) -> tuple[Catalog, ...] | None:
        """The catalogs as they were kept, if every pack is as it was then."""
        found = [stored(folder, self._cache_dir, key) if key else None for folder, key in self._keys.items()]
        kept = tuple(one for one in found if one is not None)
        return kept if 0 < len(found) == len({one.id for one in kept}) else None

    def _compile(self) -> tuple[Catalog, ...]:
        made = tuple(map(catalog, self._read().packs))
        if not self._problems:  # so that each folder gave one pack
            for (folder, key), one in zip(self._keys.items(), made, strict=True):
                # A file saved while it was being read would be kept under the sum of its former text.
                if key and fingerprint(folder) == key:
                    store(folder, self._cache_dir, key, one)
        return made

    def _read(self) -> Library:
        from studyguide.guide.library import Library, load_packs  # deferred: the texts may not be wanted

        if self._library is None:
            packs, self._problems = load_packs(self._keys, self._cache_dir)
            if not packs:
                raise ContentError(self._problems)
            self._library = Library(packs)
        return self._library
