"""Anki itself judges the package: what arrives, what an update changes, and what must not act."""

from __future__ import annotations

import builtins
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from studyguide.cards.model import Card, Flip
from studyguide.cli import run
from studyguide.errors import StudyGuideError
from studyguide.exchange.anki import AnkiNote, write_apkg
from studyguide.exchange.anki_field import deck_name, field, guid, tags
from studyguide.exchange.faces import back, front
from studyguide.guide.model import Chapter, Pack
from tests.guide.small_pack import QUESTIONS, SmallPack
from tests.plain.sample import PACK

ACTING = (
    "[sound:boom.mp3]",
    "{{Front}} {{c1::gap::hint}}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[latex]x^2[/latex] [$]y[/$] [$$]z[/$$]",
    r"\(a^2\) and \[b^2\]",
    "[anki:tts lang=en_US]spoken[/anki:tts]",
    "&lt;b&gt; &amp;amp; \"quoted\" 'single'",
)


class Seen(HTMLParser):
    """What a browser makes of a side of a card."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def take_in(collection: Collection, package: Path) -> Any:
    request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request).log


def exported(folder: Path, data: Path, minute: int = 0) -> Path:
    out = data / f"tea-{minute}.apkg"
    options = ["--data-dir", str(data), "--now", f"2026-12-01T09:{minute:02}", "--pack", str(folder)]
    assert run([*options, "export", "anki", str(out), "--chapter", "brewing"]) == 0
    return out


def stem_of(collection: Collection, words: str) -> list[str]:
    return [collection.get_note(note).fields[0] for note in collection.find_notes(f'"{words}"')]


def test_importing_again_after_an_edit(small: SmallPack, tmp_path: Path, collection: Collection) -> None:
    first = take_in(collection, exported(small.folder, tmp_path))
    count = collection.note_count()
    assert len(first.new) == count > 10
    deck = collection.decks.id("Tea::01 Brewing tea", create=False)
    assert deck is not None
    collection.decks.select(deck)
    for _ in range(3):
        queued = collection.sched.getCard()
        assert queued is not None
        queued.start_timer()
        collection.sched.answerCard(queued, 4)
    before = {card: collection.get_card(card) for card in collection.find_cards("")}
    assert sum(card.reps for card in before.values()) == 3

    small.change(QUESTIONS, "Green tea wants boiling water.", "Green tea wants *boiling* water at once.")
    second = take_in(collection, exported(small.folder, tmp_path, minute=5))

    assert len(second.new) == 0
    assert collection.note_count() == count
    assert any("<em>boiling</em> water at once" in text for text in stem_of(collection, "at once"))
    after = {card: collection.get_card(card) for card in collection.find_cards("")}
    assert set(after) == set(before)
    for name, card in after.items():
        was = before[name]
        assert (card.reps, card.due, card.ivl, card.queue, card.did) == (
            *(was.reps, was.due, was.ivl, was.queue, was.did),
        )
    assert len(collection.models.all_names_and_ids()) == len(
        {model.name for model in collection.models.all_names_and_ids()}
    )


def test_tags_decks_and_order(small: SmallPack, tmp_path: Path, collection: Collection) -> None:
    take_in(collection, exported(small.folder, tmp_path))
    assert {tag for tag in collection.tags.all() if "::" in tag} >= {
        *("chapter::brewing", "task::1.1", "task::2.1", "scope::in", "scope::adjacent"),
    }
    assert "Tea::01 Brewing tea" in {deck.name for deck in collection.decks.all_names_and_ids()}
    dues = [collection.get_card(card).due for card in collection.find_cards("", order="c.due")]
    assert dues == list(range(1, len(dues) + 1))
    assert stem_of(collection, "fully oxidised")
    # The one question that the small pack keeps for mock exams.
    assert not stem_of(collection, "Match tea and minutes")


def flip(prompt: str, answer: str, name: str = "x") -> Card:
    return Card(
        id=f"p/{name}",
        key=f"p/{name}",
        ask=Flip(prompt=prompt, answer=answer),
        chapter="c",
        ref="c#s",
        task="1.1",
        scope="in",
        difficulty=1,
        concept="x",
    )


def note_of(card: Card) -> AnkiNote:
    return AnkiNote(guid(card), field(front(card)), field(back(card)), "Deck", "deck", tags(card))


@pytest.mark.parametrize("text", ACTING)
def test_text_stays_text(text: str, tmp_path: Path, collection: Collection) -> None:
    package = tmp_path / "x.apkg"
    assert write_apkg(package, [note_of(flip(text, text))], 1.8e9) == 1
    take_in(collection, package)
    (name,) = collection.find_cards("")
    card = collection.get_card(name)
    shown = card.render_output()
    assert shown.question_av_tags == [] == shown.answer_av_tags
    for html in (shown.question_text, shown.answer_text):
        page = Seen(html)
        assert text in page.text
        assert page.tags <= {"div", "hr", "span"}
    # MathJax joins the text of a paragraph but not across elements.
    raw = collection.get_note(card.nid).fields[0]
    assert r"\(" not in raw
    assert "{{" not in raw
    assert "[" not in raw


def test_every_card_of_the_sample_can_be_rendered(tmp_path: Path, collection: Collection) -> None:
    from studyguide.cards.derive import derive

    cards = derive(PACK)
    write_apkg(tmp_path / "x.apkg", map(note_of, cards), 1.8e9)
    assert len(take_in(collection, tmp_path / "x.apkg").new) == len(cards)
    assert all(collection.get_card(card).question() for card in collection.find_cards(""))
    answers = [note.fields[1] for note in map(collection.get_note, collection.find_notes(""))]
    assert all(answers)


def test_the_name_of_a_card_is_for_good() -> None:
    one = flip("a", "b", "sg-level")
    assert guid(one) == guid(flip("other", "text", "sg-level")) == "sg7571e806468cbb7f5fd7"
    assert guid(one) != guid(flip("a", "b", "sg-levels"))


def test_levels_in_titles_are_no_decks() -> None:
    pack = Pack(
        id="p", title='A::B "C"', version="1", licence="x", disclaimer="x", exam=PACK.exam, chapters=()
    )
    chapter = Chapter(id="c", title="D:::E", summary="x", folder="c", sections=(), questions=())
    assert deck_name(pack, 3, chapter) == "A:B 'C'::03 D:E"


def test_without_genanki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def fake(name: str, *rest: Any, **more: Any) -> Any:
        if name == "genanki":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", fake)
    with pytest.raises(StudyGuideError, match=r"pip install 'studyguide\[anki\]'"):
        write_apkg(tmp_path / "x.apkg", [], 0)


def test_the_package_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    write_apkg(tmp_path / "x.apkg", [note_of(flip("a", "b"))], 1.8e9)
    assert list(folder.iterdir()) == []
    with pytest.raises(StudyGuideError, match="cannot be written"):
        write_apkg(tmp_path / "none" / "x.apkg", [], 1.8e9)


def test_ids_of_model_and_decks_never_change(tmp_path: Path) -> None:
    import zipfile

    write_apkg(tmp_path / "x.apkg", [note_of(flip("a", "b"))], 1.8e9)
    with zipfile.ZipFile(tmp_path / "x.apkg") as package:
        (tmp_path / "x.db").write_bytes(package.read("collection.anki2"))
    db = sqlite3.connect(tmp_path / "x.db")
    assert db.execute("select mid from notes").fetchall() == [(1_734_200_911,)]
    assert db.execute("select did from cards").fetchall() == [(1_479_553_625,)]
    db.close()
