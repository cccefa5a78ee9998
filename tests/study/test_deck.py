"""The cards of a desk: what was compiled is read card by card; what was not is drawn from the texts."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.cards.derive import derive
from studyguide.cards.model import Card
from studyguide.errors import UsageError
from studyguide.guide import library
from studyguide.guide.library import read_pack
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from studyguide.settings import Settings
from studyguide.study.deck import Deck, Kept, cases_together
from studyguide.study.desk import Desk
from studyguide.study.shelf import Shelf
from tests.cards.asks import CHOICE, card
from tests.guide.small_pack import GUIDE, SMALL, SmallPack

CARDS = derive(read_pack(SMALL))
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where the small pack lies compiled."""
    _ = Shelf((SMALL,), tmp_path / "cache").catalogs
    return tmp_path / "cache"


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    """A pack that may be changed."""
    shutil.copytree(SMALL, tmp_path / "tea")
    return SmallPack(tmp_path / "tea")


def test_compiled_cards_are_those_of_the_pack_and_no_text_is_read(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(library, "load_packs")
    deck = Deck(Shelf((SMALL,), cache))
    assert tuple(deck.items()) == tuple((card.key, card) for card in CARDS)
    assert tuple(deck.values()) == CARDS
    assert tuple(deck) == tuple(card.key for card in CARDS)
    assert len(deck) == len(CARDS)
    assert [deck[card.key] for card in reversed(CARDS)] == list(reversed(CARDS))
    assert "tea/steps" in deck
    assert "tea/nothing" not in deck
    assert deck.get("tea/nothing") is None


def test_a_card_that_was_looked_up_is_held_and_going_over_all_holds_none(cache: Path) -> None:
    deck = Deck(Shelf((SMALL,), cache))
    one, other = tuple(deck.values()), tuple(deck.values())
    assert all(first is not second for first, second in zip(one, other, strict=True))
    assert deck["tea/steps"] is deck["tea/steps"]


@pytest.mark.parametrize("where", ["head", "table", "first card", "last card"])
def test_damage_is_mended_from_the_texts(cache: Path, where: str) -> None:
    (file,) = cache.glob("*.cards")
    sound = file.read_bytes()
    place = {
        "head": 3,
        "table": 70,
        "first card": sound.index(CARDS[0].id.encode()),
        "last card": len(sound) - 1,
    }[where]
    file.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
    assert tuple(Deck(Shelf((SMALL,), cache)).values()) == CARDS
    again = Shelf((SMALL,), cache)
    assert not again.ready
    assert tuple(Deck(again).values()) == CARDS
    assert file.read_bytes() == sound


def test_without_its_cards_a_pack_counts_as_not_compiled(cache: Path) -> None:
    (file,) = cache.glob("*.cards")
    file.unlink()
    shelf = Shelf((SMALL,), cache)
    assert not shelf.ready
    assert tuple(Deck(shelf).values()) == CARDS
    assert file.exists()


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert tuple(Deck(Shelf((SMALL,), tmp_path / "file")).values()) == CARDS


def test_cards_stay_as_they_were_when_their_pack_is_compiled_anew(small: SmallPack, tmp_path: Path) -> None:
    shelf = Shelf((small.folder,), tmp_path / "cache")
    before = Deck(shelf)
    small.change(GUIDE, "meaning: Leaving leaves", "meaning: Keeping leaves")
    after = Deck(shelf.renewed())
    assert before["tea/brewing/words/soak/term"].ask != after["tea/brewing/words/soak/term"].ask
    assert tuple(before.values()) == CARDS


def test_cards_of_a_pack_that_went_bad_are_those_it_had(small: SmallPack, tmp_path: Path) -> None:
    shelf = Shelf((small.folder,), tmp_path / "cache")
    _ = shelf.catalogs
    small.change(GUIDE, "meaning: Leaving leaves", "meening: Leaving leaves")
    assert tuple(Deck(shelf.renewed()).values()) == CARDS


def test_a_card_goes_by_its_present_name_and_keeps_its_first_key(tmp_path: Path, cache: Path) -> None:
    for shelf in (Shelf((SMALL,), cache), Shelf.of((read_pack(SMALL),))):
        with Journal.open(tmp_path / "journal.db", Scheduler(), now=NOW) as journal:
            desk = Desk(
                shelf=shelf,
                journal=journal,
                settings=Settings(),
                data_dir=tmp_path,
                clock=lambda: NOW,
                seed="s",
            )
            for name in ("explain", "tea/explain"):
                assert desk.card(name).key == "tea/bitterness"
            assert desk.question("explain").id == "tea/explain"
            assert desk.card("words/steep/term").key == "tea/brewing/words/soak/term"
            with pytest.raises(UsageError, match="no card"):
                desk.card("bitterness")
            with pytest.raises(UsageError, match="tea/brewing/words/steep/term, tea/brewing/words/ctc/term"):
                desk.card("term")
            with pytest.raises(UsageError, match="no question"):
                desk.question("term")


def test_kept_cards_stand_before_those_of_now() -> None:
    now = {name: card(CHOICE, name) for name in "ab"}
    former = {name: card(CHOICE, name, concept="former") for name in "bc"}
    kept = Kept(now, former)
    assert dict(kept) == {"a": now["a"], "b": former["b"], "c": former["c"]}
    assert len(kept) == 3
    assert "c" in kept
    assert "d" not in kept


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from(["", "x", "y"])), unique_by=lambda it: it[0]))
def test_parts_of_one_case_follow_each_other(drawn: list[tuple[int, str]]) -> None:
    cards: dict[str, Card] = {str(n): card(CHOICE, str(n), context=context) for n, context in drawn}
    together = cases_together(cards, cards)
    assert sorted(together) == sorted(cards)
    for context in ("x", "y"):
        places = [place for place, key in enumerate(together) if cards[key].context == context]
        assert places == list(range(places[0], places[0] + len(places))) if places else True
    alone = [key for key, one in cards.items() if not one.context]
    assert [key for key in together if key in alone] == alone
