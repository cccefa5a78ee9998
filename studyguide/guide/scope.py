"""How a section, an item or a question stands to the exam."""

from __future__ import annotations

from typing import Literal

Scope = Literal["in", "adjacent", "out"]
"""Within the exam guide, at its edge, or on its out-of-scope list."""
SCOPE_WORDS: dict[Scope, str] = {
    "in": "in the exam guide",
    "adjacent": "at the edge of the exam",
    "out": "outside the exam",
}
"""How a scope is told to a learner."""
