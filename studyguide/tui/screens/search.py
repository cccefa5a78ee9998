"""Find words in the guide."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from studyguide.guide.library import Library
from studyguide.guide.markup import plain

_SHOWN = 40
"""More hits than this nobody reads."""


class Found(NamedTuple):
    """A place that was chosen."""

    ref: str
    words: str
    """What was typed to find it."""


class SearchScreen(ModalScreen[Found | None]):
    """Type words, choose a place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "dismiss(None)", "Close", id="search.close", tooltip="Close without going anywhere"
        ),
        Binding("down", "move(1)", "Down", show=False, id="search.down", tooltip="The next place found"),
        Binding("up", "move(-1)", "Up", show=False, id="search.up", tooltip="The place above"),
    ]

    words = query_one(Input)
    found = query_one(OptionList)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.refs: tuple[str, ...] = ()
        """Where each place found leads."""

    def compose(self) -> ComposeResult:
        """A box for the words and the places found."""
        with Vertical(id="search-box"):
            yield Input(placeholder="Words to find in the guide")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Start typing at once, while the words of the guide are gathered."""
        self.words.focus()
        self.run_worker(partial(self.library.search, ""), thread=True)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        hits = self.library.search(event.value, _SHOWN) if len(event.value.strip()) > 1 else ()
        self.refs = tuple(hit.ref for hit in hits)
        self.found.set_options(
            Option(Content.assemble((plain(hit.title), "bold"), "\n", (plain(hit.excerpt), "$text-muted")))
            for hit in hits
        )
        if hits:
            self.found.highlighted = 0

    def action_move(self, step: int) -> None:
        """Select another place while typing goes on."""
        if step > 0:
            self.found.action_cursor_down()
        else:
            self.found.action_cursor_up()

    @on(Input.Submitted)
    def _chosen(self) -> None:
        place = self.found.highlighted
        if place is not None:
            self.dismiss(Found(self.refs[place], self.words.value))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Found(self.refs[event.option_index], self.words.value))
