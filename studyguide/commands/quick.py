"""`due`, answered without the libraries of the other commands, so that a shell prompt can ask for it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studyguide.commands.opening import instant, opened
from studyguide.commands.status import MENDABLE
from studyguide.study.today import due, today_at

if TYPE_CHECKING:
    from studyguide.study.desk import Desk


class _Wanted(NamedTuple):
    """`due` with simple options."""

    data_dir: Path | None = None
    now: datetime | None = None
    as_json: bool = False
    ascii_only: bool = False


def answer(arguments: list[str]) -> int | None:
    """The exit status of `due`, once answered; None where the other commands' parser must look."""
    wanted = _wanted(arguments)
    if wanted is None:
        return None
    with opened(wanted.data_dir, now=wanted.now) as desk:
        for problem in desk.shelf.problems:
            from studyguide.visible import safe  # deferred: there is hardly ever any

            sys.stderr.write(f"{safe(str(problem))}\n")
        anything = print_due(desk, as_json=wanted.as_json, ascii_only=wanted.ascii_only)
    return 0 if anything else MENDABLE


def _wanted(arguments: list[str]) -> _Wanted | None:
    wanted, commands = _Wanted(), 0
    rest = iter(arguments)
    for word in rest:
        name, given, value = word.partition("=")
        if name in ("--data-dir", "--now") and not given:
            value = next(rest, "")
        match name:
            case "due" if not given:
                commands += 1
            case "--plain" if not given:
                pass
            case "--json" if not given and commands:
                wanted = wanted._replace(as_json=True)
            case "--ascii" if not given:
                wanted = wanted._replace(ascii_only=True)
            case "--data-dir" if value:
                wanted = wanted._replace(data_dir=Path(value))
            case "--now":
                try:
                    wanted = wanted._replace(now=instant(value))
                except ValueError:
                    return None
            case _:
                return None
    return wanted if commands == 1 else None


def print_due(desk: Desk, *, as_json: bool = False, ascii_only: bool = False) -> bool:
    """Print what is due; whether anything is left to do today."""
    today = today_at(desk)
    report = due(today)
    if as_json:
        import json

        sys.stdout.write(json.dumps(report._asdict(), default=str, indent=2) + "\n")
    else:
        from studyguide.plain.console import standard
        from studyguide.plain.report import due_text

        standard(ascii_only=ascii_only).say(due_text(today))
    return bool(report.reviews or report.new or report.to_go)
