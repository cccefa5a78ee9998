"""Somebody to teach: a memory, what was known beforehand, answer times and a way of grading."""

from __future__ import annotations

from math import exp, log
from random import Random
from typing import NamedTuple

from studyguide.memory.model import Grade
from studyguide.simulate.memories import MODELS

SECONDS_OF_A_DAY = 86400


class Answer(NamedTuple):
    """How one question went."""

    grade: Grade
    seconds: float


class Learner:
    """A learner drawn from the population of one model.

    The same model, cards and seed give the same learner, who throws the same dice at the n-th question
    about a card whoever asks it, so that policies are compared pairwise.
    """

    def __init__(self, model: str, cards: int, seed: str) -> None:
        dice = Random(f"learner {model} {cards} {seed}")
        self.cards = cards
        self._four_buttons = dice.random() < 0.5
        self._pace = exp(dice.gauss(0, 0.25))
        self._seconds_right = 8 * self._pace * exp(dice.gauss(0, 0.1))
        self._seconds_wrong = 20 * self._pace * exp(dice.gauss(0, 0.1))
        self._seconds_first = 30 * self._pace * exp(dice.gauss(0, 0.1))
        known, heard_of = dice.betavariate(2, 8), dice.betavariate(3, 12)
        self._memories = MODELS[model](dice, cards)
        for card in range(cards):
            lot = dice.random()
            if lot < known:
                for day in (-90, -45, -15):
                    self._memories.study(card, day, True)
            elif lot < known + heard_of:
                self._memories.study(card, -4, False)
        self._seed = f"answers {model} {cards} {seed}"
        self._dice: list[Random | None] = [None] * cards

    def recall(self, day: int) -> float:
        """The true mean chance of recall over all cards at the beginning of a day."""
        return sum(self._memories.recall(card, day) for card in range(self.cards)) / self.cards

    def answer(self, card: int, day: int, seconds: float) -> Answer:
        """Ask a card on a day after so many seconds of study, and show its answer."""
        dice = self._dice[card]
        first = dice is None
        if dice is None:
            dice = self._dice[card] = Random(f"{self._seed} {card}")
        time = day + seconds / SECONDS_OF_A_DAY
        chance = self._memories.recall(card, time)
        right = dice.random() < chance
        hesitation, effort = dice.gauss(0, 0.35), dice.gauss(0, 1)
        self._memories.study(card, time, right)
        usual = self._seconds_right if right else self._seconds_wrong
        if first:
            usual = self._seconds_first * (0.6 if right else 1)
        return Answer(self._grade(right, chance, effort), usual * exp(hesitation - 0.35**2 / 2))

    def _grade(self, right: bool, chance: float, effort: float) -> Grade:
        if not right:
            return Grade.AGAIN
        if not self._four_buttons:
            return Grade.GOOD
        ease = log((chance + 0.01) / (1.01 - chance)) / 2 + effort
        if ease < 0:
            return Grade.HARD
        return Grade.EASY if ease > 3 else Grade.GOOD
