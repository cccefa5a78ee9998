"""A mock exam on the screen: the clock, one question at a time, and no verdict before it is handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from studyguide.errors import JournalError
from studyguide.study.desk import Desk
from studyguide.study.exam import Exam, Sheet
from studyguide.study.exam_record import ExamRecord
from studyguide.study.session import Session
from studyguide.study.words import instruction
from studyguide.tui.draft import Draft
from studyguide.tui.screens.dialogs import ConfirmScreen, GridScreen
from studyguide.tui.screens.exam_keys import BINDINGS
from studyguide.tui.screens.exam_report import ExamReportScreen
from studyguide.tui.text import fit
from studyguide.tui.widgets.card import CardView
from studyguide.tui.widgets.exam_lines import clock, handing_in, state, strip
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.number_grid import Cell
from studyguide.tui.widgets.pane import Pane

LAST_MINUTES = timedelta(minutes=5)
"""From here on the clock stands out."""
_LEAST = 0.5
"""Seconds on a question that are worth putting on record."""


class ExamScreen(Screen[None]):
    """One attempt. Every change on the sheet is on record before the next key is heeded."""

    CSS_PATH = "exam.tcss"
    BINDING_GROUP_TITLE = "Mock exam"
    HELP = """\
Letters choose; Enter goes on. Every answer is saved at once and can be changed until you hand the exam in.
Nothing is said about right and wrong before that. The clock goes on while you are away, and at 0:00 the
exam is handed in by itself. Blank counts as wrong; guessing costs nothing.
"""
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    bar = query_one("#exam-bar", Static)
    scroll = query_one("#exam-scroll", Pane)
    view = query_one(CardView)
    strip_line = query_one("#exam-strip", Static)

    def __init__(self, desk: Desk, record: ExamRecord, *, ascii_only: bool = False) -> None:
        """Go on with a running exam, at the first question that is still blank."""
        super().__init__()
        self.desk = desk
        self.record = record
        self.ascii_only = ascii_only
        keys = record.exam.keys
        self.place = next((n for n, key in enumerate(keys) if not record.exam.sheet(key).answered), 0)
        self.draft = self._drafted_anew()
        self._since = desk.clock()
        self._failed = False
        """Whether handing in failed, and that was said."""
        self._warned = record.exam.left(self._since) <= LAST_MINUTES

    @property
    def exam(self) -> Exam:
        """The attempt as it is on record."""
        return self.record.exam

    @property
    def key(self) -> str:
        """The question on screen."""
        return self.exam.keys[self.place]

    def compose(self) -> ComposeResult:
        """Bar with the clock, question, strip of all questions, footer."""
        yield Static(id="exam-bar", markup=False)
        with Pane(id="exam-scroll"):
            yield CardView(self._session(), self.draft, ascii_only=self.ascii_only)
        yield Static(id="exam-strip", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the question and start looking at the clock."""
        self._fresh()
        self.set_interval(1, self.tick)

    def on_resize(self) -> None:
        """Bar and strip are as wide as the screen."""
        if self.is_mounted:
            self._paint_around()

    # What is on screen.

    def _drafted_anew(self) -> Draft:
        sheet = self.exam.sheet(self.key)
        return Draft.of(self.exam.shown(self.key), sheet.response, sheet.struck)

    def _session(self) -> Session:
        """A sitting of this one question, as the card view draws it."""
        return Session.start(self.exam.cards, (self.key,), self.exam.seed)

    def _fresh(self) -> None:
        self.draft = self._drafted_anew()
        self.view.show(self._session(), self.draft)
        self.view.focus()
        self._paint_around()
        self.scroll.scroll_home(animate=False)
        self.refresh_bindings()

    def _paint_around(self) -> None:
        self.bar.update(self._bar(self.exam.left(self.desk.clock())))
        self.strip_line.update(strip(self.exam, self.place, self.size.width - 4, glyphs(self.ascii_only)))

    def _bar(self, left: timedelta) -> Content:
        style = "bold $text-warning" if left <= LAST_MINUTES else "bold"
        time = Content.styled(f"{clock(left)} left", style)
        flagged = " · flagged" if self.exam.sheet(self.key).flagged else ""
        said = (
            f"Question {self.place + 1} of {len(self.exam.keys)}{flagged} · {instruction(self.draft.shown)}"
        )
        return fit(Content(said), max(0, self.size.width - 6 - time.cell_length)) + Content("  ") + time

    def tick(self) -> None:
        """Show the time that is left; hand the exam in when there is none."""
        left = self.exam.left(self.desk.clock())
        if not left and not self.exam.ended:
            self._submit()
            return
        if left <= LAST_MINUTES and not self._warned:
            self._warned = True
            self.notify(f"{clock(left)} left.", markup=False)
        self.bar.update(self._bar(left))

    # The sheet.

    def _spent(self, now: datetime) -> float:
        return max(0.0, (now - self._since).total_seconds())

    def _mark(self, sheet: Sheet) -> bool:
        """Put the question's state on record; False where its time is over or it cannot be written."""
        now = self.desk.clock()
        if not self.exam.left(now):
            self._submit()
            return False
        try:
            self.record.mark(self.key, replace(sheet, seconds=sheet.seconds + self._spent(now)), now)
        except JournalError as error:
            self.notify(
                f"{error}. Press the key again to retry.", title="Not saved", severity="error", markup=False
            )
            return False
        self._since = now
        return True

    def _change(self, draft: Draft) -> None:
        """Put another answer on record and show it."""
        sheet = self.exam.sheet(self.key)
        same = (draft.chosen, draft.order, draft.pairs, draft.struck) == (
            self.draft.chosen,
            self.draft.order,
            self.draft.pairs,
            self.draft.struck,
        )
        if not same:
            moved = draft.order != self.draft.order
            touched = bool(draft.chosen or draft.pairs) or moved or sheet.response is not None
            response = draft.response() if touched else None
            if not self._mark(replace(sheet, response=response, struck=draft.struck)):
                return
        self.draft = draft
        self.view.show(self._session(), draft)
        self.view.reveal_cursor()
        if not same:
            self._paint_around()

    def _note_time(self) -> None:
        """Put the time spent on the question on record; not worth a word where that fails."""
        now = self.desk.clock()
        sheet = self.exam.sheet(self.key)
        if self._spent(now) >= _LEAST and self.exam.left(now):
            try:
                self.record.mark(self.key, replace(sheet, seconds=sheet.seconds + self._spent(now)), now)
            except JournalError:
                return
        self._since = now

    # Answering.

    @on(CardView.Drafted)
    def _drafted(self, message: CardView.Drafted) -> None:
        self._change(message.draft)

    @on(CardView.Picked)
    def _picked(self, message: CardView.Picked) -> None:
        form, there = self.draft.shown.form, self.draft.at(message.place)
        if form == "one" and self.draft.chosen == (self.draft.ids[message.place],):
            self.action_go(1)
        elif form in ("one", "many"):
            self._toggle(there)
        else:
            self._change(there)

    def action_choose(self) -> None:
        """Choose the line under the cursor, or take the choice back."""
        self._toggle(self.draft)

    def _toggle(self, draft: Draft) -> None:
        changed = draft.toggle()
        if changed.shown.form == "many" and len(changed.chosen) > changed.shown.choose:
            self.notify(f"Choose {changed.shown.choose}: take another choice back first.", markup=False)
            self._change(draft)
        else:
            self._change(changed)

    def action_strike(self) -> None:
        """Strike the option under the cursor out, or take that back."""
        self._change(self.draft.strike())

    def action_move(self, step: int) -> None:
        """Another line; past the ends, scroll."""
        moved = self.draft.move(step)
        if moved.cursor == self.draft.cursor:
            self.scroll.scroll_relative(y=step, animate=False)
        else:
            self._change(moved)

    def action_carry(self, step: int) -> None:
        """Move a line of an ordering question."""
        self._change(self.draft.carry(step))

    def action_turn(self, step: int) -> None:
        """Change the partner of a line of a matching question."""
        self._change(self.draft.turn(step))

    def action_flag(self) -> None:
        """Flag the question, or take the flag off."""
        sheet = self.exam.sheet(self.key)
        if self._mark(replace(sheet, flagged=not sheet.flagged)):
            self._paint_around()

    def action_page(self, step: int) -> None:
        """A page up or down."""
        height = self.scroll.scrollable_content_region.height
        self.scroll.scroll_relative(y=step * max(1, height - 2), animate=False)

    # Between questions.

    def _go(self, place: int) -> None:
        self._note_time()
        self.place = place
        self._fresh()

    def action_go(self, step: int) -> None:
        """Another question; after the last one the grid of all."""
        if not self.exam.left(self.desk.clock()):
            self._submit()
        elif 0 <= self.place + step < len(self.exam.keys):
            self._go(self.place + step)
        elif step > 0:
            self.action_grid()

    def action_grid(self) -> None:
        """All questions: answered, flagged, blank."""
        signs = glyphs(self.ascii_only)
        cells = tuple(
            Cell(*state(self.exam, key, signs), flagged=self.exam.sheet(key).flagged)
            for key in self.exam.keys
        )

        def chosen(place: int | None) -> None:
            if place is not None:
                self._go(place)

        self.app.push_screen(GridScreen("All questions", cells, self.place), chosen)

    def action_leave(self) -> None:
        """Leave; the clock goes on."""
        self._note_time()
        self.dismiss(None)

    def action_hand_in(self) -> None:
        """Hand in, after a word on what is still blank."""

        def answered(yes: bool | None) -> None:
            if yes:
                self._failed = False
                self._note_time()
                self._submit()

        text = handing_in(self.exam, self.exam.left(self.desk.clock()))
        self.app.push_screen(ConfirmScreen("Hand the exam in?", text, "hand it in"), answered)

    def _submit(self) -> None:
        """Hand the exam in and show what it says."""
        try:
            self.record.submit(self.desk.clock())
        except JournalError as error:
            if not self._failed:  # the clock tries again each second
                self.notify(str(error), title="Not handed in yet", severity="error", markup=False)
            self._failed = True
            return
        if self.exam.ended == self.exam.deadline:
            self.notify("Time is up: the exam is handed in.", markup=False)
        while self.app.screen is not self:
            self.app.pop_screen()
        self.app.switch_screen(ExamReportScreen(self.desk, self.exam, ascii_only=self.ascii_only))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something now."""
        form = self.draft.shown.form
        match action:
            case "choose" | "strike":
                return form in ("one", "many")
            case "carry":
                return form == "order"
            case "turn":
                return form == "match"
            case _:
                return True
