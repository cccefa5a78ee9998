"""A sitting on the screen: the question, the answer in the making, the verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widget import Widget

from studyguide.cards.model import Response, Ticked, Typed
from studyguide.cards.present import Form, Presentation
from studyguide.journal.event import DISPUTE, FLAG, UNFLAG, Act
from studyguide.memory.model import Grade
from studyguide.study.attempts import again
from studyguide.study.certainty import Certainty
from studyguide.study.desk import Desk
from studyguide.study.filter import LEECH_LAPSES
from studyguide.study.given import of_session
from studyguide.study.mistakes import contrast
from studyguide.study.sitting import Sitting
from studyguide.study.why import why
from studyguide.study.words import days, grades_offered
from studyguide.tui.draft import Draft
from studyguide.tui.keys import key_of
from studyguide.tui.screens.contrast import ContrastScreen
from studyguide.tui.screens.dialogs import TextScreen
from studyguide.tui.screens.look_back import LookBackScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.saving import saving
from studyguide.tui.screens.study_keys import BINDINGS, Moment, offered
from studyguide.tui.widgets.answer_box import AnswerBox
from studyguide.tui.widgets.card import CardView
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.pane import Band, Pane
from studyguide.tui.widgets.study_lines import (
    bar,
    beneath,
    comes_back,
    drill_keys,
    grade_keys,
    how_sure,
    key,
    leech,
    proposed,
    summary,
)


class StudyScreen(Screen[None]):
    """One sitting. The widgets stay; each answer only redraws them."""

    CSS_PATH = "study.tcss"
    BINDING_GROUP_TITLE = "Study"
    HELP = """\
Letters choose, Enter answers, Space goes on. What is answered is saved at once; Undo takes it back, as often
as you like. In a box for typing press Escape first, then the command keys work. Asked how sure you are, press
1, 2 or 3; the settings turn that off.
"""
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    bar = query_one("#study-bar", Band)
    scroll = query_one("#study-scroll", Pane)
    view = query_one(CardView)
    box = query_one(AnswerBox)
    over = query_one("#study-over", Band)
    keys_line = query_one("#study-keys", Band)

    def __init__(
        self, desk: Desk, sitting: Sitting, *, ask_certainty: bool = False, ascii_only: bool = False
    ) -> None:
        """`ask_certainty`: before each verdict the learner says how sure they are."""
        super().__init__()
        self.desk = desk
        self.sitting = sitting
        self.ask_certainty = ask_certainty
        self.ascii_only = ascii_only
        self.pending: Response | None = None
        """An answer that is given as soon as the learner has said how sure they are."""
        self.lapses = 0
        """How often the card was forgotten, once it is answered."""
        self.draft = self._start()
        self.remark = ""
        self.hinted = False
        self._asked_at = monotonic()

    def compose(self) -> ComposeResult:
        """Bar, card, box for typing, grade keys, footer."""
        yield Band(id="study-bar", markup=False)
        with Pane(id="study-scroll"):
            yield CardView(self.sitting.session, self.draft, ascii_only=self.ascii_only)
            yield AnswerBox()
            yield Band(id="study-over", markup=False)
        yield Band(id="study-keys", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first card."""
        self._fresh()

    @property
    def form(self) -> Form:
        """What the card in hand asks the learner to do."""
        return self.draft.shown.form

    def _key_of(self, id: str) -> str:
        return key_of(self, id)

    @property
    def _ticking(self) -> bool:
        """Whether key points are being ticked."""
        return self.sitting.session.phase == "revealed" and self.form == "open"

    def _start(self) -> Draft:
        session = self.sitting.session
        return Draft.start(Presentation("flip", "") if session.phase == "done" else session.shown)

    # What is on screen.

    def reread(self) -> None:
        """Show the card as its file says it now; the answer in the making stays as far as it fits."""
        before = self.sitting.session
        self.sitting.over(self.desk.cards)
        session = self.sitting.session
        if session.phase != "done" and session.card != before.card:
            draft = self.draft.over(session.shown)
            if draft.ids != self.draft.ids:
                self.pending = None
            self.draft = draft
            self._paint()

    def _fresh(self) -> None:
        """Show another card, or that the sitting is over."""
        self.draft = self._start()
        self.remark = ""
        self.hinted = False
        self.pending = None
        self.lapses = 0
        self._asked_at = monotonic()
        self.box.text = ""
        self._paint()
        self.scroll.scroll_home(animate=False)

    def _paint(self) -> None:
        session = self.sitting.session
        over = session.phase == "done"
        typing = session.phase == "asking" and self.form in ("type", "open")
        self.view.show(session, self.draft, self.remark)
        self.view.display = not over
        self.over.display = over
        if over:
            self.over.update(self._summary())
        self.box.display = typing
        self.view.locked = self.pending is not None
        self._focus(self.box if typing and self.pending is None else self.view)
        self.bar.update(self._status(), layout=False)
        self.keys_line.display = session.phase in ("revealed", "settled") or self.pending is not None
        if self.keys_line.display:
            self.keys_line.update(self._beneath())
        self.refresh_bindings()

    def _focus(self, widget: Widget) -> None:
        """At once: `Widget.focus` does it later, and the keys that it changes would be painted later too."""
        self.set_focus(widget)
        self.refresh_bindings()

    def _status(self) -> Content:
        return bar(self.sitting.session, self.draft, self.size.width - 4)

    def _beneath(self) -> Content:
        """What is said below the card: how sure, or what the answer leads to."""
        if self.pending is not None:
            return how_sure()
        session = self.sitting.session
        if session.verdict is not None and session.verdict.near and session.phase == "revealed":
            yes, no = self._key_of("study.near-yes"), self._key_of("study.near-no")
            return key(yes, "it was right") + Content("   ") + key(no, "it was not")
        if session.mode == "drill":
            keys = drill_keys(session.phase == "revealed")
        else:
            today = self.desk.today
            outcomes = self.desk.scheduler.outcomes(self.sitting.memory_before(), today)
            waits = {
                grade: days(self.desk.due_on(outcomes[grade - 1]) - today)
                for grade in grades_offered(self.desk.settings.grading)
            }
            keys = grade_keys(proposed(self.sitting.session), waits)
        worn = leech(session.card, self.lapses, self._key_of) if self._is_leech else ""
        return beneath(keys, session, (comes_back(session), worn), self.size.width - 4)

    @property
    def _is_leech(self) -> bool:
        return self.lapses >= LEECH_LAPSES and self.sitting.session.phase == "settled"

    def _summary(self) -> Content:
        return summary(self.sitting.session, self.size.width - 8, glyphs(self.ascii_only), self._key_of)

    def on_resize(self) -> None:
        """The bar is as wide as the screen."""
        if self.is_mounted:
            self.bar.update(self._status(), layout=False)

    # Answering.

    def _saving(self, act: Callable[[], object]) -> bool:
        return saving(self, act, again=True)

    def _milliseconds(self) -> int:
        return round((monotonic() - self._asked_at) * 1000)

    def _submit(self, response: Response) -> None:
        """Answer, or ask first how sure the learner is."""
        if self.ask_certainty and self.form not in ("flip", "open"):
            self.pending = response
            self._paint()
        else:
            self._answer(response)

    def _answer(self, response: Response, certainty: Certainty | None = None) -> None:
        now, spent = self.desk.clock(), self._milliseconds()
        if not self._saving(
            lambda: self.sitting.answer(response, now, spent, certainty=certainty, hinted=self.hinted)
        ):
            return
        self.pending = None
        session = self.sitting.session
        if session.feedback == "end" and session.phase == "settled":
            self.sitting.next()
            self._fresh()
            return
        self.remark = ""
        memory = self.desk.journal.memory(session.card.key) if session.mode != "drill" else None
        self.lapses = memory.lapses if memory else 0
        self.draft = replace(self.draft, cursor=0)
        self._paint()
        self.scroll.scroll_home(animate=False)

    def action_sure(self, certainty: int) -> None:
        """Give the answer, being that sure of it."""
        if self.pending is not None:
            self._answer(self.pending, Certainty(certainty))

    def _withdraw(self) -> None:
        """Back to the answer in the making."""
        self.pending = None
        self._paint()

    def _grade(self, grade: Grade) -> None:
        now, spent = self.desk.clock(), self._milliseconds()
        if self._saving(lambda: self.sitting.grade(grade, now, spent)):
            self.sitting.next()
            self._fresh()

    @on(CardView.Drafted)
    def _drafted(self, message: CardView.Drafted) -> None:
        self._redraft(message.draft)

    def _redraft(self, draft: Draft) -> None:
        self.draft = draft
        self.view.show(self.sitting.session, draft, self.remark)
        self.view.reveal_cursor()

    @on(CardView.Picked)
    def _picked(self, message: CardView.Picked) -> None:
        session = self.sitting.session
        if self.pending is not None:
            self._withdraw()
            if self.form == "one" and self.draft.chosen == (self.draft.ids[message.place],):
                return
        if self._ticking:
            self._tick(message.place)
        elif session.phase != "asking":
            return
        elif self.form == "one" and self.draft.chosen == (self.draft.ids[message.place],):
            self.action_confirm()
        elif self.form in ("one", "many"):
            self._redraft(self.draft.at(message.place).toggle())
        else:
            self._redraft(self.draft.at(message.place))

    def _tick(self, place: int) -> None:
        """Tick or untick a key point of an open answer; the ticks propose the grade."""
        response = self.sitting.session.response
        assert isinstance(response, Typed | Ticked)
        ticked = set(response.points if isinstance(response, Ticked) else ())
        self.sitting.reconsider(Ticked(response.text, tuple(sorted(ticked ^ {place}))))
        self.draft = replace(self.draft, cursor=place)
        self._paint()

    @on(AnswerBox.Submitted)
    def _typed(self, message: AnswerBox.Submitted) -> None:
        if message.text:
            self._submit(Typed(message.text))
        else:
            blank = self._key_of("study.dont-know")
            self.notify(f"Type an answer, or press Escape and then {blank} if you don't know.", markup=False)

    @on(AnswerBox.Left)
    def _left(self) -> None:
        self.view.focus()
        self.refresh_bindings()

    def action_confirm(self) -> None:
        """Give the answer in the making; asked how sure, fairly."""
        if self.pending is not None:
            self._answer(self.pending, Certainty.FAIRLY)
        elif self.form in ("type", "open"):
            self.box.focus()
        elif missing := self.draft.missing(self._key_of("study.dont-know")):
            self.notify(missing, markup=False)
        else:
            self._submit(self.draft.response())

    def action_choose(self) -> None:
        """Choose the line under the cursor."""
        self._redraft(self.draft.toggle())

    def action_reveal(self) -> None:
        """Turn the card over."""
        self._answer(self.draft.response())

    def action_go_on(self) -> None:
        """A page on while there is more to read, then on to the next card."""
        if self._below():
            self.scroll.scroll_relative(
                y=max(1, self.scroll.scrollable_content_region.height - 2), animate=False
            )
        else:
            self.action_advance()

    def action_advance(self) -> None:
        """Give the proposed grade and ask the next card; leave when the sitting is over."""
        session = self.sitting.session
        if session.phase == "done":
            self.dismiss(None)
        elif session.verdict is not None and session.verdict.near and session.phase == "revealed":
            yes, no = self._key_of("study.near-yes"), self._key_of("study.near-no")
            self.notify(f"Press {yes} if your answer was right, {no} if it was not.", markup=False)
        else:
            self._grade(proposed(self.sitting.session))

    def action_page(self, step: int) -> None:
        """A page up or down."""
        height = self.scroll.scrollable_content_region.height
        self.scroll.scroll_relative(y=step * max(1, height - 2), animate=False)

    def _below(self) -> bool:
        return self.scroll.scroll_offset.y < self.scroll.max_scroll_y

    def action_dont_know(self) -> None:
        """Leave the card blank."""
        if self.sitting.session.phase == "asking":
            self._answer(self.draft.blank())

    def action_grade(self, grade: int) -> None:
        """Give the grade and go on."""
        self._grade(Grade(grade))

    def action_near(self, right: bool) -> None:
        """Judge a near miss."""
        self._grade(Grade.GOOD if right else Grade.AGAIN)

    def action_move(self, step: int) -> None:
        """Move between lines; among options of which one is right, choose on the way. Else scroll."""
        session = self.sitting.session
        if self.pending is not None:
            self._withdraw()
        if self._ticking and session.verdict is not None:
            last = len(session.verdict.parts) - 1
            self._redraft(replace(self.draft, cursor=min(max(0, self.draft.cursor + step), last)))
        elif session.phase != "asking" or not self.draft.ids:
            self.scroll.scroll_relative(y=step, animate=False)
        elif self.form == "one":
            moved = self.draft.move(step) if self.draft.chosen else self.draft
            self._redraft(replace(moved, chosen=(moved.ids[moved.cursor],)))
        else:
            self._redraft(self.draft.move(step))

    def action_carry(self, step: int) -> None:
        """Move a line of an ordering card."""
        self._redraft(self.draft.carry(step))

    def action_turn(self, step: int) -> None:
        """Change the partner of a line of a matching card."""
        self._redraft(self.draft.turn(step))

    def action_type(self) -> None:
        """Into the box."""
        self.box.focus()

    # Around the answer.

    def action_undo(self) -> None:
        """Take the last answer back and ask it again."""
        undone, before = False, self.sitting.session

        def undo() -> None:
            nonlocal undone
            undone = self.sitting.undo(self.desk.clock())

        if self._saving(undo):
            self.notify("Taken back." if undone else "There is nothing to take back.", markup=False)
            if self.sitting.session is not before:
                self._fresh()

    def action_hint(self) -> None:
        """Show the hint."""
        hint = self.draft.shown.hint
        self.hinted = self.hinted or bool(hint)
        self._remark(f"Hint: {hint}" if hint else "This card has no hint.")

    def action_why(self) -> None:
        """Say why the card comes now."""
        self._remark(why(self.desk, self.sitting.session.card, self.sitting.memory_before()))

    def _remark(self, text: str) -> None:
        self.remark = text
        self.view.show(self.sitting.session, self.draft, text)
        self.call_after_refresh(self.scroll.scroll_end, animate=False)

    def action_flag(self) -> None:
        """Flag the card, or take the flag off."""
        key = self.sitting.session.card.key
        wanted = UNFLAG if self.desk.journal.mark(key).flagged else FLAG
        if self._saving(lambda: self.sitting.note(Act(wanted, key), self.desk.clock())):
            self.notify("Flagged." if wanted == FLAG else "Flag taken off.", markup=False)

    def action_dispute(self) -> None:
        """Note what is wrong with the card."""
        key = self.sitting.session.card.key

        def noted(text: str | None) -> None:
            act = Act(DISPUTE, key, {"text": text})
            if text and self._saving(lambda: self.sitting.note(act, self.desk.clock())):
                self.notify("Noted. `studyguide disputes` lists all.", markup=False)

        self.app.push_screen(TextScreen("Dispute", "What is wrong with this card?"), noted)

    def action_contrast(self) -> None:
        """What the guide says of the card's concept and of one that it is mixed up with."""
        card, packs = self.sitting.session.card, self.desk.library.packs
        table = contrast(packs, card.concept, *card.confusable)
        if table is None:
            self.notify("The guide does not set it beside another.", markup=False)
        else:
            self.app.push_screen(ContrastScreen(table, ascii_only=self.ascii_only))

    def action_aside(self, kind: str) -> None:
        """Bury or suspend the card."""
        if self._saving(lambda: self.sitting.set_aside(kind, self.desk.clock())):
            self.notify(
                "Not again today." if kind == "bury" else "Suspended: not asked until unsuspended.",
                markup=False,
            )
            self._fresh()

    def action_open(self) -> None:
        """Read what answers the card; Escape returns."""
        ref = self.sitting.session.card.ref
        pack = self.desk.pack_of(self.sitting.session.card)
        self.app.push_screen(
            ReaderScreen(pack, ref, reads=self.desk.journal.reads(), ascii_only=self.ascii_only)
        )

    def action_edit(self) -> None:
        """Open the card's file in the learner's editor."""
        from studyguide.tui.editing import edit  # deferred: few ever write content

        edit(self.app, self.desk, self.sitting.session.card)

    def action_look_back(self) -> None:
        """Every question of the quiz with the answer given."""

        def done(missed: bool | None) -> None:
            if missed:
                self.action_missed()

        given = of_session(self.sitting.session)
        self.app.push_screen(
            LookBackScreen(self.desk, given, "Quiz", offers_missed=True, ascii_only=self.ascii_only), done
        )

    def action_missed(self) -> None:
        """Ask the missed questions of the quiz again."""
        missed = again(self.desk, self.sitting)
        if missed is not None:
            self.sitting = missed
            self._fresh()

    def action_leave(self) -> None:
        """Back to the answer in the making, or out; what is left waits."""
        if self.pending is not None:
            self._withdraw()
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something now."""
        return offered(
            action,
            parameters,
            Moment(
                self.sitting.session,
                self.form,
                asked_how_sure=self.pending is not None,
                leech=self._is_leech,
                grades=grades_offered(self.desk.settings.grading),
            ),
        )
