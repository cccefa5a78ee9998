"""The place that answers a question, alone."""

from __future__ import annotations

import pytest

from studyguide.guide.model import Section
from studyguide.guide.parts import items
from studyguide.plain.item import place_text
from studyguide.plain.read import section_text
from tests.plain import sample

PORT = sample.PACK.chapters[0]


@pytest.mark.parametrize(
    ("section", "names"),
    [
        (sample.OBJECTIVES, ("Dock a ship", "Pay the dues")),
        (sample.GLOSSARY, ("Bow:", "AFT (after part)")),
        (sample.CONCEPT_BOX, ("Depth", "Wind")),
        (sample.COMPARISON, ("Use", "Age")),
        (sample.OUTLINE, ("Why stone?", "Bollards")),
        (sample.RINGS, ("Mole", "Gate", "船")),
        (sample.EXAMPLES, ("Knot:",)),
        (sample.MUDDY, ("Often believed", "Knots an hour?")),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_an_item_is_shown_without_its_neighbours(section: Section, names: tuple[str, ...]) -> None:
    texts = [place_text(section, PORT, f"port#{section.id}/{item.id}") for _, item in items(section)]
    for name in names[-1:]:
        assert any(name in text for text in texts)
        assert not all(name in text for text in texts) or len(texts) == 1
    assert all(text.startswith(section.title) for text in texts)
    assert all(len(text) < len(section_text(section, PORT)) for text in texts)


def test_the_right_one_is_shown_with_its_number() -> None:
    text = place_text(sample.FLOW, PORT, "port#entry/wait")
    assert "Wait" in text
    assert "At anchor." in text
    assert "By radio." not in text
    assert "\n\n3. " in text or "\n\n4. " in text


def test_without_an_item_the_whole_section() -> None:
    assert place_text(sample.BIG_IDEA, PORT, "port#idea") == section_text(sample.BIG_IDEA, PORT)
    assert place_text(sample.BIG_IDEA, PORT, "port#idea/gone") == section_text(sample.BIG_IDEA, PORT)
