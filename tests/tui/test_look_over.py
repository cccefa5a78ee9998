"""The journal is looked over once the screen is there, and what is amiss is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.journal.journal import Journal
from studyguide.tui.app import StudyGuideApp
from tests.tui.desk import desk_at, settle
from tests.tui.snapshot import screen_text


async def test_a_damaged_journal_is_told_and_home_says_why_nothing_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_over(journal: Journal, now: object) -> str:
        journal.unrecorded = "its file is damaged"
        return "The file is damaged; doctor saves it."

    monkeypatch.setattr(Journal, "look_over", look_over)
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await settle(pilot)
            await app.workers.wait_for_complete([each for each in app.workers if each.group == "default"])
            await settle(pilot)
            seen = " ".join(screen_text(app).split())
            assert "The file is damaged; doctor saves it." in seen
            assert "Nothing is recorded: its file is damaged." in seen
