"""What every command says, over a journal of sixty days: no escape byte, no line too long for a terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from studyguide.cli import run
from studyguide.commands.context import COMMANDS
from studyguide.commands.opening import opened
from studyguide.guide.model import Pack, Scenario
from studyguide.guide.packs import built_in
from studyguide.settings import Settings, save
from tests.study.seeded import study_sixty_days
from tests.tui.desk import NOW

CHAPTERS = range(1, 1 + len(tuple(built_in().glob("chapters/*/guide.yaml"))))
DOCUMENTS = ("schema", "completion", "serve", "simulate")
"""Commands that print what other programs read, serve the browser, or take minutes."""
HELP = ":?\n:o\n:w\n:h\n:t\n:*\n:*\n:/shared responsibility\n:e\n:! wrong year\n"
"""Most that can be typed when a card is asked."""

SAID: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("--help", ""),
    ("due", ""),
    ("stats", ""),
    ("plan", ""),
    ("plan --what-if minutes=30 --what-if exam-date=2027-01-15", ""),
    ("cards is:due", ""),
    ("cards", ""),
    ("card sm-sg-level", ""),
    ("card sm-sg-level --ask", HELP + "a\n?\nt\no\n\n"),
    ("search encryption at rest", ""),
    ("search qqqq", ""),
    ("mistakes", ""),
    ("mistakes 1", "a\n\n" * 40),
    ("review --cards 4", HELP + "a\n?\nt\nu\n" + "a\n\n" * 20),
    ("quiz --count 3 --type choice", "xyz\na\n\nb\n\nc\n\n\n\n\n\n\nl\n?\nl\nw\no\n1\n\n\n\n"),
    ("quiz --count 4 --type matching --feedback end", "1 2 3\n\n\n\n\n"),
    ("quiz --count 3 --type ordering", "abc\n\n\n\n\n\n"),
    ("quiz --count 2 --type short", "no idea\n:o\n\n\n\n"),
    ("quiz --count 2 --type open", "no idea\n1\n\n\n\n"),
    ("exam --questions 4", "?\n*\na\nl\n0\n:p\n3\nxyz\ns\nn\ns\ny\n\n?\np\nl\nw\no\nq\n"),
    ("exam --past", ""),
    ("exam --attempt 1", "\n" * 9),
    ("suspend sm-sg-level", ""),
    ("unsuspend sm-sg-level", ""),
    ("bury sm-sg-level", ""),
    ("flag sm-sg-level", ""),
    ("unflag sm-sg-level", ""),
    ("reset sm-sg-level", ""),
    ("undo", ""),
    ("dispute sm-sg-level the page says otherwise", ""),
    ("disputes", ""),
    ("config", ""),
    ("config minutes-per-day 25", ""),
    ("locate", ""),
    ("keys", ""),
    ("keys --plain", ""),
    ("keys --ids", ""),
    ("rebuild", ""),
    ("backup", ""),
    ("backup --list", ""),
    ("restore latest", ""),
    ("doctor", ""),
    ("fit", ""),
    ("check", ""),
    ("new-pack own", ""),
    ("check own --strict", ""),
    ("sync shared", ""),
    ("export tsv cards.tsv", ""),
    ("export reviews own.jsonl --jsonl", ""),
    ("import reviews own.jsonl", ""),
    ("import tsv cards.tsv cards", ""),
    ("merge own.jsonl", ""),
    ("read 2 --step", "?\nt\nt role\n/key\nl\n" + "c\n\n\nq\nw\n\n\nq\na\nq\n\n" * 16 + "q\n"),
    *((f"read {number}", "") for number in CHAPTERS),
    *((f"read {number} --cheatsheet", "") for number in CHAPTERS),
    ("nonsense", ""),
    ("read nowhere", ""),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data: Path = tmp_path_factory.mktemp("said") / "d"
    save(Settings(exam_date=date(2027, 2, 23)), data)
    with opened(data, now=NOW, seed=1) as desk:
        study_sixty_days(desk)
    return data


@pytest.fixture(scope="module")
def code(pack: Pack) -> frozenset[str]:
    """The lines of the guide's code, which alone may be wide."""
    return frozenset(
        line.strip()
        for chapter in pack.chapters
        for section in chapter.sections
        if isinstance(section, Scenario)
        for step in section.steps
        if step.code
        for line in step.code.text.expandtabs(4).splitlines()
    )


def too_wide(text: str, code: frozenset[str]) -> Iterator[str]:
    for line in text.splitlines():
        if cell_len(line) > 80 and "https://" not in line and line.strip() not in code:
            yield line


@pytest.mark.parametrize(
    ("words", "typed"), SAID, ids=lambda value: value[:40] if value.isprintable() else ""
)
def test_a_command_says_it_plainly(
    words: str,
    typed: str,
    folder: Path,
    code: frozenset[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder.parent)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    monkeypatch.setenv("TERM", "xterm-256color")
    status = run(["--data-dir", "d", "--now", NOW.isoformat(), "--seed", "1", "--plain", *words.split()])
    heard = capfd.readouterr()
    assert status in (0, 1, 2), heard.err
    said = heard.out + heard.err
    assert said.strip()
    assert not set(said) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))}
    # A complaint is one line, whatever it names; the terminal wraps it.
    assert list(too_wide(heard.out if status else said, code)) == []


def test_every_command_is_among_them() -> None:
    told = {words.split()[0] for words, _ in SAID if words}
    names = {name for names in COMMANDS.values() for name in names}
    assert names - set(DOCUMENTS) <= told
