"""Finding words in the guide."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyguide.guide.library import Library
from studyguide.guide.model import Pack
from studyguide.guide.search import Index, _Entry, _groups
from tests.guide.small_pack import GUIDE, SmallPack


@pytest.fixture
def shelf(small: SmallPack) -> Library:
    return Library((small.read(),))


def refs(shelf: Library, words: str) -> list[str]:
    return [hit.ref for hit in shelf.search(words)]


def test_titles_and_terms_come_before_bodies(shelf: Library) -> None:
    found = refs(shelf, "green")
    assert found[:2] == ["brewing#box/green", "brewing#flow/mild"]
    assert "brewing#muddy/caffeine" in found[2:]


def test_a_title_that_says_nothing_else_comes_first(small: SmallPack) -> None:
    small.change(GUIDE, "text: Withered leaves", "text: Steeping leaves")
    small.change(GUIDE, "term: Tisane", "term: Steeping")
    assert refs(Library((small.read(),)), "steeping")[:2] == [
        "brewing#words/steep",
        "brewing#examples/tisane",
    ]


def test_all_words_must_match(shelf: Library) -> None:
    assert refs(shelf, "green bitter") == []
    assert refs(shelf, "bitter stood") == ["brewing#end"]


def test_a_word_matches_as_a_beginning_in_any_case(shelf: Library) -> None:
    assert refs(shelf, "OXID") == ["brewing#teas/oxidation"]
    assert refs(shelf, "xidation") == []


def test_a_long_form_counts_as_the_term(shelf: Library) -> None:
    assert refs(shelf, "crush tear") == ["brewing#words/ctc"]


def test_fact_notes_and_code_are_searched(shelf: Library) -> None:
    assert refs(shelf, "pellets") == ["brewing#words/ctc"]
    assert refs(shelf, "--slowly") == ["brewing#morning/pour"]


def test_words_in_several_items_find_their_section(shelf: Library) -> None:
    assert refs(shelf, "wool clay") == ["brewing#pot"]


def test_no_words_find_nothing(shelf: Library) -> None:
    assert refs(shelf, "") == []
    assert refs(shelf, " -- ") == []


def test_the_limit(shelf: Library) -> None:
    assert len(shelf.search("tea", 2)) == 2
    assert shelf.search("tea", 100)[:2] == shelf.search("tea", 2)


def test_an_excerpt_keeps_apart_what_stands_apart(pack: Pack) -> None:
    index = Index(pack.chapters)
    term = next(
        hit for hit in index.search("aws kms", 40) if hit.ref == "sagemaker-security#glossary/aws-kms"
    )
    assert term.excerpt.startswith("AWS Key Management Service: The managed service")
    table = next(hit for hit in index.search("kinds of kms key", 40) if hit.title == "Three kinds of KMS key")
    assert table.excerpt == "Feature · Customer managed · AWS managed · AWS owned"


def test_the_excerpt_is_one_line_around_the_word_without_marks(small: SmallPack) -> None:
    filler = "Water is water and stays water. " * 20
    small.change(
        GUIDE, "      Hotter water draws **faster**", f"      {filler}\n      Hotter water draws **faster**"
    )
    hit = Library((small.read(),)).search("faster")[0]
    assert hit.ref == "brewing#idea"
    assert "Hotter water draws faster; see kettle --help." in hit.excerpt
    assert hit.excerpt.startswith("… ")
    assert "\n" not in hit.excerpt
    assert len(hit.excerpt) <= 124


WORDS = (
    "tea",
    "green",
    "leaves",
    "leaf",
    "the",
    "a",
    "s",
    "t",
    "water",
    "pot",
    "steep",
    "box",
    "bitter",
    "oolong",
    "xx",
)


def points(word: str, entry: _Entry) -> int:
    """What a word in an entry counts, read off its texts."""
    title, body = entry.title_words, set(re.findall(r"\w+", entry.body.casefold()))
    for words, whole, beginning in ((title, 20, 10), (body, 2, 1)):
        if word in words:
            return whole
        if any(one.startswith(word) for one in words):
            return beginning
    return 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True), st.integers(1, 30))
def test_the_index_finds_what_going_through_every_entry_finds(
    shelf: Library, wanted: list[str], limit: int
) -> None:
    scored: list[tuple[int, str]] = []
    for group in (group for chapter in shelf.chapters for group in _groups(chapter)):
        each = [[points(word, entry) for word in wanted] for entry in group]
        here = [
            (2 * sum(row) + (entry.title_words <= set(wanted)), entry.ref)
            for row, entry in zip(each, group, strict=True)
            if all(row)
        ]
        apart = not here and all(any(column) for column in zip(*each, strict=True))
        scored += [(1, group[0].ref)] if apart else here
    expected = [ref for _, ref in sorted(scored, key=lambda pair: -pair[0])]
    hits = Index(shelf.chapters).search(" ".join(wanted), limit)
    assert [hit.ref for hit in hits] == expected[:limit]
