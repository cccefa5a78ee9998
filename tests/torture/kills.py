"""Promise 1: the program, in a pseudo-terminal, killed at random moments while it is answered."""

from __future__ import annotations

import random
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal.event import REVIEW
from tests.bench.starts import PROGRAM, environment
from tests.journal.test_processes import whole
from tests.torture.tally import Figure, Tally, Victim, figure, folder, scaled, shared

LINE_MODE, SCREEN = 1700, 300
_QUIZ = ("quiz", "--type", "true-false", "--count", "100")
_VERDICT_LINE = re.compile(rb"\n(?:Right|Wrong)\.\r\n")
_VERDICT = re.compile("[✓✗] (?:Right|Wrong)".encode())
_NUMBER = "{} · [0-9]+ to go"
_ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])")
_PATIENCE = 60.0
_ANEW = 25
"""Kills after which the journal is begun anew, since looking over a long one takes long."""


def figures(scale: float) -> Iterator[Figure]:
    """Kill the program at many moments."""
    tally = Tally()
    for work, tries in ((line_mode, LINE_MODE), (screen, SCREEN)):
        tally.add(shared(work, scaled(tries, scale)))
    done = tally.done
    tried = (
        f"{done['line mode'] + done['screen']:,} kill -9 of the program in a pty ({done['line mode']:,} line "
        f"mode, {done['screen']:,} screen), {done['answers']:,} answers confirmed"
    )
    yield figure("1 an answer shown is saved", tried, tally, "lost", "files damaged", "not as rebuilt")


def line_mode(seeds: range) -> Tally:
    """Kill the line mode, once for each seed."""
    return _killed(seeds, "line mode", _answer_lines)


def screen(seeds: range) -> Tally:
    """Kill the screen, once for each seed."""
    return _killed(seeds, "screen", _answer_on_screen)


def _killed(seeds: range, name: str, answer: Callable[[random.Random, Mapping[str, str]], int]) -> Tally:
    tally = Tally()
    with folder() as data:
        told = environment(data)
        for words in (("config", "certainty", "no"), ("config", "exam-date", "2030-01-01"), ("due",)):
            subprocess.run([*PROGRAM, *words], env=told, stdout=subprocess.DEVNULL, check=False)
        journal = data / "journal.db"
        before = 0
        for turn, seed in enumerate(seeds):
            if turn % _ANEW == 0:
                before = 0
                for file in data.glob("journal.db*"):
                    file.unlink()
            dice = random.Random(f"{name} {seed}")
            confirmed = answer(dice, told)
            tally.done[name] += 1
            tally.done["answers"] += confirmed
            before = _look(tally, journal, before, confirmed, f"{name}, seed {seed}")
    return tally


def _look(tally: Tally, journal: Path, before: int, confirmed: int, which: str) -> int:
    """Count what was lost; how many answers the journal has now."""
    if not journal.exists() and not confirmed:
        return before
    try:
        after = sum(event.kind == REVIEW for event in whole(journal))
    except AssertionError as error:
        tally.found("not as rebuilt", f"{which}: {error}")
        return before
    except JournalError as error:
        tally.found("files damaged", f"{which}: {error}")
        return before
    if after < before + confirmed:
        tally.found(
            "lost", f"{which}: {confirmed} confirmed, {after - before} saved", before + confirmed - after
        )
    elif after > before + confirmed + 1:
        # One may have been saved and not been shown yet; more would mean that the verdicts are not counted.
        tally.found("saved without a verdict", f"{which}: {confirmed} confirmed, {after - before} saved")
    return after


def _answer_lines(dice: random.Random, told: Mapping[str, str]) -> int:
    """Answer as fast as the line mode reads, until it is killed; how many verdicts it had shown."""
    with Victim([*PROGRAM, "--plain", *_QUIZ], told) as program:
        if dice.random() < 0.95:
            _wait(program, lambda: b"1, " in program.shown)
        program.type(b"a\n\n" * 100)
        moment = time.perf_counter() + dice.uniform(0, 0.4)
        while (left := moment - time.perf_counter()) > 0 and program.read(left):
            pass
        return len(_VERDICT_LINE.findall(program.kill()))


def _answer_on_screen(dice: random.Random, told: Mapping[str, str]) -> int:
    """Answer whenever a question is there, until the screen is killed; how many verdicts it had shown."""
    with Victim([*PROGRAM, *_QUIZ], told) as program:
        _wait(program, lambda: _asks(1)(_plain(program.shown)))
        moment = time.perf_counter() + dice.uniform(0, 1.5)
        for confirmed in count():
            seen = _pressed(program, b"a\r", _VERDICT.search, moment)
            if seen is not None:
                return confirmed + bool(_VERDICT.search(seen))
            if _pressed(program, b"\r", _asks(confirmed + 2), moment) is not None:
                return confirmed + 1
    raise AssertionError("it is killed before")


def _asks(number: int) -> Callable[[bytes], object]:
    return re.compile(_NUMBER.format(number).encode()).search


def _pressed(
    program: Victim, keys: bytes, answered: Callable[[bytes], object], moment: float
) -> bytes | None:
    """Press keys and wait for the answer; what was shown in it where the moment to kill comes first."""
    start = len(program.shown)
    program.type(keys)
    while True:
        text = _plain(program.shown[start:])
        if answered(text):
            return None
        left = moment - time.perf_counter()
        if left <= 0 or not program.read(left):
            if time.perf_counter() < moment:
                raise AssertionError(f"the program ended by itself: {text!r}")
            return _plain(program.kill()[start:])


def _wait(program: Victim, there: Callable[[], object]) -> None:
    while not there():
        if not program.read(_PATIENCE):
            raise AssertionError(f"nothing came in {_PATIENCE:g} s after {program.shown[-500:]!r}")


def _plain(shown: bytes) -> bytes:
    return _ESCAPE.sub(b"", shown)
