"""A worked example, revealed step by step."""

from __future__ import annotations

from textual.content import Content

from studyguide.guide.model import Scenario, ScenarioStep
from studyguide.tui.text import styled, wrap, wrapped
from studyguide.tui.widgets.code import draw_code
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import BLANK, PROSE, Line, Stop, hang, labelled, lines, marked
from studyguide.tui.widgets.section import SectionView


def draw_step(step: ScenarioStep, number: int, width: int, glyphs: Glyphs, hidden: bool) -> tuple[Line, ...]:
    """A numbered step; a hidden one shows that it is there and no more."""
    sign = Content.styled(f"{number}  ", "bold $text-primary")
    room = min(width, PROSE) - sign.cell_length
    if hidden:
        return tuple(
            lines((sign + Content.styled(glyphs.shade * min(28, room), "$border-blurred"),), step.id)
        )
    rows = [*wrap(marked(styled(step.title, "bold"), step.note, glyphs), room), *wrapped(step.text, room)]
    if step.code is not None:
        rows += [Content(""), *draw_code(step.code, room, glyphs)]
    return tuple(lines(hang(sign, tuple(rows)), step.id))


class ScenarioView(SectionView):
    """The goal and the first step; Space shows the next one."""

    COVERS = ("steps",)

    def __init__(self, section: Scenario, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section
        self.covering = 1
        self.uncovered = frozenset({section.steps[0].id})

    def body_stops(self) -> tuple[Stop, ...]:
        """The steps."""
        return tuple(Stop(step.id, note=step.note) for step in self.section.steps)

    def show(self, item: str) -> None:
        """Select a step, the ones before it uncovered."""
        ids = [step.id for step in self.section.steps]
        if item in ids:
            self.uncovered |= set(ids[: ids.index(item)])
        super().show(item)

    def body(self, width: int) -> tuple[Line, ...]:
        """Goal and steps."""
        goal = labelled("Goal", (styled(self.section.goal),), min(width, PROSE), 6)
        result = [*lines(goal)]
        for n, step in enumerate(self.section.steps, start=1):
            result += [BLANK, *draw_step(step, n, width, self.glyphs, self.is_covered(step.id))]
        return tuple(result)
