"""Every card in a list, narrowed down by a query, with what can be done to one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from studyguide.cards.model import Card
from studyguide.errors import UsageError
from studyguide.guide.markup import plain
from studyguide.journal.event import BURY, DISPUTE, FLAG, RESET, SUSPEND, UNFLAG, UNSUSPEND, Act, Event
from studyguide.journal.fold import PLAIN
from studyguide.memory.model import day_date
from studyguide.study import reports
from studyguide.study.desk import Desk
from studyguide.study.filter import HELP, parse
from studyguide.study.reports import CardLine, card_line
from studyguide.study.words import counted, title
from studyguide.tui.collector import settle
from studyguide.tui.keys import key_of
from studyguide.tui.screens.dialogs import INSIDE, ConfirmScreen, ReadScreen, TextScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.saving import saving
from studyguide.tui.widgets.browser_lines import details, row
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.messages import Sit
from studyguide.tui.widgets.pane import Pane
from studyguide.tui.widgets.rows import Rows
from studyguide.tui.widgets.sheet import Sheet

PATIENCE = 0.09
"""Seconds without a key after which the query is carried out."""
_WIDE = 100
_DETAILS = 44
_NAMES = {
    FLAG: "flag",
    UNFLAG: "taking the flag off",
    SUSPEND: "suspending",
    UNSUSPEND: "unsuspending",
    BURY: "burying",
    RESET: "reset",
    DISPUTE: "dispute",
}


class _Query(Input):
    """Keeps its keys; Enter and Escape go back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,tab,down", "screen.list", "To the list", id="browser.list", tooltip="To the list"),
    ]


class BrowserScreen(Screen[None]):
    """Find cards and care for them."""

    CSS_PATH = "browser.tcss"
    # Declared as an instance variable in the base class, so no ClassVar here.
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012
    BINDING_GROUP_TITLE = "Cards"
    HELP = f"""\
Type a query after `/`, such as `is:due task:4.3 lapses>3 endpoint`.

A query may say {HELP}.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "query", "Filter", id="browser.query", tooltip="Type what to look for"),
        Binding("tab", "query", "Filter", show=False, id="browser.query-tab", tooltip="Into the query"),
        Binding("enter", "open", "Open", id="browser.open", tooltip="Read the place in the guide"),
        Binding("space", "ask", "Ask", id="browser.ask", tooltip="Ask the card now"),
        Binding("d", "details", "Details", id="browser.details", tooltip="Memory, history, why it is due"),
        Binding("asterisk", "flag", "Flag", id="browser.flag", tooltip="Flag the card, or take the flag off"),
        Binding(
            "at",
            "suspend",
            "Suspend",
            show=False,
            id="browser.suspend",
            tooltip="Ask it no more, or ask it again",
        ),
        Binding("minus", "bury", "Bury", show=False, id="browser.bury", tooltip="Not again today"),
        Binding("r", "reset", "Reset", show=False, id="browser.reset", tooltip="Count the card as new again"),
        Binding(
            "exclamation_mark",
            "dispute",
            "Dispute",
            show=False,
            id="browser.dispute",
            tooltip="Note what is wrong with the card",
        ),
        Binding("u", "undo", "Undo", id="browser.undo", tooltip="Take the last act back"),
        Binding("q,escape", "dismiss(None)", "Back", id="browser.back", tooltip="Back"),
    ]

    query_box = query_one(_Query)
    said = query_one("#browser-said", Static)
    table = query_one(Rows)
    about = query_one(Sheet)

    def __init__(self, desk: Desk, query: str = "", *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.first_query = query
        self.ascii_only = ascii_only
        self.lines: dict[str, CardLine] = {}
        """Every card, by key."""
        self.shown: tuple[str, ...] = ()
        """Keys of the cards in the list."""
        self._waiting: Timer | None = None
        self._room = 0

    def compose(self) -> ComposeResult:
        """The query, what it found, the list and the card selected."""
        yield _Query(self.first_query, placeholder="is:due  task:4.3  kind:multi  lapses>3  or a word")
        yield Static(id="browser-said", markup=False)
        with Horizontal(id="browser-body"):
            yield Rows(self._tell)
            with Pane(id="browser-pane"):
                yield Sheet(id="browser-about")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show all cards."""
        self._read()
        self.table.focus()
        self.call_after_refresh(settle)

    def on_screen_resume(self) -> None:
        """A card may have been answered meanwhile."""
        if self.is_mounted and self._room:
            self.renew()

    def renew(self) -> None:
        """List the cards as they are now."""
        self._read()
        self._list()

    def on_resize(self) -> None:
        """Rows are as wide as the list."""
        room = self.size.width - 5 - (_DETAILS + 2 if self.size.width >= _WIDE else 0)
        if room != self._room:
            self._room = room
            self._list()

    # The list.

    def _read(self) -> None:
        memories, marks = self.desk.journal.memories(), self.desk.journal.marks()
        rule, scheduler = self.desk.due_rule(), self.desk.scheduler
        self.lines = {
            key: card_line(card, memories.get(key), marks.get(key, PLAIN), rule, scheduler)
            for key, card in self.desk.cards.items()
        }

    def _list(self) -> None:
        """Carry the query out."""
        try:
            fits = parse(self.query_box.value)
        except UsageError as error:
            self.said.update(Content.styled(str(error), "$text-error"))
            return
        held = self.card.key if self.card else ""
        self.shown = tuple(key for key, line in self.lines.items() if fits(line))
        today = day_date(self.desk.today)
        keys = self.shown
        self.table.show(
            len(keys),
            lambda place: row(self.lines[keys[place]], self._room, today),
            keys.index(held) if held in keys else 0,
        )
        count = f"{counted(len(self.shown), 'card')} of {len(self.lines)}"
        self.said.update(Content.styled(count, "$text-muted"))

    @property
    def card(self) -> Card | None:
        """The card selected."""
        place = self.table.place
        return self.desk.cards.get(self.shown[place]) if 0 <= place < len(self.shown) else None

    def _tell(self) -> None:
        """Show all about the card selected."""
        card = self.card
        if card is None:
            self.about.show(())
        elif self.size.width >= _WIDE:
            self.about.show(details(reports.card(self.desk, card), _DETAILS - 4, glyphs(self.ascii_only)))

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PATIENCE, self._list)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self._list()
        self.action_list()

    def action_query(self) -> None:
        """Into the query."""
        self.query_box.focus()

    def action_list(self) -> None:
        """Back to the list."""
        self.table.focus()

    # One card.

    def _redraw(self, key: str) -> None:
        """Show one card as it is now, also where it no longer fits the query."""
        desk, journal = self.desk, self.desk.journal
        self.lines[key] = card_line(
            desk.cards[key], journal.memory(key), journal.mark(key), desk.due_rule(), desk.scheduler
        )
        self.table.redraw()
        self._tell()

    def _act(self, act: Act, said: str) -> None:
        """Put it on record and say so."""
        if saving(self, lambda: self.desk.journal.append((act,), self.desk.clock())):
            self.notify(said, markup=False)
            self._redraw(act.item)

    def action_flag(self) -> None:
        """Flag the card, or take the flag off."""
        if card := self.card:
            flagged = self.lines[card.key].flagged
            self._act(
                Act(UNFLAG if flagged else FLAG, card.key), "Flag taken off." if flagged else "Flagged."
            )

    def action_suspend(self) -> None:
        """Ask the card no more, or ask it again."""
        if card := self.card:
            held = self.lines[card.key].suspended
            said = "Asked again when it is due." if held else "Suspended: not asked until unsuspended."
            self._act(Act(UNSUSPEND if held else SUSPEND, card.key), said)

    def action_bury(self) -> None:
        """Do not ask the card again today."""
        if card := self.card:
            self._act(Act(BURY, card.key), "Not again today.")

    def action_reset(self) -> None:
        """Count the card as new again."""
        card = self.card
        if card is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._act(Act(RESET, card.key), "Counts as new again.")

        text = (
            f"{plain(title(card))}\n\nIt counts as new again. Its answers stay in the journal; "
            f"{key_of(self, 'browser.undo')} undoes it."
        )
        self.app.push_screen(ConfirmScreen("Reset the card?", text, "reset it"), answered)

    def action_dispute(self) -> None:
        """Note what is wrong with the card."""
        card = self.card
        if card is None:
            return

        def noted(text: str | None) -> None:
            if text:
                self._act(Act(DISPUTE, card.key, {"text": text}), "Noted. `studyguide disputes` lists all.")

        self.app.push_screen(TextScreen("Dispute", plain(title(card))), noted)

    def action_undo(self) -> None:
        """Take the last act back, whatever it was."""
        undone: Event | None = None

        def undo() -> None:
            nonlocal undone
            undone = self.desk.journal.undo(self.desk.clock())

        if not saving(self, undo):
            return
        if undone is None:
            self.notify("There is nothing to take back.", markup=False)
            return
        act = _NAMES.get(undone.kind, "answer")
        card = self.desk.cards.get(undone.item)
        self.notify(f"Taken back: {act}, {plain(title(card)) if card else undone.item}", markup=False)
        if card is not None:
            self._redraw(card.key)

    def action_open(self) -> None:
        """Read the place in the guide; Escape returns."""
        if card := self.card:
            pack, reads = self.desk.pack_of(card), self.desk.journal.reads()
            self.app.push_screen(ReaderScreen(pack, card.ref, reads=reads, ascii_only=self.ascii_only))

    def action_ask(self) -> None:
        """Ask the card now."""
        card = self.card
        if card is not None and card.reserve:
            self.notify("It is kept for mock exams, to measure more than memory of it.", markup=False)
        elif card is not None:
            self.post_message(Sit(self.desk.sit(only=(card.key,))))

    def action_details(self) -> None:
        """All about the card, over the list."""
        if card := self.card:
            width = min(INSIDE, self.size.width - 7)
            lines = details(reports.card(self.desk, card), width, glyphs(self.ascii_only))
            self.app.push_screen(ReadScreen(Content("\n").join(lines)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a query is typed only its keys; the pane makes the dialog needless."""
        if self.is_mounted and self.query_box.has_focus and action not in ("list", "query"):
            return False
        return not self.has_class("-wide") if action == "details" else True
