"""The Textual face: one app over a desk, with the actions that every screen shares."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen, SystemModalScreen
from textual.worker import Worker, WorkerState

from studyguide.errors import ContentError, JournalError, StudyGuideError, UsageError
from studyguide.journal.event import READ, VISIT, Act
from studyguide.study.desk import Desk
from studyguide.tui.collector import settle
from studyguide.tui.keymap import in_ascii
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.small import SmallScreen, too_small
from studyguide.tui.themes import OFFERED, THEMES
from studyguide.tui.widgets.messages import AskQuestion, SectionRead, Sit, Visited

if TYPE_CHECKING:
    from studyguide.study.exam_record import ExamRecord
    from studyguide.study.sitting import Sitting


MOST_TOLD = 3
"""Problems of a learner's pack that are shown at once."""


class StudyGuideApp(App[None]):
    """Home, and the screens opened from it."""

    CSS_PATH = "app.tcss"
    TITLE = "studyguide"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", id="app.help", tooltip="Every key of this screen"),
        Binding(
            "colon",
            "command_palette",
            "Commands",
            show=False,
            id="app.commands",
            tooltip="Every action, chapter, section and term",
        ),
        Binding("slash", "search", "Search", show=False, id="app.search", tooltip="Find words in the guide"),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        ascii_only: bool = False,
        place: str | None = None,
        sitting: Sitting | None = None,
        exam: ExamRecord | None = None,
        welcome: bool = False,
    ) -> None:
        """Open at home, at a place of the guide, in a sitting, or in a mock exam.

        `welcome`: the learner is here for the first time, and asked for the exam date.
        """
        super().__init__()
        self.desk = desk
        self.ascii_only = ascii_only
        self.failure: ContentError | None = None
        """Why the program ended by itself: no pack can be used."""
        self._place = place
        self._sitting = sitting
        self._exam = exam
        self._welcome = welcome
        self._filling: Worker[ContentError | None] | None = None
        self._wish: Callable[[], object] | None = None
        self._remapped = False
        for theme in THEMES:
            self.register_theme(theme)
        known = desk.settings.theme in OFFERED
        self.theme = desk.settings.theme if known else THEMES[0].name

    def get_default_screen(self) -> Screen[None]:
        """Home."""
        return HomeScreen(lambda: self.desk, ascii_only=self.ascii_only)

    def on_mount(self) -> None:
        """Open what was asked for."""
        if self._sitting is not None:
            self._study(self._sitting)
        elif self._exam is not None:
            self._sit_exam(self._exam)
        elif self._place is not None:
            self.action_read(self._place)
        elif self._welcome:
            self._ask_first()
        self._set_keys()
        self.call_after_refresh(self._shown)

    def on_resize(self, event: events.Resize) -> None:
        """Where nothing can be read any more, say so, and keep everything as it is."""
        noticed = isinstance(self.screen, SmallScreen)
        if too_small(event.size) and not noticed:
            self.push_screen(SmallScreen())

    def _ask_first(self) -> None:
        from studyguide.tui.screens.welcome import WelcomeScreen

        self.push_screen(WelcomeScreen(self.desk, self.use))

    def _set_keys(self) -> None:
        """Use the keys that the learner chose."""
        settings = self.desk.settings
        if settings.keys == "default" and not settings.own_keys and not self._remapped:
            return
        from studyguide.tui.keys import check_keys, keymap  # deferred: it knows every screen

        try:
            check_keys(settings)
        except StudyGuideError as error:  # the file was edited, or a later version has other keys
            self.notify(str(error), title="Your own keys are not used", severity="warning", markup=False)
            settings = settings._replace(own_keys="")
        self.set_keymap(keymap(settings))
        self._remapped = True

    def refresh_css(self, animate: bool = True) -> None:
        """Take over other colours on the palette too: Textual passes over screens of its own."""
        super().refresh_css(animate)
        if self.screen_stack and isinstance(self.screen, SystemModalScreen):
            self.stylesheet.update(self.screen, animate=animate)

    def get_key_display(self, binding: Binding) -> str:
        """A key as people write it, in ASCII if that is wanted."""
        name = super().get_key_display(binding)
        return in_ascii(name) if self.ascii_only else name

    # The guide may have to be read while Home is already there.

    def _shown(self) -> None:
        self.run_worker(self._look_over())
        if self.desk.shelf.ready:
            self._watch()
            settle()
        else:
            self._filling = self.run_worker(self._fill, thread=True)

    async def _look_over(self) -> None:
        """Check the journal and make the day's backup, in a thread; say what is amiss."""
        told = await to_thread(self.desk.journal.look_over, self.desk.clock())
        if told:
            self.notify(told, title="Your journal", severity="warning", markup=False)
            for screen in self.screen_stack:
                if isinstance(screen, HomeScreen) and self.desk.shelf.ready:
                    screen.renew()

    def _fill(self) -> ContentError | None:
        """Read the guide, in a thread of its own; what makes it useless."""
        try:
            _ = self.desk.shelf.catalogs
        except ContentError as error:
            return error
        return None

    @on(Worker.StateChanged)
    def _filled(self, event: Worker.StateChanged) -> None:
        worker = self._filling
        if worker is None or event.worker is not worker or event.state is not WorkerState.SUCCESS:
            return
        if worker.result is not None:
            self.failure = worker.result
            self.exit()
            return
        problems = self.desk.shelf.problems
        for problem in problems[:MOST_TOLD]:
            self.notify(str(problem), title="A pack cannot be used", severity="warning", markup=False)
        if len(problems) > MOST_TOLD:
            self.notify("`studyguide check` and the folder of the pack tell all.", markup=False)
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.renew()
        if self._wish is not None and isinstance(self.screen, HomeScreen):
            self._wish()
        self._watch()
        settle()

    def _watch(self) -> None:
        """From now on show what an author saves."""
        if self.desk.shelf.open_folders:
            from studyguide.tui.reload import EVERY, Watch

            self.set_interval(EVERY, Watch(self).look)

    def _once_read(self, act: Callable[[], object]) -> None:
        """Do it; while the guide is being read, as soon as it is. Of several, the last is done."""
        if self.desk.shelf.ready:
            act()
        else:
            self._wish = act

    # Screens.

    def action_review(self) -> None:
        """Start, or go on with, today's sitting."""
        self._once_read(lambda: self._study(self.desk.resume() or self.desk.sit()))

    def _study(self, sitting: Sitting) -> None:
        from studyguide.tui.screens.study import StudyScreen  # deferred: Home must not wait for it

        self.push_screen(
            StudyScreen(
                self.desk,
                sitting,
                ask_certainty=self.desk.settings.certainty,
                ascii_only=self.ascii_only,
            )
        )

    def _sit_exam(self, record: ExamRecord) -> None:
        from studyguide.study.attempts import freshness
        from studyguide.tui.screens.exam import ExamScreen

        self.push_screen(ExamScreen(self.desk, record, ascii_only=self.ascii_only))
        fresh = freshness(self.desk, record.exam)
        if fresh.seen and not record.exam.answered:  # no screen before this one could tell
            self.notify(str(fresh), markup=False)

    def action_quiz(self) -> None:
        """Build a practice quiz."""
        from studyguide.tui.screens.quiz import QuizScreen

        self._once_read(lambda: self.push_screen(QuizScreen(self.desk)))

    def action_exam(self) -> None:
        """Start a mock exam, go on with one, or open a past one."""
        from studyguide.tui.screens.exam_start import ExamStartScreen

        self._once_read(lambda: self.push_screen(ExamStartScreen(self.desk, ascii_only=self.ascii_only)))

    def action_cards(self) -> None:
        """Every card."""
        from studyguide.tui.screens.browser import BrowserScreen

        self._once_read(lambda: self.push_screen(BrowserScreen(self.desk, ascii_only=self.ascii_only)))

    def action_mistakes(self) -> None:
        """What goes wrong."""
        from studyguide.tui.screens.mistakes import MistakesScreen

        self._once_read(lambda: self.push_screen(MistakesScreen(self.desk, ascii_only=self.ascii_only)))

    def action_progress(self) -> None:
        """The days behind and ahead, what is kept, covered and mixed up."""
        from studyguide.tui.screens.progress import ProgressScreen

        self._once_read(lambda: self.push_screen(ProgressScreen(self.desk, ascii_only=self.ascii_only)))

    def action_read(self, place: str | None = None, words: str = "") -> None:
        """Open the guide at a place, or where the learner stopped; the chapter's first unread section.

        Words that were searched for are marked.
        """
        self._once_read(partial(self._open_reader, place, words))

    def _open_reader(self, place: str | None, words: str) -> None:
        from studyguide.tui.screens.reader import ReaderScreen

        try:
            where = self.desk.reading_place(place)
            pack = self.desk.pack_with(where)
        except UsageError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        reads = self.desk.journal.reads()
        self.push_screen(
            ReaderScreen(
                pack,
                where,
                words=words,
                reads=reads,
                verdicts=self.desk.verdicts,
                ascii_only=self.ascii_only,
            )
        )

    def action_settings(self) -> None:
        """Open the settings."""
        from studyguide.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self.desk, self.use))

    def action_what_if(self) -> None:
        """Try other minutes a day or another exam date."""
        from studyguide.tui.screens.what_if import WhatIfScreen

        self._once_read(
            lambda: self.push_screen(WhatIfScreen(self.desk, self.use, ascii_only=self.ascii_only))
        )

    def action_search(self) -> None:
        """Find words in the guide."""
        self._once_read(self._open_search)

    def _open_search(self) -> None:
        from studyguide.tui.screens.search import Found, SearchScreen

        def go(found: Found | None) -> None:
            if found is not None:
                self.action_read(found.ref, found.words)

        self.push_screen(SearchScreen(self.desk.library), go)

    def action_help(self) -> None:
        """Every key of this screen."""
        from studyguide.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def use(self, desk: Desk) -> None:
        """Go on with other settings."""
        self.desk = desk
        if desk.settings.theme in OFFERED:
            self.theme = desk.settings.theme
        self._set_keys()

    # What the reader tells.

    @on(Visited)
    def _visited(self, message: Visited) -> None:
        self._record(Act(VISIT, message.ref))

    @on(SectionRead)
    def _read(self, message: SectionRead) -> None:
        self._record(Act(READ, message.ref))

    def _record(self, act: Act) -> None:
        if not self.desk.journal.recording:
            return
        try:
            self.desk.journal.append((act,), self.desk.clock())
        except JournalError as error:
            self.notify(str(error), title="Not saved", severity="warning", markup=False)

    @on(AskQuestion)
    def _ask(self, message: AskQuestion) -> None:
        card = self.desk.question(message.question_id)
        self._study(self.desk.sit(only=(card.key,)))

    @on(Sit)
    def _sit(self, message: Sit) -> None:
        self._study(message.sitting)

    # The palette.

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen, then the places of the guide."""
        from studyguide.tui.commands import commands

        return commands(self, screen)

    def action_command_palette(self) -> None:
        """Open the palette."""
        self._once_read(self._open_palette)

    def _open_palette(self) -> None:
        from textual.command import CommandPalette  # deferred: Home must not wait for it

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Actions, chapters, sections, terms ..."))
