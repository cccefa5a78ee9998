"""`check --coverage` and `read --cheatsheet` as authors and learners call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.cli import run
from tests.guide.small_pack import PACK, QUESTIONS, SMALL


def test_a_pack_that_lacks_something(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--strict", "--coverage", str(SMALL)]) == 1
    said = capsys.readouterr()
    assert "2.1-K2 | 0        | 0         | a section that teaches it, 6 questions" in said.out
    assert "9 authored questions in 2 chapters;" in said.out
    assert said.err == "Something is lacking or gives keys away, as told above.\n"


def test_without_the_option_nothing_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--strict", str(SMALL)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_pack_that_covers_no_exam_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in SMALL.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(SMALL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8").replace("security: true", "security: false")
        copy.write_text(text, encoding="utf-8")
    assert run(["check", "--coverage", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert "9 authored questions in 2 chapters;" in said.out
    assert "lacks" not in said.out
    assert said.err == ""


def test_a_faulty_pack_shows_its_faults_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (PACK, QUESTIONS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / PACK).write_text("id: [", encoding="utf-8")
    assert run(["check", "--coverage", str(tmp_path)]) == 1
    assert "Items of the exam guide" not in capsys.readouterr().out


@pytest.fixture
def here(tmp_path: Path) -> list[str]:
    return ["--data-dir", str(tmp_path / "data"), "--now", "2026-12-01T09:00", "--plain"]


def test_the_cheat_sheet_of_a_chapter(here: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*here, "read", "--cheatsheet", "2"]) == 0
    page = capsys.readouterr().out.rstrip("\n").split("\n")
    assert page[1] == "=" * 78
    assert 20 < len(page) <= 66
    assert run([*here, "read", "2", "--cheatsheet", "--markdown"]) == 0
    assert capsys.readouterr().out.startswith(f"# {page[0]}\n\n## ")


def test_the_cheat_sheets_of_all_chapters(here: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*here, "--pack", str(SMALL), "read", "--cheatsheet"]) == 0
    text = capsys.readouterr().out
    assert "\n\nBrewing tea\n" in text
    assert "  Steeping: Leaving leaves in hot water.\n" in text
    assert text.endswith("Nothing in this chapter is marked as must-know.\n")
    assert "\f" not in text


def test_a_cheat_sheet_of_no_chapter(here: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*here, "read", "--cheatsheet", "12x"]) == 2
    assert "no chapter is called '12x'" in capsys.readouterr().err
