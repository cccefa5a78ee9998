from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyguide.cards.derive import derive
from studyguide.errors import StudyGuideError
from studyguide.exchange.incoming import Incoming
from studyguide.exchange.own_pack import Plain, card_id, slug, write_pack, yaml_text
from studyguide.guide.check import check
from studyguide.guide.yaml_strict import _REFUSED, parse

SIGNS = st.characters(codec="utf-8").filter(lambda sign: not _REFUSED.match(sign))
CARDS = [
    Incoming(1, "no", "012", guid="sg01"),
    Incoming(2, "TLS", "in transit", is_term=True),
    Incoming(3, "front", "back", "more"),
]


def values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Plain]:
    return st.recursive(
        texts,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), inner, min_size=1, max_size=3)
        ),
        max_leaves=8,
    )


@settings(max_examples=25)
@given(st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), values(st.text(SIGNS)), min_size=1))
def test_the_strict_reader_reads_what_was_written(value: dict[str, Plain]) -> None:
    assert parse(yaml_text(value).encode(), "x.yaml").value == value


def test_a_pack_that_passes_check(tmp_path: Path) -> None:
    folder = tmp_path / "My cards (2026)"
    assert write_pack(folder, CARDS, "My cards", "cards.tsv", replace=False) == "my-cards-2026"
    report = check(folder, strict=False)
    assert report.problems == ()
    assert report.pack is not None
    asked = {card.id: msgspec.to_builtins(card.ask) for card in derive(report.pack)}
    assert asked["my-cards-2026/my-cards-2026/cards/sg01/key"] == {
        "detail": "",
        "kind": "flip",
        "prompt": "no",
        "answer": "012",
    }
    assert [ask["prompt"] for ask in asked.values()] == [
        "What is **TLS**?",
        "Which term is this?\n\nin transit",
        "no",
        "front",
    ]
    assert [ask.get("detail", "") for ask in asked.values()] == ["", "", "", "more"]
    assert {path.name for path in tmp_path.iterdir()} == {"My cards (2026)"}


def test_a_folder_is_never_overwritten_unasked(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    write_pack(folder, CARDS, "Own", "cards.tsv", replace=False)
    with pytest.raises(StudyGuideError, match="--replace"):
        write_pack(folder, CARDS[:1], "Own", "cards.tsv", replace=False)
    write_pack(folder, CARDS[:1], "Own", "cards.tsv", replace=True)
    pack = check(folder, strict=False).pack
    assert pack is not None
    assert len(derive(pack)) == 1
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StudyGuideError, match="other files"):
        write_pack(folder, CARDS, "Own", "cards.tsv", replace=True)
    assert (folder / "notes.txt").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"own"}


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StudyGuideError, match="cannot be written"):
        write_pack(tmp_path / "none" / "own", CARDS, "Own", "cards.tsv", replace=False)


def test_cards_that_make_no_pack_leave_no_folder(tmp_path: Path) -> None:
    same = [Incoming(1, "a", "b", guid="x"), Incoming(2, "c", "d", guid="x")]
    with pytest.raises(StudyGuideError, match=r"cards\.tsv: these cards make no pack: id 'x'"):
        write_pack(tmp_path / "own", same, "Own", "cards.tsv", replace=False)
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=80))
def test_any_name_gives_an_id(name: str) -> None:
    assert re.fullmatch("[a-z0-9][a-z0-9-]{0,59}", slug(name))
    assert re.fullmatch("[a-z0-9][a-z0-9-]{0,59}", card_id(Incoming(1, name, "x", guid=name)))


def test_progress_hangs_on_the_guid_or_the_front() -> None:
    assert (
        card_id(Incoming(1, "a", "b", guid="sg01")) == "sg01" == card_id(Incoming(9, "z", "y", guid="sg01"))
    )
    assert card_id(Incoming(1, "a", "b")) == card_id(Incoming(5, "a", "c")) != card_id(Incoming(1, "b", "b"))
    assert card_id(Incoming(1, "a", "b", guid="A&!")) != card_id(Incoming(1, "a", "b", guid="a&!"))
