"""Promise 11: the study day over every change of every zone's clocks."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from tests.journal.test_clock import changes, goes_back
from tests.torture.tally import Figure, Tally, figure, scaled, shared

CASES = 17_340
FIRST, LAST = 1985, 2027


def figures(scale: float) -> Iterator[Figure]:
    """Every zone there is, or a share of them."""
    zones = len(available_timezones())
    tally = shared(days, scaled(zones, scale))
    if scale == 1 and tally.done["changes"] < CASES:
        tally.found("changes too few", tally.done["changes"])
    tried = f"{tally.done['changes']:,} changes of the clocks in {tally.done['zones']:,} zones since {FIRST}"
    yield figure("11 the study day never goes back", tried, tally, "days that went back")


def days(seeds: range) -> Tally:
    """The zones of these numbers."""
    tally = Tally()
    zones = sorted(available_timezones())
    for seed in seeds:
        name = zones[seed * 7 % len(zones)]
        tally.done["zones"] += 1
        tally.done["changes"] += sum(1 for _ in changes(ZoneInfo(name), FIRST, LAST))
        if back := goes_back(name, FIRST, LAST):
            tally.found("days that went back", name, back)
    return tally
