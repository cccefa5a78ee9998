"""A mock exam in the line mode: the questions in any order, a clock, no feedback until it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import monotonic

from studyguide.errors import JournalError
from studyguide.plain.answers import Unclear, how, parse
from studyguide.plain.console import Console
from studyguide.plain.question import question_text
from studyguide.plain.text import table, wrapped
from studyguide.plain.words import Word, listed
from studyguide.study.attempts import exam_report, freshness
from studyguide.study.desk import Desk
from studyguide.study.exam import Exam, Sheet
from studyguide.study.exam_record import ExamRecord
from studyguide.study.exam_report import Report, Score
from studyguide.study.words import counted, dated, instruction

WORDS = (
    Word("Enter", "leave it as it is and go on"),
    Word("n", "the next question"),
    Word("p", "the question before"),
    Word("7", "question 7"),
    Word("*", "flag it, or take the flag off"),
    Word("l", "list all: answered, flagged, blank"),
    Word("0", "the next question left blank"),
    Word("s", "hand the exam in"),
    Word("?", "these words"),
    Word("q", "leave: the clock goes on, and `studyguide exam` comes back to it"),
)
_BEFORE = "Type the answer, or one of these:"


class MockExam:
    """An exam at a console."""

    def __init__(self, desk: Desk, record: ExamRecord, console: Console, *, hand_in_at_end: bool) -> None:
        """`hand_in_at_end` hands the exam in when the input ends, as with answers from a file."""
        self.desk, self.record, self.console = desk, record, console
        self.hand_in_at_end = hand_in_at_end
        self.place = 0

    def run(self) -> bool:
        """Ask until it is handed in, its time is up, or the learner leaves; whether it was handed in."""
        exam = self.record.exam
        if exam.answered:
            self.console.say(
                f"The exam goes on: {exam.answered} of {len(exam.keys)} answered, {self._clock()} left."
            )
            self.place = next(
                (n for n, key in enumerate(exam.keys) if not exam.sheet(key).answered), len(exam.keys) - 1
            )
        else:
            self.console.say(
                f"Mock exam: {counted(len(exam.keys), 'question')}, {counted(exam.minutes, 'minute')}.\n"
                f"{wrapped(str(freshness(self.desk, exam)))}\n"
                "A question left blank counts as wrong; guessing costs nothing.\n" + _help()
            )
        while not self.record.exam.ended:
            if not self._left():
                self.console.say("\nTime is up: the exam is handed in.")
                self._save(self._submit)
            elif not self._question():
                return False
        return True

    def _left(self) -> timedelta:
        return self.record.exam.left(self.desk.clock())

    def _clock(self) -> str:
        seconds = int(self._left().total_seconds())
        return f"{seconds // 60}:{seconds % 60:02}"

    def _question(self) -> bool:
        """Ask the question in hand; False when the learner leaves."""
        exam = self.record.exam
        key = exam.keys[self.place]
        shown, sheet = exam.shown(key), exam.sheet(key)
        state = ", flagged" if sheet.flagged else ""
        state += ", answered" if sheet.answered else ""
        place = f"Question {self.place + 1} of {len(exam.keys)}, {self._clock()} left{state}"
        self.console.say(question_text(shown, f"{place} · {instruction(shown)}"))
        started = monotonic()
        while True:
            line = self.console.ask(how(shown))
            if line is None:
                return self._input_ended()
            if line.casefold() in ("q", ":q"):
                self.console.say("Left. The clock goes on; `studyguide exam` comes back to it.")
                return False
            if self._command(line.casefold().removeprefix(":"), key):
                return True
            if not line:
                self._go(1)
                return True
            try:
                response = parse(line, shown, partial=True)
            except Unclear as unclear:
                self.console.say(wrapped(str(unclear)))
                continue
            spent = sheet.seconds + monotonic() - started
            self._mark(key, replace(sheet, response=response, seconds=spent))
            self._go(1)
            return True

    def _input_ended(self) -> bool:
        if self.hand_in_at_end:
            self._save(self._submit)
            return True
        return False

    def _go(self, step: int) -> None:
        """The next question; past the last, the list."""
        last = len(self.record.exam.keys) - 1
        if self.place + step > last:
            self.console.say("\nThat was the last question.\n" + self._list() + "\ns hands the exam in.")
        self.place = min(max(0, self.place + step), last)

    def _command(self, line: str, key: str) -> bool:
        """Carry out a command; False if the line is none."""
        exam = self.record.exam
        if line.isdecimal() and len(line) <= 2 and 1 <= int(line) <= len(exam.keys):
            self.place = int(line) - 1
            return True
        match line:
            case "n":
                self._go(1)
            case "p":
                self._go(-1)
            case "*":
                sheet = exam.sheet(key)
                self._mark(key, replace(sheet, flagged=not sheet.flagged))
            case "l":
                self.console.say(self._list())
            case "0":
                self._next_blank()
            case "s":
                self._hand_in()
            case "?":
                self.console.say(_help())
            case _:
                return False
        return True

    def _next_blank(self) -> None:
        exam = self.record.exam
        blank = [n for n, key in enumerate(exam.keys) if not exam.sheet(key).answered]
        if not blank:
            self.console.say("No question is left blank.")
        else:
            self.place = next((n for n in blank if n > self.place), blank[0])

    def _list(self) -> str:
        exam = self.record.exam
        marks = []
        for number, key in enumerate(exam.keys, 1):
            sheet = exam.sheet(key)
            word = "answered" if sheet.answered else "blank"
            marks.append(f"{number} {word}{' flagged' if sheet.flagged else ''}")
        return wrapped(f"{exam.answered} of {len(exam.keys)} answered: {', '.join(marks)}.")

    def _hand_in(self) -> None:
        blank = len(self.record.exam.keys) - self.record.exam.answered
        warning = f"{counted(blank, 'question')} blank. " if blank else ""
        if (self.console.ask(f"{warning}Hand it in? y = yes, Enter = no:") or "").casefold() in ("y", "yes"):
            self._save(self._submit)

    def _mark(self, key: str, sheet: Sheet) -> None:
        self._save(lambda: self.record.mark(key, sheet, self.desk.clock()))

    def _submit(self) -> None:
        self.record.submit(self.desk.clock())

    def _save(self, act: Callable[[], None]) -> None:
        while True:
            try:
                return act()
            except JournalError as error:
                self.console.say(f"Not saved: {error}")
                if self.console.ask("Enter tries again, q leaves it:") in (None, "q"):
                    raise


def _help() -> str:
    return listed(WORDS, _BEFORE)


def report_text(desk: Desk, exam: Exam) -> str:
    """What an attempt says."""
    found = exam_report(desk, exam)
    total = found.total
    lines = [
        f"Mock exam of {dated(exam.started, '%d %B %Y, %H:%M')}",
        f"{total.right} of {total.questions} right: {_share(total)}; {found.blank} left blank.",
        f"{found.minutes_used:.0f} of {exam.minutes} minutes used, "
        f"{found.seconds_each:.0f} seconds a question on average.",
        "",
        table(("Task", "Right", "Share, 95% interval"), [_row(score) for score in found.tasks]),
        "",
        table(("Domain", "Right", "Share, 95% interval"), [_row(score) for score in found.domains]),
        "",
        *_caveats(found),
    ]
    return "\n".join(lines)


def _caveats(found: Report) -> list[str]:
    return [wrapped(caveat, "  ", "- ") for caveat in found.caveats]


def _row(score: Score) -> tuple[str, str, str]:
    return score.name, f"{score.right} of {score.questions}", _share(score)


def _share(score: Score) -> str:
    low, high = score.interval
    return f"{score.share:.0%} ({low:.0%} to {high:.0%})"


def attempts_text(exams: tuple[Exam, ...]) -> str:
    """The attempts, numbered from the oldest; of an open one, nothing that its verdicts would tell."""
    if not exams:
        return "No mock exam yet: `studyguide exam` begins one."
    return "\n".join(
        f"{number}  {exam.started:%Y-%m-%d %H:%M}  {_outcome(exam)}" for number, exam in enumerate(exams, 1)
    )


def _outcome(exam: Exam) -> str:
    if not exam.ended:
        return f"{exam.answered} of {len(exam.keys)} answered (open)"
    return f"{sum(exam.verdict(key).credit for key in exam.keys)} of {len(exam.keys)} right"
