"""A scrolling pane that leaves every key to the screen."""

from __future__ import annotations

from textual.containers import VerticalScroll


class Pane(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls its content; its own arrow-key bindings would come before those of the screen."""
