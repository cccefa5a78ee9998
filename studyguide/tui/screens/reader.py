"""The reader: the outline of a chapter at the left, one section at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from studyguide.errors import UsageError
from studyguide.guide.markup import plain
from studyguide.guide.model import Chapter, Pack
from studyguide.guide.search import query_words
from studyguide.guide.terms import terms_in
from studyguide.tui.places import Place, find, places, stems, titles
from studyguide.tui.screens.terms import TermsScreen
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.lines import hang
from studyguide.tui.widgets.messages import AskQuestion, OpenRef, SectionRead, Visited
from studyguide.tui.widgets.section import SectionView
from studyguide.tui.widgets.view import section_view

__all__ = ["AskQuestion", "OpenRef", "ReaderScreen", "SectionRead", "Visited"]


_WIDE = 100
"""Cells from which the outline stands beside the section."""
_PANE = 32
"""Cells of the outline pane beside a section, as in the style sheet."""

_SECTION = Binding.Group("Section", compact=True)


class _Pane(OptionList):
    """The sections of the chapter with their read marks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Read", id="pane.read", tooltip="Read this section"),
        Binding("tab", "screen.pane", "To the text", id="pane.leave", tooltip="Back to the section"),
        Binding("j", "cursor_down", "Down", show=False, id="pane.down", tooltip="The next section"),
        Binding("k", "cursor_up", "Up", show=False, id="pane.up", tooltip="The section above"),
        Binding("space", "select", "Open", show=False, id="pane.open", tooltip="Read this section"),
    ]


class ReaderScreen(Screen[None]):
    """Read a pack from any place in it.

    Tells those above: `Visited` when a section comes on screen, `SectionRead` when the learner goes on from
    its end, `AskQuestion` from a checkpoint. References are followed within the screen; Escape returns from
    them, and from where the reader was opened leaves it.
    """

    CSS_PATH = "reader.tcss"
    # Declared as an instance variable in the base class, so no ClassVar here.
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012
    BINDING_GROUP_TITLE = "Reader"
    HELP = """\
Space goes on: it uncovers what is covered, turns the page, and at the end of a section marks it read and
opens the next. Arrow keys select; Enter opens what is selected. `†` marks a fact note: `i` opens it.
`t` explains the terms that a section uses.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,pagedown",
            "page(1)",
            "Go on",
            show=False,
            id="reader.page-down",
            tooltip="A page on, and at the end the next section",
        ),
        Binding("pageup,b", "page(-1)", "Page up", show=False, id="reader.page-up", tooltip="A page back"),
        Binding("home,g", "top", "Top", show=False, id="reader.top", tooltip="To the top of the section"),
        Binding(
            "end,G", "bottom", "Bottom", show=False, id="reader.bottom", tooltip="To the end of the section"
        ),
        Binding(
            "n,right_square_bracket",
            "section(1)",
            "Next section",
            group=_SECTION,
            id="reader.next",
            tooltip="The next section, this one not marked read",
        ),
        Binding(
            "p,left_square_bracket",
            "section(-1)",
            "Previous section",
            group=_SECTION,
            id="reader.previous",
            tooltip="The section before this",
        ),
        Binding(
            "t",
            "terms",
            "Terms",
            show=False,
            id="reader.terms",
            tooltip="The glossaries' terms that this section uses, with their meanings",
        ),
        Binding(
            "tab",
            "pane",
            "Outline",
            id="reader.outline",
            tooltip="Between the chapter's outline and the section",
        ),
        Binding(
            "shift+tab",
            "pane",
            "Outline",
            show=False,
            id="reader.outline-back",
            tooltip="Between the chapter's outline and the section",
        ),
        Binding(
            "q,escape",
            "back",
            "Back",
            id="reader.back",
            tooltip="Back from a reference, or out of the reader",
        ),
    ]

    bar = query_one("#reader-bar", Static)
    pane = query_one("#reader-pane", _Pane)
    scroll = query_one("#reader-scroll", VerticalScroll)

    def __init__(
        self,
        pack: Pack,
        ref: str = "",
        *,
        words: str = "",
        reads: Set[str] = frozenset(),
        verdicts: Callable[[], Mapping[str, bool]] = dict,
        ascii_only: bool = False,
    ) -> None:
        """Open the pack at `ref`.

        Args:
            pack: What to read.
            ref: chapter, chapter#section or chapter#section/item; empty for the beginning.
            words: What was searched for to come here: it is marked.
            reads: Sections read before, as chapter#section.
            verdicts: Gives, for each question answered so far, by its id, whether the last answer was right.
            ascii_only: Draw with ASCII characters only.

        Raises:
            UsageError: The pack has no such place.
        """
        super().__init__()
        self.pack = pack
        self.place = find(pack, ref)
        """Where the learner is; its item only says what was asked for."""
        self.words = words
        self.reads = frozenset(reads)
        self._verdicts = verdicts
        self.verdicts: Mapping[str, bool] = dict(verdicts())
        self.ascii_only = ascii_only
        self.trail: tuple[Place, ...] = ()
        """Where references were followed from, the latest last."""

    def compose(self) -> ComposeResult:
        """Bar, outline, section, footer."""
        yield Static(id="reader-bar", markup=False)
        with Horizontal(id="reader-body"):
            yield _Pane(id="reader-pane", markup=False)
            yield VerticalScroll(id="reader-scroll", can_focus=False)
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show the place asked for."""
        await self._show(self.place, self.words)

    def on_screen_resume(self) -> None:
        """A question may have been answered meanwhile."""
        if self.view is not None:
            self.update_verdicts(self._verdicts())

    @property
    def view(self) -> SectionView | None:
        """The section on screen."""
        return self.query_one_optional(".section-view", SectionView)

    async def open(self, ref: str) -> None:
        """Go to a place as by following a reference: Escape returns.

        Raises:
            UsageError: The pack has no such place.
        """
        place = find(self.pack, ref)
        here = Place(self.place.chapter, self.place.section, self.view.selected if self.view else "")
        self.trail = (*self.trail, here)
        await self._show(place)

    async def reread(self, pack: Pack) -> None:
        """Go on in the pack as it is now; where the section is gone, at the beginning of its chapter."""

        def again(place: Place) -> Place:
            for ref in (place.ref, place.chapter.id):
                try:
                    return find(pack, ref)
                except UsageError:
                    continue
            return find(pack, "")

        before, row = self.place.section, self.scroll.scroll_offset.y
        chosen = self.view.selected if self.view else ""
        self.pack, self.place = pack, again(self.place)
        self.trail = tuple(map(again, self.trail))
        if self.place.section == before:
            self._mark()
            return
        await self._show(self.place)
        if self.view is not None and self.view.stop(chosen) is not None:
            self.view.show(chosen)
        self.call_after_refresh(self.scroll.scroll_to, y=row, animate=False)

    def update_verdicts(self, verdicts: Mapping[str, bool]) -> None:
        """Show how questions were answered meanwhile."""
        self.verdicts = dict(verdicts)
        if self.view is not None:
            self.view.context = self._around()
            self.view.redraw()

    # What is on screen.

    def _around(self) -> Context:
        chapter = self.place.chapter
        return Context(
            titles=titles(self.pack, chapter),
            stems=stems(chapter),
            verdicts=self.verdicts,
            ascii_only=self.ascii_only,
        )

    async def _show(self, place: Place, words: str = "") -> None:
        self.place = Place(place.chapter, place.section)
        view = section_view(place.section, self._around())
        view.sought = query_words(words)
        async with self.scroll.batch():
            await self.scroll.remove_children()
            await self.scroll.mount(view)
        self.scroll.scroll_home(animate=False)
        self.remove_class("-choosing")
        view.focus(scroll_visible=False)
        if place.item:
            view.show(place.item)
        elif words:
            view.call_after_refresh(view.reveal_words)
        self._mark()
        self.post_message(Visited(self.place.ref))

    def _mark(self) -> None:
        """Write bar and outline anew."""
        signs = glyphs(self.ascii_only)
        chapter, sections = self.place.chapter, self.place.chapter.sections
        number = sections.index(self.place.section) + 1
        self.bar.update(self._bar(chapter, number, len(sections)))
        options = []
        room = (self.size.width if self.size.width < _WIDE else _PANE) - 7
        for section in sections:
            known = f"{chapter.id}#{section.id}" in self.reads
            sign = Content.styled(signs.right if known else signs.unknown, "bold" if known else "")
            here = section is self.place.section
            lead = Content(signs.pointer if here else " ") + sign + Content(" ")
            contents = hang(lead, wrap(Content(plain(section.title)), room))
            options.append(Option(Content("\n").join(contents), id=section.id))
        self.pane.set_options(options)
        self.pane.highlighted = number - 1

    def _bar(self, chapter: Chapter, number: int, count: int) -> Content:
        signs = glyphs(self.ascii_only)
        known = self.place.ref in self.reads
        state = f"{signs.right} read" if known else "not read yet"
        right = Content.assemble((f"{number}/{count}", "bold $text-primary"), f"  {state}")
        width = max(0, self.size.width - 4)
        room = width - right.cell_length - 2
        left = Content.styled(plain(chapter.title), "$text")
        return fit(left, max(0, room), ellipsis=not self.ascii_only) + Content("  ") + right

    def on_resize(self) -> None:
        """The bar is as wide as the screen."""
        if self.is_mounted and self.view is not None:
            self._mark()

    # Keys.

    async def action_page(self, step: int) -> None:
        """A page on or back; from the end of the section to the next."""
        scroll = self.scroll
        if step < 0:
            scroll.scroll_page_up(animate=False)
        elif scroll.scroll_offset.y < scroll.max_scroll_y:
            scroll.scroll_relative(y=max(1, scroll.scrollable_content_region.height - 2), animate=False)
        else:
            await self._finish()

    async def _finish(self) -> None:
        """Mark the section read and go to the next."""
        if self.place.ref not in self.reads:
            self.reads |= {self.place.ref}
            self.post_message(SectionRead(self.place.ref))
        following = self._neighbour(1)
        if following is None:
            self._mark()
            self.notify("You are at the end of the guide.", markup=False)
        else:
            await self._show(following)

    def _neighbour(self, step: int) -> Place | None:
        everything = places(self.pack)
        n = next(n for n, place in enumerate(everything) if place.ref == self.place.ref) + step
        return everything[n] if 0 <= n < len(everything) else None

    async def action_section(self, step: int) -> None:
        """The next or the previous section, in the chapter beside this one if need be."""
        neighbour = self._neighbour(step)
        if neighbour is not None:
            await self._show(neighbour)

    def action_top(self) -> None:
        """To the top of the section."""
        self.scroll.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """To the end of the section."""
        self.scroll.scroll_end(animate=False)

    def action_terms(self) -> None:
        """Look up the terms that the section uses."""
        found = terms_in(self.pack, self.place.section)
        if not found:
            self.notify("No glossary explains a word of this section.", markup=False)
            return

        async def chosen(ref: str | None) -> None:
            if ref is not None:
                await self.open(ref)

        self.app.push_screen(TermsScreen(found), chosen)

    def action_pane(self) -> None:
        """Between outline and section; on a narrow screen the outline takes the whole of it."""
        if self.pane.has_focus:
            self._leave_pane()
        else:
            self.add_class("-choosing")
            self.pane.focus()

    def _leave_pane(self) -> None:
        self.remove_class("-choosing")
        if self.view is not None:
            self.view.focus()

    async def action_back(self) -> None:
        """Out of the outline, back from a reference, or out of the reader."""
        if self.has_class("-choosing"):
            self._leave_pane()
        elif self.trail:
            *rest, last = self.trail
            self.trail = tuple(rest)
            await self._show(last)
        else:
            self.dismiss(None)

    @on(OptionList.OptionSelected, "#reader-pane")
    async def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self._show(Place(self.place.chapter, self.place.chapter.sections[event.option_index]))

    @on(OpenRef)
    async def _follow(self, event: OpenRef) -> None:
        event.stop()
        await self.open(event.ref)
