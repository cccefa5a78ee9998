"""The keys of a mock exam; the screen offers those that have a use for the question in hand."""

from __future__ import annotations

from textual.binding import Binding, BindingType

BINDINGS: list[BindingType] = [
    Binding("enter,n", "go(1)", "Next", id="exam.next", tooltip="The next question; after the last, all"),
    Binding("p", "go(-1)", "Previous", id="exam.previous", tooltip="The question before"),
    Binding("space", "choose", "Choose", show=False, id="exam.choose", tooltip="Choose the line, or not"),
    Binding(
        "minus",
        "strike",
        "Strike out",
        id="exam.strike",
        tooltip="Strike the option out, or take that back",
    ),
    Binding("asterisk,f", "flag", "Flag", id="exam.flag", tooltip="Flag the question, to come back to it"),
    Binding("g", "grid", "All", id="exam.grid", tooltip="All questions: answered, flagged, blank"),
    Binding("s", "hand_in", "Hand in", id="exam.hand-in", tooltip="Hand the exam in"),
    Binding("up,k", "move(-1)", "Up", show=False, id="exam.up", tooltip="The line above"),
    Binding("down,j", "move(1)", "Down", show=False, id="exam.down", tooltip="The line below"),
    Binding("shift+up,K", "carry(-1)", "Move up", show=False, id="exam.carry-up", tooltip="Move the line up"),
    Binding(
        "shift+down,J",
        "carry(1)",
        "Move down",
        show=False,
        id="exam.carry-down",
        tooltip="Move the line down",
    ),
    Binding(
        "left", "turn(-1)", "Partner", show=False, id="exam.partner-before", tooltip="The partner before"
    ),
    Binding("right", "turn(1)", "Partner", show=False, id="exam.partner-next", tooltip="The next partner"),
    Binding("left", "go(-1)", "Previous", show=False, id="exam.left", tooltip="The question before"),
    Binding("right", "go(1)", "Next", show=False, id="exam.right", tooltip="The next question"),
    Binding("pagedown", "page(1)", "Page on", show=False, id="exam.page-on", tooltip="A page on"),
    Binding("pageup", "page(-1)", "Page back", show=False, id="exam.page-back", tooltip="A page back"),
    Binding("tab", "grid", "All", show=False, id="exam.grid-tab", tooltip="All questions"),
    Binding("q,escape", "leave", "Leave", id="exam.leave", tooltip="Leave; the clock goes on"),
]
