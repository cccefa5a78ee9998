"""Finding words in the guide."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

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

    __slots__ = ("body", "group", "ref", "title", "title_words")

    def __init__(self, ref: str, title: str, also: str, body: str) -> None:
        self.ref = ref
        self.title = plain(title)
        self.body = plain(" ".join(body.split()))
        self.title_words = frozenset(_list(f"{self.title} {also}"))
        self.group = 0
        """The place of the entry for the whole section."""


class Index:
    """The words of the chapters' texts, each with the places that have it; made once."""

    def __init__(self, chapters: tuple[Chapter, ...]) -> None:
        self._entries: list[_Entry] = []
        titles: dict[str, list[int]] = defaultdict(list)
        bodies: dict[str, list[int]] = defaultdict(list)
        for group in (group for chapter in chapters for group in _groups(chapter)):
            first = len(self._entries)
            for place, entry in enumerate(group, first):
                entry.group = first
                for word in entry.title_words:
                    titles[word].append(place)
                for word in set(_list(entry.body)):
                    bodies[word].append(place)
            self._entries += group
        self._titles, self._bodies = _Places(titles), _Places(bodies)

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Places that hold every word or a word beginning with it: best first, then in reading order."""
        wanted = query_words(words)
        if not wanted:
            return ()
        points = [self._points(word) for word in wanted]
        found = {
            place: self._score(wanted, place, sum(one[place] for one in points))
            for place in set(points[0]).intersection(*points[1:])
        }
        if len(points) > 1:
            # Words that stand apart, in several items of one section, find the section.
            groups = [{self._entries[place].group for place in one} for one in points]
            apart = groups[0].intersection(*groups[1:])
            apart -= {self._entries[place].group for place in found}
            found |= dict.fromkeys(apart, 1)
        best = nsmallest(limit, found, key=lambda place: (-found[place], place))
        hits = (self._entries[place] for place in best)
        return tuple(Hit(entry.ref, entry.title, _excerpt(wanted, entry.body)) for entry in hits)

    def _points(self, word: str) -> dict[int, int]:
        """By place; a title counts more than a body, a whole word more than a beginning."""
        points = self._bodies.beginning(word)
        points.update(dict.fromkeys(self._bodies.having(word), 2))
        points.update(dict.fromkeys(self._titles.beginning(word), 10))
        points.update(dict.fromkeys(self._titles.having(word), 20))
        return points

    def _score(self, wanted: tuple[str, ...], place: int, points: int) -> int:
        # Of two titles with the words, the one that says nothing else.
        return points * 2 + self._entries[place].title_words.issubset(wanted)


class _Places:
    """The places that have a word, by the word."""

    def __init__(self, places: dict[str, list[int]]) -> None:
        self._words = sorted(places)
        self._places = [places[word] for word in self._words]

    def having(self, word: str) -> list[int]:
        at = bisect_left(self._words, word)
        return self._places[at] if self._words[at : at + 1] == [word] else []

    def beginning(self, word: str) -> dict[int, int]:
        """Those with a word that begins so, each with one point."""
        # No word holds the last character there is.
        first, end = bisect_left(self._words, word), bisect_left(self._words, f"{word}\U0010ffff")
        return dict.fromkeys(chain.from_iterable(self._places[first:end]), 1)


def query_words(text: str) -> tuple[str, ...]:
    """The words that a search looks for, or for words beginning with them."""
    return tuple(dict.fromkeys(_list(text)))


def section_text(section: Section) -> str:
    """All that a section says, without marks."""
    parts = [section.title, _section_body(section)]
    for _, item in items(section):
        title, also, body = _item_texts(item)
        parts += (title, also, body, _note(item.note))
    return plain(" ".join(" ".join(parts).split()))


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
            own = " · ".join(section.columns)
        case _:
            pass
    return " ".join((section.intro, own, *map(_note, section.notes)))


def _item_texts(item: Item) -> tuple[str, str, str]:
    """Title, what else counts as title, and body."""
    match item:
        case model.Objective():
            return item.text, "", ""
        case model.Term():
            return item.term, item.long, f"{item.long}: {item.meaning}" if item.long else item.meaning
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
