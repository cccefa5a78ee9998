"""What a pack teaches and tests of what it says it covers, counted over the small pack."""

from __future__ import annotations

import re

import pytest

from studyguide.guide.coverage import FEWEST, ChapterCoverage, Coverage, ItemCoverage, coverage
from tests.guide.small_pack import GUIDE, PACK, QUESTIONS, SmallPack


def items(small: SmallPack) -> dict[str, tuple[int, int]]:
    """Sections and questions of each item."""
    return {item.label: (item.sections, item.questions) for item in coverage(small.read()).items}


def test_sections_and_questions_of_each_item(small: SmallPack) -> None:
    assert items(small) == {"2.1-K1": (1, 1), "2.1-K2": (0, 0)}


def test_a_question_in_a_case_tests_an_item(small: SmallPack) -> None:
    small.change(QUESTIONS, "stem: Mint would do.", "stem: Mint would do.\n        covers: [2.1-K2, 2.1-K1]")
    assert items(small) == {"2.1-K1": (1, 2), "2.1-K2": (0, 1)}


def test_an_item_named_twice_counts_once(small: SmallPack) -> None:
    small.change(GUIDE, "covers: [2.1-K1]", "covers: [2.1-K1, 2.1-K1, 2.1-K2]")
    assert items(small) == {"2.1-K1": (1, 1), "2.1-K2": (1, 0)}


def test_tasks_that_the_pack_does_not_mean_to_cover(small: SmallPack) -> None:
    small.change(PACK, "          security: true\n", "")
    found = coverage(small.read())
    assert found.items == ()
    assert not found.is_lacking


def test_counts_of_a_chapter(small: SmallPack) -> None:
    """The parts of a case count as what they are, and the case as one."""
    brewing, serving = coverage(small.read()).chapters
    assert brewing.counts == {
        "all": 9,
        "choice": 1,
        "multi": 1,
        "ordering": 1,
        "matching": 1,
        "case": 1,
        "true-false": 2,
        "short": 1,
        "open": 1,
        "reserve": 1,
    }
    assert brewing.difficulties == {1: 3, 2: 3, 3: 3}
    assert brewing.short_of["true-false"] == 3
    assert serving.short_of == FEWEST
    assert coverage(small.read()).questions == 9


def test_a_case_of_many_questions_is_none_of_those_wanted(small: SmallPack) -> None:
    text = small.text(QUESTIONS)
    part = re.search(r"      - id: evening-mint\n(?:        .*\n)+", text)
    assert part is not None
    more = "".join(part[0].replace("evening-mint", f"evening-{word}") for word in ("one", "two"))
    small.change(QUESTIONS, part[0], part[0] + more)
    assert coverage(small.read()).chapters[0].counts["case"] == 0


def test_enough_is_enough() -> None:
    """As many as wanted of everything lacks nothing; one less of anything lacks that."""
    assert ChapterCoverage("tea", dict(FEWEST), {}).short_of == {}
    for name, least in FEWEST.items():
        assert ChapterCoverage("tea", FEWEST | {name: least - 1}, {}).short_of == {name: 1}


@pytest.mark.parametrize(
    ("sections", "questions", "lacking"), [(1, 6, False), (1, 5, True), (0, 6, True), (0, 0, True)]
)
def test_an_item_wants_a_section_and_six_questions(sections: int, questions: int, lacking: bool) -> None:
    item = ItemCoverage("2.1-K1", sections, questions)
    assert item.is_lacking == lacking
    assert Coverage((item,), ()).is_lacking == lacking


def test_a_chapter_short_of_something_is_told_of_a_pack_with_items() -> None:
    short = ChapterCoverage("tea", FEWEST | {"open": 0}, {})
    assert Coverage((ItemCoverage("2.1-K1", 1, 6),), (short,)).is_lacking
    assert not Coverage((), (short,)).is_lacking
