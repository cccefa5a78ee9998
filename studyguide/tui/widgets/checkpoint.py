"""Checkpoint: the questions of a chapter, asked from here."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studyguide.guide.model import Checkpoint
from studyguide.tui.text import styled, wrap
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import BLANK, PROSE, Line, Stop, hang, lines
from studyguide.tui.widgets.messages import AskQuestion
from studyguide.tui.widgets.section import SectionView


def standing(verdict: bool | None, glyphs: Glyphs) -> Content:
    """Sign and words for how a question was last answered."""
    if verdict is None:
        return Content.styled(f"{glyphs.unknown} not answered yet", "$text-muted")
    if verdict:
        return Content.styled(f"{glyphs.right} right last time", "$text-success")
    return Content.styled(f"{glyphs.wrong} wrong last time", "$text-error")


class CheckpointView(SectionView):
    """Stems with how they were last answered; Enter asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "open", "Answer", id="checkpoint.answer", tooltip="Answer the selected question now"
        ),
    ]

    def __init__(self, section: Checkpoint, context: Context) -> None:
        """Draw `section` as part of `context`; the first question is selected."""
        super().__init__(section, context)
        self.section = section
        self.selected = section.questions[0]

    def body_stops(self) -> tuple[Stop, ...]:
        """The questions."""
        return tuple(Stop(id) for id in self.section.questions)

    def activates(self, stop: Stop) -> bool:
        """A question is asked."""
        return stop.id in self.section.questions

    def activate(self, stop: Stop) -> None:
        """Ask it."""
        self.post_message(AskQuestion(stop.id))

    def body(self, width: int) -> tuple[Line, ...]:
        """The stems, numbered."""
        digits = len(str(len(self.section.questions)))
        result: list[Line] = []
        for n, id in enumerate(self.section.questions, start=1):
            number = Content.styled(f"{n:>{digits}}  ", "$text-primary")
            room = min(width, PROSE) - number.cell_length
            stem = wrap(styled(self.context.stems.get(id, id)), room)
            state = wrap(standing(self.context.verdicts.get(id), self.glyphs), room)
            if result:
                result.append(BLANK)
            result += lines(hang(number, (*stem, *state)), id)
        return tuple(result)
