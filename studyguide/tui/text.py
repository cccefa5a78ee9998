"""Content text as something Textual draws and never interprets."""

from __future__ import annotations

from textual.content import Content

from studyguide.guide import markup

_STYLES: dict[markup.Style, str] = {
    "": "",
    "code": "$text-primary",
    "emphasis": "italic",
    "strong": "bold",
}


def styled(text: str, base: str = "") -> Content:
    """One paragraph of content text with its light emphasis; `base` is a style under the whole of it."""
    runs = Content("").join(Content.styled(span.text, _STYLES[span.style]) for span in markup.spans(text))
    return runs.stylize_before(base) if base else runs


def body(text: str, base: str = "") -> Content:
    """Content text of several paragraphs, a blank line between them, for a widget that wraps by itself."""
    return Content("\n\n").join(styled(part, base) for part in markup.paragraphs(text))


def wrap(content: Content, width: int) -> tuple[Content, ...]:
    """The lines of `content` at `width` cells, broken between words where that is possible."""
    return tuple(line.rstrip() for line in content.wrap(max(1, width)))


def wrapped(text: str, width: int, base: str = "") -> tuple[Content, ...]:
    """Content text as lines of at most `width` cells, an empty one between paragraphs."""
    lines: list[Content] = []
    for part in markup.paragraphs(text):
        if lines:
            lines.append(Content(""))
        lines.extend(wrap(styled(part, base), width))
    return tuple(lines)


def fit(content: Content, width: int, *, ellipsis: bool = True) -> Content:
    """`content` padded with spaces to exactly `width` cells, or cut, with an ellipsis if wanted."""
    if content.cell_length > width:
        content = content.truncate(width, ellipsis=ellipsis)
    return content.pad_right(width - content.cell_length)


def beside(
    columns: tuple[tuple[Content, ...], ...], widths: tuple[int, ...], gap: int
) -> tuple[Content, ...]:
    """Columns of lines set side by side, `gap` cells apart, each padded to its width."""
    height = max(map(len, columns), default=0)
    space = Content(" " * gap)
    rows: list[Content] = []
    for y in range(height):
        cells = [
            fit(column[y] if y < len(column) else Content(""), width)
            for column, width in zip(columns, widths, strict=True)
        ]
        rows.append(space.join(cells))
    return tuple(rows)
