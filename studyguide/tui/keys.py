"""The keys of every screen, taken from the one place where they are declared: the bindings."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App
from textual.binding import Binding
from textual.keys import format_key


def key_name(app: App[object], binding: Binding) -> str:
    """A key as people write it."""
    return app.get_key_display(binding)


def with_help(name: str) -> bool:
    """Whether a binding is one of ours: those have an id with a room before the point."""
    return "." in name


def _screens() -> Iterator[tuple[str, tuple[type, ...]]]:
    from studyguide.tui.app import StudyGuideApp
    from studyguide.tui.screens import dialogs
    from studyguide.tui.screens.browser import BrowserScreen
    from studyguide.tui.screens.contrast import ContrastScreen
    from studyguide.tui.screens.exam import ExamScreen
    from studyguide.tui.screens.exam_report import ExamReportScreen
    from studyguide.tui.screens.exam_start import ExamStartScreen
    from studyguide.tui.screens.home import HomeScreen
    from studyguide.tui.screens.look_back import LookBackScreen
    from studyguide.tui.screens.mistakes import MistakesScreen
    from studyguide.tui.screens.quiz import QuizScreen
    from studyguide.tui.screens.reader import ReaderScreen
    from studyguide.tui.screens.search import SearchScreen
    from studyguide.tui.screens.settings import SettingsScreen
    from studyguide.tui.screens.study import StudyScreen
    from studyguide.tui.widgets.answer_box import AnswerBox
    from studyguide.tui.widgets.flow import FlowView
    from studyguide.tui.widgets.glossary import GlossaryView
    from studyguide.tui.widgets.layers import LayersView
    from studyguide.tui.widgets.outline import OutlineView
    from studyguide.tui.widgets.section import SectionView

    yield "Everywhere", (StudyGuideApp,)
    yield "Home", (HomeScreen,)
    yield "Reader", (SectionView, ReaderScreen)
    yield "Reader: glossary, outline, rings, flow", (GlossaryView, OutlineView, LayersView, FlowView)
    yield "Study", (StudyScreen, AnswerBox)
    yield "Quiz", (QuizScreen, dialogs.PickScreen)
    yield (
        "Mock exam",
        (ExamStartScreen, ExamScreen, dialogs.GridScreen, dialogs.ConfirmScreen, ExamReportScreen),
    )
    yield "Looking back on a quiz or exam", (LookBackScreen,)
    yield "Cards", (BrowserScreen, dialogs.TextScreen)
    yield "Mistakes", (MistakesScreen, ContrastScreen)
    yield "Search", (SearchScreen,)
    yield "Settings", (SettingsScreen,)


def keys_text() -> str:
    """Every key of every screen, one a line."""
    parts = []
    for title, owners in _screens():
        lines = [title]
        for owner in owners:
            for binding in owner.BINDINGS:  # type: ignore[attr-defined] # screens, widgets and apps alike have it
                if isinstance(binding, Binding) and binding.tooltip:
                    names = " ".join(format_key(key.strip()) for key in binding.key.split(","))
                    lines.append(f"  {names:<16} {binding.tooltip}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
