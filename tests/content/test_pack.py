"""What the shipped pack promises as a whole."""

from __future__ import annotations

from studyguide.cards.derive import derive
from studyguide.cards.wiseness import wiseness
from studyguide.guide.check import check
from studyguide.guide.coverage import coverage
from studyguide.guide.model import Pack
from studyguide.guide.packs import built_in

CHAPTERS = 11
"""In the finished guide."""
FEWEST = 495
"""Authored questions in the finished guide."""


def test_an_editor_objects_to_nothing() -> None:
    assert check(built_in(), strict=True).problems == ()


def test_every_chapter_asks_enough_in_every_way(pack: Pack) -> None:
    assert {one.id: one.short_of for one in coverage(pack).chapters if one.short_of} == {}


def test_the_finished_guide_leaves_no_item_of_the_exam_guide_out(pack: Pack) -> None:
    found = coverage(pack)
    lacking = [item for item in found.items if item.is_lacking]
    assert found.items
    assert len(found.chapters) < CHAPTERS or (not lacking and found.questions >= FEWEST)


def test_guessing_without_knowledge_gains_nothing(pack: Pack) -> None:
    found = wiseness(derive(pack))
    assert found is not None
    assert found.choices > 90
    assert [one for one in found.guessers if one.is_telling] == []
