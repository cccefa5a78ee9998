"""What a section needs to know of the guide around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a section."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """What to call a section, by chapter#section."""
    stems: Mapping[str, str] = field(default_factory=dict)
    """The stem of each question, by id."""
    verdicts: Mapping[str, bool] = field(default_factory=dict)
    """Whether the last answer was right, for each question answered so far."""
    ascii_only: bool = False

    def title(self, ref: str) -> str:
        """What to call the place a reference leads to: an item goes by the name of its section."""
        return self.titles.get(ref.partition("/")[0], ref)
