"""One place of a section as text: the paragraph, row or step that answers a question."""

from __future__ import annotations

from msgspec.structs import replace

from studyguide.guide import model as m
from studyguide.guide.model import Chapter, OutlineNode, Row, Section
from studyguide.guide.parts import items
from studyguide.plain.read import body, section_text
from studyguide.plain.text import heading
from studyguide.study.desk import Desk


def text_at(desk: Desk, ref: str) -> str:
    """What stands at a place of the guide."""
    found = desk.library.section(ref)
    return place_text(found[1], found[0], ref) if found else "The guide has no such place."


def place_text(section: Section, chapter: Chapter, ref: str) -> str:
    """What stands at chapter#section/item under the section's title; without an item the whole section."""
    id = ref.partition("#")[2].partition("/")[2]
    text = item_text(section, chapter, id)
    return section_text(section, chapter) if text is None else f"{heading(section.title, '-')}\n\n{text}"


def item_text(section: Section, chapter: Chapter, id: str) -> str | None:
    """One item of a section; None if it has none of that id."""
    here = {item.id: item for _, item in items(section)}
    item = here.get(id)
    match section, item:
        case _, None:
            return None
        case ((m.ConceptBox() | m.Comparison()), Row()):
            return "\n\n".join(body(replace(section, rows=(item,)), chapter))
        case m.Outline(), OutlineNode():
            return "\n\n".join(body(replace(section, nodes=(item,)), chapter))
        case _:
            # One block for each item, after what is said of them all.
            return tuple(body(section, chapter))[-len(here) :][tuple(here).index(id)]
