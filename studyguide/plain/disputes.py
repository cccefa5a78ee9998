"""What the learner holds to be wrong, as text or as Markdown for a report."""

from __future__ import annotations

from studyguide.journal.event import DISPUTE
from studyguide.plain.text import wrapped
from studyguide.study.desk import Desk
from studyguide.study.words import title
from studyguide.visible import visible


def disputes_text(desk: Desk, *, markdown: bool) -> str:
    """The cards that the learner disputes, oldest first, with the source that each names."""
    lines = []
    for event in desk.journal.events(kinds=(DISPUTE,)):
        card = desk.cards.get(event.item)
        if not event.live or card is None:
            continue
        said = visible(str(event.body.get("text", "")))
        source = f"{card.source.title}, {card.source.url}" if card.source else "no source of its own"
        if markdown:
            quoted = " ".join(said.split())
            lines.append(
                f"- `{card.id}` ({card.ref}): {title(card)}\n  - Objection: {quoted}\n  - Source: {source}"
            )
        else:
            lines.append("\n".join((card.id, wrapped(said, "    ", "    "), wrapped(source, "    ", "    "))))
    return "\n".join(lines) or "You dispute nothing."
