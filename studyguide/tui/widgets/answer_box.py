"""Where an answer is typed: Enter gives it, Escape leaves the box so that the command keys work."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea


class AnswerBox(TextArea):
    """A few lines of text that Enter submits."""

    DEFAULT_CSS: ClassVar[str] = """
    AnswerBox {
        height: auto; max-height: 6; margin: 0 1 1 1; border: round $border-blurred;
        background: $background; padding: 0 1;
        &:focus { border: round $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer", id="study.submit", tooltip="Give the typed answer"),
        Binding("escape", "leave", "Keys", id="study.leave", tooltip="Leave the box for the command keys"),
    ]

    class Submitted(Message):
        """The learner pressed Enter."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The learner left the box without answering."""

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)

    async def _on_key(self, event: events.Key) -> None:
        """Enter and Escape are commands here, not text; the base class must not see them."""
        if event.key in ("enter", "escape"):
            event.stop()
            event.prevent_default()
            await self.run_action("submit" if event.key == "enter" else "leave")

    def action_submit(self) -> None:
        """Hand the text over."""
        self.post_message(self.Submitted(self.text.strip()))

    def action_leave(self) -> None:
        """Give the keys back."""
        self.post_message(self.Left())
