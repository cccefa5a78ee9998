"""Before a mock exam: how long, an open one to go on with, past attempts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from studyguide.errors import StudyGuideError
from studyguide.study.attempts import begin_exam, next_exam, open_exam, past_exams
from studyguide.study.desk import Desk
from studyguide.study.exam import MINUTES_EACH, MOST, Exam
from studyguide.study.exam_record import ExamRecord
from studyguide.tui.screens.dialogs import ConfirmScreen
from studyguide.tui.screens.exam import ExamScreen
from studyguide.tui.screens.exam_report import ExamReportScreen
from studyguide.tui.text import fit
from studyguide.tui.widgets.choices import Choices
from studyguide.tui.widgets.exam_lines import clock, handing_in
from studyguide.tui.widgets.key_line import KeyLine

_ABOUT = (
    "The exam asks 65 questions in 130 minutes. Blank counts as wrong, guessing costs nothing, and a "
    "question with several right answers counts only when wholly right."
)
_LEAST = 5
_STEP = 5


class ExamStartScreen(Screen[None]):
    """Choose the length and start, go on, or open a past attempt."""

    CSS = """
    ExamStartScreen { background: $background; }
    ExamStartScreen #exam-start-bar {
        height: 1; padding: 0 2; background: $surface; color: $accent; text-style: bold;
    }
    ExamStartScreen #exam-start-about { height: auto; padding: 1 2 0 2; color: $text-muted; }
    ExamStartScreen #exam-start-fresh { height: auto; padding: 1 2 0 2; }
    ExamStartScreen Choices { height: 1fr; padding: 1; }
    """
    BINDING_GROUP_TITLE = "Mock exam: start"
    HELP = """\
A mock exam asks questions in the exam's own item types by its weights, first those kept for mock exams. Its
clock does not stop. Nothing is said about right and wrong before the end.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "do", "Start / open", id="exam-start.do", tooltip="Do what is selected"),
        Binding(
            "left,h,minus", "change(-1)", "Fewer", id="exam-start.less", tooltip="Fewer questions or minutes"
        ),
        Binding(
            "right,l,plus", "change(1)", "More", id="exam-start.more", tooltip="More questions or minutes"
        ),
        Binding("q,escape", "dismiss(None)", "Back", id="exam-start.back", tooltip="Back"),
    ]

    table = query_one(Choices)
    fresh = query_one("#exam-start-fresh", Static)

    def __init__(self, desk: Desk, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.ascii_only = ascii_only
        self.questions = 20
        self.minutes = 20 * MINUTES_EACH
        self.open: ExamRecord | None = None
        self.past: tuple[Exam, ...] = ()

    def compose(self) -> ComposeResult:
        """What a mock exam is, the choices, past attempts."""
        yield Static(Content("Mock exam"), id="exam-start-bar", markup=False)
        yield Static(Content(_ABOUT), id="exam-start-about", markup=False)
        yield Static(id="exam-start-fresh", markup=False)
        yield Choices()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is."""
        self.renew()
        self.table.focus()

    def on_screen_resume(self) -> None:
        """An exam may have been left or handed in meanwhile."""
        if self.is_mounted:
            self.renew()

    def renew(self) -> None:
        """Read what is on record."""
        try:
            self.open = open_exam(self.desk)
        except StudyGuideError as error:
            self.notify(str(error), severity="error", markup=False)
        self.past = tuple(exam for exam in reversed(past_exams(self.desk)) if exam.ended)
        self._fill(0)

    def _fill(self, place: int) -> None:
        fresh = "" if self.open else str(next_exam(self.desk, self.questions))
        self.fresh.update(Content(fresh))
        self.fresh.display = bool(fresh)
        self.table.set_options(self._options())
        self.table.highlighted = place

    def _options(self) -> Iterator[Option]:
        if self.open is not None:
            exam = self.open.exam
            left = clock(exam.left(self.desk.clock()))
            said = f"{exam.answered} of {len(exam.keys)} answered, {left} left"
            yield Option(_row("Go on", said), id="go-on")
            yield Option(_row("Hand it in", "as it is now"), id="hand-in")
        else:
            yield Option(_row("Start", f"{self.questions} questions in {self.minutes} minutes"), id="start")
            yield Option(
                _row("Questions", f"{self.questions}   left and right change it, up to {MOST}"),
                id="questions",
            )
            yield Option(
                _row("Minutes", f"{self.minutes}   the exam gives {MINUTES_EACH} a question"), id="minutes"
            )
        if self.past:
            yield Option(Content(""), disabled=True)
            yield Option(Content.styled("Past attempts", "bold"), disabled=True)
        for exam in self.past:
            right = sum(exam.verdict(key).credit for key in exam.keys)
            share = f" ({right / len(exam.keys):.0%})" if exam.keys else ""
            said = f"{right} of {len(exam.keys)} right{share}, {exam.minutes} minutes"
            yield Option(_row(f"{exam.started:%Y-%m-%d %H:%M}", said, 18), id=f"past-{exam.id}")

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_do()

    def action_change(self, step: int) -> None:
        """More or fewer questions, or minutes; minutes follow the questions."""
        option = self.table.highlighted_option
        if option is None or self.open is not None:
            return
        if option.id == "minutes":
            self.minutes = min(MOST * MINUTES_EACH, max(_LEAST, self.minutes + step * _STEP))
        else:
            self.questions = min(MOST, max(_LEAST, self.questions + step * _STEP))
            self.minutes = self.questions * MINUTES_EACH
        self._fill(self.table.highlighted or 0)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """More and fewer only where there is a number."""
        if action != "change" or not self.is_mounted:
            return True
        option = self.table.highlighted_option
        return option is not None and option.id in ("start", "questions", "minutes")

    def action_do(self) -> None:
        """Do what is selected."""
        option = self.table.highlighted_option
        if option is None or option.id is None:
            return
        if option.id.startswith("past-"):
            exam = next(exam for exam in self.past if f"past-{exam.id}" == option.id)
            self.app.push_screen(ExamReportScreen(self.desk, exam, ascii_only=self.ascii_only))
        elif self.open is not None and option.id == "hand-in":
            self._hand_in(self.open)
        else:
            self._enter()

    def _enter(self) -> None:
        try:
            record = open_exam(self.desk) or begin_exam(self.desk, self.questions, self.minutes)
        except StudyGuideError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if not record.exam.keys:
            self.notify("Its questions are in no pack any more: hand it in.", severity="error", markup=False)
            return
        self.app.push_screen(ExamScreen(self.desk, record, ascii_only=self.ascii_only))

    def _hand_in(self, record: ExamRecord) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                try:
                    record.submit(self.desk.clock())
                except StudyGuideError as error:
                    self.notify(str(error), title="Not handed in", severity="error", markup=False)
                    return
                self.app.push_screen(ExamReportScreen(self.desk, record.exam, ascii_only=self.ascii_only))

        text = handing_in(record.exam, record.exam.left(self.desk.clock()))
        self.app.push_screen(ConfirmScreen("Hand the exam in?", text, "hand it in"), answered)


def _row(name: str, said: str, width: int = 12) -> Content:
    return fit(Content.styled(name, "bold"), width) + Content.styled(
        said, "$text-accent" if width == 12 else ""
    )
