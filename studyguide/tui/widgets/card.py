"""The card in hand, as one widget that is drawn anew in place and never replaced."""

from __future__ import annotations

from string import ascii_lowercase
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from studyguide.study.session import Session
from studyguide.tui.draft import Draft
from studyguide.tui.widgets.card_lines import card_lines
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.lines import Line


class CardView(Widget, can_focus=True):
    """Draws a session's card and turns letters, digits and clicks into choices."""

    DEFAULT_CSS: ClassVar[str] = """
    CardView { height: auto; text-wrap: nowrap; text-overflow: clip; padding: 0 1; }
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)
    """As in `Pane`: one layout is enough."""

    class Drafted(Message):
        """The learner changed the answer in the making."""

        def __init__(self, draft: Draft) -> None:
            super().__init__()
            self.draft = draft

    class Picked(Message):
        """A line was named by its letter, or clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, session: Session, draft: Draft, *, ascii_only: bool) -> None:
        super().__init__()
        self.session = session
        self.draft = draft
        self.glyphs = glyphs(ascii_only)
        self.remark = ""
        self.locked = False
        """Whether letters and digits are left to the bindings."""
        self._drawn: tuple[int, tuple[Line, ...]] | None = None

    def show(self, session: Session, draft: Draft, remark: str = "") -> None:
        """Draw this state."""
        self.session, self.draft, self.remark = session, draft, remark
        before, self._drawn = self._drawn, None
        if before is None or len(self.lines(before[0])) != len(before[1]):
            self.clear_cached_dimensions()
            self.refresh(layout=True)
            return
        width, rows = before
        changed = [
            Region(0, y, width, 1)
            for y, (was, now) in enumerate(zip(rows, self.lines(width), strict=True))
            if not was.content.is_same(now.content)
        ]
        if changed:
            self.refresh(*changed)

    def lines(self, width: int) -> tuple[Line, ...]:
        """What is drawn at a width."""
        if self.session.phase == "done":
            return ()
        if self._drawn is None or self._drawn[0] != width:
            drawn = card_lines(self.session, self.draft, width, self.glyphs, self.remark)
            self._drawn = (width, drawn)
        return self._drawn[1]

    def notify_style_update(self) -> None:
        """Forget lines drawn in the colours of another theme."""
        self._drawn = None
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        return max(1, len(self.lines(width)))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(line.content for line in self.lines(self.content_size.width))

    def reveal_cursor(self) -> None:
        """Scroll so that the line under the cursor is in view."""
        ids = self.draft.ids
        if not ids or not isinstance(self.parent, Widget):
            return
        wanted = ids[self.draft.cursor] if self.draft.cursor < len(ids) else ""
        rows = [y for y, line in enumerate(self.lines(self.content_size.width)) if line.stop == wanted]
        if rows:
            region = Region(0, rows[0], 1, rows[-1] - rows[0] + 1).translate(self.virtual_region.offset)
            self.parent.scroll_to_region(region, animate=False, force=True)

    def on_key(self, event: events.Key) -> None:
        """A letter names a line; everything else is left to the bindings."""
        letter = event.character or ""
        form = self.draft.shown.form
        if self.locked and not letter.isalpha():
            return
        if self.session.phase == "asking" and form in ("one", "many", "match"):
            if letter in ascii_lowercase and letter and ascii_lowercase.index(letter) < len(self.draft.ids):
                event.stop()
                self.post_message(self.Picked(ascii_lowercase.index(letter)))
            elif form == "match" and letter.isdecimal() and letter.isascii():
                event.stop()
                self.post_message(self.Drafted(self.draft.pair(int(letter))))
        elif self.session.phase == "revealed" and form == "open" and self.session.verdict is not None:
            count = len(self.session.verdict.parts)
            if letter in ascii_lowercase and letter and ascii_lowercase.index(letter) < count:
                event.stop()
                self.post_message(self.Picked(ascii_lowercase.index(letter)))

    def on_click(self, event: events.Click) -> None:
        """A click names the line under the pointer."""
        rows = self.lines(self.content_size.width)
        stop = rows[event.y].stop if 0 <= event.y < len(rows) else ""
        if stop.startswith("right:"):
            self.post_message(self.Drafted(self.draft.pair(int(stop.removeprefix("right:")))))
        elif stop in self.draft.ids:
            self.post_message(self.Picked(self.draft.ids.index(stop)))
        elif stop.isdecimal():
            self.post_message(self.Picked(int(stop)))
