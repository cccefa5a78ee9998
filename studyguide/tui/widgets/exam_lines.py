"""What the mock exam says around a question, and its report, as lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from textual.content import Content

from studyguide.cards.model import Chosen, Matched
from studyguide.study.exam import Exam
from studyguide.study.exam_report import Report, Score
from studyguide.study.words import counted
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import PROSE, hang


def clock(left: timedelta) -> str:
    """Time left as minutes and seconds, `38:05`; a begun second counts as whole."""
    seconds = -(-left // timedelta(seconds=1))
    return f"{seconds // 60}:{seconds % 60:02}"


def state(exam: Exam, key: str, signs: Glyphs) -> tuple[str, str]:
    """Sign and word for what was done with a question."""
    if not exam.sheet(key).answered:
        return signs.unknown, "blank"
    return ("-", "unfinished") if _unfinished(exam, key) else (signs.right, "answered")


def _unfinished(exam: Exam, key: str) -> bool:
    """Whether an answer lacks a part, and so must be wrong."""
    shown = exam.shown(key)
    match exam.sheet(key).response:
        case Chosen(options):
            return len(options) < shown.choose
        case Matched(pairs):
            return len(pairs) < len(shown.lines)
        case _:
            return False


def strip(exam: Exam, here: int, width: int, signs: Glyphs) -> Content:
    """One sign for each question, the one on screen in brackets, and what the signs count up to."""
    marks = []
    for place, key in enumerate(exam.keys):
        sign, _ = state(exam, key, signs)
        mark = Content.styled(
            "*" if exam.sheet(key).flagged else sign, "$text-warning" if exam.sheet(key).flagged else ""
        )
        marks.append(
            Content.assemble(("[", "bold $text-accent"), mark, ("]", "bold $text-accent"))
            if place == here
            else mark
        )
    row = Content("").join(marks)
    words = [state(exam, key, signs)[1] for key in exam.keys]
    flagged = sum(exam.sheet(key).flagged for key in exam.keys)
    counts = [f"{signs.right} {words.count('answered')} answered"]
    counts += [f"- {words.count('unfinished')} unfinished"] if "unfinished" in words else []
    counts += [f"{signs.unknown} {words.count('blank')} blank"]
    counts += [f"* {flagged} flagged"] if flagged else []
    said = Content.styled("  ".join(counts), "$text-muted")
    gap = "   " if row.cell_length + 3 + said.cell_length <= width else "\n"
    return row + Content(gap) + said


def handing_in(exam: Exam, left: timedelta) -> str:
    """What to know before handing in."""
    numbered = list(enumerate(exam.keys, 1))
    blank = [number for number, key in numbered if not exam.sheet(key).answered]
    begun = [number for number, key in numbered if exam.sheet(key).answered and _unfinished(exam, key)]
    flagged = [number for number, key in numbered if exam.sheet(key).flagged]
    rows = [
        f"{len(numbers)} {word}: {', '.join(map(str, numbers))}."
        for numbers, word in ((blank, "blank"), (begun, "unfinished"), (flagged, "flagged"))
        if numbers
    ]
    if blank or begun:
        rows.append("Blank and unfinished ones count as wrong; guessing costs nothing.")
    else:
        rows.append("Every question is answered.")
    rows.append(f"{clock(left)} left.")
    return "\n".join(rows)


def report_lines(exam: Exam, report: Report, width: int, signs: Glyphs) -> tuple[Content, ...]:
    """The report at a width."""
    return tuple(_report(exam, report, width, signs))


def _report(exam: Exam, report: Report, width: int, signs: Glyphs) -> Iterator[Content]:
    total = report.total
    low, high = total.interval
    said = f"{total.right} of {total.questions} right: {total.share:.0%}"
    yield Content.assemble(
        (said, "bold $text-accent"), (f"   95% interval {low:.0%} to {high:.0%}", "$text-muted")
    )
    facts = [
        f"{counted(report.blank, 'question')} blank" if report.blank else "none blank",
        f"{report.minutes_used:.0f} of {exam.minutes} minutes",
        f"{report.seconds_each:.0f} seconds a question",
    ]
    yield from wrap(Content.styled(" · ".join(facts), "$text-muted"), width)
    yield Content("")
    scores = (*report.domains, *report.tasks)
    bar = 20 if width >= 100 else 10
    room = min(max(Content(score.name).cell_length for score in scores), max(12, width - 34 - bar))
    for title, group in (("Domains", report.domains), ("Tasks", report.tasks)):
        head = fit(Content.styled(title, "bold"), room + 2)
        yield fit(head + Content.styled("right      share, and its 95% interval", "$text-muted"), width)
        for score in group:
            yield fit(_score(score, room, bar, signs), width)
        yield Content("")
    yield Content.styled("What this cannot say", "bold")
    for caveat in report.caveats:
        bullet = Content.styled(f"{signs.bullet} ", "$text-muted")
        yield from hang(bullet, wrap(Content.styled(caveat, "$text-muted"), min(width, PROSE) - 2))


def _score(score: Score, room: int, bar: int, signs: Glyphs) -> Content:
    low, high = score.interval
    numbers = f"{score.right:>2} of {score.questions:<3}"
    shares = f" {score.share:>4.0%}  {low:.0%} to {high:.0%}"
    return (
        fit(Content(score.name), room)
        + Content(f"  {numbers}  ")
        + interval_bar(score, bar, signs)
        + Content(shares)
    )


def interval_bar(score: Score, width: int, signs: Glyphs) -> Content:
    """A line from nothing to all: thick over the interval, with the share as a mark on it."""
    low, high = score.interval
    thick, thin, mark = ("=", ".", "O") if signs.ascii_only else ("━", "─", "●")
    cells = [thick if low <= (cell + 0.5) / width <= high else thin for cell in range(width)]
    at = min(width - 1, int(score.share * width))
    style = ["$text-accent" if cell == thick else "$border-blurred" for cell in cells]
    cells[at], style[at] = mark, "bold $text-accent"
    return Content("").join(Content.styled(cell, look) for cell, look in zip(cells, style, strict=True))
