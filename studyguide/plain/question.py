"""A question as text."""

from __future__ import annotations

from string import ascii_lowercase

from studyguide.cards.present import Presentation
from studyguide.plain.text import wrapped


def question_text(shown: Presentation, head: str) -> str:
    """A heading, the situation, the stem, and what can be chosen."""
    lines = ["", f"--- {head} ---"]
    if shown.context:
        lines += [wrapped(shown.context), ""]
    lines.append(wrapped(shown.stem))
    for letter, line in zip(ascii_lowercase, shown.lines, strict=False):
        lines.append(wrapped(line.text, indent="      ", first=f"  {letter}) "))
    for number, line in enumerate(shown.rights, 1):
        lines.append(wrapped(line.text, indent="      ", first=f"  {number}. "))
    return "\n".join(lines)
