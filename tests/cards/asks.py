"""One small question of every kind, for tests of grading and presenting."""

from __future__ import annotations

from datetime import date
from typing import Any

from studyguide.cards.model import Ask, Card, Flip, Sequence, Step
from studyguide.guide import model as m

SOURCE = m.Source(title="A page", url="https://docs.aws.amazon.com/x")


def meta(name: str) -> dict[str, Any]:
    """What every question has."""
    return {
        "id": name,
        "stem": f"The stem of {name}.",
        "task": "4.3",
        "scope": "in",
        "difficulty": 1,
        "concept": name,
        "ref": "one#two",
        "source": SOURCE,
        "verified": date(2026, 11, 23),
    }


def option(name: str, correct: bool = False, pin: bool = False) -> m.Option:
    return m.Option(id=name, text=f"Text of {name}", why=f"Why of {name}.", correct=correct, pin=pin)


TRUE_FALSE = m.TrueFalse(**meta("tf"), answer=False, why=m.TrueFalseWhy(if_true="No.", if_false="Yes."))
CHOICE = m.Choice(**meta("choice"), options=(option("a"), option("b", True), option("c"), option("d")))
MULTI = m.Multi(
    **meta("multi"),
    options=(option("a", True), option("b"), option("c", True), option("d"), option("e", True)),
)
ORDERING = m.Ordering(
    **meta("order"),
    items=tuple(m.OrderItem(id=name, text=f"Step {name}", why="So.") for name in "abcd"),
)
MATCHING = m.Matching(
    **meta("match"),
    pairs=tuple(m.Pair(id=name, left=f"Left {name}", right=f"Right {name}", why="So.") for name in "abc"),
)
SHORT = m.Short(
    **meta("short"), answers=("AWS KMS (Key Management Service)", "KMS"), why="It keeps the keys."
)
OPEN = m.Open(
    **meta("open"),
    answer="Both.",
    key_points=(m.KeyPoint(text="One", why="w"), m.KeyPoint(text="Two", why="w")),
)
CLOZE = m.Cloze(
    **(meta("cloze") | {"stem": "Use {{customer managed key}}s here."}), answers=("CMK",), why="So."
)
FLIP = Flip(prompt="Front", answer="Back", detail="More")
SEQUENCE = Sequence(prompt="Order these", items=tuple(Step(id=n, text=f"Layer {n}") for n in "xyz"))

EVERY: tuple[Ask, ...] = (
    *(TRUE_FALSE, CHOICE, MULTI, ORDERING, MATCHING, SHORT, OPEN, CLOZE, FLIP, SEQUENCE),
)


def card(ask: Ask, key: str = "pack/card", **more: Any) -> Card:
    """A card that asks this."""
    values: dict[str, Any] = {
        "id": key,
        "key": key,
        "ask": ask,
        "chapter": "one",
        "ref": "one#two",
        "task": "4.3",
        "scope": "in",
        "difficulty": 1,
        "concept": key,
    }
    return Card(**(values | more))
