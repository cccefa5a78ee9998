"""Python's garbage collector, kept out of the way of keys."""

from __future__ import annotations

import gc


def settle() -> None:
    """What is loaded now stays: the collector need not walk it again while keys are pressed."""
    gc.collect()
    gc.freeze()
    gc.enable()
