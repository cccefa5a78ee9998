"""Test-wiseness: how far the right option of a choice shows to someone who knows nothing of the subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from studyguide.cards.model import Card
from studyguide.cards.present import present
from studyguide.guide.markup import plain
from studyguide.guide.model import Choice, Option

CHANCE = 25.0
"""Percent right by blind guessing, with four options."""

LIMIT = 5.0
"""Points beside chance that a habit of guessing may gain or lose."""

_FEWEST = 20
"""Choices that can be judged: among fewer, one right guess alone is worth more than `LIMIT`."""

SHUFFLES = 400
"""Seeds under which the place of the key is looked at."""

_CHI_SQUARE = 11.345
"""The 99th percentile of the chi-square distribution with 3 degrees of freedom."""

_WORD = re.compile(r"\w+")
_ABSOLUTE = re.compile(
    r"\b(?:all|always|any|anyone|anything|completely|entirely|every|everyone|everything|must|never|no|nobody"
    r"|none|nothing|only|solely)\b",
    re.IGNORECASE,
)
_STOP_WORDS = re.compile(
    r"a|about|after|also|an|and|another|are|as|at|be|been|before|but|by|can|could|"
    r"do|does|each|for|from|had|has|have|how|if|in|into|is|it|its|may|might|more|"
    r"most|must|no|not|of|on|one|only|or|other|over|should|so|some|such|than|that|"
    r"the|their|them|then|there|these|they|this|to|two|under|until|use|used|uses|"
    r"using|was|were|what|when|where|which|while|who|why|will|with|without|would"
)
"""Words that say nothing of what a sentence is about."""


@dataclass(frozen=True, slots=True)
class Guesser:
    """Somebody who knows nothing and has a habit."""

    habit: str
    score: float
    """Percent right; where the habit fits several options, one of them at random."""
    is_telling: bool
    """Whether the habit is worth more than luck, or so much less that its opposite is."""


@dataclass(frozen=True, slots=True)
class Wiseness:
    """What guessing gains over the choices of a pack."""

    choices: int
    guessers: tuple[Guesser, ...]
    filed: tuple[float, ...]
    """Percent of the keys at each place in the files."""
    shown: tuple[float, ...]
    """Percent of the keys at each place as learners see them, over `SHUFFLES` seeds."""
    is_uneven: bool
    """Whether the places shown differ by more than chance (chi-square, p < 0.01)."""
    absolute_keys: float
    """Percent of the keys that hold an absolute such as *always* or *never*."""
    absolute_distractors: float

    @property
    def is_telling(self) -> bool:
        """Whether anything gives keys away."""
        return self.is_uneven or any(guesser.is_telling for guesser in self.guessers)


def wiseness(cards: Iterable[Card]) -> Wiseness | None:
    """What guessing gains over the choices among the cards; None if there is no choice among them."""
    found = [(card, card.ask) for card in cards if isinstance(card.ask, Choice)]
    if not found:
        return None
    choices = [choice for _, choice in found]
    filed = Counter(_key(choice) for choice in choices)
    shown: Counter[int] = Counter()
    for card, choice in found:
        right = choice.options[_key(choice)].id
        for seed in range(SHUFFLES):
            shown[[line.id for line in present(card, str(seed)).lines].index(right)] += 1
    expected = shown.total() / 4
    return Wiseness(
        choices=len(choices),
        guessers=(
            _guesser("the longest option", choices, _length),
            _guesser("most words of the stem", choices, _shared_words),
            _guesser("no absolute (always, never, ...)", choices, _without_absolutes),
        ),
        filed=_percents(filed),
        shown=_percents(shown),
        is_uneven=len(choices) >= _FEWEST
        and sum((shown[place] - expected) ** 2 / expected for place in range(4)) > _CHI_SQUARE,
        absolute_keys=_absolutes(choices, correct=True),
        absolute_distractors=_absolutes(choices, correct=False),
    )


def _key(choice: Choice) -> int:
    return next(at for at, option in enumerate(choice.options) if option.correct)


def _guesser(habit: str, choices: Sequence[Choice], appeal: Callable[[Choice, Option], int]) -> Guesser:
    score = _score(choices, appeal)
    return Guesser(habit, score, len(choices) >= _FEWEST and abs(score - CHANCE) > LIMIT)


def _score(choices: Sequence[Choice], appeal: Callable[[Choice, Option], int]) -> float:
    """Percent right for one who takes the option of the greatest appeal."""
    won = 0.0
    for choice in choices:
        appeals = [appeal(choice, option) for option in choice.options]
        if appeals[_key(choice)] == max(appeals):
            won += 1 / appeals.count(max(appeals))
    return 100 * won / len(choices)


def _length(choice: Choice, option: Option) -> int:
    return len(plain(option.text))


def _shared_words(choice: Choice, option: Option) -> int:
    return len(_content_words(choice.stem) & _content_words(option.text))


def _without_absolutes(choice: Choice, option: Option) -> int:
    return _ABSOLUTE.search(plain(option.text)) is None


def _content_words(text: str) -> frozenset[str]:
    words = _WORD.findall(plain(text).casefold())
    return frozenset(word for word in words if not _STOP_WORDS.fullmatch(word))


def _percents(places: Counter[int]) -> tuple[float, ...]:
    return tuple(100 * places[place] / places.total() for place in range(4))


def _absolutes(choices: Sequence[Choice], *, correct: bool) -> float:
    held = [
        bool(_ABSOLUTE.search(plain(option.text)))
        for choice in choices
        for option in choice.options
        if option.correct == correct
    ]
    return 100 * sum(held) / len(held)
