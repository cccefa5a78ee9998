"""The order in which a sitting asks its cards, and the order in which new ones are met."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studyguide.study.arrange import APART, arrange
from studyguide.study.catalog import Entry
from studyguide.study.introduce import introduction


def card(key: str, *, concept: str = "", chapter: str = "one", confusable: tuple[str, ...] = ()) -> Entry:
    return Entry(key, chapter, "4.3", "in", concept or key, 1, False, False, confusable)


CARDS = st.lists(
    st.builds(
        Entry,
        key=st.uuids().map(str),
        chapter=st.sampled_from("abc"),
        task=st.just("4.3"),
        scope=st.sampled_from(("in", "adjacent", "out")),
        concept=st.sampled_from("stuvw"),
        difficulty=st.integers(1, 3),
        derived=st.booleans(),
        reserve=st.just(False),
        confusable=st.sampled_from([(), ("s",), ("t", "u")]),
    ),
    max_size=25,
    unique_by=lambda each: each.key,
)


@given(CARDS, st.data())
def test_arranging_loses_and_adds_nothing(cards: list[Entry], data: st.DataObject) -> None:
    known = data.draw(st.sets(st.sampled_from([each.key for each in cards]))) if cards else set()
    assert Counter(arrange(cards, known)) == Counter(cards)


def test_no_three_known_cards_of_a_chapter_follow_each_other() -> None:
    cards = [card(f"a{n}", chapter="a") for n in range(6)] + [card(f"b{n}", chapter="b") for n in range(6)]
    arranged = arrange(cards, {each.key for each in cards})
    runs = zip(arranged, arranged[1:], arranged[2:], strict=False)
    assert not any(one.chapter == two.chapter == three.chapter for one, two, three in runs)


def test_new_cards_of_a_chapter_stay_together() -> None:
    cards = [card(f"a{n}", chapter="a") for n in range(5)] + [card(f"b{n}", chapter="b") for n in range(5)]
    assert arrange(cards, set()) == cards


def test_siblings_stand_apart() -> None:
    cards = [card(f"s{n}", concept="same") for n in range(2)] + [card(f"o{n}") for n in range(10)]
    arranged = arrange(cards, {each.key for each in cards})
    places = [place for place, each in enumerate(arranged) if each.concept == "same"]
    assert places[1] - places[0] > APART


def test_what_is_easily_confused_meets_once_known_and_stays_apart_while_new() -> None:
    pair = [card("group", confusable=("acl",)), card("acl")]
    others = [card(f"o{n}", chapter=f"c{n}") for n in range(10)]
    cards = [pair[0], *others, pair[1]]
    known = arrange(cards, {each.key for each in cards})
    assert any({one.key, two.key} == {"group", "acl"} for one, two in pairwise(known))
    fresh = arrange([*pair, *others], set())
    assert abs(fresh.index(pair[0]) - fresh.index(pair[1])) > APART


@given(CARDS, st.data())
def test_introduction_is_each_unmet_card_once(cards: list[Entry], data: st.DataObject) -> None:
    met = data.draw(st.sets(st.sampled_from([each.key for each in cards]))) if cards else set()
    room = data.draw(st.one_of(st.none(), st.integers(0, 30)))
    found = list(introduction(cards, met, lambda _: 1.0, room))
    assert Counter(found) == Counter(each for each in cards if each.key not in met)


@given(CARDS, st.data())
def test_what_was_met_changes_nothing_in_the_order_of_the_rest(
    cards: list[Entry], data: st.DataObject
) -> None:
    met = data.draw(st.sets(st.sampled_from([each.key for each in cards]))) if cards else set()
    full = list(introduction(cards, (), lambda _: 1.0))
    rest = list(introduction(cards, met, lambda _: 1.0))
    assert rest == [each for each in full if each.key not in met]


def test_where_room_is_short_each_concept_comes_before_its_second_card() -> None:
    cards = [card(f"{concept}{n}", concept=concept) for concept in "abc" for n in range(4)]
    found = list(introduction(cards, (), lambda _: 1.0, 3))
    assert {each.concept for each in found[:3]} == {"a", "b", "c"}


def test_where_room_is_short_the_heavier_come_first() -> None:
    cards = [card(f"n{n}") for n in range(8)]
    heavy = {"n5", "n7"}
    found = list(introduction(cards, (), lambda each: 2.0 if each.key in heavy else 1.0, 2))
    assert {each.key for each in found[:2]} == heavy


def test_two_authored_questions_go_to_one_drawn_card() -> None:
    cards = [card(f"q{n}") for n in range(4)] + [card(f"d{n}")._replace(derived=True) for n in range(4)]
    kinds = [each.derived for each in introduction(cards, (), lambda _: 1.0)]
    assert kinds == [False, False, True, False, False, True, True, True]
