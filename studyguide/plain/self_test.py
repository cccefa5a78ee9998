"""Testing oneself on a section in the line mode: what is covered on the screens is asked for here."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from studyguide.guide import model as m
from studyguide.guide.model import Chapter, OutlineNode, Section
from studyguide.guide.parts import items
from studyguide.plain.console import Console
from studyguide.plain.item import item_text
from studyguide.plain.text import inline, wrapped


def self_test(section: Section, chapter: Chapter, console: Console) -> None:
    """Name each item, wait, and show it whole."""
    cues = tuple(_cues(section))
    if not cues:
        console.say("Nothing here can be covered.")
        return
    if isinstance(section, m.Scenario):
        console.say(wrapped(section.goal, first="Goal: "))
    for number, (id, cue) in enumerate(cues, 1):
        console.say("\n" + wrapped(cue, "   ", f"{number} of {len(cues)}. "))
        if console.ask("Enter shows it, q stops:") in (None, "q", "Q"):
            return
        console.say(_alone(section, chapter, id))
    console.say("\nThat was all of it.")


def _alone(section: Section, chapter: Chapter, id: str) -> str:
    """An item; of an outline without what stands below it, which is asked for next."""
    if isinstance(section, m.Outline):
        node = next(node for _, node in items(section) if isinstance(node, OutlineNode) and node.id == id)
        section = replace(section, nodes=(replace(node, children=()),))
    return item_text(section, chapter, id) or ""


def _cues(section: Section) -> Iterator[tuple[str, str]]:
    """For each item that can be covered its id, and what is told of it beforehand."""
    match section:
        case m.Glossary():
            yield from ((term.id, f"What does “{inline(term.term)}” mean?") for term in section.terms)
        case m.ConceptBox() | m.Comparison():
            others = ", ".join(map(inline, section.columns[1:]))
            yield from ((row.id, f"{inline(row.cells[0])}: {others}?") for row in section.rows)
        case m.Outline():
            for _, node in items(section):
                if isinstance(node, OutlineNode) and node.detail:
                    yield node.id, inline(node.text)
        case m.Layers():
            yield from (
                (layer.id, f"Which layer answers: {inline(layer.answers)}") for layer in section.layers
            )
        case m.Examples():
            yield from (
                (pair.id, f"{inline(pair.term)}: what is it, and an example?") for pair in section.pairs
            )
        case m.Scenario():
            yield from ((step.id, inline(step.title)) for step in section.steps)
        case m.MuddyPoints():
            yield from ((point.id, f"Often believed: {inline(point.muddle)}") for point in section.points)
        case _:
            return


def walk(flow: m.Flow, chapter: Chapter, console: Console) -> None:
    """Go through a flow step by step, choosing at each fork."""
    numbers = {step.id: number for number, step in enumerate(flow.steps, 1)}
    way = [flow.steps[0]]
    while True:
        console.say("\n" + (item_text(flow, chapter, way[-1].id) or ""))
        following = [flow.steps[numbers[edge.to] - 1] for edge in way[-1].next]
        while (line := console.ask(_question([numbers[step.id] for step in following]))) is not None:
            named = next((step for step in following if line in ("", str(numbers[step.id]))), None)
            if named is not None:
                way.append(named)
                break
            if line.casefold() == "b":
                del way[max(1, len(way) - 1) :]
                break
            if line.casefold() in ("", "q"):
                return
            console.say("Press Enter, or type the number of a step named above, b or q.")
        else:
            return


def _question(following: list[int]) -> str:
    if not following:
        return "b = back, Enter = stop:"
    return f"Go on to step {' or '.join(map(str, following))} (Enter = {following[0]}, b = back, q = stop):"
