"""The learner's own editor on the line where a card is written."""

from __future__ import annotations

import os
import subprocess

from textual.app import App, SuspendNotSupported

from studyguide.cards.model import Card
from studyguide.errors import StudyGuideError
from studyguide.study.desk import Desk
from studyguide.study.edit import editable_place, editor


def edit(app: App[None], desk: Desk, card: Card) -> None:
    """Open the editor, and come back when it is closed; what stands in the way is said in one line."""
    try:
        place = editable_place(desk, card)
        words = editor(place, os.environ)
    except StudyGuideError as error:
        app.notify(str(error), severity="warning", markup=False)
        return
    try:
        with app.suspend():
            ended = subprocess.run(words, check=False).returncode
    except SuspendNotSupported:
        app.notify(f"No editor opens in this place; the card is written at {place}", markup=False)
        return
    except OSError as error:
        app.notify(f"{words[0]} cannot be run: {error.strerror}", severity="warning", markup=False)
        return
    if ended:
        app.notify(f"{words[0]} ended with status {ended}.", severity="warning", markup=False)
