"""`make bench`: the speed figures, each beside its floor measured in the same run.

Nothing here is a test: figures depend on the machine, ratios less so.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studyguide.cards.model import Card, Chosen
from studyguide.guide.library import load_packs
from studyguide.guide.packs import built_in
from studyguide.journal.event import Act
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from studyguide.study.sitting import Definition, Sitting
from tests.cards.asks import CHOICE, card

STARTS = 15
ANSWERS = 1000
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Bare(App):
    def compose(self):
        yield Header()
        yield Static("Ready-marker")
        yield Footer()
Bare().run()
"""


def until_shown(command: list[str], marker: bytes, environment: dict[str, str]) -> float:
    """Seconds from start until the marker is written to the terminal; the program is then ended."""
    started = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environment)
    seen = b""
    try:
        while marker not in seen:
            if not select.select([terminal], [], [], 20)[0]:
                raise SystemExit(f"{command}: {marker!r} was never shown")
            seen += os.read(terminal, 65536)
        return time.perf_counter() - started
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)


def elapsed(command: list[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def compared(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """The median of each measure, taken in turn so that a busy moment meets all of them."""
    taken = [[measure() for measure in measures] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken[1:], strict=True)]


def show(name: str, value: float, floor_name: str, floor: float, limit: float | None) -> None:
    """One line of the table; without a limit it is only told."""
    ratio = value / floor
    aim = "no aim" if limit is None else f"aim: at most {limit:g}"
    print(
        f"{name:<44} {value * 1000:8.2f} ms   {floor_name:<30} {floor * 1000:8.2f} ms   "
        f"x {ratio:5.2f}   ({aim})"
    )


def environment(folder: Path) -> dict[str, str]:
    """That of a learner: progress in a folder, and modules compiled once, as an installer does."""
    names = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return names | {"STUDYGUIDE_DATA_DIR": str(folder)}


def starts(folder: Path) -> None:
    """First frame of Home, with and without compiled content, beside a bare Textual app."""
    size = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    told = environment(folder) | size
    program = [str(Path(sys.executable).with_name("studyguide"))]
    waiting, numbers = b"Reading the guide", b"Start today"

    def cold(marker: bytes) -> float:
        shutil.rmtree(folder / "cache", ignore_errors=True)
        return until_shown(program, marker, told)

    bare, first, read, warm = compared(
        STARTS,
        lambda: until_shown([sys.executable, "-c", BARE], b"Ready-marker", told),
        lambda: cold(waiting),
        lambda: cold(numbers),
        lambda: until_shown(program, numbers, told),
    )
    show("Home, content compiled", warm, "bare Textual app", bare, 1.35)
    show("Home, content to be read from YAML", first, "bare Textual app", bare, 2.5)
    show("  until its numbers are there", read, "bare Textual app", bare, None)


def commands(folder: Path) -> None:
    """`due --json` beside starting Python and importing sqlite3."""
    told = environment(folder)
    program = str(Path(sys.executable).with_name("studyguide"))
    floor, due = compared(
        STARTS,
        lambda: elapsed([sys.executable, "-c", "import sqlite3"], told),
        lambda: elapsed([program, "due", "--json"], told),
    )
    show("due --json", due, 'python -c "import sqlite3"', floor, 3)


def grown(folder: Path, cards: int, reviews: int) -> tuple[Journal, dict[str, Card]]:
    """A journal with so many reviews of so many cards."""
    made = {f"bench/card-{number}": card(CHOICE, f"bench/card-{number}") for number in range(cards)}
    names = list(made)
    journal = Journal.open(folder / "journal.db", Scheduler(), now=NOW)
    rounds = reviews // cards
    for turn in range(rounds):
        when = NOW - timedelta(days=30 * (rounds - turn))
        for start in range(0, cards, 1000):
            journal.append(
                [Act("review", name, {"grade": 3, "correct": True}) for name in names[start : start + 1000]],
                when,
            )
    return journal, made


def answers(folder: Path) -> None:
    """Answer, commit and next card at size, beside the bare transaction of a row and an update."""
    cards, reviews = 10_000, 100_000
    journal, made = grown(folder, cards, reviews)
    definition = Definition("bench", tuple(made)[: ANSWERS + 10])
    sitting = Sitting.begin(journal, made, definition, NOW)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full", "wal_autocheckpoint=0"):
        bare.execute(f"pragma {pragma}")
    bare.execute("create table event (id integer primary key, item text, body text)")
    bare.execute("create table memory (item text primary key, stability real, due integer) without rowid")
    bare.executemany("insert into memory values (?, 1.0, 1)", ((name,) for name in made))
    bare.executemany(
        "insert into event (item, body) values (?, ?)",
        ((f"bench/card-{n % cards}", "{}") for n in range(reviews)),
    )
    names = iter(definition.queue)

    def floor() -> float:
        name = next(names)
        started = time.perf_counter()
        bare.execute("begin immediate")
        bare.execute("insert into event (item, body) values (?, ?)", (name, '{"grade": 3}'))
        bare.execute("update memory set stability = ?, due = ? where item = ?", (2.0, 2, name))
        bare.execute("commit")
        return time.perf_counter() - started

    def answer() -> float:
        started = time.perf_counter()
        sitting.answer(Chosen(("b",)), NOW, 1000)
        sitting.next()
        _ = sitting.session.shown
        return time.perf_counter() - started

    bare_time, ours = compared(ANSWERS, floor, answer)
    show(
        f"answer, commit, next ({cards:,} cards, {reviews:,} reviews)",
        ours,
        "bare SQLite transaction",
        bare_time,
        2,
    )
    journal.close()
    bare.close()


def main() -> None:
    """Print every figure."""
    packs, _ = load_packs((built_in(),))
    print(
        f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {len(packs[0].chapters)} chapters"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        starts(folder / "start")
        commands(folder / "start")
        answers(folder)


if __name__ == "__main__":
    main()
