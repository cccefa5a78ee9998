from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studyguide.guide.markup import paragraphs, plain
from studyguide.plain.text import fits_on_lines, heading, inline, records, table, wrapped
from studyguide.visible import visible
from tests.plain.sections import TEXTS


def test_marks_are_dropped_and_paragraphs_kept() -> None:
    assert wrapped("One *two*\n`three` **four**.\n\nFive.") == "One two three four.\n\nFive."


def test_a_first_line_may_begin_otherwise() -> None:
    text = wrapped("one two three\n\nfour", indent="    ", first=" a) ", width=13)
    assert text.split("\n") == [" a) one two", "    three", "", "    four"]


def test_words_before_the_text_are_wrapped_with_it() -> None:
    assert wrapped("dd ee", indent="  ", first="aa bb cc: ", width=8).split("\n") == [
        "aa bb",
        "  cc: dd",
        "  ee",
    ]


def test_words_before_the_text_are_not_parsed() -> None:
    assert wrapped("*x*", first="*: ") == "*: x"


def test_a_wide_character_takes_two_cells() -> None:
    assert wrapped("漢字 漢字 漢", width=9) == "漢字 漢字\n漢"


def test_a_long_word_begins_a_line_before_it_is_broken() -> None:
    assert wrapped("ab cdefgh", width=7) == "ab\ncdefgh"
    assert wrapped("ab cdefghij", indent="  ", width=7).split("\n") == ["  ab", "  cdefg", "  hij"]


def test_an_accent_stays_with_its_letter() -> None:
    assert wrapped("e\u0301" * 4, width=2) == "e\u0301e\u0301\ne\u0301e\u0301"


def test_an_address_is_never_broken() -> None:
    address = "https://example.org/" + "a" * 90
    assert wrapped(f"See {address} there.") == f"See\n{address}\nthere."


@given(
    TEXTS, st.integers(0, 12), st.sampled_from(("", "1. ", "- Term (long): ", "      ")), st.integers(30, 78)
)
def test_lines_fit_and_no_word_is_lost(text: str, margin: int, first: str, width: int) -> None:
    lines = wrapped(text, " " * margin, first, width).split("\n")
    assert all(cell_len(line) <= width and line == line.rstrip() for line in lines)
    assert all(line.startswith(" " * margin) for line in lines[1:] if line)
    kept = "".join(lines).replace(" ", "")
    assert kept == "".join((first, *map(plain, paragraphs(text)))).replace(" ", "")


@given(st.text())
def test_nothing_that_acts_on_a_terminal_stays_invisible(text: str) -> None:
    shown = visible(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\tb\r\nc", "a\\x09b\\x0d\nc"),
        ("\x9b1m\x7f", "\\x9b1m\\x7f"),
        ("abc\u202edcba", "abc\\u202edcba"),
        ("half \udc80", "half \\udc80"),
        ("naïve “text” 漢 👩\u200d🚀", "naïve “text” 漢 👩\u200d🚀"),
    ],
)
def test_marks_for_what_is_not_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_heading_is_underlined_in_cells() -> None:
    assert heading("The `漢` sign", "-") == "The 漢 sign\n-----------"
    *lines, rule = heading("word " * 30, "=").split("\n")
    assert len(lines) == 2
    assert rule == "=" * max(map(len, lines))


def test_a_table_that_fits() -> None:
    assert table(("Port", "*Depth*"), [("Here", "5 | 6"), ("漢", "7")]).split("\n") == [
        "Port | Depth",
        "-----+------",
        "Here | 5 | 6",
        "漢   | 7",
    ]


def test_cells_wrap_and_rows_stand_apart() -> None:
    rows = [("a", "one two three four five"), ("b", "six seven")]
    assert table(("A", "Words"), rows, width=19).split("\n") == [
        "A | Words",
        "--+----------------",
        "a | one two three",
        "  | four five",
        "",
        "b | six seven",
    ]
    assert not fits_on_lines(("A", "Words"), rows, width=19)
    assert fits_on_lines(("A", "Words"), rows, width=27)


def test_records_where_a_column_would_be_too_narrow() -> None:
    columns, rows = ("A", "B", "C"), [("one two three", "four five six", "seven eight nine"), ("x", "y", "z")]
    assert table(columns, rows, width=35) == records(columns, rows, width=35)
    assert records(columns, rows, width=14).split("\n") == [
        "A: one two",
        "    three",
        "  B: four five",
        "      six",
        "  C: seven",
        "      eight",
        "      nine",
        "",
        "A: x",
        "  B: y",
        "  C: z",
    ]


def test_words_of_a_table_are_not_broken_while_there_are_records() -> None:
    word = "EnableInterContainerTrafficEncryption"
    assert word in table(
        ("Setting", "Long", "Longer"), [(word, "many words " * 4, "more words " * 9)], width=62
    )


@given(st.data(), st.integers(2, 5), st.integers(40, 78))
def test_a_table_fits_and_loses_nothing(data: st.DataObject, count: int, width: int) -> None:
    row = st.lists(TEXTS, min_size=count, max_size=count)
    columns, rows = data.draw(row), data.draw(st.lists(row, min_size=1, max_size=3))
    text = table(columns, rows, width)
    assert all(cell_len(line) <= width for line in text.split("\n"))
    for cell in (*columns, *(cell for row in rows for cell in row)):
        assert all(word in text for word in inline(cell).split())
