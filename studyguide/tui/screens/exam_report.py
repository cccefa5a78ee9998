"""What a mock exam says."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from studyguide.study.attempts import exam_report
from studyguide.study.desk import Desk
from studyguide.study.exam import Exam
from studyguide.study.given import of_exam
from studyguide.study.words import dated
from studyguide.tui.screens.look_back import LookBackScreen
from studyguide.tui.widgets.exam_lines import report_lines
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.pane import Pane


class ExamReportScreen(Screen[None]):
    """Shares with their intervals, time, and what they cannot say; then every question."""

    CSS = """
    ExamReportScreen { background: $background; }
    ExamReportScreen #report-bar { height: 1; padding: 0 2; background: $surface; color: $text-muted; }
    ExamReportScreen #report-scroll { height: 1fr; padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    ExamReportScreen #report-text { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """
    BINDING_GROUP_TITLE = "Mock exam: report"
    HELP = """\
The line shows where the share lies: ● is what you reached, the thick part where your true share lies with
95% confidence. Few questions make it long.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "look_back", "Every question", id="report.look-back", tooltip="Every question again"
        ),
        Binding("down,j,space", "scroll(1)", "Down", show=False, id="report.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="report.up", tooltip="Scroll up"),
        Binding("q,escape", "dismiss(None)", "Back", id="report.back", tooltip="Back"),
    ]

    scroll = query_one("#report-scroll", Pane)

    def __init__(self, desk: Desk, exam: Exam, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.exam = exam
        self.ascii_only = ascii_only
        self.report = exam_report(desk, exam)

    def compose(self) -> ComposeResult:
        """Bar, report, footer."""
        yield Static(
            Content(dated(self.exam.started, "Mock exam of %d %B %Y, %H:%M")), id="report-bar", markup=False
        )
        with Pane(id="report-scroll"):
            yield Static(id="report-text", markup=False)
        yield KeyLine()

    def on_resize(self) -> None:
        """Lay out for the width there is."""
        lines = report_lines(self.exam, self.report, min(self.size.width, 116) - 6, glyphs(self.ascii_only))
        self.query_one("#report-text", Static).update(Content("\n").join(lines))

    def action_look_back(self) -> None:
        """Every question with the answer given."""
        given = of_exam(self.exam)
        if given:
            self.app.push_screen(LookBackScreen(self.desk, given, "Mock exam", ascii_only=self.ascii_only))

    def action_scroll(self, step: int) -> None:
        """Scroll a few lines."""
        self.scroll.scroll_relative(y=step * 2, animate=False)
