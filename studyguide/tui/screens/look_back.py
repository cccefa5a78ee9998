"""Looking back on a quiz or a mock exam, question by question."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from studyguide.study.certainty import NAMES
from studyguide.study.desk import Desk
from studyguide.study.given import Given, total_marks
from studyguide.study.session import Session
from studyguide.tui.draft import Draft
from studyguide.tui.screens.dialogs import GridScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.text import fit
from studyguide.tui.widgets.card import CardView
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.number_grid import Cell
from studyguide.tui.widgets.pane import Pane


class LookBackScreen(Screen[bool]):
    """Every question with the answer given, the key, and why; gives whether to ask the missed ones again."""

    CSS_PATH = "look_back.tcss"
    BINDING_GROUP_TITLE = "Looking back"
    HELP = """\
Your answers, the right ones, and why each option is right or wrong. `w` goes to the next one you missed;
`o` opens the paragraph that answers it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go_on", "Next", id="look-back.on", tooltip="A page on, then the next question"),
        Binding("n,right,l", "go(1)", "Next", show=False, id="look-back.next", tooltip="The next question"),
        Binding(
            "p,left", "go(-1)", "Previous", show=False, id="look-back.previous", tooltip="The question before"
        ),
        Binding(
            "w", "missed_one", "Next missed", id="look-back.wrong", tooltip="The next question you missed"
        ),
        Binding("g", "grid", "All", id="look-back.grid", tooltip="All numbers, right and wrong"),
        Binding("o", "open", "Look up", id="look-back.look-up", tooltip="Read the place that answers it"),
        Binding("m", "again", "Missed again", id="look-back.again", tooltip="Ask the missed questions again"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="look-back.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="look-back.up", tooltip="Scroll up"),
        Binding("tab", "grid", "All", show=False, id="look-back.grid-tab", tooltip="All questions"),
        Binding("q,escape", "dismiss(False)", "Back", id="look-back.back", tooltip="Back"),
    ]

    bar = query_one("#look-back-bar", Static)
    scroll = query_one("#look-back-scroll", Pane)
    view = query_one(CardView)
    below = query_one("#look-back-below", Static)

    def __init__(
        self,
        desk: Desk,
        given: tuple[Given, ...],
        name: str,
        *,
        offers_missed: bool = False,
        ascii_only: bool = False,
    ) -> None:
        """`given` holds at least one question."""
        super().__init__()
        self.desk = desk
        self.given = given
        self.name_text = name
        self.offers_missed = offers_missed
        self.ascii_only = ascii_only
        self.place = 0

    @property
    def here(self) -> Given:
        """The question on screen."""
        return self.given[self.place]

    def compose(self) -> ComposeResult:
        """Bar, question, what it was worth, footer."""
        yield Static(id="look-back-bar", markup=False)
        with Pane(id="look-back-scroll"):
            yield CardView(_settled(self.here), Draft.start(self.here.shown), ascii_only=self.ascii_only)
        yield Static(id="look-back-below", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first question."""
        self._show(0)

    def on_resize(self) -> None:
        """The bar is as wide as the screen."""
        if self.is_mounted:
            self.bar.update(self._bar())

    def _show(self, place: int) -> None:
        self.place = place
        self.view.show(_settled(self.here), Draft.start(self.here.shown))
        self.view.focus()
        self.bar.update(self._bar())
        self.below.update(self._below())
        self.scroll.scroll_home(animate=False)
        self.refresh_bindings()

    def _bar(self) -> Content:
        right = sum(answer.right for answer in self.given)
        end = Content.styled(f"{right} of {len(self.given)} right", "$text-muted")
        task = f" · task {self.here.card.task}" + (" · flagged" if self.here.flagged else "")
        left = Content(f"{self.name_text} · {self.place + 1} of {len(self.given)}{task}")
        return fit(left, max(0, self.size.width - 6 - end.cell_length)) + Content("  ") + end

    def _below(self) -> Content:
        said = [] if self.here.response is not None else ["Left blank"]
        if self.here.marks is not None and self.here.certainty is not None:
            said.append(f"Certainty marks {self.here.marks:+d} ({NAMES[self.here.certainty]})")
        if (total := total_marks(self.given)) is not None:
            said.append(f"{total[0]:+d} of {total[1]} in all")
        if self.here.seconds:
            said.append(f"{self.here.seconds:.0f} seconds")
        self.below.display = bool(said)
        return Content.styled(" · ".join(said), "$text-muted")

    def action_go(self, step: int) -> None:
        """Another question."""
        if 0 <= self.place + step < len(self.given):
            self._show(self.place + step)

    def action_go_on(self) -> None:
        """A page on while there is more to read, then the next question."""
        if self.scroll.scroll_offset.y < self.scroll.max_scroll_y:
            height = self.scroll.scrollable_content_region.height
            self.scroll.scroll_relative(y=max(1, height - 2), animate=False)
        else:
            self.action_go(1)

    def action_missed_one(self) -> None:
        """The next missed question, from the first again after the last."""
        count = len(self.given)
        order = [(self.place + step) % count for step in range(1, count + 1)]
        place = next((place for place in order if not self.given[place].right), None)
        if place is not None:
            self._show(place)

    def action_grid(self) -> None:
        """All numbers."""
        signs = glyphs(self.ascii_only)
        cells = tuple(
            Cell(signs.right, "right", answer.flagged, "$text-success")
            if answer.right
            else Cell(signs.wrong, "wrong", answer.flagged, "$text-error")
            if answer.response is not None
            else Cell(signs.unknown, "blank", answer.flagged, "$text-error")
            for answer in self.given
        )

        def chosen(place: int | None) -> None:
            if place is not None:
                self._show(place)

        self.app.push_screen(GridScreen(self.name_text, cells, self.place), chosen)

    def action_open(self) -> None:
        """Read what answers the question; Escape returns."""
        pack = self.desk.pack_of(self.here.card)
        reads = self.desk.journal.reads()
        self.app.push_screen(ReaderScreen(pack, self.here.card.ref, reads=reads, ascii_only=self.ascii_only))

    def action_again(self) -> None:
        """Ask the missed questions again."""
        self.dismiss(True)

    def action_scroll(self, step: int) -> None:
        """Scroll a line."""
        self.scroll.scroll_relative(y=step, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something now."""
        missed = any(not answer.right for answer in self.given)
        if action == "again":
            return self.offers_missed and missed
        return missed if action == "missed_one" else True


def _settled(given: Given) -> Session:
    """A sitting of this one question, answered, as the card view draws it."""
    session = Session.start({given.card.key: given.card}, (given.card.key,), "")
    return replace(session, phase="settled", response=given.response, verdict=given.verdict)
