"""The report that authors read."""

from __future__ import annotations

from dataclasses import replace

from studyguide.cards.wiseness import Guesser, Wiseness
from studyguide.guide.coverage import FEWEST, ChapterCoverage, Coverage, ItemCoverage
from studyguide.plain.coverage import coverage_text

FULL = Coverage(
    items=(ItemCoverage("2.1-K1", 3, 12),),
    chapters=(ChapterCoverage("tea", dict(FEWEST), {1: 15, 2: 15, 3: 15}),),
)
GUESSING = Wiseness(
    choices=20,
    guessers=(Guesser("the longest option", 27.5, False),),
    filed=(25.0, 25.0, 25.0, 25.0),
    shown=(25.1, 24.9, 25.0, 25.0),
    is_uneven=False,
    absolute_keys=10.0,
    absolute_distractors=11.5,
)
MARKS = ("lacks", "gives keys away", "uneven", "a section that teaches it")


def test_nothing_is_flagged_where_nothing_lacks() -> None:
    text = coverage_text(FULL, GUESSING)
    assert not [mark for mark in MARKS if mark in text]
    assert "2.1-K1 | 3        | 12" in text
    assert "the longest option | 27.5" in text
    assert "10.0 percent of the keys" in text
    assert "45 authored questions in 1 chapter;" in text.split("\n\n")[-1]
    assert max(map(len, text.split("\n"))) <= 78


def test_what_lacks_is_told() -> None:
    lacking = Coverage(
        items=(ItemCoverage("2.1-K1", 0, 5), ItemCoverage("2.1-K2", 1, 4)),
        chapters=(ChapterCoverage("tea", FEWEST | {"open": 1, "reserve": 7}, {}),) * 2,
    )
    text = coverage_text(lacking, None)
    assert "a section that teaches it, 1 question\n" in text
    assert "| 2 questions\n" in text
    assert "Chapter 2, tea, lacks 3 open, 1 reserve." in text
    assert "Guessing" not in text


def test_habits_that_pay_are_told() -> None:
    telling = replace(GUESSING, guessers=(Guesser("the longest option", 31.0, True),), is_uneven=True)
    text = coverage_text(FULL, telling)
    assert "31.0          | gives keys away" in text
    assert "uneven" in text


def test_a_pack_that_covers_no_exam_guide_lacks_nothing() -> None:
    text = coverage_text(Coverage((), (ChapterCoverage("tea", dict.fromkeys(FEWEST, 0), {}),)), None)
    assert "Items of the exam guide" not in text
    assert "lacks" not in text
    assert "45" not in text


def test_a_pack_of_many_chapters_stays_within_the_lines() -> None:
    text = coverage_text(replace(FULL, chapters=FULL.chapters * 40), GUESSING)
    assert max(map(len, text.split("\n"))) <= 78
