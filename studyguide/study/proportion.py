"""A share of right answers, never without the number it rests on."""

from __future__ import annotations

from math import sqrt

from msgspec import Struct

Z95 = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""


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


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share, (0, 1) where nothing was asked (E. B. Wilson, JASA 22, 1927)."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = right / n, Z95 * Z95
    middle = share + z2 / (2 * n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    whole = 1 + z2 / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)
