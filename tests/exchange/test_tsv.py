from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import ImportCsvRequest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from studyguide.cards.derive import derive
from studyguide.cards.model import Flip
from studyguide.errors import ContentError, StudyGuideError
from studyguide.exchange.anki_field import guid
from studyguide.exchange.cells import is_active, lines, quoted, unquoted
from studyguide.exchange.faces import back, front
from studyguide.exchange.flips import flip_html, flip_text
from studyguide.exchange.hypertext import blocks
from studyguide.exchange.incoming import Incoming
from studyguide.exchange.own_pack import write_pack
from studyguide.exchange.tsv import html_row, read_tsv, tsv
from studyguide.guide.library import read_pack
from studyguide.guide.markup import paragraphs
from studyguide.guide.walker import trimmed
from studyguide.guide.yaml_strict import _REFUSED
from tests.plain.sample import PACK

SIGNS = st.characters(codec="utf-8", exclude_characters="\x00").filter(lambda sign: not _REFUSED.match(sign))
TEXTS = st.text(
    st.one_of(SIGNS, st.sampled_from("*`_<>&\"'=+-@\t\r\n \\[](){}:;#|")), min_size=1, max_size=60
).filter(str.strip)

TRIMMED = TEXTS.map(trimmed)
"""A pack's reader drops the blank ends of a text, which a block of YAML brings along."""


def through(tmp_path: Path, rows: list[Flip]) -> list[Incoming]:
    file = tmp_path / "cards.tsv"
    written = tsv(
        html_row(f"sg{at}", flip_html(row.prompt), flip_html(row.answer, row.detail), "=Deck", ("a", "b"))
        for at, row in enumerate(rows)
    )
    file.write_bytes(written.encode())
    return read_tsv(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=75)
@given(
    st.lists(st.builds(Flip, prompt=TEXTS, answer=TEXTS, detail=st.just("") | TEXTS), min_size=1, max_size=4)
)
@example([Flip(prompt="**a** `b` *c*\nd *over\nlines*\n\n \n\ne", answer="=1+1", detail="'=x")])
@example([Flip(prompt="<hr>x", answer="&#61;\\(x\\) <span></span>", detail="#guid column:3")])
@example([Flip(prompt="\ttab", answer="\r\nreturn\r", detail="\n")])
def test_flip_cards_come_back_as_they_were(tmp_path: Path, rows: list[Flip]) -> None:
    found = through(tmp_path, rows)
    assert [Flip(prompt=one.front, answer=one.back, detail=one.detail) for one in found] == rows
    assert [one.guid for one in found] == [f"sg{at}" for at in range(len(rows))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    st.lists(
        st.builds(Flip, prompt=TRIMMED, answer=TRIMMED, detail=st.just("") | TRIMMED),
        min_size=1,
        max_size=3,
    )
)
def test_and_through_a_pack(tmp_path_factory: pytest.TempPathFactory, rows: list[Flip]) -> None:
    folder = tmp_path_factory.mktemp("packs")
    write_pack(folder / "own", through(folder, rows), "Own", "cards.tsv", replace=False)
    cards = derive(read_pack(folder / "own"))
    assert all(isinstance(card.ask, Flip) for card in cards)
    plain = [row for row in rows if not row.detail]
    assert [card.ask for card in cards] == plain + [row for row in rows if row.detail]
    # And what the pack exports is what was imported.
    sides = [(front(card), back(card)) for card in cards]
    wanted = plain + [row for row in rows if row.detail]
    assert [(flip_text(a)[0], flip_text(b)) for a, b in sides] == [
        (row.prompt, (row.answer, row.detail)) for row in wanted
    ]


@given(TEXTS)
def test_a_field_shows_what_the_text_says(text: str) -> None:
    def visible(html: str) -> str:
        broken = re.sub(r"<br>|</p>", " ", html)
        return " ".join(re.sub(r"<[^>]*>", "", broken).split())

    assert visible(flip_html(text)) == visible(blocks(text))
    assert "<script" not in flip_html(text)
    assert len(paragraphs(text)) >= 1


def test_the_headers_are_what_anki_reads(tmp_path: Path) -> None:
    file = tmp_path / "cards.tsv"
    cards = [card for card in derive(PACK) if isinstance(card.ask, Flip)]
    rows = [html_row(guid(card), front(card), back(card), "Port::A", ("x", "y::z")) for card in cards]
    file.write_text(tsv(rows), encoding="utf-8")
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        told = collection.get_csv_metadata(str(file), None)
        assert (told.guid_column, told.deck_column, told.tags_column, told.is_html) == (1, 4, 5, True)
        basic = collection.models.by_name("Basic")
        assert basic is not None
        told.global_notetype.id = basic["id"]
        told.global_notetype.field_columns[:] = [2, 3]
        request = ImportCsvRequest(path=str(file), metadata=told)
        log = collection.import_csv(request).log
        assert len(log.new) == len(cards)
        notes = {note.guid: note for note in map(collection.get_note, collection.find_notes(""))}
        for card in cards:
            note = notes[guid(card)]
            assert isinstance(card.ask, Flip)
            assert flip_text(note.fields[0])[0] == card.ask.prompt
            assert flip_text(note.fields[1]) == (card.ask.answer, card.ask.detail)
            assert note.tags == ["x", "y::z"]
    finally:
        collection.close()


def test_what_anki_exports_is_read(tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "collection.anki2"))
    out = tmp_path / "notes.txt"
    sides = [("a <b>bold</b> &lt;tag&gt;", 'first<br>second\t"quoted"'), ("#hash", "=1+1"), ("x", "y")]
    try:
        basic = collection.models.by_name("Basic")
        deck = collection.decks.id("Own")
        assert basic is not None
        assert deck is not None
        for sides_of in sides:
            note = collection.new_note(basic)
            note.fields[:] = list(sides_of)
            note.tags = ["one", "two"]
            collection.add_note(note, deck)
        wanted = {collection.get_note(name).guid for name in collection.find_notes("")}
        collection.export_note_csv(
            out_path=str(out),
            limit=None,
            with_html=True,
            with_tags=True,
            with_deck=True,
            with_notetype=True,
            with_guid=True,
        )
    finally:
        collection.close()
    found = read_tsv(out)
    assert {card.guid for card in found} == wanted
    assert sorted((card.front, card.back, card.detail) for card in found) == [
        ("#hash", "=1+1", ""),
        ("a **bold** <tag>", 'first\nsecond\t"quoted"', ""),
        ("x", "y", ""),
    ]


CELLS = [
    ("=SUM(A1)", "'=SUM(A1)"),
    ("+1+1", "'+1+1"),
    ("-2+3", "'-2+3"),
    ("@cmd", "'@cmd"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("＝1+1", "'＝1+1"),
    ("-12.5", "-12.5"),
    ("+3e8", "+3e8"),
    ("-", "'-"),
    ("plain = text", "plain = text"),
    ("'quoted'", "'quoted'"),
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert quoted(cell) == written
    assert not is_active(written)
    assert unquoted(written) == cell


def simple_reader(text: str) -> list[list[str]]:
    """RFC 4180 by hand, so that one library's reading is not taken for the truth."""
    rows: list[list[str]] = [[]]
    for found in re.finditer(r'(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n)', text):
        rows[-1].append(found[1].replace('""', '"') if found[1] is not None else found[2])
        if found[3] == "\n":
            rows.append([])
    return rows[:-1]


def test_two_readers_see_the_same_cells() -> None:
    wanted = [[written, 'a "b", c'] for _, written in CELLS]
    text = lines(wanted, ",")
    assert list(csv.reader(io.StringIO(text, newline=""))) == wanted
    assert simple_reader(text) == wanted


@pytest.mark.parametrize("sign", "=+-@\t\r＝")
def test_no_cell_of_a_table_of_cards_is_a_formula(sign: str, tmp_path: Path) -> None:
    rows = [Flip(prompt=f"{sign}cmd", answer=f"{sign}1+1", detail="")]
    assert is_active(f"{sign}Deck")
    assert [(one.front, one.back) for one in through(tmp_path, rows)] == [(f"{sign}cmd", f"{sign}1+1")]
    text = (tmp_path / "cards.tsv").read_bytes().decode().split("\n", 6)[6]
    (cells,) = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    assert not any(map(is_active, cells))


def read(tmp_path: Path, data: bytes) -> list[Incoming]:
    file = tmp_path / "in.tsv"
    file.write_bytes(data)
    return read_tsv(file)


def test_plain_tables(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfFront\tBack\r\na <b>\t'=b\r\n\r\nc\td\te\n") == [
        Incoming(2, "a <b>", "=b"),
        Incoming(4, "c", "d", "e"),
    ]
    assert read(tmp_path, b'#separator:Semicolon\n#html:true\n"a;<b>b</b>";c&lt;<script>x</script>\n') == [
        Incoming(3, "a;**b**", "c<"),
    ]
    assert read(tmp_path, b"#tags column:1\n# a comment\nt u\tf\tb\n") == [Incoming(3, "f", "b")]
    assert read(tmp_path, b"#html:true\n<div>a</div><div>b<br>c</div>\td [sound:x.mp3]<img src=y>\n") == [
        Incoming(2, "a\n\nb\nc\n\n", "d [sound:x.mp3]"),
    ]


BAD = [
    (b"only one\n", 1, "has one column"),
    (b"a\tb\nc\t\n", 2, "back is empty"),
    (b"a\tb\na\tc\n", 2, "the front is that of the card in line 1"),
    (b'a\tb\n"c\td\ne\tf\n', 2, "never closed"),
    (b'a\tb\n"c" d\te\n', 2, "after a closing quotation mark"),
    (b"#guid column:0\na\tb\n", 1, "no number of a column"),
    (b"#separator:both\na\tb\n", 1, "no separator"),
    (b"a\tb\nc\t\x00\n", 2, "U+0000"),
    (b"a\tb\nc\t\x1b[2J\n", 2, "U+001B"),
    ("a\tb\nc\t\u202eevil\n".encode(), 2, "turns the direction of writing"),
    (b"a\tb\nc\t\xff\n", 2, "not valid UTF-8"),
    ("a\tb\n".encode("latin-1") + "\xe4\t\xf6\n".encode("latin-1"), 2, "not valid UTF-8"),
    (b"a\t" + b"b" * 120_000 + b"\n", 1, "longer than 100,000"),
    (b"a\tb\nc\t" + b"b" * 1_000_000 + b"\n", 2, "longer than any card"),
    (b"", 1, "no card"),
    (b"#html:true\n", 2, "no card"),
]


@pytest.mark.parametrize(("data", "line", "words"), BAD)
def test_what_is_wrong_is_told_with_its_line(data: bytes, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, data)
    (problem,) = caught.value.problems
    assert words in problem.message
    assert (problem.file, problem.line) == (str(tmp_path / "in.tsv"), line)
    assert len(str(problem)) < 400
    assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a\tb\n" * 2_200_000, "larger than 8 MB"),
        (b"PK\x03\x04rest", "Notes in Plain Text"),
        ("a\tb\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_not_read_at_all(data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(StudyGuideError, match=re.escape(words)) as caught:
        read(tmp_path, data)
    assert "\n" not in str(caught.value)


def test_too_many_rows(tmp_path: Path) -> None:
    rows = "".join(f"{at}\tb\n" for at in range(20_001)).encode()
    with pytest.raises(ContentError, match=r"in\.tsv:20001:1: more than 20,000 cards"):
        read(tmp_path, rows)
    assert len(read(tmp_path, rows[: rows.index(b"20000\t")])) == 20_000


@pytest.mark.parametrize("name", ["none.tsv", "."])
def test_what_cannot_be_opened(name: str, tmp_path: Path) -> None:
    with pytest.raises(StudyGuideError, match=r"cannot be read|not an ordinary file"):
        read_tsv(tmp_path / name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=75)
@given(st.binary(max_size=120) | TEXTS.map(str.encode))
def test_whatever_comes_in_there_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    cards: list[Incoming] = []
    with suppress(StudyGuideError):  # anything else would be a traceback
        cards = read(tmp_path, data)
    assert all(card.front.strip() and card.back.strip() for card in cards)
