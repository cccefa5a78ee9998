"""Cards as a table in text, with the headers by which Anki knows its columns; written, and read again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from studyguide.exchange.anki_field import field
from studyguide.exchange.cells import lines, markup_cell, quoted, unquoted
from studyguide.exchange.flips import flip_text
from studyguide.exchange.hypertext import Html
from studyguide.exchange.incoming import Incoming, complaints, read_text, refuse
from studyguide.guide.document import MAX_PROBLEMS

HEADERS = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#deck column:4",
    "#tags column:5",
    "#columns:guid\tFront\tBack\tdeck\ttags",
)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_HEADER = re.compile(r"#\s*([a-z ]+?)\s*:(.*)", re.IGNORECASE)
_TITLES = frozenset({("front", "back"), ("question", "answer"), ("term", "definition"), ("term", "meaning")})


class Line(NamedTuple):
    """One row."""

    guid: str
    front: str
    """HTML, as is `back`."""
    back: str
    deck: str
    tags: tuple[str, ...]


def tsv(rows: Iterable[Line]) -> str:
    """A whole file."""
    cells = (
        (row.guid, markup_cell(row.front), markup_cell(row.back), quoted(row.deck), " ".join(row.tags))
        for row in rows
    )
    return "\n".join((*HEADERS, lines(cells, "\t")))


def read_tsv(path: Path) -> list[Incoming]:
    """The cards of a file: with Anki's headers as they say, else the first two columns of plain text.

    Columns after the back, and what stands below a rule in it, become the card's detail.

    Raises:
        StudyGuideError: The file cannot be read or holds no card.
        ContentError: Something in it is wrong; every problem with its line.
    """
    text = read_text(path)
    form, start = _form(text, path)
    found: list[tuple[int, str]] = []
    cards: list[Incoming] = []
    source = io.StringIO("".join(text.splitlines(keepends=True)[start:]) if start else text, newline="")
    reader = csv.reader(source, delimiter=form.separator, strict=True)
    line = start + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row) and not (not cards and _is_title(row)):
                card = form.card(line, row)
                if isinstance(card, str):
                    found.append((line, card))
                else:
                    cards.append(card)
            line = start + reader.line_num + 1
            if len(found) >= MAX_PROBLEMS:
                break
    except csv.Error as error:
        found.append((line, _sentence(error)))
    refuse(path, (found or complaints(cards))[:MAX_PROBLEMS])
    if not cards:
        refuse(path, [(start + 1, "no card follows")])
    return cards


class _Form(NamedTuple):
    """How a file says that it is to be read."""

    separator: str = "\t"
    html: bool = False
    columns: tuple[tuple[str, int], ...] = ()
    """Columns that are no field, from 0, by what they hold."""

    def card(self, line: int, row: list[str]) -> Incoming | str:
        """The card of a row, or what is wrong with it."""
        special = dict(self.columns)
        fields = [cell for at, cell in enumerate(row) if at not in special.values()]
        if len(fields) < 2:
            return "has one column; a front and a back with a tab between them are expected"
        at = special.get("guid", len(row))
        guid = unquoted(row[at]).strip() if at < len(row) else ""
        if not self.html:
            front, back, *more = map(unquoted, fields)
            return Incoming(line, front, back, _further(more), guid)
        front, below = flip_text(unquoted(fields[0]))
        back, detail = flip_text(unquoted(fields[1]))
        more = ["".join(flip_text(unquoted(cell))) for cell in fields[2:]]
        return Incoming(line, _further([front, below]), back, _further([detail, *more]), guid)


def _further(texts: list[str]) -> str:
    return "\n\n".join(text for text in texts if text)


def _form(text: str, path: Path) -> tuple[_Form, int]:
    """The form that the headers tell, and their number; a comment at the top counts as one."""
    form, start = _Form(), 0
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        start += 1
        header = _HEADER.fullmatch(line)
        name, value = (header[1].lower(), header[2]) if header else ("", "")
        if name == "separator":
            separator = _SEPARATORS.get(value.strip().lower(), value)
            if len(separator) != 1 or separator in '"\r\n':
                refuse(path, [(start, f"{value!r} is no separator; write tab, comma, semicolon or pipe")])
            form = form._replace(separator=separator)
        elif name == "html":
            form = form._replace(html=value.strip().lower() == "true")
        elif name.endswith(" column"):
            if not re.fullmatch("[1-9][0-9]?", value.strip()):
                refuse(path, [(start, f"{value.strip()!r} is no number of a column")])
            form = form._replace(columns=(*form.columns, (name.removesuffix(" column"), int(value) - 1)))
    return form, start


def _is_title(row: list[str]) -> bool:
    return tuple(cell.strip().lower() for cell in row[:2]) in _TITLES


def _sentence(error: csv.Error) -> str:
    said = str(error)
    if "field larger" in said:
        return "a cell longer than any card; is a quotation mark not closed, or the separator another one?"
    if "unexpected end" in said:
        return "a cell that begins here with a quotation mark is never closed"
    if "expected after" in said:
        return "after a closing quotation mark comes more text; write two of them for one in a text"
    return f"cannot be read as a table: {said}"


def html_row(guid: str, front: Html, back: Html, deck: str, tags: tuple[str, ...]) -> Line:
    """A row of a card's two sides, in which nothing acts in Anki either."""
    return Line(guid, field(front), field(back), deck, tags)
