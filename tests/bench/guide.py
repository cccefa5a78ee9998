"""Searching the guide, and what a pack of 10,000 questions takes."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

from studyguide.guide.library import load_packs
from studyguide.guide.packs import built_in
from studyguide.guide.search import Index
from tests.bench.table import Row, middle, nearly_worst

WORDS = ("kms", "endpoint policy", "the", "s", "least privilege role", "nothing-has-this", "vpc flow logs")


def rows(folder: Path) -> Iterator[Row]:
    """The figures of the built-in pack."""
    packs, _ = load_packs((built_in(),), folder / "cache")
    index = Index(tuple(chapter for pack in packs.values() for chapter in pack.chapters))
    taken = []
    # As the program does once it is ready.
    gc.collect()
    gc.freeze()
    for _ in range(20):
        for words in WORDS:
            started = time.perf_counter()
            index.search(words, 50)
            taken.append((time.perf_counter() - started) * 1000)
    gc.unfreeze()
    yield Row("search the guide", middle(taken), "ms", limit=5)
    yield Row("  the slowest of 100", nearly_worst(taken), "ms", limit=5)
