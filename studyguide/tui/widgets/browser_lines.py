"""The card browser as lines: one for each card, and all about one card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len, set_cell_size
from textual.content import Content, Span

from studyguide.guide.markup import plain
from studyguide.study.certainty import NAMES, Certainty
from studyguide.study.reports import CardLine, CardReport
from studyguide.study.words import counted, days, lasting
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.glyphs import Glyphs

_STATE = 11


def row(line: CardLine, width: int, today: date) -> Content:
    """A card on one line: flag, state, title, when it is due. Made in one go, since there are thousands."""
    flag = "* " if line.flagged else "  "
    state = f"{'due' if line.is_due else line.state:<{_STATE}}"
    room = max(8, width - 2 - _STATE - 11)
    name = plain(line.title)
    if cell_len(name) > room:
        name = set_cell_size(name, room - 1) + "…"
    head = len(flag) + len(state) + len(name)
    when = " " * (room - cell_len(name)) + f"{_when(line, today):>11}"
    styles = [Span(0, 2, "bold $text-warning")] if line.flagged else []
    styles += [
        Span(2, 2 + _STATE, _style(line)),
        Span(head, head + len(when), "$text-muted"),
    ]
    return Content(flag + state + name + when, spans=styles)


def _style(line: CardLine) -> str:
    if line.is_due:
        return "bold $text-accent"
    return "$text-muted" if line.state in ("new", "suspended", "buried") else ""


def _when(line: CardLine, today: date) -> str:
    if line.due is None or line.suspended:
        return "reserve" if line.reserve else ""
    left = (line.due - today).days
    return "today" if left <= 0 else days(left)


def details(report: CardReport, width: int, signs: Glyphs) -> tuple[Content, ...]:
    """All about one card, in lines."""
    return tuple(_details(report, width, signs))


def _details(report: CardReport, width: int, signs: Glyphs) -> Iterator[Content]:
    line = report.card
    yield from wrap(Content.styled(plain(line.title), "bold"), width)
    yield Content("")
    kind = f"{line.kind}, task {line.task}, difficulty {line.difficulty} of 3"
    marks = [word for word, held in (("flagged", line.flagged), ("suspended", line.suspended)) if held]
    marks += ["asked in mock exams only"] if line.reserve else []
    marks += {"out": ["beyond the exam guide"], "adjacent": ["at the exam's edge"]}.get(line.scope, [])
    for text in (kind, ", ".join(marks), line.id):
        if text:
            yield from wrap(Content.styled(text, "$text-muted"), width)
    yield Content("")
    yield from wrap(Content(report.why), width)
    if line.stability is not None and line.memory_difficulty is not None:
        said = (
            f"Stability {lasting(line.stability)}, "
            f"difficulty {line.memory_difficulty:.1f} of 10, {counted(line.reps, 'answer')}, "
            f"forgotten {counted(line.lapses, 'time')} on a later day."
        )
        yield from wrap(Content.styled(said, "$text-muted"), width)
    yield Content("")
    yield Content.styled("Answered", "bold")
    if not report.history:
        yield Content.styled("never", "$text-muted")
    for answer in reversed(report.history[-12:]):
        sign = "" if answer.correct is None else f"{signs.right if answer.correct else signs.wrong} "
        undone = ", taken back" if answer.undone else ""
        sure = "" if answer.certainty is None else f", {NAMES[Certainty(answer.certainty)]}"
        said = f"{answer.day:%Y-%m-%d}  {sign}{answer.grade}, {answer.seconds:.0f} s{undone}{sure}"
        yield fit(Content.styled(said, "$text-muted" if answer.undone else ""), width)
