"""Promise 12: hostile and mutated packs."""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from studyguide.errors import ContentError, Problem
from studyguide.guide import yaml_strict
from studyguide.guide.folder import read_folder
from studyguide.guide.packs import built_in
from tests.guide import test_fuzz
from tests.guide.small_pack import GUIDE, SMALL, SmallPack
from tests.guide.test_bad_input import BROKEN, FILES
from tests.guide.test_yaml_size import LARGEST
from tests.torture.tally import Figure, Tally, figure, folder, scaled, shared

MUTANTS = 50_000
SECONDS, MEGABYTES = 2, 200
_PARSED_ALONE = 0.5
"""The share of mutants of the built-in pack's files, which are read alone; the others in a small pack."""
_PIECES = (
    *(
        "\t",
        "\n",
        "\n---\n",
        "  ",
        "\x00",
        "\x1b[2J",
        "\x9b",
        "\ufeff",
        "\u202e",
        "\u2028",
        "\U0001f469",
        "\\x1b",
    ),
    *(
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "|",
        ">",
        "#",
        "&a ",
        "*a",
        "!x ",
        "!!python/name:os.system ",
        "? ",
    ),
    *(
        "null",
        "true",
        "2026-02-30",
        "9" * 40,
        ".nan",
        "<<: ",
        "{{x}}",
        "id: id\n",
        "[" * 40,
        "{a: " * 40,
        "%YAML 9\n",
    ),
)


def figures(scale: float) -> Iterator[Figure]:
    """Feed the reader."""
    tally = shared(mutants, scaled(MUTANTS, scale))
    tally.add(hostile())
    largest = subprocess.run([sys.executable, "-c", LARGEST], capture_output=True, text=True, check=True)
    peak = max(_megabytes(int(largest.stdout)), tally.most["MB"])
    if peak > MEGABYTES:
        tally.found(f"over {MEGABYTES} MB", f"{peak} MB")
    done = tally.done
    tried = (
        f"{done['files']:,} hostile and mutated YAML files, {done['refused']:,} refused, the slowest "
        f"{tally.most['slowest ms'] / 1000:.2f} s, {peak} MB at most"
    )
    bad = ("tracebacks", "without line and column", f"over {SECONDS} s", f"over {MEGABYTES} MB")
    yield figure("12 any content loads or says where", tried, tally, *bad)


def hostile() -> Tally:
    """The hostile files of the small tests."""
    tally = Tally()
    for name, (change, _) in FILES.items():
        with folder(in_memory=True) as place:
            small = SmallPack(place / "tea")
            shutil.copytree(SMALL, small.folder)
            change(small)
            _read(tally, small, name)
    for broken in BROKEN:
        with folder(in_memory=True) as place:
            small = SmallPack(place / "tea")
            shutil.copytree(SMALL, small.folder)
            small.change(broken.file, broken.old, broken.new)
            _read(tally, small, broken.name)
    return tally


def _read(tally: Tally, small: SmallPack, name: str) -> None:
    tally.done["files"] += 1
    try:
        read_folder(small.folder)
    except ContentError as error:
        tally.done["refused"] += 1
        if not all(problem.file for problem in error.problems):
            tally.found("without line and column", name)
    except Exception as error:  # noqa: BLE001 - whatever is raised is what is counted
        tally.found("tracebacks", f"{name}: {error!r}")


def mutants(seeds: range) -> Tally:
    """Files with pieces cut out, put in and moved; one for each seed."""
    tally = Tally()
    real = [file.read_text(encoding="utf-8") for file in sorted(built_in().rglob("*.yaml"))]
    slowest = 0.0
    with folder(in_memory=True) as place:
        tea = place / "tea"
        shutil.copytree(SMALL, tea)
        for seed in seeds:
            dice = random.Random(seed)
            tally.done["files"] += 1
            alone = dice.random() < _PARSED_ALONE
            name = dice.choice(test_fuzz.FILES)
            text = _window(dice.choice(real), dice) if alone else test_fuzz.SOURCES[name]
            data = _mutated(text, dice)
            began = time.process_time()
            try:
                if alone:
                    _parse(tally, data, seed)
                else:
                    _hold(tally, tea, name, data, seed)
            except Exception as error:  # noqa: BLE001 - whatever is raised is what is counted
                tally.found("tracebacks", f"seed {seed}: {error!r}")
            took = time.process_time() - began
            slowest = max(slowest, took)
            if took > SECONDS:
                tally.found(f"over {SECONDS} s", f"seed {seed}: {took:.1f} s")
    tally.most["slowest ms"] = round(slowest * 1000)
    tally.most["MB"] = _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return tally


def _parse(tally: Tally, data: bytes, seed: int) -> None:
    try:
        document = yaml_strict.parse(data, GUIDE)
        problems = document.problems
    except ContentError as error:
        problems = error.problems
    _judge(tally, [f"{one}" for one in problems if not one.line or not one.column], bool(problems), seed)


def _hold(tally: Tally, tea: Path, name: str, data: bytes, seed: int) -> None:
    try:
        (tea / name).write_bytes(data)
        read_folder(tea)
        problems: tuple[Problem, ...] = ()
    except ContentError as error:
        problems = error.problems
    # A pack file that names a chapter which is not there speaks of the folder, which has no lines.
    placeless = [
        str(one) for one in problems if (tea / name).samefile(one.file) and not (one.line and one.column)
    ]
    _judge(tally, placeless, bool(problems), seed)
    test_fuzz.holds(tea, name, data)  # its places are within the file, and what loads can be used


def _judge(tally: Tally, placeless: list[str], refused: bool, seed: int) -> None:
    tally.done["refused"] += refused
    if placeless:
        tally.found("without line and column", f"seed {seed}: {placeless[0]}")


def _window(text: str, dice: random.Random) -> str:
    """Some lines of a long file, so that many can be read."""
    lines = text.splitlines(keepends=True)
    start = dice.randrange(len(lines))
    return "".join(lines[: dice.randint(1, 20)] + lines[start : start + dice.randint(10, 150)])


def _mutated(text: str, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 5)):
        begin = dice.randint(0, len(text))
        end = min(len(text), begin + dice.choice([0, 0, 1, 2, 5, 40, 400]))
        part = text[begin:end]
        piece = dice.choice([dice.choice(_PIECES), dice.choice(_PIECES), part * 2, text[: len(part)]])
        text = text[:begin] + piece + text[end:]
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data and dice.random() < 0.2:
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def _megabytes(peak: int) -> int:
    # Linux counts kilobytes, macOS bytes.
    return round(peak / (1024**2 if sys.platform == "darwin" else 1024))
