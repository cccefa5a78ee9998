"""What the palette offers: every action of the screen, every chapter, section and term."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from studyguide.guide.markup import plain
from studyguide.guide.model import Glossary
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.themes import OFFERED

if TYPE_CHECKING:
    from studyguide.tui.app import StudyGuideApp


def commands(app: StudyGuideApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Actions of the screen by their bindings' words, then the places of the guide."""
    seen: set[str] = set()
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        if enabled and binding.id and binding.tooltip and binding.action not in seen:
            seen.add(binding.action)
            yield SystemCommand(
                f"{binding.description}  ({app.get_key_display(binding)})",
                tooltip or binding.tooltip,
                partial(_run, app, binding.action, node),
            )
    if not any(isinstance(one, _at_work()) for one in app.screen_stack):
        for one in HomeScreen.BINDINGS:
            if isinstance(one, Binding) and one.action.startswith("app.") and one.action not in seen:
                seen.add(one.action)
                yield SystemCommand(one.description, one.tooltip, partial(_run, app, one.action, app))
    for theme in OFFERED:
        yield SystemCommand(
            f"Theme: {theme}", "Change the colours until you leave", partial(setattr, app, "theme", theme)
        )
    for chapter in app.desk.library.chapters:
        yield SystemCommand(f"Read: {chapter.title}", chapter.summary, partial(app.action_read, chapter.id))
        for section in chapter.sections:
            ref = f"{chapter.id}#{section.id}"
            yield SystemCommand(
                f"Section: {plain(section.title)}", chapter.title, partial(app.action_read, ref)
            )
            if isinstance(section, Glossary):
                for term in section.terms:
                    name = f"{term.term} ({term.long})" if term.long else term.term
                    meaning = plain(" ".join(term.meaning.split()))
                    yield SystemCommand(
                        f"Term: {name}", meaning, partial(app.action_read, f"{ref}/{term.id}")
                    )


def _at_work() -> tuple[type[Screen[None]], ...]:
    """Screens on which something is answered, over which nothing else is begun."""
    from studyguide.tui.screens.exam import ExamScreen
    from studyguide.tui.screens.study import StudyScreen

    return StudyScreen, ExamScreen


def _run(app: StudyGuideApp, action: str, node: object) -> None:
    app.call_later(app.run_action, action, node)
