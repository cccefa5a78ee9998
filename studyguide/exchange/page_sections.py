"""A chapter's sections as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import assert_never

from studyguide.exchange.faces import link
from studyguide.exchange.hypertext import Html, blocks, element, inline, joined, listed
from studyguide.exchange.page_questions import questions
from studyguide.exchange.pictures import flow_picture, layers_picture
from studyguide.guide import model as m
from studyguide.guide.model import Chapter, FactNote, Pack, Section
from studyguide.guide.scope import SCOPE_WORDS

_WIDE = 3
"""Columns from which on a table is scrolled sideways where the screen is narrow."""


class Writer:
    """What the sections of one chapter share."""

    def __init__(self, pack: Pack, chapter: Chapter, shown: frozenset[str]) -> None:
        """`shown` are the ids of the chapters in the same document: only they are linked to."""
        self.pack = pack
        self.chapter = chapter
        self.shown = shown

    def section(self, section: Section) -> Html:
        """A section."""
        beside = "" if section.scope == "in" else f", {SCOPE_WORDS[section.scope]}"
        return element(
            "section",
            element("h3", inline(section.title)),
            element("p", f"Exam task {section.task}{beside}", class_="task-line"),
            *([blocks(section.intro)] if section.intro else []),
            *self._body(section),
            *map(_note, section.notes),
            *(self._see(see.see, see.label) for see in section.see),
            id=f"{self.chapter.id}.{section.id}",
        )

    def _body(self, section: Section) -> Iterator[Html]:
        match section:
            case m.Objectives():
                yield self._items(
                    ((one, (blocks(one.text), self._to(one.see))) for one in section.items),
                    section,
                    ordered=True,
                )
            case m.Glossary():
                yield element("dl", *(part for term in section.terms for part in self._term(term, section)))
            case m.BigIdea():
                yield element("div", blocks(section.text), class_="idea")
            case m.Prose():
                yield blocks(section.text)
            case m.ConceptBox() | m.Comparison():
                yield _table(section.columns, section.rows, lambda row: self._id(section, row))
                for row in section.rows:
                    if after := self._after(row, section):
                        yield element(
                            "div", element("p", "On ", element("strong", inline(row.cells[0])), ":"), after
                        )
            case m.Outline():
                yield self._nodes(section.nodes, section)
            case m.Layers():
                yield _figure(
                    layers_picture(section, self._name(section)),
                    "From the outside in" if section.shape == "rings" else "From top to bottom",
                )
                yield self._items(((one, self._layer(one)) for one in section.layers), section, ordered=True)
            case m.Flow():
                yield _figure(flow_picture(section, self._name(section)), "")
                number = {step.id: at for at, step in enumerate(section.steps, 1)}
                yield self._items(
                    ((step, self._step(step, number, section)) for step in section.steps),
                    section,
                    ordered=True,
                )
            case m.Examples():
                yield self._items(
                    (
                        (
                            pair,
                            (
                                blocks(pair.definition, _titled(pair.term)),
                                blocks(pair.example, element("em", "Example:")),
                            ),
                        )
                        for pair in section.pairs
                    ),
                    section,
                )
            case m.Scenario():
                yield blocks(section.goal, element("strong", "Goal:"))
                yield self._items(
                    (
                        (
                            step,
                            (
                                element("p", element("strong", inline(step.title))),
                                blocks(step.text),
                                _code(step.code),
                            ),
                        )
                        for step in section.steps
                    ),
                    section,
                    ordered=True,
                )
            case m.MuddyPoints():
                for point in section.points:
                    yield element(
                        "div",
                        element("h4", inline(point.title)),
                        blocks(point.muddle, element("strong", "Often believed:")),
                        blocks(point.clear, element("strong", "In truth:")),
                        self._after(point, section),
                        self._see(point.see.see, point.see.label) if point.see else Html(),
                        id=self._id(section, point),
                    )
            case m.Checkpoint():
                yield questions(self.chapter, section.questions)
            case _:
                assert_never(section)

    def _name(self, section: Section) -> str:
        return f"{self.chapter.id}.{section.id}.picture"

    def _id(self, section: Section, item: m.Item) -> str:
        return f"{self.chapter.id}.{section.id}.{item.id}"

    def _items(
        self, items: Iterable[tuple[m.Item, Sequence[Html]]], section: Section, *, ordered: bool = False
    ) -> Html:
        """A list of items, each with what may follow it."""
        return element(
            "ol" if ordered else "ul",
            *(
                element("li", *body, self._after(item, section), id=self._id(section, item))
                for item, body in items
            ),
            class_="points",
        )

    def _term(self, term: m.Term, section: Section) -> tuple[Html, Html]:
        long = [Html(" "), element("span", f"({term.long})", class_="long")] if term.long else []
        return (
            element("dt", inline(term.term), *long, id=self._id(section, term)),
            element("dd", blocks(term.meaning), self._after(term, section)),
        )

    def _nodes(self, nodes: Sequence[m.OutlineNode], section: Section) -> Html:
        return element(
            "ul",
            *(
                element(
                    "li",
                    blocks(node.detail, _titled(node.text))
                    if node.detail
                    else element("p", element("strong", inline(node.text))),
                    self._to(node.see),
                    self._after(node, section),
                    self._nodes(node.children, section) if node.children else Html(),
                    id=self._id(section, node),
                )
                for node in nodes
            ),
        )

    def _layer(self, layer: m.Layer) -> tuple[Html, ...]:
        return (
            blocks(layer.answers, _titled(layer.label)),
            element("p", "Controls: ", joined(map(inline, layer.controls), "; ")),
            self._to(layer.see),
        )

    def _step(self, step: m.FlowStep, number: dict[str, int], section: Section) -> tuple[Html, ...]:
        goals = {one.id: one for one in section.steps} if isinstance(section, m.Flow) else {}
        ways = [
            joined(
                (
                    *((inline(way.label), ": ") if way.label else ()),
                    f"step {number[way.to]}, ",
                    inline(goals[way.to].text),
                )
            )
            for way in step.next
        ]
        onward = listed(ways, class_="ways") if ways else element("p", "This way ends here.", class_="aside")
        return element("p", element("strong", inline(step.text))), blocks(step.detail), onward

    def _after(self, item: m.Item, section: Section) -> Html:
        """What may follow an item: where it stands beside the exam, and its fact note."""
        parts = []
        if item.scope is not None and item.scope != section.scope:
            parts.append(element("p", f"({SCOPE_WORDS[item.scope]})", class_="aside"))
        if item.note:
            parts.append(_note(item.note))
        return joined(parts)

    def _to(self, ref: str | None) -> Html:
        return self._see(ref, "") if ref else Html()

    def _see(self, ref: str, label: str) -> Html:
        name, _, rest = ref.partition("#")
        chapter = next(one for one in self.pack.chapters if one.id == name)
        section = next(one for one in chapter.sections if one.id == rest.partition("/")[0])
        text = inline(label or section.title)
        target = ref.replace("#", ".").replace("/", ".")
        there = element("a", text, href=f"#{target}") if name in self.shown else text
        beside = Html() if name == self.chapter.id else joined((" (chapter “", inline(chapter.title), "”)"))
        return element("p", "See: ", there, beside, class_="see")


def _table(columns: Sequence[str], rows: Sequence[m.Row], name: Callable[[m.Row], str]) -> Html:
    head = element("thead", element("tr", *(element("th", inline(one), scope="col") for one in columns)))
    body = element(
        "tbody",
        *(
            element(
                "tr",
                element("th", inline(row.cells[0]), scope="row"),
                *(element("td", inline(cell)) for cell in row.cells[1:]),
                id=name(row),
            )
            for row in rows
        ),
    )
    table = element("table", head, body)
    if len(columns) < _WIDE:
        return table
    # Focusable, so that the keyboard can scroll it.
    return element("div", table, class_="wide", tabindex=0, role="region", aria_label="Table")


def _note(note: FactNote) -> Html:
    return element(
        "blockquote",
        blocks(note.often, element("strong", "Often said:")),
        blocks(note.precisely, element("strong", "Precisely:")),
        element("p", "Source: ", link(note.source), class_="source"),
        class_="note",
    )


def _titled(name: str) -> Html:
    """A name in strong type with a colon, where it does not end in a stop of its own."""
    stopped = inline(name).endswith((".", ":", "?", "!"))
    return element("strong", inline(name), "" if stopped else ":")


def _figure(picture: Html, caption: str) -> Html:
    return element("figure", picture, element("figcaption", caption) if caption else Html())


def _code(code: m.Code | None) -> Html:
    if code is None:
        return Html()
    caption = element("p", inline(code.caption), ":", class_="task") if code.caption else Html()
    return joined((caption, element("pre", element("code", code.text.rstrip("\n")), tabindex=0)))
