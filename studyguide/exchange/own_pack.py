"""A pack made of somebody's own cards: a folder that the strict reader reads back exactly."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from studyguide.errors import StudyGuideError
from studyguide.exchange.incoming import Incoming

_TASK = "0.1"
_CHAPTER = "01-cards"
_FILES = frozenset({"pack.yaml", f"chapters/{_CHAPTER}/guide.yaml", f"chapters/{_CHAPTER}/questions.yaml"})
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LONGEST = 60

Plain = str | int | bool | Sequence["Plain"] | dict[str, "Plain"]


def write_pack(folder: Path, cards: Sequence[Incoming], title: str, source: str, *, replace: bool) -> str:
    """Write cards as a pack into a new folder; its id, which is made of the folder's name.

    Args:
        folder: Where to; its parent must be there.
        cards: At least one.
        title: Of the pack.
        source: What they were read from, as its readers are told.
        replace: Whether a pack that was made here before is written anew. Progress is kept for cards of
            the same guid, or without one of the same front.

    Raises:
        StudyGuideError: The folder is there already, or cannot be written.
    """
    from studyguide.errors import ContentError
    from studyguide.guide.library import read_pack

    name = slug(folder.resolve().name)
    files = pack_files(name, cards, title, source)
    try:
        if os.path.lexists(folder) and not (replace and _is_ours(folder)):
            reason = "holds other files too" if replace else "is there already; --replace writes it anew"
            raise StudyGuideError(f"{folder}: {reason}")
        made = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{name}-"))
        try:
            for path, text in files.items():
                (made / path).parent.mkdir(parents=True, exist_ok=True)
                (made / path).write_text(text, encoding="utf-8", newline="")
            try:
                read_pack(made)
            except ContentError as error:
                told = error.problems[0].message
                raise StudyGuideError(f"{source}: these cards make no pack: {told}") from error
            os.chmod(made, 0o755)  # as folders are made, not as temporary ones
            _move(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise StudyGuideError(f"{folder}: cannot be written: {error.strerror}") from error
    return name


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds nothing but what an import writes."""
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return folder.is_dir() and not folder.is_symlink() and held <= _FILES


def _move(made: Path, folder: Path) -> None:
    """Put a new folder into the place of an old one, which stays if that fails."""
    aside = made.with_name(f"{made.name}-old")
    if os.path.lexists(folder):
        os.rename(folder, aside)
    try:
        os.rename(made, folder)
    except OSError:
        with suppress(OSError):
            os.rename(aside, folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def slug(name: str) -> str:
    """A name as an id: lower-case words joined by hyphens."""
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:_LONGEST].strip("-")
    return words or "cards"


def card_id(card: Incoming) -> str:
    """An id that stays: the guid, or where there is none the front, made fit."""
    name = card.guid or card.front
    return name if _ID.fullmatch(name) and card.guid else f"c{sha256(name.encode()).hexdigest()[:20]}"


def pack_files(name: str, cards: Iterable[Incoming], title: str, source: str) -> dict[str, str]:
    """The texts of a pack by their paths in its folder."""
    parts = tuple(cards)
    exam: Plain = {
        "code": "own",
        "title": title,
        "questions": 0,
        "scored": 0,
        "pass_mark": 0,
        "domains": [{"id": "0", "title": title, "weight": 100, "tasks": [{"id": _TASK, "title": title}]}],
        "source": {"title": "No exam", "url": "https://example.org/"},
    }
    pack: Plain = {
        "id": name,
        "title": title,
        "version": "1",
        "licence": "Whatever its cards are under",
        "disclaimer": f"Imported from {source}; nobody has checked it.",
        "exam": exam,
        "chapters": [_CHAPTER],
    }
    guide: Plain = {
        "id": name,
        "title": title,
        "summary": f"{len(parts)} card{'s' if len(parts) != 1 else ''} imported from {source}.",
        "sections": list(_sections(parts)),
    }
    return {
        "pack.yaml": yaml_text(pack),
        f"chapters/{_CHAPTER}/guide.yaml": yaml_text(guide),
        f"chapters/{_CHAPTER}/questions.yaml": yaml_text({"questions": []}),
    }


def _sections(cards: Sequence[Incoming]) -> Iterator[Plain]:
    terms: list[Plain] = [
        {"id": card_id(card), "term": card.front, "meaning": card.back} for card in cards if card.is_term
    ]
    if terms:
        yield {"kind": "glossary", "id": "terms", "title": "Terms", "task": _TASK, "terms": terms}
    for columns, section, title in (
        (["Question", "Answer"], "cards", "Cards"),
        (["Question", "Answer", "More"], "cards-with-more", "Cards with more to say"),
    ):
        rows: list[Plain] = [
            {"id": card_id(card), "cells": [text for text in (card.front, card.back, card.detail) if text]}
            for card in cards
            if not card.is_term and bool(card.detail) == (len(columns) == 3)
        ]
        if rows:
            yield {
                "kind": "concept-box",
                "id": section,
                "title": title,
                "task": _TASK,
                "verbatim": True,
                "columns": columns,
                "rows": rows,
            }


def yaml_text(value: Plain) -> str:
    """A value as YAML in blocks; every text is a JSON string, which YAML reads as exactly that text."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Plain) -> Iterator[str]:
    match value:
        case dict() if value:
            for key, inner in value.items():
                yield from _hung(f"{key}:", inner)
        case list() if value:
            for inner in value:
                first, *rest = _lines(inner)
                yield f"- {first}"
                yield from (f"  {line}" for line in rest)
        case _:
            yield json.dumps(value, ensure_ascii=False)


def _hung(lead: str, value: Plain) -> Iterator[str]:
    if isinstance(value, (dict, list)) and value:
        yield lead
        yield from (f"  {line}" for line in _lines(value))
    else:
        yield f"{lead} {json.dumps(value, ensure_ascii=False)}"
