"""Simulated learners: reviews drawn by true parameters, on the days that the default ones ask for."""

from __future__ import annotations

import random

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import DEFAULT_PARAMETERS, Scheduler

START = 20_000
"""The first study day."""


def forgetful() -> tuple[float, ...]:
    """A learner who forgets sooner, by a steeper curve, and gains less by a review."""
    weights = list(DEFAULT_PARAMETERS)
    weights[0], weights[2], weights[8], weights[20] = 0.05, 0.5, 1.0, 0.5
    return tuple(weights)


def studied(
    truth: tuple[float, ...], seed: int, *, days: int = 90, cards: int = 300, new_a_day: int = 8
) -> list[tuple[str, Grade, int]]:
    """What was reviewed: card, grade and study day. What was missed is asked once more the same day."""
    dice, learner, program = random.Random(seed), Scheduler(parameters=truth), Scheduler()
    known: dict[str, tuple[Memory, Memory]] = {}
    given = []
    for day in range(START, START + days):
        due = [card for card, (_, believed) in known.items() if believed.due_day <= day]
        fresh = [f"pack/{card}" for card in range(len(known), min(cards, len(known) + new_a_day))]
        for card in (*due, *fresh):
            true, believed = known.get(card, (None, None))
            chance = 0.7 if true is None else learner.recall(true, day)
            for grade in (Grade.GOOD,) if dice.random() < chance else (Grade.AGAIN, Grade.GOOD):
                true, believed = learner.review(true, grade, day), program.review(believed, grade, day)
                known[card] = true, believed
                given.append((card, grade, day))
    return given
