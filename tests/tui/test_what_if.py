"""What if: the sliders, what they come to, and what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from studyguide import settings
from studyguide.settings import Settings
from studyguide.study.outlook import Likely
from studyguide.study.prospect import LADDER
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.what_if import WhatIfScreen
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.what_if_lines import Choice, Curve, Load, Shown, likely_on, what_if_lines
from tests.study.seeded import TASKS, study_sixty_days
from tests.tui.desk import NOW, desk_at, on, settle
from tests.tui.snapshot import assert_screen, screen_text

EXAM = NOW.date() + timedelta(days=12)


@contextmanager
def opened(folder: Path, exam: date | None = EXAM, *, ascii_only: bool = False) -> Iterator[StudyGuideApp]:
    chosen = Settings(exam_date=exam, minutes_per_day=5, certainty=False)
    with desk_at(folder, chosen, pack=TASKS) as desk:
        study_sixty_days(desk)
        yield StudyGuideApp(desk, ascii_only=ascii_only)


async def played(pilot: Pilot[Any], keys: str = "") -> WhatIfScreen:
    """Press keys, and wait until everything is worked out."""
    await settle(pilot, keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(pilot.app, StudyGuideApp)
    return on(pilot.app, WhatIfScreen)


@pytest.mark.parametrize(
    ("name", "size", "ascii_only"),
    [
        ("what-if-80x24", (80, 24), False),
        ("what-if-120x36", (120, 36), False),
        ("what-if-ascii-60x18", (60, 18), True),
    ],
)
async def test_screens(name: str, size: tuple[int, int], ascii_only: bool, tmp_path: Path) -> None:
    with opened(tmp_path, ascii_only=ascii_only) as app:
        async with app.run_test(size=size) as pilot:
            await played(pilot, "w right right right")
            assert_screen(app, name)


async def test_the_numbers_are_those_of_home(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            found = re.search(r"likely recall (\d+% \(\d+-\d+%\))", screen_text(app))
            assert found is not None
            await played(pilot, "w")
            assert f"Likely recall  {found[1]}" in screen_text(app)


async def test_a_change_dims_what_it_was_and_then_tells_what_it_is(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await played(pilot, "w")
            before = screen_text(app)
            assert " ..." not in before
            screen.action_change(1)
            await pilot.pause()
            assert re.search(r"about .* minutes? [.]{3}", screen_text(app))
            await played(pilot)
            assert " ..." not in screen_text(app)
            assert "; now " in screen_text(app)


async def test_keys_move_the_sliders(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "w")
            screen = on(app, WhatIfScreen)
            day = screen.kept.exam_day
            assert day is not None
            await settle(pilot, "left right")
            assert screen.choice.minutes == 10
            await settle(pilot, "plus plus")
            assert screen.choice.minutes == 40
            await settle(pilot, "minus")
            assert screen.choice.minutes == 20
            await settle(pilot, "down right right left")
            assert screen.choice.exam_day == day + 1
            await settle(pilot, "plus")
            assert screen.choice.exam_day == day + 8
            await settle(pilot, "minus minus minus minus")
            assert screen.choice.exam_day == screen.kept.exam_day - 11  # type: ignore[operator] # is set
            assert "in 1 day" in screen_text(app)


async def test_enter_keeps_the_choice(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "w right down plus enter")
            on(app, HomeScreen)
            kept = settings.load(tmp_path)
            assert (kept.minutes_per_day, kept.exam_date) == (10, EXAM + timedelta(days=7))
            assert app.desk.settings == kept


async def test_escape_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "w right down plus escape")
            on(app, HomeScreen)
            assert not (tmp_path / "settings.json").exists()


@pytest.mark.parametrize("exam", [None, NOW.date() - timedelta(days=3)])
async def test_without_an_exam_to_come_a_date_can_be_tried(exam: date | None, tmp_path: Path) -> None:
    with opened(tmp_path, exam) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "w")
            assert "date to plan for." in screen_text(app)
            await settle(pilot, "down right")
            assert "Tue 29 Dec 2026, in 28 days" in screen_text(app)


async def test_minutes_alone_are_kept_without_a_date(tmp_path: Path) -> None:
    with opened(tmp_path, None) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "w right enter")
            kept = settings.load(tmp_path)
            assert (kept.minutes_per_day, kept.exam_date) == (10, None)


async def test_the_arrows_can_be_clicked(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "w")
            screen = on(app, WhatIfScreen)
            row = screen_text(app).splitlines()[3]
            await pilot.click(offset=(row.index("▸"), 3))
            await pilot.pause()
            assert screen.choice.exam_day == (screen.kept.exam_day or 0) + 1


def test_a_curve_tells_only_what_it_has_come_to() -> None:
    curve: Curve = ((5, Likely(0.4, 0.5, 0.6)), (10, Likely(0.5, 0.6, 0.7)))
    assert likely_on((), 5) is None
    assert likely_on(curve, 5) == curve[0][1]
    assert likely_on(curve, 20) is None
    between = likely_on(curve, 7)
    assert between is not None
    assert 0.5 < between.mean < 0.6


shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(lambda each: Likely(*sorted(each)))


@given(
    st.lists(shares, max_size=len(LADDER)),
    st.integers(1, 600),
    st.one_of(st.none(), st.integers(1, 366)),
    st.integers(36, 140),
    st.booleans(),
)
def test_no_line_is_too_long(
    points: list[Likely], minutes: int, ahead: int | None, width: int, ascii_only: bool
) -> None:
    choice = Choice(minutes, None if ahead is None else 20_000 + ahead)
    curve = tuple(zip(LADDER, points, strict=False))
    shown = Shown(
        day=20_000,
        kept=Choice(20, 20_030),
        choice=choice,
        row=1,
        curve=curve,
        likely=points[0] if points else None,
        kept_likely=points[-1] if points else None,
        load=Load(120.4, 61.2, 160.0, 1912),
        stale=frozenset({"likely"}),
    )
    lines = list(what_if_lines(shown, width, glyphs(ascii_only)))
    assert max(line.cell_length for line in lines) <= width
    if ascii_only and width >= 56:  # narrower, a line that is cut ends with an ellipsis
        assert all(line.plain.isascii() for line in lines)
