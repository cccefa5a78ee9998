"""What can be asked, and what can be answered."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct

from studyguide.guide.model import OrderItem, Question, Source
from studyguide.guide.scope import Scope


class Flip(Struct, frozen=True, kw_only=True, tag_field="kind", tag="flip"):
    """A card with a front and a back, which the learner judges."""

    prompt: str
    answer: str
    detail: str = ""
    """Shown under the answer: a fact note, an example."""


class Step(OrderItem, frozen=True, kw_only=True):
    """A step or layer of the guide, which need not say why it stands where it does."""

    why: str = ""


class Sequence(Struct, frozen=True, kw_only=True, tag_field="kind", tag="sequence"):
    """Steps or layers of the guide, to be put in their order."""

    prompt: str
    items: tuple[Step, ...]
    """In the right order."""


Ask = Question | Flip | Sequence
"""What a card puts to the learner: an authored question, or one drawn from the guide."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that can be asked and remembered."""

    id: str
    """Pack and question, or pack, chapter, section and item: `mla-c01/sg-level`."""
    key: str
    """The name under which the journal knows it: the oldest alias, else `id`."""
    ask: Ask
    chapter: str
    ref: str
    """chapter#section or chapter#section/item."""
    task: str
    scope: Scope
    difficulty: int
    concept: str
    derived: bool = False
    """Drawn from the guide rather than authored."""
    reserve: bool = False
    """Asked in mock exams only."""
    weight: float = 0.0
    """The exam's weight of the task, shared among the cards of the task; sums to at most 1 over a pack."""
    context: str = ""
    """The situation of a case; empty for other cards."""
    source: Source | None = None
    confusable: tuple[str, ...] = ()


class Chosen(Struct, frozen=True, tag_field="kind", tag="chosen"):
    """Options chosen by id: for true-false (`true`, `false`), choice and multi. Empty: left blank."""

    options: tuple[str, ...]


class Ordered(Struct, frozen=True, tag_field="kind", tag="ordered"):
    """Item ids in the learner's order."""

    items: tuple[str, ...]


class Matched(Struct, frozen=True, tag_field="kind", tag="matched"):
    """For each pair id of the left side, the pair id whose right side was put beside it."""

    pairs: dict[str, str]


class Typed(Struct, frozen=True, tag_field="kind", tag="typed"):
    """Text typed for short, cloze and open questions."""

    text: str


class Ticked(Struct, frozen=True, tag_field="kind", tag="ticked"):
    """What was typed for an open question and, after the reveal, which key points it held (from 0)."""

    text: str
    points: tuple[int, ...]


class Judged(Struct, frozen=True, tag_field="kind", tag="judged"):
    """A flip card turned over and judged by the learner alone."""


Response = Chosen | Ordered | Matched | Typed | Ticked | Judged
