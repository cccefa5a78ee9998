"""What must hold inside one section or question and no type can say.

Each check yields the key path inside the part and what is wrong there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from studyguide.guide import model
from studyguide.guide.document import KeyPath
from studyguide.guide.model import Case, Choice, Cloze, Matching, Multi, Option, Ordering, Question
from studyguide.guide.parts import items
from studyguide.guide.wording import did_you_mean, nearest

Complaint = tuple[KeyPath, str]

GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
"""A gap in the stem of a cloze; its group is the word that is left out."""

_OPTION_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def section_complaints(section: model.Section) -> Iterator[Complaint]:
    """What is wrong inside one section."""
    taken: set[str] = set()
    for path, item in items(section):
        for key, name in (
            (("id",), item.id),
            *((("aliases", at), old) for at, old in enumerate(item.aliases)),
        ):
            if name in taken:
                yield (*path, *key), f"id '{name}' is taken by another item of this section"
            taken.add(name)
    match section:
        case model.ConceptBox() | model.Comparison():
            yield from _cells(section.columns, section.rows)
        case model.Flow():
            yield from _flow(section.steps)
        case model.Checkpoint():
            yield from _repeated("questions", section.questions, "question")
        case _:
            return


def question_complaints(question: Question | Case) -> Iterator[Complaint]:
    """What is wrong inside one question, whose options have their ids."""
    match question:
        case Choice():
            yield from _unique_ids("options", [option.id for option in question.options])
            yield from _distinct("options", "text", [option.text for option in question.options])
            yield from _one_correct(question.options)
        case Multi():
            yield from _unique_ids("options", [option.id for option in question.options])
            yield from _distinct("options", "text", [option.text for option in question.options])
            yield from _several_correct(question.options)
        case Ordering():
            yield from _unique_ids("items", [item.id for item in question.items])
            yield from _distinct("items", "text", [item.text for item in question.items])
        case Matching():
            yield from _unique_ids("pairs", [pair.id for pair in question.pairs])
            yield from _distinct("pairs", "left", [pair.left for pair in question.pairs])
            yield from _distinct("pairs", "right", [pair.right for pair in question.pairs])
        case Cloze():
            yield from _gap(question.stem)
        case Case():
            yield from _repeated("questions", [part.id for part in question.questions], "id", "id")
            for position, part in enumerate(question.questions):
                for path, message in question_complaints(part):
                    yield ("questions", position, *path), message
        case model.TrueFalse() | model.Short() | model.Open():
            return


def _cells(columns: Sequence[str], rows: Sequence[model.Row]) -> Iterator[Complaint]:
    for position, row in enumerate(rows):
        if len(row.cells) != len(columns):
            yield (
                ("rows", position, "cells"),
                f"has {len(row.cells)} cells, but there are {len(columns)} columns",
            )


def _flow(steps: Sequence[model.FlowStep]) -> Iterator[Complaint]:
    position = {step.id: at for at, step in enumerate(steps)}
    known = len(position) == len(steps)
    for at, step in enumerate(steps):
        for path, message in _repeated("next", [edge.to for edge in step.next], "step", "to"):
            yield ("steps", at, *path), message
        for way, edge in enumerate(step.next):
            if edge.to not in position:
                known = False
                guess = did_you_mean(nearest(edge.to, position))
                yield ("steps", at, "next", way, "to"), f"no step '{edge.to}' in this flow{guess}"
    if known:
        circle = _circle(steps, position)
        yield from [circle] if circle else _unreached(steps, position)


def _circle(steps: Sequence[model.FlowStep], position: dict[str, int]) -> Complaint | None:
    """The complaint about an edge that leads back, if there is one."""
    order = TopologicalSorter[int]()
    for at, step in enumerate(steps):
        for edge in step.next:
            order.add(position[edge.to], at)
    try:
        order.prepare()
    except CycleError as error:
        circle: list[int] = error.args[1]
        at, to = next((at, to) for at, to in pairwise(circle) if to <= at)
        way = next(way for way, edge in enumerate(steps[at].next) if position[edge.to] == to)
        return (
            ("steps", at, "next", way, "to"),
            f"leads back to '{steps[to].id}': a flow must not turn in a circle",
        )
    return None


def _unreached(steps: Sequence[model.FlowStep], position: dict[str, int]) -> Iterator[Complaint]:
    reached: set[int] = set()
    waiting = [0]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting.extend(position[edge.to] for edge in steps[at].next)
    for at, step in enumerate(steps):
        if at not in reached:
            yield ("steps", at), f"step '{step.id}' cannot be reached from the first step"


def _one_correct(options: Sequence[Option]) -> Iterator[Complaint]:
    right = [at for at, option in enumerate(options) if option.correct]
    if not right:
        yield ("options",), "no option is marked `correct: true`"
    for at in right[1:]:
        yield ("options", at, "correct"), "a choice has one correct option; use kind multi for more"


def _several_correct(options: Sequence[Option]) -> Iterator[Complaint]:
    right = sum(option.correct for option in options)
    if right == 0:
        yield ("options",), "no option is marked `correct: true`"
    elif right == 1:
        yield ("options",), "only one option is marked `correct: true`; use kind choice, or mark another"
    elif right == len(options):
        yield ("options",), "every option is marked `correct: true`; at least one must be wrong"


def _gap(stem: str) -> Iterator[Complaint]:
    gaps = GAP.findall(stem)
    if not gaps:
        yield ("stem",), "has no gap; write the word that is asked for as {{word}}"
    elif len(gaps) > 1:
        yield ("stem",), f"has {len(gaps)} gaps; a cloze has one"
    elif not gaps[0].strip():
        yield ("stem",), "the gap is empty; write the word that is asked for as {{word}}"


def _unique_ids(key: str, ids: Sequence[str]) -> Iterator[Complaint]:
    yield from _repeated(key, ids, "id", "id")
    for at, one in enumerate(ids):
        if not _OPTION_ID.fullmatch(one):
            yield (key, at, "id"), "must be lower-case letters and digits joined by hyphens"


def _distinct(key: str, inner: str, texts: Iterable[str]) -> Iterator[Complaint]:
    """Texts that a learner could not tell apart."""
    seen: set[str] = set()
    for at, text in enumerate(texts):
        same = " ".join(text.split()).casefold()
        if same in seen:
            yield (key, at, inner), "says the same as one before it"
        seen.add(same)


def _repeated(key: str, words: Iterable[str], what: str, inner: str = "") -> Iterator[Complaint]:
    seen: set[str] = set()
    for at, word in enumerate(words):
        if word in seen:
            yield (key, at, inner) if inner else (key, at), f"{what} '{word}' is given twice"
        seen.add(word)
