"""The glossary looked up while reading: the terms that a section uses, with what they mean."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from studyguide.guide.markup import plain
from studyguide.guide.terms import Explained
from studyguide.tui.screens.dialogs import BOX
from studyguide.tui.text import body
from studyguide.tui.widgets.choices import Choices


class TermsScreen(ModalScreen[str | None]):
    """Lists terms with their meanings; gives the place of the one that is chosen."""

    CSS = BOX.format(name="TermsScreen") + (
        "TermsScreen #dialog { width: 84; padding: 0 1; }"
        "TermsScreen Choices { height: auto; max-height: 100%; padding: 0; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", id="terms.open", tooltip="Go to the term in its glossary"),
        Binding("q,escape,t", "dismiss(None)", "Close", id="terms.close", tooltip="Back to the section"),
    ]

    table = query_one(Choices)

    def __init__(self, terms: tuple[Explained, ...]) -> None:
        super().__init__()
        self.terms = terms

    def compose(self) -> ComposeResult:
        """The terms."""
        with Vertical(id="dialog") as box:
            box.border_title = Content("Terms in this section")
            box.border_subtitle = Content("Enter opens the glossary there, Esc returns")
            yield Choices()

    def on_mount(self) -> None:
        """Start at the first."""
        self.table.add_options(Option(_entry(explained)) for explained in self.terms)
        self.table.highlighted = 0
        self.table.focus()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to the term selected."""
        if self.table.highlighted is not None:
            self.dismiss(self.terms[self.table.highlighted].ref)


def _entry(explained: Explained) -> Content:
    term = explained.term
    long = Content.styled(f"  {plain(term.long)}" if term.long else "", "$text-muted")
    name = Content.styled(plain(term.term), "bold $text-accent") + long
    return Content("\n").join((name, body(term.meaning), Content("")))
