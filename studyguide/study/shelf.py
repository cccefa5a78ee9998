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
    """Packs. What is not compiled is read by whoever asks first; who asks meanwhile, waits."""

    def __init__(self, folders: Iterable[Path], cache_dir: Path) -> None:
        """The packs of some folders. Reads no text: where a pack has changed, that is left for later."""
        self._folders = tuple({os.path.realpath(folder): folder for folder in folders}.values())
        self._cache_dir = cache_dir
        self._lock = allocate_lock()
        self._library: Library | None = None
        self._problems: tuple[Problem, ...] = ()
        self._catalogs = self._compiled()

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
        """Whether the catalogs can be had without reading a pack."""
        return self._catalogs is not None

    @property
    def catalogs(self) -> tuple[Catalog, ...]:
        """What planning needs of each pack.

        Raises:
            ContentError: No pack can be used.
        """
        if self._catalogs is None:
            with self._lock:
                if self._catalogs is None:
                    self._catalogs = self._read()
        return self._catalogs

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the packs that cannot be used, as far as they have been read."""
        return self._problems

    @property
    def library(self) -> Library:
        """The texts.

        Raises:
            ContentError: No pack can be used.
        """
        if self._catalogs is None:
            _ = self.catalogs
        if self._library is None:
            self._load()
        assert self._library is not None
        return self._library
