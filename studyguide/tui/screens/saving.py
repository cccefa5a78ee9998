"""Writing to the journal from a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from studyguide.errors import JournalError


def saving(screen: Screen[Any], act: Callable[[], object], *, again: bool = False) -> bool:
    """Carry out what writes to the journal; where it cannot, say so and leave all as it was.

    Args:
        screen: Where it is said.
        act: What writes.
        again: Whether pressing the same key tries again; then that is said too.
    """
    try:
        act()
    except JournalError as error:
        said = f"{error}. Press the key again to retry." if again else str(error)
        screen.notify(said, title="Not saved", severity="error", markup=False)
        return False
    return True
