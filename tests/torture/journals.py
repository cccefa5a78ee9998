"""Promises 2 to 5 and 10: journals that are written at once, tampered with, and merged."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal.event import FLAG, UNDO, Act, EventId
from studyguide.journal.fold import Mark
from tests.journal.helpers import NOW, dump, opened, raw, review
from tests.journal.histories import converges
from tests.journal.test_processes import whole, writer
from tests.torture.tally import Figure, Tally, figure, folder, scaled, shared

WRITERS, ANSWERS = 4, 5000
HISTORIES = 5000
UNDOS = 1000
STATEMENTS = (
    "update event set body = '{}' where seq = ?",
    "update event set day = day + 1, sum = '0' where seq >= ?",
    "update or replace event set seq = seq + 1 where seq = ?",
    "delete from event where seq = ?",
    "delete from event where seq >= ?",
    "insert or replace into event select * from event where seq = ?",
    "replace into event select device, seq, ord, at, off, day, kind, 'x', target_device, target_seq,"
    " body, sum from event where seq = ?",
)
"""Ways to change or remove what is recorded."""


def figures(scale: float) -> Iterator[Figure]:
    """Everything about journals that no program has to be killed for."""
    tally = changes(range(scaled(500, scale)))
    tried = f"{tally.done['statements']:,} SQL statements that change or remove answers"
    yield figure("2 no answer is ever changed", tried, tally, "that changed something")
    tally = shared(undos, scaled(UNDOS, scale))
    tried = f"{tally.done['steps']:,} answers, undos, redos and restarts in {tally.done['lives']:,} lives"
    yield figure("3, 4 undo works, all can be rebuilt", tried, tally, "wrong states", "not as rebuilt")
    tally = at_once(scaled(ANSWERS, scale))
    tried = f"{WRITERS} programs writing {tally.done['answers']:,} answers at once"
    yield figure("5 two windows lose nothing", tried, tally, "lost", "refused", "not as rebuilt")
    tally = shared(merges, scaled(HISTORIES, scale))
    tried = f"{tally.done['histories']:,} histories of three machines, {tally.done['events']:,} events"
    yield figure("10 machines merge in any order", tried, tally, "that do not converge")


def changes(seeds: range) -> Tally:
    """Try to change a journal as any program can; dropping the triggers is what the sums are for."""
    tally = Tally()
    with folder(in_memory=True) as place:
        path = place / "journal.db"
        with opened(path) as journal:
            journal.append([review(f"q{n % 7}", 1 + n % 4, n=n) for n in range(40)], NOW)
        before = dump(path)
        for seed in seeds:
            dice = random.Random(seed)
            statement, seq = dice.choice(STATEMENTS), dice.randint(1, 40)
            tally.done["statements"] += 1
            with raw(path) as db:
                try:
                    db.execute(statement, (seq,))
                except sqlite3.DatabaseError:
                    continue
                tally.found("that changed something", f"{statement} {seq}")
        if dump(path) != before:
            tally.found("that changed something", "the file is another one")
    return tally


def undos(seeds: range) -> Tally:
    """Live with undo and redo, across restarts, and compare with a list of what counts."""
    tally = Tally()
    with folder(in_memory=True) as place:
        for seed in seeds:
            path = place / str(seed) / "journal.db"
            _undone(tally, path, random.Random(seed), f"seed {seed}")
    return tally


def _undone(tally: Tally, path: Path, dice: random.Random, which: str) -> None:
    stack: list[EventId] = []
    undone: list[tuple[EventId, EventId]] = []
    items: dict[EventId, str] = {}
    journal = opened(path)
    for step in range(dice.randint(10, 60)):
        tally.done["steps"] += 1
        now = NOW + timedelta(hours=3 * step)
        match dice.randrange(6):
            case 0 | 1 | 2:
                item = f"q{dice.randrange(8)}"
                act = review(item, dice.randint(1, 4)) if dice.random() < 0.8 else Act(FLAG, item)
                (event,) = journal.append([act], now)
                stack.append(event.id)
                items[event.id] = item
                undone.clear()
            case 3:
                taken = journal.undo(now)
                if (taken.id if taken else None) != (stack[-1] if stack else None):
                    tally.found("wrong states", f"{which}, step {step}: undid {taken}")
                if taken:
                    undone.append((stack.pop(), list(journal.events())[-1].id))
            case 4 if undone:
                target, undo = undone.pop()
                journal.append([Act(UNDO, target=undo)], now)
                stack.append(target)
            case _:
                journal.close()
                journal = opened(path)
    live = {event.id for event in journal.events() if event.live and event.kind != UNDO}
    if live != set(stack):
        tally.found("wrong states", f"{which}: {len(live)} events count instead of {len(stack)}")
    marked = {item for item, mark in journal.marks().items() if mark != Mark()}
    if not (set(journal.memories()) | marked) <= {items[one] for one in stack}:
        tally.found("wrong states", f"{which}: something undone is remembered")
    if journal.rebuild():
        tally.found("not as rebuilt", which)
    journal.close()
    tally.done["lives"] += 1


def at_once(answers: int) -> Tally:
    """Programs that write to one journal as fast as they can."""
    tally = Tally()
    with folder() as place:
        path = place / "journal.db"
        names = "abcdefgh"[:WRITERS]
        programs = {name: writer(path, name, answers) for name in names}
        said = {name: program.communicate()[0].splitlines() for name, program in programs.items()}
        try:
            events = whole(path)
        except (AssertionError, JournalError) as error:
            tally.found("not as rebuilt", error)
            return tally
        for name, lines in said.items():
            confirmed = [int(line) for line in lines if line.isdigit()]
            tally.done["answers"] += len(confirmed)
            own = {event.seq: event.body["n"] for event in events if event.body["by"] == name}
            if lost := len(set(confirmed) - own.keys()):
                tally.found("lost", f"program {name}", lost)
            if refused := answers - len(confirmed):
                tally.found("refused", f"program {name}: {lines[-1:]}", refused)
    return tally


def merges(seeds: range) -> Tally:
    """Histories of three machines, each merged in random orders in the end."""
    tally = Tally()
    for seed in seeds:
        tally.done["histories"] += 1
        with folder(in_memory=True) as place:
            try:
                tally.done["events"] += converges(random.Random(seed), place)
            except (AssertionError, JournalError) as error:
                tally.found("that do not converge", f"seed {seed}: {str(error)[:300]}")
    return tally
