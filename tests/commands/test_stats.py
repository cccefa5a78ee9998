"""`studyguide stats`: an empty journal, a reader who has had enough, the documented shape."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from studyguide.cli import run
from studyguide.study.stats import Stats


def test_the_shape_has_what_the_readme_names(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "stats", "--json"]) == 0
    printed = capfd.readouterr().out
    report = msgspec.json.decode(printed, type=Stats)
    assert json.loads(msgspec.json.encode(report)) == json.loads(printed)
    assert report.__struct_fields__ == (
        *("day", "exam_date", "answers", "right", "retention", "reviewed", "total", "reserve"),
        *("chapters", "tasks", "days", "consistency", "desired", "retained", "calibration"),
        *("confidence", "forecast", "stages", "readiness", "confusions", "leeches"),
    )


def test_an_empty_journal_prints_without_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "stats"]) == 0
    out, err = capfd.readouterr()
    assert "Nothing is on record yet" in out
    assert err == ""


@pytest.mark.parametrize("words", [("stats",), ("stats", "--json"), ("cards",)])
def test_a_reader_who_has_had_enough_is_no_fault(words: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "studyguide", "--data-dir", str(tmp_path), *words]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    complaints = program.stderr.read()
    program.stderr.close()
    assert (program.wait(), complaints) == (0, b"")
