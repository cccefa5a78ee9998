"""What scrolls and what stands around it: widgets that settle in one layout.

When the size of its content changes, a Textual widget asks for a second layout, which changes nothing: the
scroll bar asks for one of its own where it comes or goes. It would be a second paint of the whole screen.
"""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static


class Pane(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls its content; its own arrow-key bindings would come before those of the screen."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Band(Static):
    """Text across the screen, of as many lines as it takes."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
