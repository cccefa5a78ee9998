"""The keys of a sitting; several share a key, and the screen offers the one that has a use now."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

from studyguide.cards.present import Form
from studyguide.memory.model import Grade
from studyguide.study.given import of_session
from studyguide.study.session import Session

BINDINGS: list[BindingType] = [
    Binding("enter", "confirm", "Answer", id="study.answer", tooltip="Give the answer"),
    Binding("space", "choose", "Choose", id="study.choose", tooltip="Choose the line, or take it back"),
    Binding("space,enter", "reveal", "Show answer", id="study.reveal", tooltip="Turn the card over"),
    Binding(
        "1", "sure(1)", "Guess", show=False, id="study.guess", tooltip="Answer, and say that it is a guess"
    ),
    Binding("2", "sure(2)", "Fairly", show=False, id="study.fairly", tooltip="Answer, being fairly sure"),
    Binding("3", "sure(3)", "Sure", show=False, id="study.sure", tooltip="Answer, being sure"),
    Binding(
        "enter,space",
        "look_back",
        "Look back",
        id="study.look-back",
        tooltip="Every question of the quiz with your answer, the key and why",
    ),
    Binding("m", "missed", "Missed again", id="study.missed", tooltip="Ask the missed questions again"),
    Binding("space", "go_on", "Go on", id="study.go-on", tooltip="A page on, or on to the next card"),
    Binding("enter", "advance", "Next", show=False, id="study.next", tooltip="On to the next card"),
    Binding(
        "x", "dont_know", "Don't know", id="study.dont-know", tooltip="Leave it blank and see the answer"
    ),
    Binding(
        "1",
        "grade(1)",
        "Again",
        show=False,
        id="study.again",
        tooltip="Grade it Again: asked again in this sitting",
    ),
    Binding("2", "grade(2)", "Hard", show=False, id="study.hard", tooltip="Grade it Hard"),
    Binding("3", "grade(3)", "Good", show=False, id="study.good", tooltip="Grade it Good"),
    Binding("4", "grade(4)", "Easy", show=False, id="study.easy", tooltip="Grade it Easy"),
    Binding(
        "y",
        "near(True)",
        "It was right",
        show=False,
        id="study.near-yes",
        tooltip="Count the typed answer as right",
    ),
    Binding(
        "n",
        "near(False)",
        "It was wrong",
        show=False,
        id="study.near-no",
        tooltip="Count the typed answer as wrong",
    ),
    Binding(
        "o", "open", "Look up", id="study.look-up", tooltip="Read the place in the guide that answers it"
    ),
    Binding("u", "undo", "Undo", id="study.undo", tooltip="Take the last answer back"),
    Binding("w", "why", "Why now", show=False, id="study.why", tooltip="Why this card is asked now"),
    Binding(
        "h", "hint", "Hint", show=False, id="study.hint", tooltip="A hint; the answer then counts as Hard"
    ),
    Binding(
        "asterisk",
        "flag",
        "Flag",
        show=False,
        id="study.flag",
        tooltip="Flag the card, to find it again",
    ),
    Binding(
        "exclamation_mark",
        "dispute",
        "Dispute",
        show=False,
        id="study.dispute",
        tooltip="Note what is wrong with the card",
    ),
    Binding(
        "t",
        "contrast",
        "Contrast",
        show=False,
        id="study.contrast",
        tooltip="The table that tells it from what it is mixed up with",
    ),
    Binding(
        "e,E",
        "edit",
        "Edit",
        show=False,
        id="study.edit",
        tooltip="Open the card's file in $EDITOR; E where e is an option's letter",
    ),
    Binding("minus", "aside('bury')", "Bury", show=False, id="study.bury", tooltip="Not again today"),
    Binding(
        "at",
        "aside('suspend')",
        "Suspend",
        show=False,
        id="study.suspend",
        tooltip="Not again until unsuspended",
    ),
    Binding("up,k", "move(-1)", "Up", show=False, id="study.up", tooltip="The line above"),
    Binding("down,j", "move(1)", "Down", show=False, id="study.down", tooltip="The line below"),
    Binding(
        "shift+up,K", "carry(-1)", "Move up", show=False, id="study.carry-up", tooltip="Move the line up"
    ),
    Binding(
        "shift+down,J",
        "carry(1)",
        "Move down",
        show=False,
        id="study.carry-down",
        tooltip="Move the line down",
    ),
    Binding(
        "left", "turn(-1)", "Partner", show=False, id="study.partner-before", tooltip="The partner before"
    ),
    Binding("right", "turn(1)", "Partner", show=False, id="study.partner-next", tooltip="The next partner"),
    Binding("pagedown", "page(1)", "Page on", show=False, id="study.page-on", tooltip="A page on"),
    Binding("pageup", "page(-1)", "Page back", show=False, id="study.page-back", tooltip="A page back"),
    Binding("tab", "type", "Type", show=False, id="study.type", tooltip="Into the box for typing"),
    Binding("q,escape", "leave", "Stop", id="study.stop", tooltip="Stop here; everything answered is saved"),
]


class Moment(NamedTuple):
    """What decides which keys have a use."""

    session: Session
    form: Form
    """What the card in hand asks the learner to do."""
    asked_how_sure: bool
    leech: bool
    """Whether the card just answered is one."""
    grades: tuple[Grade, ...]
    """Those that have a key."""


def offered(action: str, parameters: tuple[object, ...], now: Moment) -> bool:
    """Whether an action does something at this moment."""
    session, form = now.session, now.form
    phase, verdict = session.phase, session.verdict
    near = phase == "revealed" and verdict is not None and bool(verdict.near)
    asking = phase == "asking" and not now.asked_how_sure
    quiz_over = phase == "done" and session.mode == "quiz" and bool(session.answered)
    match action:
        case "confirm":
            return phase == "asking" and form != "flip"
        case "sure":
            return now.asked_how_sure
        case "dont_know":
            return asking and form != "flip"
        case "choose":
            return asking and form in ("one", "many")
        case "reveal":
            return asking and form == "flip"
        case "look_back":
            return quiz_over
        case "missed":
            return quiz_over and any(not answer.right for answer in of_session(session))
        case "go_on" | "advance":
            return phase != "asking" and not quiz_over
        case "grade":
            return phase in ("revealed", "settled") and not near and parameters[0] in now.grades
        case "near":
            return near
        case "aside":
            return asking or (now.leech and parameters[0] == "suspend")
        case "hint":
            return asking
        case "undo":
            return not now.asked_how_sure
        case "open" | "why" | "flag" | "dispute" | "edit":
            return phase != "done" and not now.asked_how_sure
        case "contrast":
            return phase in ("revealed", "settled") and bool(session.card.confusable)
        case "carry":
            return asking and form == "order"
        case "turn":
            return asking and form == "match"
        case "type":
            return asking and form in ("type", "open")
        case _:
            return True
