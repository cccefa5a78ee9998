"""Building a practice quiz."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ClassVar, TypeVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from studyguide.errors import UsageError
from studyguide.guide.markup import plain
from studyguide.study.attempts import begin_quiz, fitting
from studyguide.study.desk import Desk
from studyguide.study.quiz import JUDGED, Feedback, Only, Wish
from studyguide.study.words import counted
from studyguide.tui.screens.dialogs import PickScreen
from studyguide.tui.text import fit
from studyguide.tui.widgets.choices import Choices
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.messages import Sit

_V = TypeVar("_V")

KINDS = {
    "choice": "multiple choice",
    "multi": "multiple response",
    "ordering": "ordering",
    "matching": "matching",
    "true-false": "true or false",
    "short": "typed",
    "cloze": "gap to fill",
    "open": "open, judged by yourself",
}
_ONLY: dict[Only, str] = {
    "": "all that fit",
    "unseen": "not asked yet",
    "missed": "missed when last asked",
    "flagged": "flagged",
}
_FEEDBACK: dict[Feedback, str] = {"now": "after each question", "end": "at the end"}
_COUNTS = (5, 10, 15, 20, 30, 40, 50, 75, 100)


class QuizScreen(Screen[None]):
    """Choose what is asked; Enter starts."""

    CSS = """
    QuizScreen { background: $background; }
    QuizScreen #quiz-bar { height: 1; padding: 0 2; background: $surface; color: $accent; text-style: bold; }
    QuizScreen Choices { height: auto; padding: 1 1 0 1; }
    QuizScreen #quiz-fits { height: 1fr; padding: 1 2; color: $text-muted; }
    """
    BINDING_GROUP_TITLE = "Quiz"
    HELP = """\
Space or the arrow keys change what is selected, Enter starts. A quiz counts for the schedule like any other
answer. Reserve questions are left to mock exams; what is beyond the exam guide is asked only where you
choose its chapter.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="quiz.start", tooltip="Start the quiz"),
        Binding("space,right,l", "change(1)", "Change", id="quiz.change", tooltip="Change what is selected"),
        Binding(
            "left,h", "change(-1)", "Back", show=False, id="quiz.change-back", tooltip="The value before"
        ),
        Binding("q,escape", "dismiss(None)", "Back", id="quiz.back", tooltip="Back"),
    ]

    table = query_one(Choices)

    def __init__(self, desk: Desk, wish: Wish | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.wish = wish or Wish()

    def compose(self) -> ComposeResult:
        """The choices, and how many questions fit."""
        yield Static(Content("Quiz"), id="quiz-bar", markup=False)
        yield Choices()
        yield Static(id="quiz-fits", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show them."""
        self.use(self.wish)
        self.table.focus()

    def on_screen_resume(self) -> None:
        """A quiz may have been answered meanwhile."""
        if self.is_mounted:
            self.renew()

    def renew(self) -> None:
        """Count again what fits."""
        self.use(self.wish)

    def use(self, wish: Wish) -> None:
        """Ask for this."""
        self.wish = wish
        place = self.table.highlighted
        self.table.set_options(self._options())
        self.table.highlighted = place or 0
        fits = fitting(self.desk, wish)
        if fits:
            said = f"{counted(fits, 'question')} fit; {min(fits, wish.count)} will be asked. Enter starts."
        else:
            said = "No question fits: choose other chapters, tasks or kinds."
        self.query_one("#quiz-fits", Static).update(Content(said))

    def _options(self) -> Iterator[Option]:
        wish = self.wish
        kinds = ", ".join(KINDS[kind] for kind in wish.kinds)
        rows = (
            ("chapters", "Chapters", self._names(wish.chapters, self._chapters()) or "all"),
            ("tasks", "Exam tasks", ", ".join(wish.tasks) or "all"),
            ("kinds", "Kinds", kinds or "all that can be judged"),
            ("only", "Only", _ONLY[wish.only]),
            ("count", "Questions", str(wish.count)),
            ("feedback", "Verdicts", _FEEDBACK[wish.feedback]),
        )
        for name, title, value in rows:
            yield Option(
                fit(Content.styled(title, "bold"), 14) + Content.styled(value, "$text-accent"), id=name
            )

    @staticmethod
    def _names(chosen: tuple[str, ...], lines: tuple[tuple[str, str], ...]) -> str:
        return ", ".join(name for id, name in lines if id in chosen)

    def _chapters(self) -> tuple[tuple[str, str], ...]:
        chapters = [chapter for catalog in self.desk.shelf.catalogs for chapter in catalog.chapters]
        return tuple((chapter.id, f"{n} {plain(chapter.title)}") for n, chapter in enumerate(chapters, 1))

    def _tasks(self) -> tuple[tuple[str, str], ...]:
        asked = {entry.task for entry in self.desk.entries}
        tasks = [task for catalog in self.desk.shelf.catalogs for task in catalog.tasks if task.id in asked]
        return tuple((task.id, f"{task.id} {plain(task.title)}") for task in tasks)

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_change(1)

    def action_change(self, step: int) -> None:
        """The next value of what is selected, or a list to tick."""
        option = self.table.highlighted_option
        wish = self.wish
        match option.id if option else None:
            case "chapters":
                self._pick("Chapters", self._chapters(), wish.chapters, self._use_chapters)
            case "tasks":
                self._pick("Exam tasks", self._tasks(), wish.tasks, self._use_tasks)
            case "kinds":
                self._pick("Kinds of question", tuple(KINDS.items()), wish.kinds or JUDGED, self._use_kinds)
            case "only":
                self.use(replace(wish, only=_turn(get_args(Only), wish.only, step)))
            case "count":
                self.use(replace(wish, count=_turn(_COUNTS, wish.count, step)))
            case "feedback":
                self.use(replace(wish, feedback=_turn(get_args(Feedback), wish.feedback, step)))
            case _:
                pass

    def _pick(
        self,
        title: str,
        lines: tuple[tuple[str, str], ...],
        held: tuple[str, ...],
        use: Callable[[tuple[str, ...]], None],
    ) -> None:
        def picked(names: tuple[str, ...] | None) -> None:
            if names is not None:
                use(names)

        self.app.push_screen(PickScreen(title, lines, held), picked)

    def _use_chapters(self, names: tuple[str, ...]) -> None:
        self.use(replace(self.wish, chapters=names))

    def _use_tasks(self, names: tuple[str, ...]) -> None:
        self.use(replace(self.wish, tasks=names))

    def _use_kinds(self, names: tuple[str, ...]) -> None:
        self.use(replace(self.wish, kinds=() if set(names) == set(JUDGED) else names))

    def action_start(self) -> None:
        """Start the quiz."""
        try:
            sitting = begin_quiz(self.desk, self.wish)
        except UsageError:
            self.notify("No question fits: choose other chapters, tasks or kinds.", markup=False)
            return
        self.post_message(Sit(sitting))


def _turn(values: tuple[_V, ...], held: _V, step: int) -> _V:
    """The value after the one held, the first again after the last."""
    place = values.index(held) if held in values else 0
    return values[(place + step) % len(values)]
