"""The packs at hand: their catalogs at once, their texts when somebody wants them."""

from __future__ import annotations

import os
from _thread import allocate_lock  # threading would cost every command a fifth of its time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.errors import ContentError, Problem
from studyguide.guide.fingerprint import compiled_file, fingerprint, stamp
from studyguide.guide.packs import is_installed
from studyguide.study.catalog import Catalog, catalog, store, stored

if TYPE_CHECKING:
    from studyguide.cards.model import Card
    from studyguide.guide.compiled import Compiled
    from studyguide.guide.library import Library
    from studyguide.guide.model import Pack


class Shelf:
    """Packs. What is not compiled is read for whoever asks first; who asks meanwhile, waits."""

    def __init__(self, folders: Iterable[Path], cache_dir: Path) -> None:
        """The packs of some folders. No text is read yet."""
        self._cache_dir = cache_dir
        wanted = {os.path.realpath(folder): folder for folder in folders}
        self._keys = {folder: fingerprint(folder) for folder in wanted.values()}
        self._homes: dict[str, Path] = {}
        """The folder of each pack, by its id, once the catalogs are there."""
        self._catalogs = self._compiled()
        self._library: Library | None = None
        self._texts: dict[Path, Pack] = {}
        """By folder, once they are read."""
        self._held: set[Path] = set()
        """The folders of packs whose files have gone bad since they were read."""
        self._problems: tuple[Problem, ...] = ()
        self._lock = allocate_lock()

    @classmethod
    def of(cls, packs: Sequence[Pack]) -> Shelf:
        """A shelf of packs that have been read."""
        from studyguide.cards.derive import derive
        from studyguide.guide.library import Library

        shelf = cls((), Path())
        shelf._library = Library(tuple(packs))
        shelf._catalogs = tuple(catalog(pack, derive(pack)) for pack in packs)
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
        found = {
            folder: stored(folder, self._cache_dir, key)
            if key and self._cards_file(folder).exists()
            else None
            for folder, key in self._keys.items()
        }
        self._homes = {one.id: folder for folder, one in found.items() if one is not None}
        kept = tuple(one for one in found.values() if one is not None)
        return kept if 0 < len(found) == len(self._homes) else None

    def _compile(self) -> tuple[Catalog, ...]:
        self._read()
        self._homes = {pack.id: folder for folder, pack in self._texts.items()}
        return tuple(self._cataloged(folder, pack) for folder, pack in self._texts.items())

    def _cataloged(self, folder: Path, pack: Pack) -> Catalog:
        """The catalog of a pack; it and the cards are kept if the files are as when this shelf was made."""
        from studyguide.cards.derive import derive
        from studyguide.guide import compiled

        cards, key = derive(pack), self._keys[folder]
        made = catalog(pack, cards)
        # A file saved while it was being read would be kept under the sum of its former text.
        if key and fingerprint(folder) == key and folder not in self._held:
            compiled.store(self._cards_file(folder), key, cards)
            store(folder, self._cache_dir, key, made)
        return made

    # The cards, each of which can be read alone.

    def compiled_cards(self, of: Catalog) -> Compiled | None:
        """The cards of a pack in the order of its catalog, if they are compiled."""
        from studyguide.guide.compiled import opened

        folder = self._homes.get(of.id)
        key = folder and self._keys[folder]
        if folder is None or not key or folder in self._held:
            return None
        found = opened(self._cards_file(folder), key)
        return found if found is not None and len(found) == len(of.entries) else None

    def derived_cards(self, name: str) -> tuple[Card, ...]:
        """The cards of the pack of an id, drawn from its texts: for when there are no compiled ones."""
        from studyguide.cards.derive import derive

        folder = self._homes.get(name)
        if folder is not None and folder not in self._held:
            with suppress(OSError):  # what lies there is of no use; the next start compiles the pack anew
                self._cards_file(folder).unlink()
        return tuple(card for pack in self.library.packs if pack.id == name for card in derive(pack))

    def _cards_file(self, folder: Path) -> Path:
        return compiled_file(folder, self._cache_dir, "cards")

    # The texts.

    def _read(self) -> Library:
        from studyguide.guide.library import Library, load_packs  # deferred: the texts may not be wanted

        if self._library is None:
            self._texts, self._problems = load_packs(self._keys, self._cache_dir)
            if not self._texts:
                raise ContentError(self._problems)
            self._library = Library(tuple(self._texts.values()))
        return self._library

    # Packs that somebody is writing.

    def folder_of(self, name: str) -> Path | None:
        """The folder of the pack of an id; None for one that was not read from files."""
        _ = self.catalogs
        return self._homes.get(name)

    @property
    def open_folders(self) -> tuple[Path, ...]:
        """The folders whose files somebody may be changing: all but the built-in pack's, once installed."""
        return tuple(folder for folder in self._keys if not is_installed(folder))

    def stamps(self) -> tuple[object, ...]:
        """Something else as soon as a file of theirs was saved."""
        return tuple(map(stamp, self.open_folders))

    @property
    def is_current(self) -> bool:
        """Whether their files are as they were when this shelf was made. Reads them all."""
        return all(fingerprint(folder) == self._keys[folder] for folder in self.open_folders)

    def renewed(self) -> Shelf:
        """The packs as their files are now. One that can no longer be used is held as it was.

        Raises:
            ContentError: Nothing is left that can be used.
        """
        from studyguide.guide.library import Library, load_packs

        fresh = Shelf(self._keys, self._cache_dir)
        read, fresh._problems = load_packs(fresh._keys, fresh._cache_dir)
        for folder in fresh._keys:
            if folder in read:
                fresh._texts[folder] = read[folder]
            elif (former := self._former(folder)) and all(former.id != pack.id for pack in read.values()):
                fresh._texts[folder] = former
                fresh._held.add(folder)
        if not fresh._texts:
            raise ContentError(fresh._problems)
        fresh._library = Library(tuple(fresh._texts.values()))
        fresh._catalogs = fresh._compile()
        return fresh

    def _former(self, folder: Path) -> Pack | None:
        """The pack of a folder as this shelf has it, or had it compiled."""
        from studyguide.guide.cache import kept

        if folder in self._texts:
            return self._texts[folder]
        key = self._keys[folder]
        return kept(folder, self._cache_dir, key) if key else None
