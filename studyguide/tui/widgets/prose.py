"""Big idea and plain text."""

from __future__ import annotations

from studyguide.guide.model import BigIdea, Prose
from studyguide.tui.text import wrapped
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.lines import PROSE, Line, lines, quoted
from studyguide.tui.widgets.section import SectionView


class ProseView(SectionView):
    """Paragraphs; those of a big idea stand beside an upright line."""

    def __init__(self, section: BigIdea | Prose, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section

    def body(self, width: int) -> tuple[Line, ...]:
        """The paragraphs."""
        room = min(width, PROSE)
        if isinstance(self.section, BigIdea):
            return tuple(lines(quoted(wrapped(self.section.text, room - 2), self.glyphs, "$text-primary")))
        return tuple(lines(wrapped(self.section.text, room)))
