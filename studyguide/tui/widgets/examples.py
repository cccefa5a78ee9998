"""Definition-example pairs."""

from __future__ import annotations

from textual.content import Content

from studyguide.guide.markup import paragraphs
from studyguide.guide.model import Example, Examples
from studyguide.tui.text import styled, wrap, wrapped
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import BLANK, PROSE, Line, Stop, cover, hang, lines, marked, quoted, tagged
from studyguide.tui.widgets.section import SectionView


def draw_pair(pair: Example, width: int, glyphs: Glyphs, hidden: str) -> tuple[Line, ...]:
    """A term, what it means and an example; `hidden` is `definition`, `example` or empty."""
    room = min(width, PROSE)
    meaning = wrapped(pair.definition, room - 2)
    first, *others = paragraphs(pair.example)
    texts = (Content.styled("For example: ", "$text-muted") + styled(first), *map(styled, others))
    example = tuple(line for text in texts for line in wrap(text, room - 4))
    if hidden == "definition":
        meaning = cover(meaning, glyphs)
    if hidden == "example":
        example = cover(example, glyphs)
    inset = Content("  ")
    rows = (
        *wrap(tagged(marked(styled(pair.term, "bold"), pair.note, glyphs), pair), room),
        *hang(inset, meaning),
        *hang(inset, quoted(example, glyphs, "$text-primary")),
    )
    return tuple(lines(rows, pair.id))


class ExamplesView(SectionView):
    """Pairs one below the other."""

    COVERS = ("definitions", "examples")

    def __init__(self, section: Examples, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section

    def body_stops(self) -> tuple[Stop, ...]:
        """The pairs."""
        return tuple(Stop(pair.id, note=pair.note) for pair in self.section.pairs)

    def body(self, width: int) -> tuple[Line, ...]:
        """The pairs, an empty line between them."""
        result: list[Line] = []
        for pair in self.section.pairs:
            hidden = ("", "definition", "example")[self.covering] if self.is_covered(pair.id) else ""
            if result:
                result.append(BLANK)
            result += draw_pair(pair, width, self.glyphs, hidden)
        return tuple(result)
