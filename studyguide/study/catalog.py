"""What planning and Home need to know of a pack, small enough to be read at every start.

The texts of a pack are read when somebody wants to see one. Nothing heavy is imported here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studyguide.guide.fingerprint import KEY_SIZE, compiled_file
from studyguide.study.words import kind
from studyguide.sums import blake2b

if TYPE_CHECKING:
    from studyguide.cards.model import Card
    from studyguide.guide.model import Pack


class Entry(NamedTuple):
    """A card, as far as planning is concerned."""

    key: str
    chapter: str
    task: str
    scope: str
    concept: str
    difficulty: int
    derived: bool
    reserve: bool
    confusable: tuple[str, ...] = ()
    """Concepts that its concept is easily taken for."""
    kind: str = ""
    """Of its question, such as `choice`; `flip` or `sequence` for a drawn one."""


class ChapterHead(NamedTuple):
    """A chapter without its texts."""

    id: str
    title: str
    sections: tuple[str, ...]


class TaskHead(NamedTuple):
    """A task statement of the exam guide that the pack means to cover."""

    id: str
    title: str
    weight: float
    """Share of the exam, 0 to 1: the domain's, split evenly among its tasks."""


class Catalog(NamedTuple):
    """A pack without its texts."""

    id: str
    title: str
    exam: str
    """The exam's code."""
    chapters: tuple[ChapterHead, ...]
    tasks: tuple[TaskHead, ...]
    entries: tuple[Entry, ...]
    """In reading order."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Key and id of each card that is called otherwise than when it was first asked."""

    @property
    def named(self) -> Iterator[tuple[str, Entry]]:
        """Each card with its id, in reading order."""
        renamed = dict(self.renamed)
        return ((renamed.get(entry.key, entry.key), entry) for entry in self.entries)


def catalog(pack: Pack, cards: Sequence[Card]) -> Catalog:
    """The catalog of a pack and of its cards, which are in reading order."""
    return Catalog(
        id=pack.id,
        title=pack.title,
        exam=pack.exam.code,
        chapters=tuple(
            ChapterHead(chapter.id, chapter.title, tuple(section.id for section in chapter.sections))
            for chapter in pack.chapters
        ),
        tasks=tuple(
            TaskHead(task.id, task.title, domain.weight / 100 / len(domain.tasks))
            for domain in pack.exam.domains
            for task in domain.tasks
            if task.security
        ),
        entries=tuple(map(entry, cards)),
        renamed=tuple((card.key, card.id) for card in cards if card.id != card.key),
    )


def entry(card: Card) -> Entry:
    """A card without its texts."""
    return Entry(
        card.key,
        card.chapter,
        card.task,
        card.scope,
        card.concept,
        card.difficulty,
        card.derived,
        card.reserve,
        card.confusable,
        kind(card),
    )


def stored(folder: Path, cache_dir: Path, key: bytes) -> Catalog | None:
    """The catalog kept for a pack in this very state; None if there is none, or it is damaged."""
    try:
        data = compiled_file(folder, cache_dir, "catalog").read_bytes()
    except OSError:
        return None
    payload = data[2 * KEY_SIZE :]
    if data[: 2 * KEY_SIZE] != key + _sum(payload):
        return None
    try:
        pack, title, exam, chapters, tasks, columns, renamed = json.loads(payload)
        return Catalog(
            pack,
            title,
            exam,
            tuple(ChapterHead(name, head, tuple(sections)) for name, head, sections in chapters),
            tuple(map(TaskHead._make, tasks)),
            tuple(map(Entry, *columns[:-2], map(tuple, columns[-2]), columns[-1])) if columns else (),
            tuple((key, name) for key, name in renamed),
        )
    except (ValueError, TypeError):  # not what this version writes: as good as none
        return None


def store(folder: Path, cache_dir: Path, key: bytes, made: Catalog) -> None:
    """Keep a catalog; a folder that cannot be written is as good as none."""
    # A list for each field instead of each entry: read in a third of the time.
    plain = (*made[:-2], tuple(zip(*made.entries, strict=True)), made.renamed)
    payload = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    file = compiled_file(folder, cache_dir, "catalog")
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(key + _sum(payload) + payload)
            os.replace(draft, file)
        finally:
            draft.unlink(missing_ok=True)


def _sum(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=KEY_SIZE).digest()
