"""Places in a pack: finding them by reference, and what to call them."""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.errors import UsageError
from studyguide.guide.markup import plain
from studyguide.guide.model import Case, Chapter, Pack, Section


@dataclass(frozen=True, slots=True)
class Place:
    """A section of the pack, and in it an item."""

    chapter: Chapter
    section: Section
    item: str = ""

    @property
    def ref(self) -> str:
        """chapter#section."""
        return f"{self.chapter.id}#{self.section.id}"


def places(pack: Pack) -> tuple[Place, ...]:
    """Every section of the pack in reading order."""
    return tuple(Place(chapter, section) for chapter in pack.chapters for section in chapter.sections)


def find(pack: Pack, ref: str) -> Place:
    """The place a reference names: chapter, chapter#section or chapter#section/item; empty for the first.

    Raises:
        UsageError: The pack has no such place.
    """
    chapter_id, _, rest = ref.partition("#")
    section_id, _, item = rest.partition("/")
    for place in places(pack):
        if chapter_id in ("", place.chapter.id) and section_id in ("", place.section.id):
            return Place(place.chapter, place.section, item)
    raise UsageError(f"the guide has no place called {ref!r}")


def titles(pack: Pack, here: Chapter) -> dict[str, str]:
    """What to call each section, by its reference, as seen from a chapter."""
    names: dict[str, str] = {}
    for place in places(pack):
        title = plain(place.section.title)
        names[place.ref] = title if place.chapter.id == here.id else f"{plain(place.chapter.title)}: {title}"
    return names


def stems(chapter: Chapter) -> dict[str, str]:
    """The stem of each question, those of cases too, gaps shown as a line."""
    found: dict[str, str] = {}
    for question in chapter.questions:
        if isinstance(question, Case):
            found[question.id] = question.scenario
            found |= {part.id: part.stem for part in question.questions}
        else:
            before, gap, rest = question.stem.partition("{{")
            found[question.id] = before + "____" + rest.partition("}}")[2] if gap else question.stem
    return found
