"""The glossary: terms beside their meanings, filtered by what is typed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from studyguide.guide.markup import plain
from studyguide.guide.model import Glossary, Term
from studyguide.tui.text import beside, styled, wrap, wrapped
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import BLANK, PROSE, Line, Stop, cover, hang, lines, marked, tags
from studyguide.tui.widgets.section import SectionView

_GAP = 3


def matches(term: Term, words: str) -> bool:
    """Whether every word typed occurs in the term, its long form or its meaning."""
    text = plain(f"{term.term} {term.long} {term.meaning}").casefold()
    return all(word in text for word in words.casefold().split())


def draw_term(term: Term, width: int, term_width: int, glyphs: Glyphs, hidden: bool) -> tuple[Line, ...]:
    """A term with its long form beside its meaning; above it where `term_width` is 0."""
    room = min(width - term_width - _GAP, PROSE) if term_width else min(width, PROSE) - 2
    meaning = wrapped(term.meaning, room)
    if hidden:
        meaning = cover(meaning, glyphs)
    name_width = term_width or width
    name = wrap(marked(styled(term.term, "bold"), term.note, glyphs), name_width)
    if term.long:
        name = (*name, *wrap(styled(term.long, "$text-muted"), name_width))
    if tag := tags(term):
        name = (*name, *wrap(tag, name_width))
    if term_width:
        return tuple(lines(beside((name, meaning), (term_width, room), _GAP), term.id))
    return tuple(lines((*name, *hang(Content("  "), meaning)), term.id))


class GlossaryView(SectionView):
    """Terms one below the other; `f` filters them, `c` covers the meanings."""

    COVERS = ("meanings",)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f",
            "filter",
            "Find",
            id="glossary.filter",
            tooltip="Show only the terms that hold what you type",
        ),
        Binding("escape", "end_filter", "All terms", id="glossary.all", tooltip="Show all terms again"),
    ]

    def __init__(self, section: Glossary, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section
        self.words = ""
        """What the terms shown must hold."""
        self.typing = False
        """Whether keys go to the filter."""

    @property
    def found(self) -> tuple[Term, ...]:
        """The terms that the filter lets through."""
        return tuple(term for term in self.section.terms if matches(term, self.words))

    def body_stops(self) -> tuple[Stop, ...]:
        """The terms shown."""
        return tuple(Stop(term.id, note=term.note) for term in self.found)

    def body(self, width: int) -> tuple[Line, ...]:
        """The filter, if there is one, and the terms."""
        found = self.found
        terms = self.section.terms
        longest = max(
            Content(plain(text)).cell_length for term in terms for text in (term.term, *term.long.split())
        )
        term_width = max(16, min(longest + 1, max(20, width * 2 // 7))) if width >= 56 else 0
        result: list[Line] = []
        if self.typing or self.words:
            count = f"{len(found)} of {len(self.section.terms)}"
            line = Content.assemble(
                ("Filter: ", "$text-primary"),
                (self.words, "bold"),
                (self.glyphs.cursor if self.typing else "", "$text-primary"),
                (f"   {count}", "$text-muted"),
            )
            result += [*lines(wrap(line, width)), BLANK]
        if not found:
            result += lines(wrap(Content("No term holds that."), width))
        for n, term in enumerate(found):
            if n:
                result.append(BLANK)
            result += draw_term(term, width, term_width, self.glyphs, self.is_covered(term.id))
        return tuple(result)

    def show(self, item: str) -> None:
        """Select a term, unfiltered."""
        self.words, self.typing = "", False
        super().show(item)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape belongs to the filter only while there is one."""
        if action == "end_filter":
            return bool(self.typing or self.words)
        if self.typing and action in ("go_on", "cover", "filter", "note", "open"):
            return False
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Let the keys go to the filter."""
        self._filter(self.words, True)

    def action_end_filter(self) -> None:
        """Show all terms."""
        self._filter("", False)

    def _filter(self, words: str, typing: bool) -> None:
        if words != self.words:
            self.selected = ""
        self.words, self.typing = words, typing
        self.redraw()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While filtering, printable keys are text and no command."""
        return self.typing and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Edit the filter."""
        if not self.typing:
            return
        if event.key == "enter":
            self._filter(self.words, False)
        elif event.key == "backspace":
            self._filter(self.words[:-1], True)
        elif event.key in ("ctrl+u", "ctrl+w"):
            self._filter("" if event.key == "ctrl+u" else self.words.rpartition(" ")[0], True)
        elif event.is_printable and event.character:
            self._filter(self.words + event.character, True)
        else:
            if event.key in ("up", "down"):
                self._filter(self.words, False)
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the filter."""
        if self.typing:
            self._filter(self.words + " ".join(event.text.split()), True)
            event.stop()

    def on_blur(self) -> None:
        """Keys go elsewhere now."""
        if self.typing:
            self._filter(self.words, False)
