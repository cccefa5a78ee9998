"""What the learner will be able to do."""

from __future__ import annotations

from textual.content import Content

from studyguide.guide.model import Objectives
from studyguide.tui.text import styled, wrap
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.lines import PROSE, Line, Stop, hang, lines, marked, tags
from studyguide.tui.widgets.section import SectionView


class ObjectivesView(SectionView):
    """A numbered list; Enter goes where an objective is taught."""

    def __init__(self, section: Objectives, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section

    def body_stops(self) -> tuple[Stop, ...]:
        """The objectives."""
        return tuple(Stop(item.id, see=item.see or "", note=item.note) for item in self.section.items)

    def body(self, width: int) -> tuple[Line, ...]:
        """Each objective with the title of the section that teaches it."""
        digits = len(str(len(self.section.items)))
        result: list[Line] = []
        for n, item in enumerate(self.section.items, start=1):
            number = Content.styled(f"{n:>{digits}}  ", "$text-primary")
            text = marked(styled(item.text), item.note, self.glyphs)
            contents = list(wrap(text, min(width, PROSE) - number.cell_length))
            if tag := tags(item):
                contents += wrap(tag, min(width, PROSE) - number.cell_length)
            if item.see:
                label = self.context.title(item.see)
                where = Content.styled(f"{self.glyphs.arrow} {label}", "$text-muted")
                contents += wrap(where, min(width, PROSE) - number.cell_length)
            if result:
                result.append(Line(Content("")))
            result += lines(hang(number, tuple(contents)), item.id)
        return tuple(result)
