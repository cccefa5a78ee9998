"""Looking back on a quiz or a mock exam: every question with the answer given to it."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from studyguide.cards.grading import Verdict, judge
from studyguide.cards.model import Card, Response
from studyguide.cards.present import Presentation
from studyguide.study.certainty import Certainty, marks
from studyguide.study.exam import Exam
from studyguide.study.session import Session


@dataclass(frozen=True, slots=True)
class Given:
    """A question as it was put, and what was answered."""

    card: Card
    shown: Presentation
    response: Response | None
    """None: left blank."""
    verdict: Verdict
    certainty: Certainty | None = None
    seconds: float | None = None
    """Spent on it, where that was measured."""
    flagged: bool = False

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.verdict.correct is True

    @property
    def marks(self) -> int | None:
        """Certainty-based marks; None where the learner was not asked."""
        return None if self.certainty is None else marks(self.right, self.certainty)


def of_session(session: Session) -> tuple[Given, ...]:
    """The first answer to each question of a sitting, in the order asked."""
    return tuple(
        Given(
            session.cards[answer.key],
            session.shown_at(answer.key, 0),
            answer.response,
            # A near miss and an open answer were judged by the learner.
            replace(judge(session.cards[answer.key], answer.response), correct=answer.correct, near=""),
            answer.certainty,
        )
        for answer in session.answered
        if answer.attempt == 0 and answer.response is not None
    )


def of_exam(exam: Exam) -> tuple[Given, ...]:
    """Every question of a mock exam, blank ones too."""
    return tuple(
        Given(
            exam.cards[key],
            exam.shown(key),
            exam.sheet(key).response if exam.sheet(key).answered else None,
            exam.verdict(key),
            seconds=exam.sheet(key).seconds,
            flagged=exam.sheet(key).flagged,
        )
        for key in exam.keys
    )


def total_marks(given: tuple[Given, ...]) -> tuple[int, int] | None:
    """The sum of certainty-based marks and the most there could be; None where none were asked for."""
    earned = [answer.marks for answer in given if answer.marks is not None]
    return (sum(earned), 3 * len(earned)) if earned else None
