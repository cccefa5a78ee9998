"""Looking back on a quiz or a mock exam in the line mode, question by question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyguide.plain.console import Console
from studyguide.plain.feedback import feedback
from studyguide.plain.item import text_at
from studyguide.plain.question import question_text
from studyguide.plain.text import wrapped
from studyguide.plain.words import Word, listed
from studyguide.study.desk import Desk
from studyguide.study.given import Given

WORDS = (
    Word("Enter", "the next question"),
    Word("p", "the question before"),
    Word("7", "question 7"),
    Word("w", "the next question that you missed"),
    Word("l", "list all: right, wrong or blank"),
    Word("o", "read the place in the guide that answers it"),
    Word("?", "these words"),
    Word("q", "stop"),
)


def look_back(desk: Desk, given: Sequence[Given], console: Console) -> None:
    """Show every question with the answer given, the key and every why; ends after the last."""
    place = 0
    while place < len(given):
        here = given[place]
        console.say(question_text(here.shown, f"Question {place + 1} of {len(given)}"))
        console.say(feedback(here.card, here.shown, here.verdict))
        moved = _asked(desk, given, place, console)
        if moved is None:
            return
        place = moved


def _asked(desk: Desk, given: Sequence[Given], place: int, console: Console) -> int | None:
    """Where to go from a question; None to stop."""
    while (line := console.ask("Enter = next, ? = more, q = stop:")) is not None:
        match line.casefold():
            case "":
                return place + 1
            case "q":
                return None
            case "p":
                return max(0, place - 1)
            case "w":
                missed = [n for n, one in enumerate(given) if not one.right]
                if missed:
                    return next((n for n in missed if n > place), missed[0])
                console.say("You missed none.")
            case "l":
                console.say(_list(given))
            case "o":
                console.say("\n" + text_at(desk, given[place].card.ref))
            case "?":
                console.say(listed(WORDS))
            case number if re.fullmatch("[0-9]{1,3}", number) and 1 <= int(number) <= len(given):
                return int(number) - 1
            case _:
                console.say(f"Press Enter, or type p, w, l, o, q or a number from 1 to {len(given)}.")
    return None


def _list(given: Sequence[Given]) -> str:
    states = (
        f"{number} {'right' if one.right else 'blank' if one.response is None else 'wrong'}"
        for number, one in enumerate(given, 1)
    )
    return wrapped(f"{', '.join(states)}.")
