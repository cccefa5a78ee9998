"""A chapter as a Markdown document: CommonMark with tables, to be read, printed or kept as notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from studyguide.exchange import drawings
from studyguide.exchange.commonmark import (
    bare,
    blocks,
    bullets,
    fenced,
    heading,
    inline,
    item,
    link,
    opening,
    quote,
    strong,
    table,
)
from studyguide.exchange.questions import answered, asked
from studyguide.guide import model as m
from studyguide.guide import parts
from studyguide.guide.model import Chapter, FactNote, Pack, Question, Section, See, Source
from studyguide.guide.scope import SCOPE_WORDS


def chapter_markdown(pack: Pack, chapter: Chapter) -> str:
    """A chapter: its sections, the answers to its checkpoint questions, its sources, and where it is from."""
    page = _Page(pack, chapter, level=2)
    body = [block for section in chapter.sections for block in page.section(section)]
    return _document(
        [heading(1, chapter.title), *blocks(chapter.summary), *body, *page.end(chapter.sections)]
    )


def section_markdown(pack: Pack, chapter: Chapter, section: Section) -> str:
    """One section of a chapter as a document of its own, with its answers and sources."""
    page = _Page(pack, chapter, level=1)
    return _document([*page.section(section), *page.end((section,))])


def _document(body: Iterable[str]) -> str:
    return "\n\n".join(body) + "\n"


class _Page:
    """What the sections of one document share."""

    def __init__(self, pack: Pack, chapter: Chapter, *, level: int) -> None:
        self.pack = pack
        self.chapter = chapter
        self.level = level
        """Of the sections' headings."""
        self.questions = {
            part.id: (part, whole) for whole in chapter.questions for _, part in parts.asked(whole)
        }
        self.asked: list[Question] = []
        """In the order of their numbers."""

    def section(self, section: Section) -> Iterator[str]:
        """A section in blocks."""
        yield heading(self.level, section.title)
        beside = "" if section.scope == "in" else f", {SCOPE_WORDS[section.scope]}"
        yield f"*Exam task {section.task}{beside}*"
        if section.intro:
            yield from blocks(section.intro)
        yield from self._body(section)
        yield from map(_note, section.notes)
        yield from map(self._see, section.see)

    def _body(self, section: Section) -> Iterator[str]:
        match section:
            case m.Objectives():
                for at, objective in enumerate(section.items, 1):
                    yield item(
                        f"{at}.", [*blocks(objective.text), *self._after(objective, section, objective.see)]
                    )
            case m.Glossary():
                for term in section.terms:
                    long = f" ({inline(term.long)})" if term.long else ""
                    meaning = blocks(term.meaning, f"{strong(term.term)}{long}:")
                    yield item("-", [*meaning, *self._after(term, section)])
            case m.BigIdea() | m.Prose():
                yield from blocks(section.text)
            case m.ConceptBox() | m.Comparison():
                yield table(section.columns, (row.cells for row in section.rows))
                for row in section.rows:
                    after = self._after(row, section)
                    if after:
                        yield item("-", [f"On {strong(row.cells[0])}:", *after])
            case m.Outline():
                for node in section.nodes:
                    yield self._node(node, section)
            case m.Layers():
                yield "From the outside in:" if section.shape == "rings" else "From top to bottom:"
                yield self._layers(section)
                yield fenced(drawings.layers(section), "text")
            case m.Flow():
                names = {step.id: f"{at}. {inline(step.text)}" for at, step in enumerate(section.steps, 1)}
                for at, step in enumerate(section.steps, 1):
                    ways = [f"{_way(edge.label)}→ {names[edge.to]}" for edge in step.next]
                    body = [strong(step.text), *blocks(step.detail), bullets(ways or ["This way ends here."])]
                    yield item(f"{at}.", [*body, *self._after(step, section)])
                yield fenced(drawings.flow(section), "text")
            case m.Examples():
                for pair in section.pairs:
                    body = [
                        *blocks(pair.definition, _titled(pair.term)),
                        *blocks(pair.example, "*Example:*"),
                    ]
                    yield item("-", [*body, *self._after(pair, section)])
            case m.Scenario():
                yield from blocks(section.goal, "**Goal:**")
                for at, part in enumerate(section.steps, 1):
                    body = [strong(part.title), *blocks(part.text), *_code(part.code)]
                    yield item(f"{at}.", [*body, *self._after(part, section)])
            case m.MuddyPoints():
                for point in section.points:
                    yield heading(self.level + 1, point.title)
                    yield from blocks(point.muddle, "**Often believed:**")
                    yield from blocks(point.clear, "**In truth:**")
                    yield from self._after(point, section)
                    if point.see:
                        yield self._see(point.see)
            case m.Checkpoint():
                yield from self._checkpoint(section)
            case _:
                assert_never(section)

    def _after(self, part: m.Item, section: Section, ref: str | None = None) -> list[str]:
        """What may follow an item: where it stands beside the exam, its fact note, its cross-reference."""
        after = []
        if part.scope is not None and part.scope != section.scope:
            after.append(f"*({SCOPE_WORDS[part.scope]})*")
        if part.note:
            after.append(_note(part.note))
        if ref:
            after.append(f"See: {self._place(ref)}")
        return after

    def _node(self, node: m.OutlineNode, section: Section) -> str:
        text = blocks(node.detail, _titled(node.text)) if node.detail else [strong(node.text)]
        children = [self._node(child, section) for child in node.children]
        return item("-", [*text, *self._after(node, section, node.see), *children])

    def _layers(self, section: m.Layers) -> str:
        """Rings one within the other, from the outermost inwards; a stack side by side."""
        bodies = [
            [
                *blocks(layer.answers, _titled(layer.label)),
                f"Controls: {'; '.join(map(inline, layer.controls))}",
                *self._after(layer, section, layer.see),
            ]
            for layer in section.layers
        ]
        if section.shape == "stack":
            return "\n\n".join(item("-", body) for body in bodies)
        *outer, core = bodies
        nested = item("-", core)
        for body in reversed(outer):
            nested = item("-", [*body, nested])
        return nested

    def _checkpoint(self, section: m.Checkpoint) -> Iterator[str]:
        told = ""
        for name in section.questions:
            question, whole = self.questions[name]
            if isinstance(whole, m.Case) and whole.id != told:
                yield from blocks(whole.scenario, "**Situation:**")
            told = whole.id
            self.asked.append(question)
            yield item(f"{len(self.asked)}.", asked(question))

    def _see(self, see: See) -> str:
        return f"See: {inline(see.label)} ({self._place(see.see)})"

    def _place(self, ref: str) -> str:
        """The titles by which a reader finds the place of a reference."""
        name, _, rest = ref.partition("#")
        chapter = next(one for one in self.pack.chapters if one.id == name)
        section = next(one for one in chapter.sections if one.id == rest.partition("/")[0])
        there = "" if name == self.chapter.id else f"chapter “{inline(chapter.title)}”, "
        return f"{there}section “{inline(section.title)}”"

    def end(self, sections: tuple[Section, ...]) -> Iterator[str]:
        """Answers to what was asked, the sources of everything, and where it is all from."""
        if self.asked:
            yield heading(self.level, "Answers")
            for at, question in enumerate(self.asked, 1):
                yield item(f"{at}.", answered(question))
        sources = dict.fromkeys((*_sources(sections), *(question.source for question in self.asked)))
        if sources:
            yield heading(self.level, "Sources")
            yield "\n".join(item("-", [link(source)]) for source in sources)
        yield "---"
        pack = self.pack
        yield f"From {strong(pack.title)}, version {inline(pack.version)}, licence {inline(pack.licence)}."
        yield from blocks(pack.disclaimer)


def _note(note: FactNote) -> str:
    said = blocks(note.often, "**Often said:**")
    return quote([*said, *blocks(note.precisely, "**Precisely:**"), f"Source: {link(note.source)}"])


def _titled(name: str) -> str:
    """A name in strong type with a colon, where it does not end in a stop of its own."""
    return strong(name) if bare(name).endswith((".", ":", "?", "!")) else f"{strong(name)}:"


def _way(label: str) -> str:
    return f"{opening(label)} " if label else ""


def _code(code: m.Code | None) -> list[str]:
    if code is None:
        return []
    caption = [f"{opening(code.caption)}:"] if code.caption else []
    return [*caption, fenced(code.text, code.language)]


def _sources(sections: Iterable[Section]) -> Iterator[Source]:
    """Of the fact notes, in the order of the text."""
    for section in sections:
        for _, part in parts.items(section):
            if part.note:
                yield part.note.source
        yield from (note.source for note in section.notes)
