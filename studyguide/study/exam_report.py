"""What a mock exam says, and in plain words what it cannot say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studyguide.study.exam import Exam
from studyguide.study.proportion import wilson

FEW = 10
"""Fewer questions than this say next to nothing about a task."""


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers out of some questions."""

    name: str
    right: int
    questions: int

    @property
    def share(self) -> float:
        """Right answers per question, 0 to 1."""
        return self.right / self.questions if self.questions else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence."""
        return wilson(self.right, self.questions)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an attempt."""

    total: Score
    blank: int
    tasks: tuple[Score, ...]
    domains: tuple[Score, ...]
    minutes_used: float
    seconds_each: float
    """Mean time on a question that was looked at."""
    reserve: int
    """Questions asked that no review had shown before."""
    caveats: tuple[str, ...]


def report(exam: Exam, tasks: Mapping[str, str], domains: Mapping[str, str]) -> Report:
    """The report on a submitted exam.

    Args:
        exam: With its end.
        tasks: Titles by task id.
        domains: Titles by domain id, the digit before the point of a task's id.
    """
    right = {key: exam.verdict(key).credit for key in exam.keys}
    looked_at = [exam.sheet(key).seconds for key in exam.keys if exam.sheet(key).seconds]
    ended = exam.ended or exam.deadline
    total = Score("All", sum(right.values()), len(exam.keys))
    return Report(
        total=total,
        blank=len(exam.keys) - exam.answered,
        tasks=_grouped(exam, right, lambda task: f"{task} {tasks.get(task, '')}".strip()),
        domains=_grouped(exam, right, lambda task: f"Domain {task[0]} {domains.get(task[0], '')}".strip()),
        minutes_used=(ended - exam.started).total_seconds() / 60,
        seconds_each=sum(looked_at) / len(looked_at) if looked_at else 0.0,
        reserve=sum(exam.cards[key].reserve for key in exam.keys),
        caveats=_caveats(exam, total),
    )


def _grouped(exam: Exam, right: Mapping[str, int], name: Callable[[str], str]) -> tuple[Score, ...]:
    groups: dict[str, list[int]] = {}
    for key in exam.keys:
        groups.setdefault(name(exam.cards[key].task), []).append(right[key])
    return tuple(Score(title, sum(credits), len(credits)) for title, credits in sorted(groups.items()))


def _caveats(exam: Exam, total: Score) -> tuple[str, ...]:
    low, high = total.interval
    said = [
        f"With {total.questions} questions the share you would reach on many such questions lies between "
        f"{low:.0%} and {high:.0%} (95% interval).",
        "These are questions on security only, written by this project. The exam covers four domains and "
        "reports a scaled score from 100 to 1,000; no share here can be turned into its pass mark of 720.",
    ]
    known = sum(not exam.cards[key].reserve for key in exam.keys)
    if known:
        said.append(
            f"{known} of the questions may have been seen in reviews: "
            "part of the share is remembering the question itself."
        )
    if any(score.questions < FEW for score in _grouped(exam, dict.fromkeys(exam.keys, 0), str)):
        said.append(f"Tasks with fewer than {FEW} questions say next to nothing by themselves.")
    return tuple(said)
