"""True retention: of the cards that came back on a later day, how many were still known. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from studyguide.study.history import Recall
from studyguide.study.proportion import Proportion, proportion

SPANS = (7, 30, None)
"""Days to look back, today among them; None for all."""


class Retention(Struct, frozen=True):
    """True retention over some days."""

    days: int | None
    """The last so many, today among them; None for all."""
    kept: Proportion


def retention(recalls: Sequence[Recall], day: int) -> tuple[Retention, ...]:
    """For each span that is reported."""
    return tuple(_over(recalls, day, span) for span in SPANS)


def _over(recalls: Sequence[Recall], day: int, span: int | None) -> Retention:
    kept = [recall.kept for recall in recalls if span is None or day - span < recall.day <= day]
    return Retention(span, proportion(sum(kept), len(kept)))
