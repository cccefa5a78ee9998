"""Anki's backend at the same work: run by the Python of an environment of its own.

peer_anki.py make CARDS FILE    a collection of so many cards, all due, FSRS on
peer_anki.py serve CARDS        the same; then `answer N` and `undo N` from standard input, each
                                answered by one line of JSON with the milliseconds that each took
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PER_DAY = 9999
"""The most reviews a day that Anki allows."""


def filled(place: Path, cards: int) -> None:
    """Make a collection."""
    from anki.collection import AddNoteRequest, Collection
    from anki.decks import DeckId

    collection: Any = Collection(str(place))
    collection.set_config("fsrs", True)
    collection.decks.id("Second deck")
    config = collection.decks.config_dict_for_deck_id(1)
    config["rev"]["perDay"] = config["new"]["perDay"] = PER_DAY
    collection.decks.update_config(config)
    kind = collection.models.by_name("Basic")
    for start in range(0, cards, 1000):
        requests = []
        for number in range(start, min(cards, start + 1000)):
            note = collection.new_note(kind)
            note["Front"], note["Back"] = f"Question {number} of the bench", f"Answer {number} of the bench"
            requests.append(AddNoteRequest(note=note, deck_id=DeckId(1)))
        collection.add_notes(requests)
    collection.db.execute(
        "update cards set type = 2, queue = 2, due = 0, ivl = 10, factor = 2500, reps = 10, data = ?",
        json.dumps({"s": 10.0, "d": 5.0, "dr": 0.9}),
    )
    collection.close()


class Work:
    """A collection that is being reviewed."""

    def __init__(self, place: Path) -> None:
        from anki.collection import Collection

        collection: Any = Collection(str(place))
        self.collection, self.scheduler = collection, collection.sched
        started = time.perf_counter()
        self.queue = self.scheduler.get_queued_cards(fetch_limit=1)
        self.first = (time.perf_counter() - started) * 1000

    def answer(self) -> None:
        """Answer the card on top with Good, and get the next."""
        from anki.scheduler_pb2 import CardAnswer

        top = self.queue.cards[0]
        self.scheduler.answer_card(
            CardAnswer(
                card_id=top.card.id,
                current_state=top.states.current,
                new_state=top.states.good,
                rating=CardAnswer.GOOD,
                answered_at_millis=int(time.time() * 1000),
                milliseconds_taken=3000,
            )
        )
        self.queue = self.scheduler.get_queued_cards(fetch_limit=1)

    def undo(self) -> None:
        """Take the last answer back."""
        self.collection.undo()


def serve(cards: int) -> None:
    """Work as told from standard input."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "collection.anki2"
        filled(place, cards)
        work = Work(place)
        print(json.dumps({"first": work.first}), flush=True)
        for line in sys.stdin:
            act, times = line.split()
            taken = []
            for _ in range(int(times)):
                started = time.perf_counter()
                getattr(work, act)()
                taken.append((time.perf_counter() - started) * 1000)
            if act == "undo":
                work.queue = work.scheduler.get_queued_cards(fetch_limit=1)
            print(json.dumps({"taken": taken}), flush=True)
        work.collection.close()


if __name__ == "__main__":
    if sys.argv[1] == "make":
        filled(Path(sys.argv[3]), int(sys.argv[2]))
    else:
        serve(int(sys.argv[2]))
