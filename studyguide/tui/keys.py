"""The keys of every screen, taken from the one place where they are declared: the bindings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen

from studyguide.errors import StudyGuideError
from studyguide.settings import Settings
from studyguide.tui.keymap import chosen, normalized, printable, shown

_LETTERS = frozenset("abcdef")
"""Letters that choose an option of a question."""
_RESERVED = {"ctrl+q": "leaves the program", "ctrl+c": "copies", "ctrl+p": "opens the palette"}
_FIXED = ("study.submit", "study.leave")
"""Keys of the box for typing, which takes them as text takes them."""


class Key(NamedTuple):
    """What a screen does at some keys."""

    id: str
    """What a setting calls it."""
    screen: str
    keys: str
    """As people write them, a space between two."""
    does: str


def key_name(app: App[object], binding: Binding) -> str:
    """A key as people write it."""
    return app.get_key_display(binding)


def key_of(node: DOMNode, id: str) -> str:
    """The first key of a binding that the class of `node` declares, as it is set now."""
    app: App[object] = node.app
    bindings = (one for kind in type(node).__mro__ for one in kind.__dict__.get("BINDINGS", ()))
    binding = next(one for one in bindings if isinstance(one, Binding) and one.id == id)
    settings: Settings = app.desk.settings  # type: ignore[attr-defined] # of the one app there is
    first = chosen(settings).get(id, binding.key).split(",")[0].strip()
    return app.get_key_display(binding.with_key(first))


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
    from studyguide.tui.screens.progress import ProgressScreen
    from studyguide.tui.screens.quiz import QuizScreen
    from studyguide.tui.screens.reader import ReaderScreen
    from studyguide.tui.screens.search import SearchScreen
    from studyguide.tui.screens.settings import SettingsScreen
    from studyguide.tui.screens.study import StudyScreen
    from studyguide.tui.screens.terms import TermsScreen
    from studyguide.tui.screens.what_if import WhatIfScreen
    from studyguide.tui.widgets.answer_box import AnswerBox
    from studyguide.tui.widgets.flow import FlowView
    from studyguide.tui.widgets.glossary import GlossaryView
    from studyguide.tui.widgets.layers import LayersView
    from studyguide.tui.widgets.outline import OutlineView
    from studyguide.tui.widgets.section import SectionView

    yield "Everywhere", (StudyGuideApp,)
    yield "Home", (HomeScreen,)
    yield "Reader", (SectionView, ReaderScreen, TermsScreen)
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
    yield "Progress", (ProgressScreen,)
    yield "What if", (WhatIfScreen,)
    yield "Search", (SearchScreen,)
    yield "Settings", (SettingsScreen,)


def _bindings(owner: type) -> tuple[Binding, ...]:
    """The bindings of ours that an owner has, those of its base classes too."""
    found = (binding for kind in owner.__mro__ for binding in kind.__dict__.get("BINDINGS", ()))
    return tuple(one for one in found if isinstance(one, Binding) and one.id and with_help(one.id))


def _owners() -> tuple[type, ...]:
    return tuple(dict.fromkeys(owner for _, owners in _screens() for owner in owners))


def _meet(one: type, other: type) -> bool:
    """Whether keys of both can be heard at the same time."""
    from studyguide.tui.screens.reader import ReaderScreen
    from studyguide.tui.screens.study import StudyScreen
    from studyguide.tui.widgets.answer_box import AnswerBox
    from studyguide.tui.widgets.section import SectionView

    if issubclass(one, App):
        return one is other or not issubclass(other, ModalScreen)
    on = ((SectionView, ReaderScreen), (AnswerBox, StudyScreen))
    return one is other or any(issubclass(one, widget) and other is screen for widget, screen in on)


def check_keys(settings: Settings) -> None:
    """Whether the keys that a learner chose can all be used.

    Raises:
        StudyGuideError: There is no such id or key, or two things that a screen does share a key.
    """
    owners, wanted = _owners(), chosen(settings)
    known = {binding.id: binding for owner in owners for binding in _bindings(owner)}
    for id, keys in wanted.items():
        if id not in known or id in _FIXED:
            raise StudyGuideError(_unknown(id, tuple(filter(None, known))))
        for key in keys.split(","):
            if normalized(key) is None:
                raise StudyGuideError(
                    f"{id}: no key is called {key!r}; write z, Z, ctrl+n, f5, space, up or ?"
                )
            if key in _RESERVED:
                raise StudyGuideError(f"{id}: {key} {_RESERVED[key]}, everywhere; choose another key")
    for n, owner in enumerate(owners):
        for other in owners[n:]:
            if _meet(owner, other) or _meet(other, owner):
                _compare(owner, other, wanted)
    for owner in owners:
        _check_letters(owner, wanted)


def _unknown(id: str, known: tuple[str, ...]) -> str:
    from rapidfuzz.process import extractOne

    if id in _FIXED:
        return f"{id} cannot have another key"
    near = extractOne(id, known, score_cutoff=70)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"nothing is called {id!r}; {hint}`studyguide keys --ids` lists all"


def _compare(owner: type, other: type, wanted: dict[str, str]) -> None:
    """Refuse a key that two things share which do not share one by default: those tell themselves apart."""
    for one in _bindings(owner):
        for two in _bindings(other):
            if one.id == two.id or not {one.id, two.id} & wanted.keys():
                continue
            now = _set(wanted.get(one.id or "", one.key)) & _set(wanted.get(two.id or "", two.key))
            if now and not _set(one.key) & _set(two.key):
                raise StudyGuideError(
                    f"{shown(min(now))} would be both {one.id} and {two.id}; choose another key"
                )


def _check_letters(owner: type, wanted: dict[str, str]) -> None:
    """Refuse a letter that something else takes first: an option of a question, or a box for typing."""
    from studyguide.tui.screens import dialogs
    from studyguide.tui.screens.exam import ExamScreen
    from studyguide.tui.screens.search import SearchScreen
    from studyguide.tui.screens.settings import ValueScreen
    from studyguide.tui.screens.study import StudyScreen

    for binding in _bindings(owner):
        keys = wanted.get(binding.id or "", "").split(",")
        if owner in (StudyScreen, ExamScreen) and (taken := _LETTERS.intersection(keys) - _set(binding.key)):
            raise StudyGuideError(f"{min(taken)} would be both {binding.id} and an option of a question")
        typed = next((key for key in keys if printable(key)), None)
        if owner in (SearchScreen, ValueScreen, dialogs.TextScreen) and typed:
            raise StudyGuideError(f"{shown(typed)} would be both {binding.id} and text that is typed there")


def _set(keys: str) -> frozenset[str]:
    return frozenset(key.strip() for key in keys.split(","))


def keymap(settings: Settings) -> dict[str, str]:
    """The keys by binding id, as `App.set_keymap` takes them; empty where all is as declared.

    Textual drops every binding that shares a key with one that is given another, and several of ours share
    one: so whatever else is bound beside a changed binding is given too.
    """
    wanted = chosen(settings)
    ids: set[str] = set(wanted)
    known = (
        {owner: {one.id or "": one.key for one in _bindings(owner)} for owner in _owners()} if wanted else {}
    )
    while beside := {id for keys in known.values() if ids & keys.keys() for id in keys} - ids:
        ids |= beside
    return {id: wanted.get(id, key) for keys in known.values() for id, key in keys.items() if id in ids}


def keys_listed(settings: Settings, *, ascii_only: bool = False) -> tuple[Key, ...]:
    """Every key of every screen, as a learner has set them."""
    wanted = chosen(settings)
    return tuple(
        Key(
            binding.id,
            title,
            " ".join(
                shown(key.strip(), ascii_only) for key in wanted.get(binding.id, binding.key).split(",")
            ),
            binding.tooltip,
        )
        for title, owners in _screens()
        for owner in owners
        for binding in owner.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.tooltip and binding.id
    )


def keys_text(settings: Settings | None = None, *, ascii_only: bool = False, ids: bool = False) -> str:
    """Every key of every screen, one a line of at most 80 cells; or with the ids that settings use."""
    parts = []
    listed = keys_listed(settings or Settings(), ascii_only=ascii_only)
    for title, keys in groupby(listed, key=lambda key: key.screen):
        lines = [title]
        for key in keys:
            if ids:
                lines.append(f"  {key.id:<28} {key.keys}")
            else:
                first, *rest = textwrap.wrap(key.does, 80 - 19)
                lines += [f"  {key.keys:<16} {first}", *(" " * 19 + line for line in rest)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
