"""Layout of the line mode: lines of at most 78 terminal cells, drawn with ASCII only, and no escape byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from studyguide.guide.markup import paragraphs, plain

WIDTH = 78
"""Cells in a line."""

_NARROWEST = 10
"""Cells below which a column that must wrap is no longer readable."""

_BETWEEN = " | "


def inline(text: str) -> str:
    """Content text as one line of any length, its emphasis marks dropped."""
    return " ".join(plain(part) for part in paragraphs(text))


def wrapped(text: str, indent: str = "", first: str = "", width: int = WIDTH) -> str:
    """Content text in lines of at most `width` cells, its emphasis marks dropped, its paragraphs kept.

    Each line begins with `indent`, the first one with `first` if that is given; `first` may hold words and
    is wrapped with the text. A word is broken only if it is longer than a line, a web address never.
    """
    start = first or indent
    margin = start[: len(start) - len(start.lstrip(" "))]
    head, *rest = [plain(part) for part in paragraphs(text)] or [""]
    blocks = [filled(start[len(margin) :] + head, margin, indent, width)]
    blocks += [filled(part, indent, indent, width) for part in rest]
    return "\n\n".join(blocks)


def filled(text: str, margin: str, indent: str, width: int = WIDTH) -> str:
    """A paragraph without marks in lines of at most `width` cells, the first beginning with `margin`."""
    lines: list[str] = []
    line, words = margin, 0
    for word in text.split(" "):
        longer = f"{line} {word}" if words else line + word
        if cell_len(longer) <= width:
            line, words = longer, words + 1
            continue
        if words:
            lines.append(line.rstrip(" "))
            line = indent
        *full, last = _broken(word, max(1, width - cell_len(line)), max(1, width - cell_len(indent)))
        for piece in full:
            lines.append(line + piece)
            line = indent
        line, words = line + last, 1
    return "\n".join((*lines, line.rstrip(" ")))


def _broken(word: str, room: int, later_room: int) -> list[str]:
    """The word in pieces of at most `room` cells, after the first of at most `later_room`."""
    pieces = [""]
    if word.startswith("https://"):
        return [word]
    for character in word:
        if pieces[-1] and cell_len(pieces[-1] + character) > (room if len(pieces) == 1 else later_room):
            pieces.append("")
        pieces[-1] += character
    return pieces


def heading(title: str, mark: str) -> str:
    """A title underlined with `mark`."""
    lines = wrapped(title).split("\n")
    return "\n".join((*lines, mark * min(WIDTH, max(map(cell_len, lines)))))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int = WIDTH) -> str:
    """Rows of content text under column heads, at most `width` cells wide; cells wrap.

    Where a column would get too narrow for that, the rows come as `records`.
    """
    grid = [[inline(cell) for cell in row] for row in (columns, *rows)]
    widths = _widths(grid, width - len(_BETWEEN) * (len(columns) - 1))
    if widths is None:
        return _records(grid, width)
    head, *body = [_row(cells, widths) for cells in grid]
    rule = "-+-".join("-" * each for each in widths)
    # Where rows take several lines, only a blank line shows which belong together.
    between = "\n\n" if any("\n" in row for row in body) else "\n"
    return "\n".join((head, rule, between.join(body)))


def fits_on_lines(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int = WIDTH) -> bool:
    """Whether `table` would put every row on one line."""
    natural = _natural([[inline(cell) for cell in row] for row in (columns, *rows)])
    return sum(natural) + len(_BETWEEN) * (len(columns) - 1) <= width


def records(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int = WIDTH) -> str:
    """Rows of content text one below the other, each cell on lines of its own after its column head."""
    return _records([[inline(cell) for cell in row] for row in (columns, *rows)], width)


def _records(grid: list[list[str]], width: int) -> str:
    heads, *rows = grid
    return "\n\n".join(
        "\n".join(
            filled(f"{head}: {cell}" if head else cell, "  " if at else "", "      " if at else "    ", width)
            for at, (head, cell) in enumerate(zip(heads, row, strict=True))
        )
        for row in rows
    )


def _natural(grid: list[list[str]]) -> list[int]:
    """The cells each column would take unwrapped."""
    return [max(map(cell_len, column)) for column in zip(*grid, strict=True)]


def _widths(grid: list[list[str]], room: int) -> list[int] | None:
    """Cells for each column, words whole and `room` in all; None if there is too little."""
    natural = _natural(grid)
    words = [
        max(cell_len(word) for cell in column for word in cell.split(" "))
        for column in zip(*grid, strict=True)
    ]
    widths = [min(full, max(_NARROWEST, word)) for full, word in zip(natural, words, strict=True)]
    if sum(widths) > room:
        return None
    for _ in range(min(room, sum(natural)) - sum(widths)):
        growing = [at for at, full in enumerate(natural) if widths[at] < full]
        widths[min(growing, key=widths.__getitem__)] += 1
    return widths


def _row(cells: list[str], widths: list[int]) -> str:
    columns = [filled(cell, "", "", width).split("\n") for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for at in range(max(map(len, columns))):
        parts = [column[at] if at < len(column) else "" for column in columns]
        padded = [part + " " * (width - cell_len(part)) for part, width in zip(parts, widths, strict=True)]
        lines.append(_BETWEEN.join(padded).rstrip(" "))
    return "\n".join(lines)
