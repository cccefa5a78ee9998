"""The order of options: shuffled, repeatable, fair."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from studyguide.cards.derive import derive
from studyguide.cards.present import BLANK, present
from studyguide.guide.model import Choice, Multi, Pack
from tests.cards.asks import CHOICE, CLOZE, EVERY, MATCHING, ORDERING, SEQUENCE, card, meta, option

CHI_SQUARE_3 = 11.345
"""The 99th percentile of the chi-square distribution with 3 degrees of freedom."""


@given(seed=st.text(max_size=8))
def test_the_same_seed_gives_the_same_order(seed: str) -> None:
    for ask in EVERY:
        assert present(card(ask), seed) == present(card(ask), seed)


@given(seed=st.text(max_size=8))
def test_nothing_is_lost_by_shuffling(seed: str) -> None:
    assert {line.id for line in present(card(CHOICE), seed).lines} == set("abcd")
    shown = present(card(MATCHING), seed)
    assert {line.id for line in shown.lines} == {line.id for line in shown.rights} == set("abc")


@given(seed=st.text(max_size=8))
def test_an_ordering_never_answers_itself(seed: str) -> None:
    for ask in (ORDERING, SEQUENCE):
        shown = [line.id for line in present(card(ask), seed).lines]
        assert shown != [item.id for item in ask.items]


@given(seed=st.text(max_size=8))
def test_a_pinned_option_keeps_its_place(seed: str) -> None:
    options = (option("a"), option("b", True), option("c"), option("d", pin=True))
    assert present(card(Choice(**meta("pinned"), options=options)), seed).lines[3].id == "d"


def test_the_gap_of_a_cloze_does_not_show() -> None:
    shown = present(card(CLOZE), "1")
    assert BLANK in shown.stem
    assert "customer" not in shown.stem


def test_the_key_of_shipped_choices_stands_anywhere(pack: Pack) -> None:
    """Over 150 seeds each place holds the key equally often (chi-square, p > 0.01)."""
    cards = [found for found in derive(pack) if isinstance(found.ask, Choice)]
    places: Counter[int] = Counter()
    for seed in range(150):
        for found in cards:
            assert isinstance(found.ask, Choice)
            right = next(part.id for part in found.ask.options if part.correct)
            places[[line.id for line in present(found, str(seed)).lines].index(right)] += 1
    expected = places.total() / 4
    assert sum((places[place] - expected) ** 2 / expected for place in range(4)) < CHI_SQUARE_3


def test_a_multi_tells_how_many_to_choose() -> None:
    options = (option("a", True), option("b", True), option("c"), option("d"), option("e"))
    assert present(card(Multi(**meta("m"), options=options)), "1").choose == 2
