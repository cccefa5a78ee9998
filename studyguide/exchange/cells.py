"""Cells of tables that other programs open: none of them can run there as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ACTIVE = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula, full-width signs too."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def is_active(cell: str) -> bool:
    """Whether a spreadsheet might calculate with a cell instead of showing it."""
    return cell[:1] in _ACTIVE and bool(cell) and not _NUMBER.fullmatch(cell)


def quoted(cell: str) -> str:
    """A cell of plain text, with a leading `'` where it would be active."""
    return f"'{cell}" if is_active(cell) else cell


def unquoted(cell: str) -> str:
    """The text of a cell from whose beginning `quoted` kept a spreadsheet."""
    return cell[1:] if cell.startswith("'") and is_active(cell[1:]) else cell


def markup_cell(html: str) -> str:
    """A cell of HTML, whose first sign is written as a reference where it would be active."""
    return f"&#{ord(html[0])};{html[1:]}" if is_active(html) else html


def lines(rows: Iterable[Sequence[str]], separator: str) -> str:
    """Rows of a table as RFC 4180 has them, with line feeds."""
    # The csv module leaves a carriage return bare unless it ends lines with one, and then reads two rows.
    special = frozenset(f'{separator}"\r\n')
    return "".join(f"{separator.join(_cell(cell, special) for cell in row)}\n" for row in rows)


def _cell(cell: str, special: frozenset[str]) -> str:
    doubled = cell.replace('"', '""')
    return cell if special.isdisjoint(cell) else f'"{doubled}"'
