"""Tables that never scroll sideways: columns share the width; too narrow for that, rows are stacked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import zip_longest

from textual.content import Content

from studyguide.guide.markup import paragraphs, plain
from studyguide.guide.model import Row
from studyguide.tui.text import beside, styled, wrap
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import Line, cover, hang, labelled, lines, marked

GAP = 3
_LONGEST_WORD = 18
"""A longer word is broken rather than a table stacked for it."""
_FARTHEST_MOVE = 8
"""Cells moved between two columns at a time."""


def column_widths(columns: Sequence[Sequence[str]], room: int, gap: int = GAP) -> tuple[int, ...] | None:
    """Widths in cells for columns of plain texts, or None where `room` is too narrow for a table.

    Every column gets its longest word; what is left goes, a cell at a time, where the longest text would
    otherwise be wrapped into the most lines. Then cells move between columns as long as that makes the
    table shorter.
    """
    words = [[[Content(word).cell_length for word in text.split()] for text in column] for column in columns]
    natural = [max((sum(row) + len(row) - 1 for row in column), default=0) for column in words]
    least = [max((min(_LONGEST_WORD, word) for row in column for word in row), default=1) for column in words]
    widths = list(least)
    left = room - gap * (len(columns) - 1) - sum(widths)
    if left < 0 or (room < 48 and len(columns) > 2):
        return None
    for _ in range(left):
        n = max(range(len(widths)), key=lambda n: natural[n] / widths[n])
        if widths[n] >= natural[n]:
            break
        widths[n] += 1

    @cache
    def heights(column: int, width: int) -> tuple[int, ...]:
        return tuple(_lines(row, width) for row in words[column])

    def height(widths: Sequence[int]) -> int:
        rows = (heights(n, width) for n, width in enumerate(widths))
        return sum(max(row) for row in zip_longest(*rows, fillvalue=1))

    shortest = height(widths)
    pairs = [(a, b) for a in range(len(widths)) for b in range(len(widths)) if a != b]
    moves = [(cells, a, b) for cells in range(1, _FARTHEST_MOVE + 1) for a, b in pairs]
    improved = True
    while improved:
        improved = False
        for cells, a, b in moves:
            trial = [w - cells if n == a else w + cells if n == b else w for n, w in enumerate(widths)]
            if trial[a] >= least[a] and (lower := height(trial)) < shortest:
                widths, shortest, improved = trial, lower, True
                break
    return tuple(widths)


def _lines(words: Sequence[int], width: int) -> int:
    """Lines that words of these lengths take at `width`."""
    count, used = 1, 0
    for word in words:
        if used and used + 1 + word > width:
            count, used = count + 1, 0
        used += word + bool(used)
        count, used = count + (used - 1) // width, (used - 1) % width + 1 if used else 0
    return count


def draw_table(
    columns: Sequence[str],
    rows: Iterable[Row],
    width: int,
    glyphs: Glyphs,
    hidden: Callable[[Row, int], bool],
) -> tuple[Line, ...]:
    """A table at `width` cells; `hidden(row, column)` says which cells are covered."""
    rows = tuple(rows)
    texts = [[plain(columns[n]), *(plain(row.cells[n]) for row in rows)] for n in range(len(columns))]
    for row in rows:
        if row.note is not None:
            texts[0].append(plain(row.cells[0]) + glyphs.note)
    widths = column_widths(texts, width)
    if widths is None:
        return _stacked(columns, rows, width, glyphs, hidden)
    heads = tuple(wrap(styled(text, "bold $text-muted"), w) for text, w in zip(columns, widths, strict=True))
    span = sum(widths) + GAP * (len(widths) - 1)
    result = [*lines(beside(heads, widths, GAP)), Line(Content.styled(glyphs.rule * span, "$text-muted"))]
    thin = Line(Content.styled(glyphs.rule * span, "$panel"))
    for place, row in enumerate(rows):
        cells = tuple(_cell(row, n, w, glyphs, hidden(row, n)) for n, w in enumerate(widths))
        if place:
            result.append(thin)
        result += lines(beside(cells, widths, GAP), row.id)
    return tuple(result)


def _cell(row: Row, n: int, width: int, glyphs: Glyphs, hidden: bool) -> tuple[Content, ...]:
    text = styled(row.cells[n], "bold" if n == 0 else "")
    contents = wrap(marked(text, row.note if n == 0 else None, glyphs), width)
    return cover(contents, glyphs) if hidden else contents


def _stacked(
    columns: Sequence[str],
    rows: tuple[Row, ...],
    width: int,
    glyphs: Glyphs,
    hidden: Callable[[Row, int], bool],
) -> tuple[Line, ...]:
    result: list[Line] = []
    labels = min(max(Content(plain(text)).cell_length for text in columns[1:]) + 2, 20)
    for row in rows:
        if result:
            result.append(Line(Content("")))
        result += lines(_cell(row, 0, width, glyphs, hidden(row, 0)), row.id)
        for n in range(1, len(columns)):
            inner = width - 2
            parts = (styled(part) for part in paragraphs(row.cells[n]))
            hide = glyphs if hidden(row, n) else None
            contents = labelled(plain(columns[n]), parts, inner, labels, hide)
            result += lines(hang(Content("  "), contents), row.id)
    return tuple(result)
