"""Promise 13: terminal escapes and brackets, by every way in, through the line mode and every screen."""

from __future__ import annotations

import asyncio
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from studyguide.cli import run
from studyguide.guide.model import Pack
from studyguide.journal.event import DISPUTE, Act
from studyguide.tui.app import StudyGuideApp
from tests.journal.helpers import NOW, opened, review
from tests.torture.tally import Figure, Tally, figure, folder, scaled, shared
from tests.tui.desk import desk_at, settle
from tests.tui.walk import PACK, WAYS, Way

ESCAPES = (
    *(
        "\x1b[2J",
        "\x1b[31mred",
        "\x1b]0;title\x07",
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1b]8;;https://x.y\x1b\\x",
        "\x1bc",
    ),
    *(
        "\x1bP+q544e\x1b\\",
        "\x9b2J",
        "\x9d0;t\x9c",
        "\x07",
        "\x08\x08",
        "a\rb",
        "\x7f",
        "\u202egnp.exe",
        "\u2066x\u2069",
    ),
)
BRACKETS = (
    *(
        "[all that apply]",
        "[/etc/hosts]",
        "[red]not red[/red]",
        "[/]",
        "[",
        "]",
        "[[x]]",
        "[@click=app.quit]x[/]",
    ),
    *(
        "\\[x]",
        "[link=https://x.y]z[/link]",
        "$primary",
        "[bold",
        "[#ff0000]",
        "[b][i]",
        "arn:aws:s3:::b/*[0]",
        "{{x}}[y]",
    ),
)
_TURNS = 8
"""Times that every screen is shown, each with other texts in other places."""
_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SENTINEL = re.compile("⟦([^⟧⟦]*)⟧")
_COMMANDS = (
    *(
        "read {}",
        "read --cheatsheet {}",
        "review --chapter {}",
        "quiz --chapter {}",
        "quiz --task {}",
        "quiz --type {}",
    ),
    *(
        "exam --questions {}",
        "due {}",
        "stats {}",
        "cards {}",
        "cards text:{}",
        "card {}",
        "search {}",
        "suspend {}",
    ),
    *(
        "unsuspend {}",
        "bury {}",
        "flag {}",
        "unflag {}",
        "reset {}",
        "dispute {} x",
        "dispute sm-sg-level {}",
    ),
    *(
        "disputes",
        "disputes --markdown",
        "disputes --json",
        "card sm-sg-level",
        "card sm-sg-level --json",
        "stats --json",
    ),
    *(
        "config {}",
        "config theme {}",
        "config exam-date {}",
        "config",
        "restore {}",
        "merge {}",
        "sync {}",
        "new-pack {}",
    ),
    *(
        "check {}",
        "schema {}",
        "export tsv {}/x",
        "import tsv {} out",
        "import markdown {} out",
        "--pack {} due",
    ),
    *(
        "--now {} due",
        "--seed {} due",
        "{}",
        "--{}",
        "export {}",
        "keys {}",
        "locate",
        "doctor",
        "backup --list",
    ),
    *("cards --json {}", "search --json {}", "undo", "--data-dir {} locate", "serve --host {} --port 0 x"),
)
_TYPED = (
    "quiz --type short --count 2",
    "quiz --type open --count 1",
    "quiz --type choice --count 1",
    "exam --questions 1",
)


def figures(scale: float) -> Iterator[Figure]:
    """Every command with every text, and every screen."""
    texts = len(ESCAPES) + len(BRACKETS)
    tally = shared(lines, scaled(texts * (len(_COMMANDS) + len(_TYPED)), scale))
    done = tally.done
    tally.add(shared(screens, scaled(_TURNS * len(WAYS), scale)))
    tried = (
        f"{len(ESCAPES)} escapes and {len(BRACKETS)} bracket texts: {done['commands']:,} commands, "
        f"{done['screens']:,} screens, {done['texts whole']:,} texts shown whole"
    )
    yield figure(
        "13 no text acts on terminal or program", tried, tally, "bytes through", "crashes", "characters lost"
    )


def lines(seeds: range) -> Tally:
    """Commands with hostile words, and answers typed at their prompts."""
    tally = Tally()
    commands, texts = [*_COMMANDS, *_TYPED], [*ESCAPES, *BRACKETS]
    with folder(in_memory=True) as place:
        data = place / "data"
        with redirect_stdout(io.StringIO()):
            run(["--data-dir", str(data), "config", "new-per-day", "5"])
        with opened(data / "journal.db") as journal:
            for n, text in enumerate(ESCAPES):  # as a journal of another program may hold them
                journal.append(
                    [Act(DISPUTE, "mla-c01-security/sagemaker-security/sm-sg-level", {"why": text})], NOW
                )
                journal.append([review(f"pack/{text}"), Act(DISPUTE, f"pack/{n}{text}", {"text": text})], NOW)
        here = Path.cwd()
        os.chdir(place)
        try:
            for seed in seeds:
                # A step that shares no factor with the counts, so that a share of all is a sample of all.
                number, command = divmod(seed * 101 % (len(texts) * len(commands)), len(commands))
                _run(tally, data, commands[command], texts[number])
        finally:
            os.chdir(here)
    return tally


class _Terminal(io.StringIO):
    """What is written; as for a terminal, since click takes escapes out of what goes elsewhere."""

    def isatty(self) -> bool:
        return True


def _run(tally: Tally, data: Path, command: str, text: str) -> None:
    words = [word.replace("{}", text) for word in command.split()]
    out = _Terminal()
    keyboard, sys.stdin = sys.stdin, io.StringIO(f"{text}\n\n:{text}\n*{text}\n!{text}\n" * 5)
    try:
        with redirect_stdout(out), redirect_stderr(out):
            status = run(["--plain", "--data-dir", str(data), "--now", "2026-12-01T10:00", *words])
    finally:
        sys.stdin = keyboard
    tally.done["commands"] += 1
    if status == 3:
        tally.found("crashes", f"{words}: {out.getvalue()[-200:]}")
    if found := _ACTS.search(out.getvalue()):
        near = out.getvalue()[max(0, found.start() - 60) : found.end() + 20]
        tally.found("bytes through", f"{words}: {near!r}")


def screens(seeds: range) -> Tally:
    """Screens with hostile texts: brackets wherever the guide has text, escapes wherever a learner has."""
    tally = Tally()
    for seed in seeds:
        with folder(in_memory=True) as place:
            asyncio.run(_show(tally, place, WAYS[seed * 7 % len(WAYS)], seed // len(WAYS)))
    return tally


async def _show(tally: Tally, place: Path, way: Way, turn: int) -> None:
    tally.done["screens"] += 1
    which = f"{way.name}, turn {turn}"
    try:
        with desk_at(place, pack=with_texts(turn)) as desk:
            for n, card in enumerate(desk.cards.values()):
                text = ESCAPES[(turn + n) % len(ESCAPES)]
                acts = [Act(DISPUTE, card.key, {"text": text, "why": text}), Act(DISPUTE, f"x/{text}")]
                desk.journal.append([*acts, review(f"x/{text}")], desk.clock())
            app = way.opens(desk)
            async with app.run_test(size=(200, 60)) as pilot:
                await settle(pilot, way.keys)
                await pilot.pause()
                shown = _text(app)
    except Exception as error:  # noqa: BLE001 - whatever is raised is what is counted
        tally.found("crashes", f"{which}: {error!r}")
        return
    if found := _ACTS.search(shown):
        tally.found("bytes through", f"{which}: {shown[max(0, found.start() - 40) : found.end() + 20]!r}")
    for inside in _SENTINEL.findall(shown):
        if " ".join(inside.split()) in BRACKETS:
            tally.done["texts whole"] += 1
        elif "…" not in inside and "\n" not in inside:
            tally.found("characters lost", f"{which}: {inside!r}")


def _text(app: StudyGuideApp) -> str:
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


_SHOWN = frozenset(
    {"title", "text", "intro", "meaning", "detail", "stem", "why", "label", "summary", "muddle", "clear"}
)


def with_texts(turn: int) -> Pack:
    """The sample pack with bracket texts, between sentinels, after whatever it shows, one after the other."""
    number = count(turn * 5)

    def changed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: changed(one, name) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [changed(one, key) for one in value]
        if isinstance(value, str) and key in _SHOWN:
            return f"{value} ⟦{BRACKETS[next(number) % len(BRACKETS)]}⟧"
        return value

    return msgspec.convert(changed(msgspec.to_builtins(PACK)), Pack)
