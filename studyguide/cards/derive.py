"""Pack to cards: the authored questions, and the cards drawn from what is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from studyguide.cards.model import Ask, Card, Flip, Sequence, Step
from studyguide.guide import model as m
from studyguide.guide.markup import plain

_FEWEST_ORDERED, _MOST_ORDERED = 3, 7
"""Fewer steps than this are no task, more no fair one."""


def derive(pack: m.Pack) -> tuple[Card, ...]:
    """Every card of a pack, in reading order: a chapter's authored questions, then those drawn from it.

    The weight of an exam task (its domain's percentage shared evenly among the domain's tasks, since
    the exam guide weighs domains only) is shared evenly among the cards of that task; a card outside
    the exam's scope weighs nothing.
    """
    cards = tuple(card for chapter in pack.chapters for card in _of_chapter(pack.id, chapter))
    weights = {
        task.id: domain.weight / 100 / len(domain.tasks)
        for domain in pack.exam.domains
        for task in domain.tasks
    }
    sharing = Counter(card.task for card in cards if card.scope != "out")
    return tuple(
        card
        if card.scope == "out"
        else replace(card, weight=weights.get(card.task, 0.0) / sharing[card.task])
        for card in cards
    )


def _of_chapter(pack: str, chapter: m.Chapter) -> Iterator[Card]:
    for entry in chapter.questions:
        if isinstance(entry, m.Case):
            for question in entry.questions:
                yield _authored(pack, chapter.id, question, entry.scenario)
        else:
            yield _authored(pack, chapter.id, entry, "")
    for section in chapter.sections:
        yield from _of_section(_Origin(f"{pack}/{chapter.id}/{section.id}", chapter.id, section))


def _authored(pack: str, chapter: str, question: m.Question, context: str) -> Card:
    return Card(
        id=f"{pack}/{question.id}",
        key=f"{pack}/{_oldest(question)}",
        ask=question,
        chapter=chapter,
        ref=question.ref,
        task=question.task,
        scope=question.scope,
        difficulty=question.difficulty,
        concept=question.concept,
        reserve=question.reserve,
        context=context,
        source=question.source,
        confusable=question.confusable,
    )


def _oldest(named: m.Question | m.Item) -> str:
    return named.aliases[0] if named.aliases else named.id


@dataclass(frozen=True, slots=True)
class _Origin:
    """The section that cards are drawn from."""

    prefix: str
    chapter: str
    section: m.Section

    def card(self, item: m.Item, face: str, ask: Ask, difficulty: int = 1) -> Card:
        """The card that asks one face of one item of the section."""
        return Card(
            id=f"{self.prefix}/{item.id}/{face}",
            key=f"{self.prefix}/{_oldest(item)}/{face}",
            ask=ask,
            chapter=self.chapter,
            ref=f"{self.chapter}#{self.section.id}/{item.id}",
            task=self.section.task,
            scope=item.scope or self.section.scope,
            difficulty=difficulty,
            concept=item.concept or item.id,
            derived=True,
            source=item.note.source if item.note else None,
        )

    def sequence(self, prompt: str, items: tuple[tuple[str, str], ...]) -> Iterator[Card]:
        """The card that asks the order of (id, text) items, where their number makes a task."""
        if _FEWEST_ORDERED <= len(items) <= _MOST_ORDERED:
            parts = tuple(Step(id=name, text=text) for name, text in items)
            yield Card(
                id=f"{self.prefix}/order",
                key=f"{self.prefix}/order",
                ask=Sequence(prompt=prompt, items=parts),
                chapter=self.chapter,
                ref=f"{self.chapter}#{self.section.id}",
                task=self.section.task,
                scope=self.section.scope,
                difficulty=2,
                concept=self.section.id,
                derived=True,
            )


def _of_section(origin: _Origin) -> Iterator[Card]:
    section = origin.section
    match section:
        case m.Glossary():
            for term in section.terms:
                yield from _of_term(origin, term)
        case m.ConceptBox():
            for row in section.rows:
                yield origin.card(row, "key", _of_concept(section, row))
        case m.Comparison():
            for row in section.rows:
                yield from _of_row(origin, section, row)
        case m.Outline():
            for node in section.nodes:
                yield from _of_node(origin, node)
        case m.Layers():
            for layer in section.layers:
                prompt = f"{_strong(section.title)}: which layer answers “{plain(layer.answers)}”?"
                detail = "; ".join(layer.controls)
                yield origin.card(layer, "layer", Flip(prompt=prompt, answer=layer.label, detail=detail))
            yield from origin.sequence(
                f"{_strong(section.title)}: put the layers in order, outermost first.",
                tuple((layer.id, layer.label) for layer in section.layers),
            )
        case m.Examples():
            for pair in section.pairs:
                prompt = f"What does this show an example of?\n\n{pair.example}"
                yield origin.card(
                    pair, "term", Flip(prompt=prompt, answer=_strong(pair.term), detail=pair.definition)
                )
        case m.Scenario():
            yield from origin.sequence(
                f"{_strong(section.title)}: put the steps in order.",
                tuple((step.id, step.title) for step in section.steps),
            )
        case m.MuddyPoints():
            for point in section.points:
                prompt = f"{_strong(point.title)}. What is wrong with this?\n\n“{plain(point.muddle)}”"
                yield origin.card(point, "clear", Flip(prompt=prompt, answer=point.clear), difficulty=2)
        case m.Objectives() | m.BigIdea() | m.Flow() | m.Checkpoint() | m.Prose():
            return
        case _:
            assert_never(section)


def _of_term(origin: _Origin, term: m.Term) -> Iterator[Card]:
    name = f"{term.term} ({term.long})" if term.long else term.term
    note = f"Precisely: {term.note.precisely}" if term.note else ""
    yield origin.card(
        term, "meaning", Flip(prompt=f"What is {_strong(name)}?", answer=term.meaning, detail=note)
    )
    yield origin.card(
        term, "term", Flip(prompt=f"Which term is this?\n\n{term.meaning}", answer=_strong(name))
    )


def _of_concept(section: m.ConceptBox, row: m.Row) -> Flip:
    if section.verbatim:
        return Flip(prompt=row.cells[0], answer=row.cells[1], detail="\n\n".join(row.cells[2:]))
    given = "\n\n".join(
        f"{head}: {cell}" for head, cell in zip(section.columns[:-1], row.cells[:-1], strict=True)
    )
    return Flip(prompt=f"{given}\n\n{_asked(_strong(section.columns[-1]))}", answer=row.cells[-1])


def _asked(aspect: str) -> str:
    """The head of a column as a question, which it may be already."""
    return aspect if aspect.rstrip("*").endswith("?") else f"{aspect}?"


def _of_row(origin: _Origin, section: m.Comparison, row: m.Row) -> Iterator[Card]:
    """One card a cell: the aspect of a subject, whichever axis names the subjects."""
    for place, (head, cell) in enumerate(zip(section.columns[1:], row.cells[1:], strict=True), 1):
        subject, aspect = (row.cells[0], head) if section.subjects == "rows" else (head, row.cells[0])
        prompt = f"{section.title}\n\n{_strong(subject)}: {_asked(plain(aspect))}"
        yield origin.card(row, f"column-{place}", Flip(prompt=prompt, answer=cell))


def _of_node(origin: _Origin, node: m.OutlineNode) -> Iterator[Card]:
    if not node.children:
        return
    listed = "\n\n".join(
        f"{_strong(child.text)}: {child.detail}" if child.detail else _strong(child.text)
        for child in node.children
    )
    prompt = f"{origin.section.title}: name the {len(node.children)} points under {_strong(node.text)}."
    yield origin.card(node, "children", Flip(prompt=prompt, answer=listed), difficulty=2)
    for child in node.children:
        yield from _of_node(origin, child)


def _strong(text: str) -> str:
    """The text marked strong, unless it holds a star, which no emphasis can enclose."""
    return text if "*" in text else f"**{plain(text)}**"
