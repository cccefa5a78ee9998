"""A sitting in the line mode: one prompt at a time, the same journal rows as the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from studyguide.cards.grading import judge
from studyguide.cards.model import Card, Ticked, Typed
from studyguide.cards.present import Presentation
from studyguide.errors import JournalError, StudyGuideError
from studyguide.guide import model as m
from studyguide.journal.event import BURY, DISPUTE, FLAG, SUSPEND, UNFLAG, Act
from studyguide.memory.model import Grade
from studyguide.plain.answers import Unclear, how, parse, points, split_certainty
from studyguide.plain.console import Console
from studyguide.plain.feedback import certainty_text, feedback
from studyguide.plain.item import text_at
from studyguide.plain.look_back import look_back
from studyguide.plain.question import question_text
from studyguide.plain.report import contrast_text, hits_text
from studyguide.plain.text import wrapped
from studyguide.plain.words import Word, listed
from studyguide.study.attempts import again
from studyguide.study.certainty import marks
from studyguide.study.desk import Desk
from studyguide.study.given import of_session
from studyguide.study.grades import grade_of_points
from studyguide.study.mistakes import contrast
from studyguide.study.sitting import Sitting
from studyguide.study.why import why
from studyguide.study.words import GRADE_NAMES, counted, days, grades_offered, instruction

WORDS = (
    Word("u", "undo the last answer"),
    Word("h", "a hint; the answer then counts as Hard"),
    Word("o", "read the place in the guide that answers it"),
    Word("t", "the table that tells it from what it is mixed up with"),
    Word("w", "why this card is asked now"),
    Word("*", "flag this card, or take the flag off"),
    Word("! TEXT", "note what is wrong with the card"),
    Word("-", "bury it: not again today"),
    Word("@", "suspend it: not again until `studyguide unsuspend`"),
    Word("/WORDS", "find words in the guide"),
    Word(":e", "file and line where it is written; with the colon always"),
    Word("?", "these words"),
    Word("q", "stop; all answers are saved"),
)
_BEFORE = "At every prompt; where an answer is typed, with a colon in front, as in :u"
_AFTER = "End an answer with ! if you are sure of it, or with ? if you guess: b!"

_COMMANDS = re.compile(r"[uhowqt*@?-]|[!/].*")
"""As on the screen. A letter here is never that of an option: those end at `f`."""

_FOUND = 8
"""Places that a search tells."""

Result = TypeVar("Result")


class _Stop(Exception):
    """The learner stopped, or the input ended."""


class _Again(Exception):
    """The card in hand changed; ask afresh."""


class Review:
    """A sitting at a console."""

    def __init__(self, desk: Desk, sitting: Sitting, console: Console) -> None:
        self.desk, self.sitting, self.console = desk, sitting, console
        self.hinted = False

    def run(self) -> None:
        """Ask until the sitting is over, the learner stops or the input ends."""
        first = len(self.sitting.session.answered)
        try:
            while self.sitting.session.phase != "done":
                try:
                    self._card()
                except _Again:
                    continue
        except _Stop:
            if self.sitting.session.phase == "settled":  # answered and saved: it counts
                self.sitting.next()
        answered = self.sitting.session.answered
        right = sum(answer.correct for answer in answered[first:])
        given = len(answered) - first
        if self._silent:
            self._all_verdicts()
        self.console.say(f"\n{counted(given, 'answer')} saved, {right} right. " + self._afterwards())
        if self.sitting.session.mode == "quiz" and self.sitting.session.phase == "done":
            self._over()

    def _over(self) -> None:
        """After a quiz: look back on it, or be asked again what was missed."""
        given = of_session(self.sitting.session)
        missed = any(not one.right for one in given)
        prompt = f"l = look back, {'m = ask the missed again, ' if missed else ''}Enter = end:"
        while given and (line := (self.console.ask(prompt) or "").casefold()):
            if line == "l":
                look_back(self.desk, given, self.console)
            elif line == "m" and missed and (quiz := again(self.desk, self.sitting)):
                Review(self.desk, quiz, self.console).run()
                return
            elif line == "q":
                return

    def _all_verdicts(self) -> None:
        """Every question with the answer given, the key and every why."""
        session = self.sitting.session
        for number, answer in enumerate(session.answered, 1):
            if answer.response is not None:
                shown = session.shown_at(answer.key, answer.attempt)
                card = session.cards[answer.key]
                self.console.say(question_text(shown, f"{number} of {len(session.answered)}"))
                self.console.say(feedback(card, shown, judge(card, answer.response)))

    def _afterwards(self) -> str:
        session = self.sitting.session
        if session.mode == "quiz" and session.phase != "done":
            return "The quiz was left."
        if session.mode == "quiz":
            points = [
                marks(answer.correct, answer.certainty) for answer in session.answered if answer.certainty
            ]
            return f"Certainty marks: {sum(points)} of {3 * len(points)}." if points else "Quiz over."
        plan = self.desk.plan()
        if not plan.due and not plan.new:
            return "Done for today."
        return f"Left for today: {len(plan.due)} due, {len(plan.new)} new."

    def _card(self) -> None:
        session = self.sitting.session
        shown, card = session.shown, session.card
        self.hinted = False
        head = f"{len(session.answered) + 1}, {session.left} to go · {card.chapter} · {instruction(shown)}"
        self.console.say(question_text(shown, head))
        started = monotonic()
        while session.phase == "asking":
            self._answer(card, shown, started)
            session = self.sitting.session
        if session.phase == "revealed":
            self._judge(card, started)
        else:
            self._settled()

    def _answer(self, card: Card, shown: Presentation, started: float) -> None:
        if shown.form == "flip":
            self._read("Enter shows the answer:", typed=False)
            self.sitting.session = self.sitting.session.reveal()
            self._show_answer(card, shown)
            return
        line = self._read(how(shown), typed=shown.form in ("type", "open"))
        line, certainty = split_certainty(line)
        try:
            response = parse(line, shown)
        except Unclear as unclear:
            self.console.say(wrapped(str(unclear)))
            return
        self._save(
            lambda: self.sitting.answer(
                response,
                self.desk.clock(),
                _milliseconds(started),
                certainty=certainty,
                hinted=self.hinted,
            )
        )
        if not self._silent:
            self._show_answer(card, shown)

    def _show_answer(self, card: Card, shown: Presentation) -> None:
        verdict = self.sitting.session.verdict
        assert verdict is not None
        self.console.say(feedback(card, shown, verdict))
        certainty = self.sitting.session.certainty
        if certainty is not None and verdict.correct is not None:
            self.console.say(certainty_text(verdict.correct, certainty))

    @property
    def _silent(self) -> bool:
        """Whether verdicts wait for the end."""
        return self.sitting.session.feedback == "end"

    def _judge(self, card: Card, started: float) -> None:
        """The learner grades: after turning over, ticking points, or a near miss."""
        session = self.sitting.session
        assert session.verdict is not None
        if isinstance(card.ask, m.Open):
            proposed = self._points(card.ask)
            prompt = f"Enter = {GRADE_NAMES[proposed]}, or {self._keys()}:"
        elif session.verdict.near:
            proposed, prompt = Grade.AGAIN, "Was yours right? Enter = no, y = yes:"
        else:
            proposed, prompt = Grade.GOOD, f"Enter = Good, or {self._keys()}:"
        grade = self._grade(prompt, proposed, yes=bool(session.verdict.near))
        self._save(lambda: self.sitting.grade(grade, self.desk.clock(), _milliseconds(started)))
        self.sitting.next()

    def _points(self, ask: m.Open) -> Grade:
        response = self.sitting.session.response
        assert isinstance(response, Typed | Ticked)
        while True:
            line = self._read("Which points did you have (such as 1 3; Enter = none)?", typed=False)
            try:
                ticked = points(line, response.text, len(ask.key_points))
            except Unclear as unclear:
                self.console.say(wrapped(str(unclear)))
                continue
            self.sitting.reconsider(ticked)
            return grade_of_points(len(ticked.points), len(ask.key_points))

    def _settled(self) -> None:
        """The verdict is shown and saved; the learner goes on, or gives another grade."""
        grade = self.sitting.session.grade
        assert grade is not None
        if self._silent:
            self.sitting.next()
            return
        chosen = self._grade(f"Enter = go on ({GRADE_NAMES[grade]}), or {self._keys()}:", grade)
        self._save(lambda: self.sitting.grade(chosen, self.desk.clock()))
        self.sitting.next()

    def _keys(self) -> str:
        """The grade keys with the time until each would ask again."""
        session = self.sitting.session
        today = self.desk.today
        memory = self.sitting.memory_before()
        outcomes = self.desk.scheduler.outcomes(memory, today)
        offered = grades_offered(self.desk.settings.grading)
        return ", ".join(
            f"{grade.value} = {GRADE_NAMES[grade]} ({days(self.desk.due_on(outcomes[grade - 1]) - today)})"
            for grade in offered
            if session.phase != "done"
        )

    def _grade(self, prompt: str, proposed: Grade, *, yes: bool = False) -> Grade:
        while True:
            line = self._read(prompt, typed=False).casefold()
            if not line:
                return proposed
            if yes and line in ("y", "yes"):
                return Grade.GOOD
            if yes and line in ("n", "no"):
                return Grade.AGAIN
            for grade in Grade:
                if line in (str(grade.value), GRADE_NAMES[grade].casefold()):
                    return grade
            keys = " or ".join(str(grade.value) for grade in grades_offered(self.desk.settings.grading))
            self.console.say(f"Press Enter, or type {keys}; u to undo, q to stop.")

    def _read(self, prompt: str, *, typed: bool) -> str:
        """One line that is not a command; commands are carried out here."""
        while True:
            line = self.console.ask(wrapped(prompt))
            if line is None:
                raise _Stop
            command = line[1:].casefold() if line.startswith(":") else line.casefold()
            if line == ":e":
                self.console.say(self._written())
                continue
            known = _COMMANDS.fullmatch(command)
            if line in ("t", "T") and self.sitting.session.phase == "asking":
                known = None  # true, of a true-false question
            if not known or (typed and not line.startswith(":") and line != "?"):
                if command != "" or not line.startswith(":"):
                    return line
                command = "?"
            self._command(command, line.removeprefix(":")[1:].strip())

    def _written(self) -> str:
        """File and line of the card, as editors and compilers write them."""
        from studyguide.study.edit import place_of  # deferred: few ever write content

        try:
            return str(place_of(self.desk, self.sitting.session.card))
        except StudyGuideError as error:
            return wrapped(str(error))

    def _command(self, command: str, rest: str) -> None:
        """Carry out a command; `rest` is what stands behind its first sign."""
        session = self.sitting.session
        card = session.card
        now = self.desk.clock
        match command[:1]:
            case "q":
                raise _Stop
            case "u":
                undone = self._save(lambda: self.sitting.undo(now()))
                self.console.say("Undone." if undone else "There is nothing to undo.")
                if self.sitting.session is not session:
                    raise _Again
            case "h":
                self.hinted = self.hinted or bool(session.shown.hint)
                self.console.say(wrapped(session.shown.hint or "This card has no hint."))
            case "o":
                self.console.say("\n" + text_at(self.desk, card.ref))
            case "t":
                self.console.say(self._contrast(card))
            case "/":
                hits = self.desk.library.search(rest, _FOUND) if rest else ()
                self.console.say(hits_text(hits))
            case "!":
                self._dispute(card, rest)
            case "w":
                self.console.say(wrapped(why(self.desk, card, self.sitting.memory_before())))
            case "*":
                wanted = UNFLAG if self.desk.journal.mark(card.key).flagged else FLAG
                self._save(lambda: self.sitting.note(Act(wanted, card.key), now()))
                self.console.say("Flagged." if wanted == FLAG else "No longer flagged.")
            case "-" | "@":
                if session.phase != "asking":
                    self.console.say("Do that when the card is asked.")
                    return
                kind = SUSPEND if command == "@" else BURY
                self._save(lambda: self.sitting.set_aside(kind, now()))
                self.console.say("Suspended." if command == "@" else "Buried until tomorrow.")
                raise _Again
            case _:
                self.console.say(f"{listed(WORDS, _BEFORE)}\n{_AFTER}")

    def _contrast(self, card: Card) -> str:
        """What the guide says of this card's concept and of one that it is mixed up with."""
        if self.sitting.session.phase == "asking":
            return "Answer first: the table would tell."
        packs = self.desk.library.packs
        table = contrast(packs, card.concept, *card.confusable)
        return contrast_text(table) if table else "The guide does not set it beside another."

    def _dispute(self, card: Card, text: str) -> None:
        text = text or self.console.ask("What is wrong with it (Enter = nothing)?") or ""
        if text:
            self._save(lambda: self.sitting.note(Act(DISPUTE, card.key, {"text": text}), self.desk.clock()))
            self.console.say("Noted. `studyguide disputes` lists all.")

    def _save(self, act: Callable[[], Result]) -> Result:
        """Carry out what writes to the journal; while it cannot, say so and offer to try again."""
        while True:
            try:
                return act()
            except JournalError as error:
                self.console.say(f"Not saved: {error}")
                if self.console.ask("Enter tries again, q stops:") in (None, "q"):
                    raise _Stop from error


def _milliseconds(started: float) -> int:
    return round((monotonic() - started) * 1000)
