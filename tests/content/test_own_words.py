"""The guide is in its authors' own words: no longer run of words is shared with the text it grew from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from studyguide.guide.model import Pack
from tests.content.texts import texts

LENGTH = 12
"""Words of a run."""

_RUNS = Path(__file__).parent / "seed-runs.txt"


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Each run of `LENGTH` words, in small letters and parted by spaces, with its hash."""
    words = re.findall(r"\w+", text.casefold())
    for at in range(len(words) - LENGTH + 1):
        run = " ".join(words[at : at + LENGTH])
        yield run, blake2b(run.encode(), digest_size=8).hexdigest()


def test_no_run_of_words_is_shared(pack: Pack) -> None:
    head, *lines = _RUNS.read_text(encoding="utf-8").splitlines()
    assert head.startswith("#")
    assert all(re.fullmatch("[0-9a-f]{16}", line) for line in lines)
    taken = frozenset(lines)
    assert len(taken) == len(lines) > 300
    shared = [
        f"{chapter.id}: {run}"
        for chapter in pack.chapters
        for text in texts(chapter)
        for run, hashed in runs(text)
        if hashed in taken
    ]
    assert not shared


def test_runs_see_through_case_marks_and_punctuation() -> None:
    plain = "one two three four five six seven eight nine ten eleven twelve"
    (run,) = runs(plain)
    assert run in set(
        runs("Zero. One, two - THREE (four) five; six “seven” *eight* nine: ten\neleven/twelve!")
    )
    assert not list(runs("one two three four five six seven eight nine ten eleven"))
