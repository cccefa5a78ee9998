"""What of a chapter belongs on its one-page cheat sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from studyguide.guide import model as m
from studyguide.guide.model import Chapter, Section
from studyguide.guide.parts import Item, items


@dataclass(frozen=True, slots=True)
class Essential:
    """An item marked `must_know`, as a name and what to know of it; both are content text."""

    name: str
    """Empty for an item that is a sentence of its own."""
    text: str
    """Empty for an item that is a name only."""


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one section."""

    title: str
    essentials: tuple[Essential, ...]


def essentials(chapter: Chapter) -> tuple[Group, ...]:
    """The items of a chapter marked `must_know`, by section, in reading order."""
    groups = (
        Group(section.title, tuple(_essential(item, section) for _, item in items(section) if item.must_know))
        for section in chapter.sections
    )
    return tuple(group for group in groups if group.essentials)


def _essential(item: Item, section: Section) -> Essential:
    match item:
        case m.Objective():
            return Essential("", item.text)
        case m.Term():
            return Essential(f"{item.term} ({item.long})" if item.long else item.term, item.meaning)
        case m.Row():
            return Essential(item.cells[0], _cells(item, section))
        case m.OutlineNode():
            return Essential(item.text, item.detail)
        case m.Layer():
            return Essential(item.label, f"{item.answers} {'; '.join(item.controls)}.")
        case m.FlowStep():
            return Essential(item.text, item.detail)
        case m.Example():
            return Essential(item.term, item.definition)
        case m.ScenarioStep():
            return Essential(item.title, item.text)
        case m.MuddyPoint():
            return Essential(item.title, item.clear)
        case _:
            assert_never(item)


def _cells(row: m.Row, section: Section) -> str:
    """The cells after the first; those of a comparison under the heads of their columns."""
    rest = row.cells[1:]
    if isinstance(section, m.Comparison):
        return "; ".join(f"{head}: {cell}" for head, cell in zip(section.columns[1:], rest, strict=True))
    # A concept box asks before it answers, and needs no semicolon after its question mark.
    return "; ".join(rest).replace("?; ", "? ")
