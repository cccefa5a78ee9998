"""One sitting as a value: answering, revealing and undoing return a new one; nothing here does I/O."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from studyguide.cards.grading import Verdict, judge
from studyguide.cards.model import Card, Judged, Response
from studyguide.cards.present import Presentation, fits, present
from studyguide.memory.model import Grade
from studyguide.study.certainty import Certainty
from studyguide.study.deck import Kept
from studyguide.study.grades import grade_of

RETRY_AFTER = 4
"""A failed card comes back after this many others, or at the end where fewer are left."""

Mode = Literal["review", "quiz", "drill"]
"""What the plan says, with failed cards soon again; a quiz, with missed ones again at the end; a drill of
confusable concepts, which leaves the schedule alone."""
Feedback = Literal["now", "end"]

Phase = Literal["asking", "revealed", "settled", "done"]
"""Asked; turned over and waiting for the learner's own judgement; graded with the verdict in view; over."""


class Answered(Struct, frozen=True):
    """One graded answer of the sitting."""

    key: str
    grade: Grade
    correct: bool
    """As the exam would have it; for a card that the learner judges, not Again."""
    response: Response | None = None
    certainty: Certainty | None = None
    attempt: int = 0
    """How often the card had been answered in this sitting before."""


class Session(Struct, frozen=True):
    """One sitting. `queue[0]` is the card in hand."""

    cards: Mapping[str, Card]
    """By key; shared by every value of the sitting."""
    seed: str
    queue: tuple[str, ...]
    limit: int | None = None
    """Answers after which the sitting is over; None: when every card was recalled."""
    mode: Mode = "review"
    feedback: Feedback = "now"
    """Whether each verdict is shown at once, or all of them when the sitting is over."""
    phase: Phase = "asking"
    response: Response | None = None
    verdict: Verdict | None = None
    certainty: Certainty | None = None
    """How sure the learner was, if asked."""
    grade: Grade | None = None
    """The grade recorded, once settled."""
    answered: tuple[Answered, ...] = ()
    attempts: Mapping[str, int] = MappingProxyType({})
    """How often each card was answered."""
    before: Session | None = None
    """The sitting as it was when the last answered card was asked."""

    def __repr__(self) -> str:
        # Neither the cards nor all that went before.
        return f"Session({self.phase}, {self.queue}, {self.answered})"

    @classmethod
    def start(
        cls,
        cards: Mapping[str, Card],
        queue: tuple[str, ...],
        seed: str,
        limit: int | None = None,
        mode: Mode = "review",
        feedback: Feedback = "now",
    ) -> Session:
        """A sitting over the cards of `queue`, in that order."""
        phase: Phase = "done" if not queue or limit == 0 else "asking"
        return cls(
            cards=cards, seed=seed, queue=queue, limit=limit, mode=mode, feedback=feedback, phase=phase
        )

    @property
    def card(self) -> Card:
        """The card in hand."""
        return self.cards[self.queue[0]]

    @property
    def shown(self) -> Presentation:
        """The card in hand as this attempt shows it; the same however often it is asked for."""
        return self.shown_at(self.queue[0], self.attempt)

    @property
    def attempt(self) -> int:
        """How often the card in hand was answered in this sitting already."""
        return self.attempts.get(self.queue[0], 0)

    def shown_at(self, key: str, attempt: int) -> Presentation:
        """A card as one of its attempts shows it."""
        return present(self.cards[key], f"{self.seed}/{attempt}")

    @property
    def left(self) -> int:
        """Answers still to give, as far as is known now."""
        if self.phase == "done":
            return 0
        ahead = len(self.queue)
        return ahead if self.limit is None else min(ahead, self.limit - len(self.answered))

    def answer(
        self, response: Response, *, certainty: Certainty | None = None, hinted: bool = False
    ) -> Session:
        """Answer the card in hand: settled where the answer can be judged, else revealed.

        Where verdicts wait for the end, a near miss is not put to the learner: it counts as wrong.
        """
        self._expect("asking")
        verdict = judge(self.card, response)
        if verdict.near and self.feedback == "end":
            verdict = replace(verdict, correct=False)
        grade = grade_of(verdict, guessed=certainty is Certainty.GUESS, hinted=hinted)
        shown = replace(
            self, phase="revealed", response=response, certainty=certainty, verdict=verdict, before=self
        )
        return shown if grade is None else shown.settle(grade)

    def reveal(self) -> Session:
        """Turn over a card that the learner judges."""
        return self.answer(Judged())

    def reconsider(self, response: Response) -> Session:
        """While revealed: answer more precisely, as by ticking the key points that were held."""
        self._expect("revealed")
        return replace(self, response=response, verdict=judge(self.card, response))

    def settle(self, grade: Grade) -> Session:
        """Give a revealed card its grade, or a settled one another."""
        self._expect("revealed", "settled")
        return replace(self, phase="settled", grade=grade)

    @property
    def correct(self) -> bool:
        """Whether the settled answer counts as right."""
        assert self.verdict is not None
        if self.verdict.correct is None:
            return self.grade is not Grade.AGAIN
        return self.verdict.correct

    def next(self) -> Session:
        """Put the settled card away, back among the others if it failed, and ask the next."""
        self._expect("settled")
        assert self.grade is not None
        key, attempt = self.queue[0], self.attempt
        answer = Answered(key, self.grade, self.correct, self.response, self.certainty, attempt)
        answered = (*self.answered, answer)
        rest = self.queue[1:]
        if self.mode == "review" and self.grade is Grade.AGAIN:
            rest = (*rest[:RETRY_AFTER], key, *rest[RETRY_AFTER:])
        elif self.mode != "review" and self.feedback == "now" and not self.correct:
            rest = (*rest, key)
        over = not rest or (self.limit is not None and len(answered) >= self.limit)
        return replace(
            self,
            queue=rest,
            answered=answered,
            attempts={**self.attempts, key: attempt + 1},
            phase="done" if over else "asking",
            response=None,
            certainty=None,
            verdict=None,
            grade=None,
        )

    def undo(self) -> Session | None:
        """The sitting as it was before the last answer, with its card in hand again; None at the start."""
        if self.before is None or self.before.cards is self.cards:
            return self.before
        return replace(self.before, cards=self.cards)

    def over(self, cards: Mapping[str, Card]) -> Session:
        """The sitting over its cards as they are now, their texts changed.

        An answer in view is judged anew; its grade stays as recorded. A card that is gone, or that an answer
        of this sitting no longer fits, stays as it was asked.
        """
        given = {answer.key for answer in self.answered}
        in_view = self.phase in ("revealed", "settled")
        if in_view:
            given.add(self.queue[0])
        former = {key: self.cards[key] for key in self._within_reach()}
        known = Kept(
            cards,
            {
                key: card
                for key, card in former.items()
                if key not in cards or (key in given and not fits(cards[key], card))
            },
        )
        verdict = self.verdict
        if in_view and self.response is not None:
            verdict = judge(known[self.queue[0]], self.response)
        return replace(self, cards=known, verdict=verdict)

    def _within_reach(self) -> set[str]:
        """Keys of the cards that this sitting has asked, has still to ask, or would ask after an undo."""
        keys: set[str] = set()
        at: Session | None = self
        while at is not None:
            keys.update(at.queue, (answer.key for answer in at.answered))
            at = at.before
        return keys

    def drop(self) -> Session:
        """Put the card in hand, and its repetitions, out of this sitting without an answer."""
        self._expect("asking")
        rest = tuple(key for key in self.queue if key != self.queue[0])
        over = not rest or (self.limit is not None and len(self.answered) >= self.limit)
        return replace(self, queue=rest, phase="done" if over else "asking", before=self)

    def put_first(self, key: str) -> Session:
        """Ask a certain card now, wherever it stood."""
        self._expect("asking", "done")
        return replace(self, queue=(key, *(other for other in self.queue if other != key)), phase="asking")

    def replayed(self, answer: Answered) -> Session:
        """The sitting after an answer that is already on record."""
        asked = self.put_first(answer.key)
        settled = replace(
            asked,
            phase="settled",
            response=answer.response,
            certainty=answer.certainty,
            verdict=Verdict(answer.correct),
            grade=answer.grade,
            before=asked,
        )
        return settled.next()

    def _expect(self, *phases: Phase) -> None:
        if self.phase not in phases:
            raise ValueError(f"a sitting that is {self.phase} cannot do this")
