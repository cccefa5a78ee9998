"""The parts of a section that can be referred to, and of a case that can be asked."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.guide import model
from studyguide.guide.model import Case, OutlineNode, Question, Section

Item = (
    model.Objective
    | model.Term
    | model.Row
    | OutlineNode
    | model.Layer
    | model.FlowStep
    | model.Example
    | model.ScenarioStep
    | model.MuddyPoint
)


def items(section: Section) -> Iterator[tuple[tuple[str | int, ...], Item]]:
    """The items of a section in reading order, each with its key path inside the section."""
    match section:
        case model.Objectives():
            yield from _listed("items", section.items)
        case model.Glossary():
            yield from _listed("terms", section.terms)
        case model.ConceptBox() | model.Comparison():
            yield from _listed("rows", section.rows)
        case model.Outline():
            yield from _nodes(("nodes",), section.nodes)
        case model.Layers():
            yield from _listed("layers", section.layers)
        case model.Flow():
            yield from _listed("steps", section.steps)
        case model.Examples():
            yield from _listed("pairs", section.pairs)
        case model.Scenario():
            yield from _listed("steps", section.steps)
        case model.MuddyPoints():
            yield from _listed("points", section.points)
        case model.BigIdea() | model.Checkpoint() | model.Prose():
            return


def _listed(key: str, parts: tuple[Item, ...]) -> Iterator[tuple[tuple[str | int, ...], Item]]:
    for position, part in enumerate(parts):
        yield (key, position), part


def _nodes(
    path: tuple[str | int, ...], nodes: tuple[OutlineNode, ...]
) -> Iterator[tuple[tuple[str | int, ...], Item]]:
    for position, node in enumerate(nodes):
        yield (*path, position), node
        yield from _nodes((*path, position, "children"), node.children)


def asked(question: Question | Case) -> Iterator[tuple[tuple[str | int, ...], Question]]:
    """What is put to a learner, each with its key path: the questions of a case, else the one itself."""
    if isinstance(question, Case):
        for position, part in enumerate(question.questions):
            yield ("questions", position), part
    else:
        yield (), question
