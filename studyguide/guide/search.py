"""Finding words in the guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyguide.guide import model
from studyguide.guide.markup import plain
from studyguide.guide.model import Chapter, FactNote, Section
from studyguide.guide.parts import Item, items

_WORD = re.compile(r"\w+")
_EXCERPT = 120
"""Characters."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the guide in which the words were found."""

    ref: str
    """chapter#section or chapter#section/item."""
    title: str
    excerpt: str
    """One line around the first word found, without marks."""


class _Entry:
    """A place that can be found."""

    __slots__ = ("body", "body_words", "ref", "title", "title_words")

    def __init__(self, ref: str, title: str, also: str, body: str) -> None:
        self.ref = ref
        self.title = plain(title)
        self.body = plain(" ".join(body.split()))
        self.title_words = _words(f"{self.title} {also}")
        self.body_words = _words(self.body)


class Index:
    """The chapters' texts cut into words once; each search goes over all of them."""

    def __init__(self, chapters: tuple[Chapter, ...]) -> None:
        self._groups = [group for chapter in chapters for group in _groups(chapter)]

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Places that hold every word or a word beginning with it: best first, then in reading order."""
        wanted = tuple(dict.fromkeys(_list(words)))
        if not wanted:
            return ()
        found: list[tuple[int, _Entry]] = []
        for group in self._groups:
            here = [(score, entry) for entry in group if (score := _score(wanted, entry))]
            # Words that stand apart, in several items of one section, find the section.
            if not here and _together(wanted, group):
                here = [(1, group[0])]
            found += here
        found.sort(key=lambda pair: -pair[0])
        return tuple(Hit(entry.ref, entry.title, _excerpt(wanted, entry.body)) for _, entry in found[:limit])


def _groups(chapter: Chapter) -> Iterator[list[_Entry]]:
    """A chapter's entries: itself (shown by its first section), then each section followed by its items."""
    first = f"{chapter.id}#{chapter.sections[0].id}"
    yield [_Entry(first, chapter.title, chapter.id, chapter.summary)]
    for section in chapter.sections:
        ref = f"{chapter.id}#{section.id}"
        group = [_Entry(ref, section.title, "", _section_body(section))]
        for _, item in items(section):
            title, also, body = _item_texts(item)
            group.append(_Entry(f"{ref}/{item.id}", title, also, f"{body} {_note(item.note)}"))
        yield group


def _section_body(section: Section) -> str:
    own = ""
    match section:
        case model.BigIdea() | model.Prose():
            own = section.text
        case model.Scenario():
            own = section.goal
        case model.ConceptBox() | model.Comparison():
            own = " ".join(section.columns)
        case _:
            pass
    return " ".join((section.intro, own, *map(_note, section.notes)))


def _item_texts(item: Item) -> tuple[str, str, str]:
    """Title, what else counts as title, and body."""
    match item:
        case model.Objective():
            return item.text, "", ""
        case model.Term():
            return item.term, item.long, f"{item.long} {item.meaning}"
        case model.Row():
            return item.cells[0], "", " · ".join(item.cells[1:])
        case model.OutlineNode():
            return item.text, "", item.detail
        case model.Layer():
            return item.label, "", " · ".join((item.answers, *item.controls))
        case model.FlowStep():
            return item.text, "", item.detail
        case model.Example():
            return item.term, "", f"{item.definition} {item.example}"
        case model.ScenarioStep():
            code = f"{item.code.caption} {item.code.text}" if item.code else ""
            return item.title, "", f"{item.text} {code}"
        case model.MuddyPoint():
            return item.title, "", f"{item.muddle} {item.clear}"


def _note(note: FactNote | None) -> str:
    return f"{note.often} {note.precisely}" if note else ""


def _list(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _words(text: str) -> frozenset[str]:
    return frozenset(_list(text))


def _score(wanted: tuple[str, ...], entry: _Entry) -> int:
    """0 unless every word is there; a title counts more than a body, a whole word more than a beginning."""
    total = 0
    for word in wanted:
        points = (
            10 * _match(word, entry.title_words)
            if _match(word, entry.title_words)
            else _match(word, entry.body_words)
        )
        if not points:
            return 0
        total += points
    # Of two titles with the words, the one that says nothing else.
    whole = all(word in wanted for word in entry.title_words)
    return total * 2 + whole


def _match(word: str, words: frozenset[str]) -> int:
    if word in words:
        return 2
    return int(any(one.startswith(word) for one in words))


def _together(wanted: tuple[str, ...], group: list[_Entry]) -> bool:
    return all(
        any(_match(word, entry.title_words) or _match(word, entry.body_words) for entry in group)
        for word in wanted
    )


def _excerpt(wanted: tuple[str, ...], body: str) -> str:
    starts = (found.start() for found in _WORD.finditer(body) if found[0].casefold().startswith(wanted))
    at = next(starts, 0)
    if len(body) <= _EXCERPT:
        return body
    begin = max(0, at - _EXCERPT // 4)
    if begin:
        # Not in the middle of a word.
        begin = body.find(" ", begin) + 1 or begin
        begin = min(begin, at)
    end = begin + _EXCERPT
    text = body[begin:end] if end >= len(body) else body[begin:end].rsplit(" ", 1)[0]
    return f"{'… ' if begin else ''}{text.strip()}{' …' if end < len(body) else ''}"
