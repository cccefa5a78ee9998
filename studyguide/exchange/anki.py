"""Cards as an Anki package, by genanki. Importing a newer one into Anki updates its notes in place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studyguide.errors import StudyGuideError

if TYPE_CHECKING:
    import genanki  # type: ignore[import-untyped]

MODEL_ID = 1_734_200_911
"""Of the note type; never changes, or Anki would take every note for a new one."""

_SIDE = '<div class="tex2jax_ignore mathjax_ignore">{}</div>'
_CSS = """\
.card { font: 20px/1.5 system-ui, sans-serif; text-align: left;
  max-width: 42em; margin: 1em auto; padding: 0 1em; }
.situation { border-left: 3px solid #8886; padding-left: 1em; }
.task, .source { opacity: .75; font-size: .85em; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
li { margin: .3em 0; }
hr { border: 0; border-top: 1px solid #8886; margin: 1.2em 0; }
"""


class AnkiNote(NamedTuple):
    """One card for Anki."""

    guid: str
    front: str
    """HTML in which nothing acts, as is `back`."""
    back: str
    deck: str
    """Name of its deck, with `::` between levels."""
    deck_key: str
    """What the deck's id is made of; stays when its name changes."""
    tags: tuple[str, ...]


def write_apkg(path: Path, notes: Iterable[AnkiNote], timestamp: float) -> int:
    """Write a package; the number of notes in it. Each comes up as new in the order given.

    `timestamp`, seconds since 1970, tells Anki which of two versions of a note is the newer.

    Raises:
        StudyGuideError: genanki is not installed, or the file cannot be written.
    """
    try:
        import genanki
    except ImportError as error:
        raise StudyGuideError(
            "Anki packages need genanki: install it with `pip install 'studyguide[anki]'`"
        ) from error
    from studyguide.exchange.outgoing import STANDARD_OUTPUT, save

    if path == STANDARD_OUTPUT:
        raise StudyGuideError("an Anki package is a file: name one, such as cards.apkg")
    decks: dict[str, genanki.Deck] = {}
    model = _model()
    count = 0
    for count, note in enumerate(notes, 1):
        deck = decks.setdefault(note.deck_key, genanki.Deck(_stable_id(note.deck_key), note.deck))
        deck.add_note(
            genanki.Note(
                model=model, fields=[note.front, note.back], guid=note.guid, tags=list(note.tags), due=count
            )
        )
    # genanki leaves the database from which it makes the package where temporary files are.
    with tempfile.TemporaryDirectory() as folder:
        before, tempfile.tempdir = tempfile.tempdir, folder
        try:
            made = Path(folder) / "made.apkg"
            genanki.Package(list(decks.values())).write_to_file(made, timestamp=timestamp)
        finally:
            tempfile.tempdir = before
        save(path, made.read_bytes())
    return count


def _model() -> genanki.Model:
    import genanki

    return genanki.Model(
        MODEL_ID,
        "studyguide",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {
                "name": "Card",
                "qfmt": _SIDE.format("{{Front}}"),
                "afmt": f'{{{{FrontSide}}}}<hr id="answer">{_SIDE.format("{{Back}}")}',
            }
        ],
        css=_CSS,
    )


def _stable_id(key: str) -> int:
    """A deck's id from 2^30 to 2^31, as Anki's own are large and never meet these."""
    return (1 << 30) + int.from_bytes(sha256(key.encode()).digest()[:4]) % (1 << 30)
