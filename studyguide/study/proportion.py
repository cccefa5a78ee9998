"""A share of right answers, never without the number it rests on."""

from __future__ import annotations

from msgspec import Struct

from studyguide.study.exam_report import wilson


class Proportion(Struct, frozen=True):
    """Right answers out of some, with the 95 % Wilson interval of their share."""

    n: int
    right: int
    share: float | None
    """0 to 1; None where there are no answers."""
    low: float
    high: float


def proportion(right: int, n: int) -> Proportion:
    """So many right out of n."""
    low, high = wilson(right, n)
    return Proportion(n, right, round(right / n, 4) if n else None, round(low, 4), round(high, 4))
