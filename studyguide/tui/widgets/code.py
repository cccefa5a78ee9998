"""Code with its syntax coloured, wrapped where it is too wide."""

from __future__ import annotations

from textual.content import Content
from textual.highlight import HighlightTheme, highlight

from studyguide.guide.model import Code
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.glyphs import Glyphs


class _Quiet(HighlightTheme):
    """What names things has the accent, what is said its own colour, what is beside the point recedes."""

    STYLES: dict[tuple[str, ...], str] = {  # noqa: RUF012 - declared so in the base class
        ("Comment",): "italic $text-muted",
        ("Keyword",): "bold",
        ("Literal", "String"): "$text-success",
        ("Literal", "Number"): "$text-warning",
        ("Name", "Tag"): "$text-primary",
        ("Name", "Attribute"): "$text-primary",
        ("Name", "Builtin"): "$text-primary",
        ("Name", "Function"): "$text-primary",
        ("Name", "Variable"): "$text-primary",
        ("Operator",): "$text-muted",
        ("Punctuation",): "$text-muted",
    }


def draw_code(code: Code, width: int, glyphs: Glyphs) -> tuple[Content, ...]:
    """The code on a panel `width` cells wide, with its caption above."""
    room = max(4, width - 2)
    shown = highlight(code.text.rstrip(), language=code.language, theme=_Quiet)
    rows: list[Content] = []
    for line in shown.expand_tabs(4).split(allow_blank=True):
        rows += _folded(line, room, glyphs)
    panel = tuple(
        (Content(" ") + fit(row, room) + Content(" ")).stylize_before("on $surface") for row in rows
    )
    caption = wrap(Content.styled(code.caption, "$text-muted"), width) if code.caption else ()
    return (*caption, *panel)


def _folded(line: Content, room: int, glyphs: Glyphs) -> tuple[Content, ...]:
    """A line of code in pieces of `room` cells, its indentation kept, the later ones marked."""
    if line.cell_length <= room:
        return (line,)
    text = line.plain
    indent = min(len(text) - len(text.lstrip(" ")), room // 2)
    lead = Content(" " * indent)
    mark = lead + Content.styled(f"{glyphs.more} ", "$border-blurred")
    pieces = line[indent:].wrap(max(2, room - mark.cell_length))
    return tuple((lead if n == 0 else mark) + piece.rstrip() for n, piece in enumerate(pieces))
