"""A sitting goes on over cards whose texts have changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studyguide.cards.derive import derive
from studyguide.cards.model import Card
from studyguide.guide import model as m
from studyguide.guide.library import read_pack
from studyguide.memory.model import Grade
from studyguide.study.session import Session
from studyguide.tui.draft import Draft
from tests.guide.small_pack import SMALL

CARDS = {card.key: card for card in derive(read_pack(SMALL))}
KEYS = tuple(CARDS)


def reworded(card: Card) -> Card:
    """The same card in other words."""
    ask = card.ask
    if isinstance(ask, m.Cloze):
        return replace(card, ask=changed(ask, why=f"{ask.why} Indeed."))
    if hasattr(ask, "stem"):
        return replace(card, ask=changed(ask, stem=f"{ask.stem} Indeed?"))
    return replace(card, ask=changed(ask, prompt=f"{ask.prompt} Indeed?"))


def answered(session: Session) -> Session:
    """The card in hand left blank, or turned over, and graded Good whatever it is."""
    return session.answer(Draft.start(session.shown).blank()).settle(Grade.GOOD)


@given(
    queue=st.lists(st.sampled_from(KEYS), min_size=1, max_size=6, unique=True),
    steps=st.lists(st.sampled_from(["answer", "next", "undo", "reword", "swap", "drop"]), max_size=25),
)
def test_nothing_that_was_done_is_lost(queue: list[str], steps: list[str]) -> None:
    """Whatever happens to the cards, the sitting goes on as the same one does over cards that stay."""
    now: dict[str, Card] = dict(CARDS)
    session = plain = Session.start(CARDS, tuple(queue), "seed")
    for step in steps:
        match step:
            case "answer" if session.phase == "asking":
                session, plain = answered(session), answered(plain)
            case "next" if session.phase == "settled":
                session, plain = session.next(), plain.next()
            case "undo" if plain.undo() is not None:
                session, plain = session.undo() or session, plain.undo() or plain
            case "reword":
                now = {key: reworded(card) for key, card in now.items()}
                session = session.over(now)
            case "swap":  # the card in hand becomes one of another kind
                other = CARDS[KEYS[(KEYS.index(queue[0]) + 1) % len(KEYS)]]
                now = now | {queue[0]: replace(CARDS[queue[0]], ask=other.ask)}
                session = session.over(now)
            case "drop":
                now = {key: card for key, card in now.items() if key != queue[-1]}
                session = session.over(now)
            case _:
                continue
        assert (session.queue, session.phase) == (plain.queue, plain.phase)
        assert [one.key for one in session.answered] == [one.key for one in plain.answered]
        for one in session.answered:
            session.shown_at(one.key, one.attempt)
        if session.phase != "done":
            assert session.shown.stem


def test_words_of_a_card_to_come_are_the_new_ones() -> None:
    session = Session.start(CARDS, ("tea/hot-water", "tea/pick-leaf"), "seed")
    now = {key: reworded(card) for key, card in CARDS.items()}
    later = answered(session).over(now)
    assert later.shown.stem.endswith("Indeed?")
    assert later.next().shown.stem == "Which leaves are fully oxidised? Indeed?"
    undone = later.undo()
    assert undone is not None
    assert undone.shown.stem.endswith("Indeed?")


def test_a_key_that_was_wrong_is_judged_anew_while_the_grade_stays() -> None:
    session = answered(Session.start(CARDS, ("tea/hot-water",), "seed"))
    ask = CARDS["tea/hot-water"].ask
    assert isinstance(ask, m.TrueFalse)
    now = CARDS | {"tea/hot-water": replace(CARDS["tea/hot-water"], ask=changed(ask, answer=True))}
    later = session.over(now)
    assert later.verdict is not None
    assert session.verdict is not None
    assert [part.key for part in later.verdict.parts] == [not part.key for part in session.verdict.parts]
    assert later.grade is session.grade is Grade.GOOD
