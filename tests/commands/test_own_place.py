"""Where things are, and how the program is fitted to a shell and to somebody's fingers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from studyguide.cli import run
from studyguide.settings import Settings, load
from studyguide.tui.themes import OFFERED


def test_locate_names_every_place(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "locate", "--json"]) == 0
    places = {place["name"]: place for place in json.loads(capfd.readouterr().out)}
    assert set(places) >= {"data", "journal", "settings", "cache", "pack"}
    assert places["data"] == {"name": "data", "path": str(tmp_path), "exists": True}
    assert not places["settings"]["exists"]
    assert Path(places["pack"]["path"], "pack.yaml").is_file()


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete "), ("zsh", "compdef"), ("fish", "complete ")]
)
def test_each_shell_is_told_how_to_complete(shell: str, word: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capfd.readouterr().out
    assert word in script
    assert "_STUDYGUIDE_COMPLETE" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_and_options(tmp_path: Path) -> None:
    name = tmp_path / "studyguide"
    name.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m studyguide "$@"\n')
    name.chmod(0o755)
    script = (
        'eval "$(studyguide completion bash)"\n'
        "COMP_WORDS=(studyguide sus); COMP_CWORD=1\n"
        '_studyguide_completion studyguide; echo "${COMPREPLY[@]}"\n'
        "COMP_WORDS=(studyguide review --mi); COMP_CWORD=2; COMPREPLY=()\n"
        '_studyguide_completion studyguide; echo "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["suspend", "--minutes"]


def test_an_unknown_theme_is_refused_with_the_known_ones(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), "config", "theme", "pink"]) == 1
    said = capfd.readouterr().err
    assert all(name in said for name in OFFERED)
    assert run(["--data-dir", str(tmp_path), "config", "theme", OFFERED[-1]]) == 0
    assert load(tmp_path).theme == OFFERED[-1]


def test_keys_are_set_listed_and_cleared(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def said(*words: str) -> str:
        assert run(["--data-dir", str(tmp_path), *words]) == 0
        return capfd.readouterr().out

    said("config", "keys", "vim")
    said("config", "key.study.undo", "z")
    listed = {key["id"]: key["keys"] for key in json.loads(said("keys", "--json"))}
    assert listed["study.undo"] == "z"
    assert listed["study.partner-next"] == "→ l"
    assert "  study.undo                   z\n" in said("keys", "--ids")
    assert run(["--data-dir", str(tmp_path), "config", "key.study.undo", "w"]) == 1
    assert "both study.undo and study.why" in capfd.readouterr().err
    said("config", "key.study.undo", "none")
    assert load(tmp_path).own_keys == ""


@pytest.mark.parametrize("words", [("keys",), ("keys", "--ascii"), ("keys", "--ids"), ("check",)])
def test_no_line_is_wider_than_a_terminal(
    words: tuple[str, ...], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), *words]) == 0
    said = capfd.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    assert said.isascii() or "--ascii" not in words


BROKEN = '{"minutes_per_day": 35, "grading": "five", "exam_date": "2027-01-20"}'


def test_settings_that_cannot_be_understood_are_mended_by_setting_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(BROKEN, encoding="utf-8")
    assert run(["--data-dir", str(tmp_path), "config"]) == 1
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "Grade keys must be two or four, not 'five'" in said
    assert file.read_text(encoding="utf-8") == BROKEN
    assert run(["--data-dir", str(tmp_path), "config", "grading", "three"]) == 1
    assert file.read_text(encoding="utf-8") == BROKEN
    capfd.readouterr()
    assert run(["--data-dir", str(tmp_path), "config", "new-per-day", "7"]) == 0
    heard = capfd.readouterr()
    assert "settings.json.old" in heard.err
    assert "grading two" in heard.out
    assert load(tmp_path) == Settings(date(2027, 1, 20), 35, 7)
    assert (tmp_path / "settings.json.old").read_text(encoding="utf-8") == BROKEN


def test_settings_are_reset_and_every_file_as_it_was_is_kept(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.json"
    for text in ("{", BROKEN, '{"grading": "four"}'):
        file.write_text(text, encoding="utf-8")
        assert run(["--data-dir", str(tmp_path), "config", "--reset"]) == 0
        assert load(tmp_path) == Settings()
    kept = [(tmp_path / f"settings.json.old{n}").read_text(encoding="utf-8") for n in ("", "2", "3")]
    assert kept == ["{", BROKEN, '{"grading": "four"}']
    assert run(["--data-dir", str(tmp_path), "config", "theme", "--reset"]) == 2
    assert "leave 'theme' out" in capfd.readouterr().err


def test_settings_are_reset_where_there_are_none(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "config", "--reset"]) == 0
    assert "kept" not in capfd.readouterr().err
    assert load(tmp_path) == Settings()
