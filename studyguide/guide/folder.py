"""A folder of content -> a pack with the places of everything in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from studyguide.errors import ContentError, Problem
from studyguide.guide.document import MAX_PROBLEMS, Document, KeyPath
from studyguide.guide.links import ChapterFiles, PackParsed, link_problems
from studyguide.guide.model import Chapter, Pack
from studyguide.guide.reader import Parsed, read_guide, read_pack_file, read_questions
from studyguide.guide.rules import Complaint, question_complaints, section_complaints
from studyguide.guide.wording import did_you_mean, nearest
from studyguide.guide.yaml_strict import read_file

File = TypeVar("File")
Part = TypeVar("Part")

_FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything in a pack stands."""

    pack: Document
    guides: tuple[Document, ...]
    """In the order of the pack's chapters."""
    questions: tuple[Document, ...]


def read_folder(folder: Path) -> tuple[Pack, Places]:
    """Read a pack and the places of everything in it.

    Raises ContentError with every problem of every file, in the order of files and lines.
    """
    problems: list[Problem] = []
    if not os.path.isdir(folder):
        reason = "a pack is a folder, not a file" if os.path.lexists(folder) else "no such folder"
        raise ContentError((Problem(str(folder), 0, 0, "", reason),))
    pack = _parsed(folder / "pack.yaml", read_pack_file, problems)
    names = _chapter_names(folder, pack, problems)
    chapters = [_read_chapter(folder / "chapters" / name, problems) for name in names]
    problems += _most(link_problems(pack, chapters), str(folder))
    if problems:
        unique = dict.fromkeys(problems)
        raise ContentError(tuple(sorted(unique, key=lambda one: (one.file, one.line, one.column))))
    places = Places(
        pack=_clean(pack).document,
        guides=tuple(_clean(chapter.guide).document for chapter in chapters),
        questions=tuple(_clean(chapter.questions).document for chapter in chapters),
    )
    return _put_together(pack, names, chapters), places


def _parsed(
    path: Path, read: Callable[[Document], Parsed[File, Part]], problems: list[Problem]
) -> Parsed[File, Part] | None:
    """The file as far as it can be understood; its problems are added."""
    try:
        document = read_file(path)
    except ContentError as error:
        problems += error.problems
        return None
    parsed = read(document)
    problems += parsed.problems
    return parsed


def _chapter_names(folder: Path, pack: PackParsed | None, problems: list[Problem]) -> Sequence[str]:
    """The chapter folders that are there; those on the disk if pack.yaml does not tell."""
    listed = pack.document.value.get("chapters") if pack else None
    if pack is None or not isinstance(listed, list):
        return _folders(folder / "chapters")
    names: dict[str, None] = {}
    for at, name in enumerate(listed):
        path: KeyPath = ("chapters", at)
        if not isinstance(name, str) or not name:
            continue
        if not _FOLDER_NAME.fullmatch(name):
            problems.append(pack.document.problem(path, "must be the name of a folder in chapters/"))
        elif name in names:
            problems.append(pack.document.problem(path, f"chapter folder '{name}' is given twice"))
        elif not os.path.isdir(folder / "chapters" / name):
            guess = did_you_mean(nearest(name, _folders(folder / "chapters")))
            problems.append(pack.document.problem(path, f"no folder chapters/{name}{guess}"))
        else:
            names[name] = None
    return tuple(names)


def _folders(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name for entry in folder.iterdir() if entry.is_dir()))
    except OSError:
        return ()


def _read_chapter(folder: Path, problems: list[Problem]) -> ChapterFiles:
    guide = _parsed(folder / "guide.yaml", read_guide, problems)
    if guide is not None:
        problems += _most(_complaints(guide, "sections", section_complaints), guide.document.file)
    questions = _parsed(folder / "questions.yaml", read_questions, problems)
    if questions is not None:
        problems += _most(_complaints(questions, "questions", question_complaints), questions.document.file)
    return ChapterFiles(guide, questions)


def _complaints(
    parsed: Parsed[File, Part], key: str, rules: Callable[[Part], Iterator[Complaint]]
) -> Iterator[Problem]:
    for position, part in parsed.parts:
        for path, message in rules(part):
            yield parsed.document.problem((key, position, *path), message)


def _most(found: Iterator[Problem], file: str) -> Iterator[Problem]:
    """As many as an author wants to read; the rest is not even looked for."""
    yield from islice(found, MAX_PROBLEMS)
    if next(found, None):
        yield Problem(file, 0, 0, "", f"more than {MAX_PROBLEMS} problems; mend these first")


def _put_together(pack: PackParsed | None, names: Sequence[str], files: Sequence[ChapterFiles]) -> Pack:
    told = _whole(pack)
    chapters: list[Chapter] = []
    for name, chapter in zip(names, files, strict=True):
        guide = _whole(chapter.guide)
        chapters.append(
            Chapter(
                id=guide.id,
                title=guide.title,
                summary=guide.summary,
                folder=name,
                sections=guide.sections,
                questions=_whole(chapter.questions).questions,
            )
        )
    return Pack(
        id=told.id,
        title=told.title,
        version=told.version,
        licence=told.licence,
        disclaimer=told.disclaimer,
        exam=told.exam,
        chapters=tuple(chapters),
    )


def _clean(parsed: Parsed[File, Part] | None) -> Parsed[File, Part]:
    """The file, which was read since no problem was found."""
    assert parsed is not None
    return parsed


def _whole(parsed: Parsed[File, Part] | None) -> File:
    whole = _clean(parsed).whole
    assert whole is not None
    return whole
