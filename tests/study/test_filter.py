"""The filter language of the card browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.errors import UsageError
from studyguide.journal.event import Act
from studyguide.study.reports import cards
from tests.tui.desk import NOW, desk_at


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind:choice", {"one"}),
        ("kind:true-false -case", {"tf"}),
        ("is:flagged", {"tf"}),
        ("flag:", {"tf"}),
        ("is:suspended", {"one"}),
        ("is:learning", {"many"}),
        ("is:new kind:multi", set()),
        ("reps>=1", {"many"}),
        ("reps>1", set()),
        ("lapses=0 reps>0", {"many"}),
        ("Anchors kind:true-false", {"tf"}),
        ("chapter:port task:4.3 kind:matching", {"pairs"}),
        ("is:due", {"many"}),
    ],
)
def test_queries(query: str, expected: set[str], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        acts = (
            Act("flag", "ships/tf"),
            Act("suspend", "ships/one"),
            Act("review", "ships/many", {"grade": 1, "correct": False}),
        )
        desk.journal.append(acts, NOW)
        assert {line.id.partition("/")[2] for line in cards(desk, query)} == expected


def test_an_empty_query_fits_every_card(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        assert len(cards(desk)) == len(desk.cards)


@pytest.mark.parametrize("query", ["is:nothing", "colour:red"])
def test_unknown_words_are_named(query: str, tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk, pytest.raises(UsageError, match="is not known"):
        cards(desk, query)
