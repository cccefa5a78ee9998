"""Cards drawn from the shipped pack and from small sections."""

from __future__ import annotations

from collections import Counter

from studyguide.cards.derive import derive
from studyguide.cards.model import Flip, Sequence
from studyguide.guide.model import (
    Chapter,
    Comparison,
    Domain,
    Exam,
    Glossary,
    Layer,
    Layers,
    Pack,
    Row,
    Section,
    Task,
    Term,
)
from tests.cards.asks import SOURCE


def small(*sections: Section) -> Pack:
    """A pack of one chapter and no authored question."""
    tasks = (Task(id="4.2", title="t"), Task(id="4.3", title="t"))
    exam = Exam(
        code="X",
        title="x",
        questions=1,
        scored=1,
        pass_mark=1,
        domains=(Domain(id="4", title="d", weight=24, tasks=tasks),),
        source=SOURCE,
    )
    chapter = Chapter(id="one", title="One", summary="s", folder="01", sections=sections, questions=())
    return Pack(id="p", title="P", version="1", licence="l", disclaimer="d", exam=exam, chapters=(chapter,))


TERMS = Glossary(
    id="terms",
    title="Terms",
    task="4.3",
    terms=(
        Term(id="tls", term="TLS", long="Transport Layer Security", meaning="Protects data on its way."),
        Term(id="new-name", term="KMS", meaning="Keeps keys.", aliases=("old-name", "older")),
    ),
)


def test_a_term_is_asked_both_ways_and_its_faces_are_siblings() -> None:
    cards = {card.id: card for card in derive(small(TERMS))}
    meaning, term = cards["p/one/terms/tls/meaning"], cards["p/one/terms/tls/term"]
    assert isinstance(meaning.ask, Flip)
    assert isinstance(term.ask, Flip)
    assert "Transport Layer Security" in meaning.ask.prompt
    assert meaning.ask.answer == "Protects data on its way."
    assert "TLS" in term.ask.answer
    assert "TLS" not in term.ask.prompt
    assert meaning.concept == term.concept == "tls"


def test_a_renamed_item_keeps_its_progress() -> None:
    renamed = [card for card in derive(small(TERMS)) if "new-name" in card.id]
    assert {card.key for card in renamed} == {
        "p/one/terms/old-name/meaning",
        "p/one/terms/old-name/term",
    }


def test_a_comparison_asks_each_cell_of_each_subject() -> None:
    rows = (
        Row(id="goal", cells=("Goal", "Health", "Audit")),
        Row(id="data", cells=("Data", "Metrics", "Calls")),
    )
    table = Comparison(
        id="t", title="T", task="4.3", columns=("Aspect", "CloudWatch", "CloudTrail"), rows=rows
    )
    asked = {card.ask.prompt: card.ask.answer for card in derive(small(table)) if isinstance(card.ask, Flip)}
    assert asked["T\n\n**CloudTrail**: Goal?"] == "Audit"
    assert len(asked) == 4


def test_layers_are_asked_one_by_one_and_in_order() -> None:
    layers = tuple(
        Layer(id=name, label=name.title(), answers=f"Who {name}?", controls=("c",))
        for name in ("out", "mid", "in")
    )
    cards = derive(small(Layers(id="rings", title="Rings", task="4.3", layers=layers)))
    order = next(card.ask for card in cards if isinstance(card.ask, Sequence))
    assert [item.id for item in order.items] == ["out", "mid", "in"]
    assert sum(isinstance(card.ask, Flip) for card in cards) == 3


def test_a_task_s_weight_is_shared_by_its_cards() -> None:
    weights = [card.weight for card in derive(small(TERMS))]
    assert len(set(weights)) == 1
    assert abs(sum(weights) - 0.12) < 1e-9


def test_the_shipped_pack_gives_unique_cards_that_refer_to_places(pack: Pack) -> None:
    cards = derive(pack)
    assert [name for name, count in Counter(card.key for card in cards).items() if count > 1] == []
    assert [name for name, count in Counter(card.id for card in cards).items() if count > 1] == []
    places = {f"{chapter.id}#{section.id}" for chapter in pack.chapters for section in chapter.sections}
    assert {card.ref.partition("/")[0] for card in cards} <= places
    assert sum(card.weight for card in cards) <= 1
    assert all(card.weight == 0 for card in cards if card.scope == "out")
