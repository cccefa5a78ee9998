"""What guessing gains over choices made for it."""

from __future__ import annotations

import pytest

from studyguide.cards.model import Card
from studyguide.cards.wiseness import Wiseness, wiseness
from studyguide.guide.model import Choice, Option
from tests.cards.asks import CLOZE, MULTI, card, meta


def choice(*texts: str, key: int = 0, stem: str = "Which?", name: str = "one", pin: bool = False) -> Card:
    options = tuple(
        Option(id=letter, text=text, why="So it is.", correct=at == key, pin=pin)
        for at, (letter, text) in enumerate(zip("abcd", texts, strict=True))
    )
    return card(Choice(**(meta(name) | {"stem": stem}), options=options), key=f"pack/{name}")


def found(*cards: Card) -> Wiseness:
    result = wiseness(cards)
    assert result is not None
    return result


def score(habit: str, *cards: Card) -> float:
    return next(guesser.score for guesser in found(*cards).guessers if guesser.habit.startswith(habit))


def test_cards_without_a_choice() -> None:
    assert wiseness((card(MULTI), card(CLOZE))) is None


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("longer", "a", "b", "c"), 100),
        (("long", "also", "b", "c"), 50),
        (("a", "b", "c", "d"), 25),
        (("a", "b", "c", "more"), 0),
        (("**abc**", "abcd", "b", "c"), 0),
    ],
)
def test_the_longest_option(texts: tuple[str, ...], wanted: float) -> None:
    assert score("the longest", choice(*texts)) == wanted


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("A key for the bucket", "A role", "A subnet", "A log"), 100),
        (("The BUCKET", "`bucket` too", "A subnet", "A log"), 50),
        (("A role", "Which is the one with a", "A subnet", "A log"), 25),
        (("A role", "bucket bucket", "key", "bucket, key"), 0),
    ],
)
def test_most_words_of_the_stem(texts: tuple[str, ...], wanted: float) -> None:
    """Words that only hold a sentence together do not count, and none counts twice."""
    assert score("most words", choice(*texts, stem="Which is the key with a bucket?")) == wanted


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("It can", "It always can", "It must", "No one can"), 100),
        (("It can", "It always can", "It must", "They do"), 50),
        (("It never can", "It always can", "It must", "Nothing can"), 25),
        (("It never can", "It can", "It may", "It does"), 0),
        (("Knobs and allies", "Notes", "Anyhow", "Mustard"), 25),
    ],
)
def test_options_without_absolutes(texts: tuple[str, ...], wanted: float) -> None:
    assert score("no absolute", choice(*texts)) == wanted


def test_scores_are_means() -> None:
    assert (
        score("the longest", choice("longer", "a", "b", "c"), choice("a", "b", "c", "d", name="two")) == 62.5
    )


def test_shares_of_absolutes() -> None:
    result = found(choice("always", "never", "b", "c"), choice("a", "b", "c", "d", name="two"))
    assert (result.absolute_keys, round(result.absolute_distractors, 2)) == (50.0, 16.67)


def test_places_in_the_files() -> None:
    cards = [choice(*"abcd", key=key, name=f"q{at}") for at, key in enumerate((0, 0, 1, 3))]
    assert found(*cards).filed == (50.0, 25.0, 0.0, 25.0)


def test_places_as_shown_are_even_unless_options_are_pinned() -> None:
    """The key is always the first in the file."""
    shuffled = found(*(choice(*"abcd", name=f"q{at}") for at in range(20)))
    assert not shuffled.is_uneven
    assert all(22 < share < 28 for share in shuffled.shown)
    pinned = found(*(choice(*"abcd", name=f"q{at}", pin=True) for at in range(20)))
    assert pinned.shown == (100.0, 0.0, 0.0, 0.0)
    assert pinned.is_uneven
    assert pinned.is_telling


@pytest.mark.parametrize(("longest", "telling"), [(2, True), (4, False), (6, False), (7, True)])
def test_a_habit_is_told_beyond_five_points(longest: int, telling: bool) -> None:
    """Of twenty choices; gaining far less than chance tells as much as gaining more."""
    cards = [
        choice(*("longer", "a", "b", "c") if at < longest else ("a", "longer", "b", "c"), name=f"q{at}")
        for at in range(20)
    ]
    assert found(*cards).guessers[0].is_telling == telling
    assert found(*cards).is_telling == telling


def test_few_choices_are_not_judged() -> None:
    cards = [choice("longer", "a", "b", "c", name=f"q{at}", pin=True) for at in range(19)]
    assert found(*cards).guessers[0].score == 100.0
    assert not found(*cards).is_telling
