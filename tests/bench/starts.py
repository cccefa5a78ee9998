"""From the start of the program to its answer to a key; `due`; memory; beside a bare Textual app and clanki.

A key is pressed at the moment the first screen is there. It is answered when what it asks for stands on the
terminal: the bare app changes its one line, Home moves its selection; Help, and what clanki opens, is another
screen, which is more work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from studyguide.settings import Settings, save
from tests.bench.packs import pack_of
from tests.bench.peers import anki_collection
from tests.bench.table import Row, middle
from tests.bench.terminal import Program

ROUNDS = 9
FIRST_ROUNDS = 3
QUESTIONS = 10_000
PROGRAM = [sys.executable, "-m", "studyguide"]
BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Bare(App):
    def compose(self):
        yield Header()
        yield Static("Ready-marker")
        yield Footer()
    def on_key(self, event):
        self.query_one(Static).update("Answered-marker")
Bare().run()
"""
FRAME, NUMBERS = "Your cards are planned", "Start today"
"""The very first screen, which asks for the exam date; Home once it can tell what is due."""
DOWN = b"j", "▌  1 SageMaker AI"
HELP = b"?", "Enter does what is selected"
"""A key on Home, and what it writes."""


def environment(folder: Path) -> dict[str, str]:
    """That of a learner: settings made, progress in a folder, modules compiled once, as an installer does."""
    folder.mkdir(parents=True, exist_ok=True)
    save(Settings(exam_date=datetime.now().astimezone().date() + timedelta(days=60)), folder)
    names = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return names | {"STUDYGUIDE_DATA_DIR": str(folder)}


def rows(folder: Path, clanki: Path | None) -> Iterator[Row]:
    """The figures."""
    told = environment(folder / "start")

    def bare(more: dict[str, str] | None = None) -> float:
        return _answered(
            [sys.executable, "-c", BARE], told | (more or {}), "Ready-marker", b"j", "Answered-marker"
        )

    def bare_frame(more: dict[str, str] | None = None) -> float:
        return _shown([sys.executable, "-c", BARE], told | (more or {}), "Ready-marker")

    def home() -> float:
        return _shown(PROGRAM, told, NUMBERS)

    def frame(more: dict[str, str] | None = None) -> float:
        return _shown(PROGRAM, told | (more or {}), FRAME)

    def warm(more: dict[str, str] | None = None) -> float:
        return _answered(PROGRAM, told | (more or {}), NUMBERS, *DOWN)

    def helped() -> float:
        return _answered(PROGRAM, told, NUMBERS, *HELP)

    measures: list[Callable[[], float]] = [bare, bare_frame, warm, home, helped]
    if clanki:
        anki_collection(clanki, folder / "anki", 10_000)
        base = told | {"ANKI_BASE": str(folder / "anki"), "XDG_CONFIG_HOME": str(folder / "config")}
        measures.append(lambda: _answered([str(clanki / "clanki")], base, "Second deck", b"c", "Settings"))
    floor, floor_frame, ours, frame_here, screen, *peer = _in_turn(ROUNDS, measures)
    other = peer[0] if peer else None
    yield Row("start: the numbers of Home", frame_here, "ms", "bare Textual", floor_frame)
    yield Row("start to first answered key", ours, "ms", "bare Textual", floor, ratio=1.25)
    yield Row("  the key opens another screen", screen, "ms", "clanki, 10k cards", other, ratio=0.6)

    def uncompiled(start: Callable[[dict[str, str] | None], float]) -> Callable[[], float]:
        def measure() -> float:
            with tempfile.TemporaryDirectory() as empty:
                data = Path(empty) / "data"
                if start is not frame:
                    environment(data)
                return start({"PYTHONPYCACHEPREFIX": empty, "STUDYGUIDE_DATA_DIR": str(data)})

        return measure

    first = [uncompiled(act) for act in (bare_frame, bare, frame, warm)]
    floor_frame, floor, ours, whole = _in_turn(FIRST_ROUNDS, first)
    yield Row("first ever start: first frame", ours, "ms", "bare Textual", floor_frame, ratio=1.3)
    yield Row("  the guide read, and a key answered", whole, "ms", "bare Textual", floor)
    python, due = _in_turn(
        ROUNDS,
        [
            lambda: _ended([sys.executable, "-c", "import sqlite3"], told),
            lambda: _ended([*PROGRAM, "due", "--json"], told),
        ],
    )
    yield Row("due --json", due, "ms", "python, import sqlite3", python, ratio=3)


def memory(folder: Path) -> Iterator[Row]:
    """Memory at most with a pack of 10,000 questions, and what the same takes with the built-in one alone."""
    pack = pack_of(folder / "pack", QUESTIONS)
    many = [*PROGRAM, "--pack", str(pack)]
    told = environment(folder / "memory")
    with Program(many, told) as first:
        first.until(NUMBERS)
    with Program([sys.executable, "-c", BARE], told) as bare:
        bare.until("Ready-marker")
    with Program(many, told) as home:
        home.until(NUMBERS)
        home.press(HELP[0])
        home.until(HELP[1])
    with Program([*many, "quiz", "--count", "5"], told) as quiz:
        quiz.until("5 to go")
        quiz.rest()
    yield Row("memory, 10,000 questions: Home", home.peak, "MB", "bare Textual", bare.peak, limit=70)
    yield Row("  a sitting", quiz.peak, "MB", "bare Textual", bare.peak, limit=70)
    yield Row("  the first start, which reads YAML", first.peak, "MB", "bare Textual", bare.peak)


def _answered(
    command: list[str], environment: Mapping[str, str], ready: str, key: bytes, answer: str
) -> float:
    with Program(command, environment) as program:
        program.until(ready)
        program.press(key)
        return program.until(answer) * 1000


def _shown(command: list[str], environment: Mapping[str, str], marker: str) -> float:
    with Program(command, environment) as program:
        return program.until(marker) * 1000


def _ended(command: list[str], environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - started) * 1000


def _in_turn(rounds: int, measures: list[Callable[[], float]]) -> list[float]:
    """The median of each, taken in turn so that a busy moment meets all; the first round warms up."""
    taken = [[measure() for measure in measures] for _ in range(rounds + 1)]
    return [middle(column) for column in zip(*taken[1:], strict=True)]
