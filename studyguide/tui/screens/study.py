"""A sitting on the screen: the question, the answer in the making, the verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Footer, Static

from studyguide.cards.model import Response, Ticked, Typed
from studyguide.cards.present import Form, Presentation
from studyguide.errors import JournalError
from studyguide.guide.markup import plain
from studyguide.guide.model import Open
from studyguide.journal.event import Act
from studyguide.memory.model import Grade
from studyguide.study.desk import Desk
from studyguide.study.grades import grade_of_points
from studyguide.study.sitting import Sitting
from studyguide.study.words import GRADE_NAMES, counted, days, grades_offered, title, why_now
from studyguide.tui.draft import Draft
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.answer_box import AnswerBox
from studyguide.tui.widgets.card import CardView
from studyguide.tui.widgets.card_lines import status
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.lines import hang
from studyguide.tui.widgets.pane import Pane


class StudyScreen(Screen[None]):
    """One sitting. The widgets stay; each answer only redraws them."""

    CSS_PATH = "study.tcss"
    BINDING_GROUP_TITLE = "Study"
    HELP = """\
Letters choose, Enter answers, Space goes on. What is answered is saved at once; `u` takes it back, as often
as you like. In a box for typing press Escape first, then the command keys work.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Answer", id="study.answer", tooltip="Give the answer"),
        Binding("space", "choose", "Choose", id="study.choose", tooltip="Choose the line, or take it back"),
        Binding("space,enter", "reveal", "Show answer", id="study.reveal", tooltip="Turn the card over"),
        Binding("space", "go_on", "Go on", id="study.go-on", tooltip="A page on, or on to the next card"),
        Binding("enter", "advance", "Next", show=False, id="study.next", tooltip="On to the next card"),
        Binding(
            "x", "dont_know", "Don't know", id="study.dont-know", tooltip="Leave it blank and see the answer"
        ),
        Binding(
            "1",
            "grade(1)",
            "Again",
            show=False,
            id="study.again",
            tooltip="Grade it Again: asked again in this sitting",
        ),
        Binding("2", "grade(2)", "Hard", show=False, id="study.hard", tooltip="Grade it Hard"),
        Binding("3", "grade(3)", "Good", show=False, id="study.good", tooltip="Grade it Good"),
        Binding("4", "grade(4)", "Easy", show=False, id="study.easy", tooltip="Grade it Easy"),
        Binding(
            "y",
            "near(True)",
            "It was right",
            show=False,
            id="study.near-yes",
            tooltip="Count the typed answer as right",
        ),
        Binding(
            "n",
            "near(False)",
            "It was wrong",
            show=False,
            id="study.near-no",
            tooltip="Count the typed answer as wrong",
        ),
        Binding(
            "o", "open", "Look up", id="study.look-up", tooltip="Read the place in the guide that answers it"
        ),
        Binding("u", "undo", "Undo", id="study.undo", tooltip="Take the last answer back"),
        Binding("w", "why", "Why now", show=False, id="study.why", tooltip="Why this card is asked now"),
        Binding(
            "h", "hint", "Hint", show=False, id="study.hint", tooltip="A hint; the answer then counts as Hard"
        ),
        Binding(
            "asterisk",
            "mark('flag')",
            "Flag",
            show=False,
            id="study.flag",
            tooltip="Flag the card, to find it again",
        ),
        Binding("minus", "aside('bury')", "Bury", show=False, id="study.bury", tooltip="Not again today"),
        Binding(
            "at",
            "aside('suspend')",
            "Suspend",
            show=False,
            id="study.suspend",
            tooltip="Not again until unsuspended",
        ),
        Binding("up,k", "move(-1)", "Up", show=False, id="study.up", tooltip="The line above"),
        Binding("down,j", "move(1)", "Down", show=False, id="study.down", tooltip="The line below"),
        Binding(
            "shift+up,K", "carry(-1)", "Move up", show=False, id="study.carry-up", tooltip="Move the line up"
        ),
        Binding(
            "shift+down,J",
            "carry(1)",
            "Move down",
            show=False,
            id="study.carry-down",
            tooltip="Move the line down",
        ),
        Binding(
            "left", "turn(-1)", "Partner", show=False, id="study.partner-before", tooltip="The partner before"
        ),
        Binding(
            "right", "turn(1)", "Partner", show=False, id="study.partner-next", tooltip="The next partner"
        ),
        Binding("pagedown", "page(1)", "Page on", show=False, id="study.page-on", tooltip="A page on"),
        Binding("pageup", "page(-1)", "Page back", show=False, id="study.page-back", tooltip="A page back"),
        Binding("tab", "type", "Type", show=False, id="study.type", tooltip="Into the box for typing"),
        Binding(
            "q,escape", "leave", "Stop", id="study.stop", tooltip="Stop here; everything answered is saved"
        ),
    ]

    bar = query_one("#study-bar", Static)
    scroll = query_one("#study-scroll", Pane)
    view = query_one(CardView)
    box = query_one(AnswerBox)
    keys_line = query_one("#study-keys", Static)

    def __init__(self, desk: Desk, sitting: Sitting, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.sitting = sitting
        self.ascii_only = ascii_only
        self.draft = self._start()
        self.remark = ""
        self.hinted = False
        self._asked_at = monotonic()

    def compose(self) -> ComposeResult:
        """Bar, card, box for typing, grade keys, footer."""
        yield Static(id="study-bar", markup=False)
        with Pane(id="study-scroll"):
            yield CardView(self.sitting.session, self.draft, ascii_only=self.ascii_only)
            yield AnswerBox()
            yield Static(id="study-over", markup=False)
        yield Static(id="study-keys", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the first card."""
        self._fresh()

    @property
    def form(self) -> Form:
        """What the card in hand asks the learner to do."""
        return self.draft.shown.form

    @property
    def _ticking(self) -> bool:
        """Whether key points are being ticked."""
        return self.sitting.session.phase == "revealed" and self.form == "open"

    def _start(self) -> Draft:
        session = self.sitting.session
        return Draft.start(Presentation("flip", "") if session.phase == "done" else session.shown)

    # What is on screen.

    def _fresh(self) -> None:
        """Show another card, or that the sitting is over."""
        self.draft = self._start()
        self.remark = ""
        self.hinted = False
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
        self.query_one("#study-over", Static).display = over
        if over:
            self.query_one("#study-over", Static).update(self._summary())
        self.box.display = typing
        (self.box if typing else self.view).focus()
        self.bar.update(self._status())
        self.keys_line.display = session.phase in ("revealed", "settled")
        if self.keys_line.display:
            self.keys_line.update(self._grade_keys())
        self.refresh_bindings()

    def _status(self) -> Content:
        session = self.sitting.session
        right = sum(answer.correct for answer in session.answered)
        given = len(session.answered)
        score = Content.styled(f"{right} of {given} right" if given else "", "$text-muted")
        if session.phase == "done":
            return fit(Content("Sitting over"), self.size.width - 4 - score.cell_length) + score
        left = Content(status(session, self.draft, len(session.answered) + 1))
        return fit(left, max(0, self.size.width - 6 - score.cell_length)) + Content("  ") + score

    def _grade_keys(self) -> Content:
        """The grade keys, each with the time until it would ask again."""
        session = self.sitting.session
        if session.verdict is not None and session.verdict.near and session.phase == "revealed":
            return Content.assemble(
                ("y", "bold $text-accent"), " it was right   ", ("n", "bold $text-accent"), " it was not"
            )
        today = self.desk.today
        outcomes = self.desk.scheduler.outcomes(self.sitting.memory_before(), today)
        proposed = self._proposed()
        keys = []
        for grade in grades_offered(self.desk.settings.grading):
            wait = days(self.desk.due_on(outcomes[grade - 1]) - today)
            style = "bold" if grade is proposed else "$text-muted"
            keys.append(
                Content.assemble(
                    (f"{grade.value} ", "bold $text-accent"), (f"{GRADE_NAMES[grade]} {wait}", style)
                )
            )
        go_on = Content.assemble(("Space ", "bold $text-accent"), f"keeps {GRADE_NAMES[proposed]}")
        return Content("   ").join((*keys, go_on))

    def _proposed(self) -> Grade:
        """The grade that going on would keep or give."""
        session = self.sitting.session
        if session.grade is not None:
            return session.grade
        if isinstance(session.card.ask, Open):
            held = len(session.response.points) if isinstance(session.response, Ticked) else 0
            return grade_of_points(held, len(session.card.ask.key_points))
        return Grade.GOOD

    def _summary(self) -> Content:
        session = self.sitting.session
        right = sum(answer.correct for answer in session.answered)
        lines = [
            Content.styled(
                "That was all for now." if session.answered else "Nothing is due now.", "bold $text-accent"
            )
        ]
        if session.answered:
            lines.append(
                Content(f"{counted(len(session.answered), 'answer')}, {right} right. All of it is saved.")
            )
        missed = dict.fromkeys(answer.key for answer in session.answered if not answer.correct)
        if missed:
            lines += [Content(""), Content.styled("Missed on the way", "bold")]
            signs = glyphs(self.ascii_only)
            for key in missed:
                bullet = Content.styled(f"{signs.bullet} ", "$text-muted")
                name = Content(plain(title(session.cards[key])))
                lines += hang(bullet, wrap(name, max(20, self.size.width - 8)))
        lines += [Content(""), Content.styled("Enter returns; u takes the last answer back.", "$text-muted")]
        return Content("\n").join(lines)

    def on_resize(self) -> None:
        """The bar is as wide as the screen."""
        if self.is_mounted:
            self.bar.update(self._status())

    # Answering.

    def _saving(self, act: Callable[[], object]) -> bool:
        """Carry out what writes to the journal; when it cannot, say so and leave all as it was."""
        try:
            act()
        except JournalError as error:
            self.notify(
                f"{error}. Press the key again to retry.", title="Not saved", severity="error", markup=False
            )
            return False
        return True

    def _milliseconds(self) -> int:
        return round((monotonic() - self._asked_at) * 1000)

    def _answer(self, response: Response) -> None:
        now, spent = self.desk.clock(), self._milliseconds()
        if self._saving(lambda: self.sitting.answer(response, now, spent, hinted=self.hinted)):
            self.remark = ""
            self.draft = replace(self.draft, cursor=0)
            self._paint()
            self.scroll.scroll_home(animate=False)

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
            self._answer(Typed(message.text))
        else:
            self.notify("Type an answer, or press Escape and then x if you don't know.", markup=False)

    @on(AnswerBox.Left)
    def _left(self) -> None:
        self.view.focus()
        self.refresh_bindings()

    def action_confirm(self) -> None:
        """Give the answer in the making."""
        if self.form in ("type", "open"):
            self.box.focus()
        elif missing := self.draft.missing():
            self.notify(missing, markup=False)
        else:
            self._answer(self.draft.response())

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
            self.notify("Press y if your answer was right, n if it was not.", markup=False)
        else:
            self._grade(self._proposed())

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
        undone = False

        def undo() -> None:
            nonlocal undone
            undone = self.sitting.undo(self.desk.clock())

        if self._saving(undo):
            self.notify("Taken back." if undone else "There is nothing to take back.", markup=False)
            if undone:
                self._fresh()

    def action_hint(self) -> None:
        """Show the hint."""
        hint = self.draft.shown.hint
        self.hinted = self.hinted or bool(hint)
        self._remark(f"Hint: {hint}" if hint else "This card has no hint.")

    def action_why(self) -> None:
        """Say why the card comes now."""
        today, memory = self.desk.today, self.sitting.memory_before()
        recall = self.desk.scheduler.recall(memory, today) if memory else 0.0
        due = self.desk.due_on(memory) if memory else today
        self._remark(why_now(self.sitting.session.card, memory, today, recall, due))

    def _remark(self, text: str) -> None:
        self.remark = text
        self.view.show(self.sitting.session, self.draft, text)
        self.call_after_refresh(self.scroll.scroll_end, animate=False)

    def action_mark(self, kind: str) -> None:
        """Flag the card, or take the flag off."""
        key = self.sitting.session.card.key
        wanted = f"un{kind}" if self.desk.journal.mark(key).flagged else kind
        act = Act(wanted, key)
        if self._saving(lambda: self.desk.journal.append((act,), self.desk.clock())):
            self.notify("Flagged." if wanted == kind else "Flag taken off.", markup=False)

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

    def action_leave(self) -> None:
        """Back; what is left waits."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something now."""
        phase = self.sitting.session.phase
        verdict = self.sitting.session.verdict
        near = phase == "revealed" and verdict is not None and bool(verdict.near)
        match action:
            case "dont_know" | "confirm":
                return phase == "asking" and self.form != "flip"
            case "choose":
                return phase == "asking" and self.form in ("one", "many")
            case "reveal":
                return phase == "asking" and self.form == "flip"
            case "go_on" | "advance":
                return phase != "asking"
            case "grade":
                offered = parameters[0] in grades_offered(self.desk.settings.grading)
                return phase in ("revealed", "settled") and not near and offered
            case "near":
                return near
            case "aside" | "hint":
                return phase == "asking"
            case "open" | "why" | "mark":
                return phase != "done"
            case "carry":
                return phase == "asking" and self.form == "order"
            case "turn":
                return phase == "asking" and self.form == "match"
            case "type":
                return phase == "asking" and self.form in ("type", "open")
            case _:
                return True
