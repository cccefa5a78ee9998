"""`--json` prints the documented shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from studyguide.cli import run
from studyguide.study.reports import CardLine, CardReport
from studyguide.study.today import Due
from studyguide.study.trouble import Mistake


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        (("cards", "kind:ordering"), tuple[CardLine, ...]),
        (("card", "sm-sg-level"), CardReport),
        (("mistakes",), tuple[Mistake, ...]),
    ],
)
def test_shapes(
    words: tuple[str, ...], shape: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), *words, "--json"]) == 0
    printed = capfd.readouterr().out
    report = msgspec.json.decode(printed, type=shape)
    assert json.loads(msgspec.json.encode(report)) == json.loads(printed)


def test_due_and_search(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["--data-dir", str(tmp_path), "due", "--json"])
    assert tuple(json.loads(capfd.readouterr().out)) == Due._fields
    run(["--data-dir", str(tmp_path), "search", "stateless", "--json"])
    (first, *_) = json.loads(capfd.readouterr().out)
    assert set(first) == {"ref", "title", "excerpt"}
