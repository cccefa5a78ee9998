"""Everything there is to say about a pack: `studyguide check`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studyguide.errors import ContentError, Problem
from studyguide.guide.model import Pack
from studyguide.guide.parts import asked


@dataclass(frozen=True, slots=True)
class Report:
    """What was found."""

    problems: tuple[Problem, ...]
    summary: str
    """One line on a pack without problems; empty otherwise."""
    pack: Pack | None
    """The pack, if it can be used."""


def check(folder: Path, *, strict: bool) -> Report:
    """Read the pack in a folder afresh and tell all that is wrong with it.

    Args:
        folder: Where `pack.yaml` is.
        strict: Also tell what a careful editor would object to.
    """
    from studyguide.guide.folder import read_folder
    from studyguide.guide.lint import lint

    try:
        pack, places = read_folder(folder)
    except ContentError as error:
        return Report(error.problems, "", None)
    problems = lint(pack, places) if strict else ()
    return Report(problems, "" if problems else _summary(pack), pack)


def _summary(pack: Pack) -> str:
    sections = sum(len(chapter.sections) for chapter in pack.chapters)
    questions = sum(1 for chapter in pack.chapters for question in chapter.questions for _ in asked(question))
    return (
        f"{pack.id} {pack.version}: no problem in {_counted(len(pack.chapters), 'chapter')}, "
        f"{_counted(sections, 'section')}, {_counted(questions, 'question')}."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
