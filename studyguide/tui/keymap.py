"""What a learner may set of the keys: presets and keys of their own, and how keys are spelt."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key, key_to_character

from studyguide.settings import Settings

PRESETS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    "vim": {
        "reader.page-down": "space,pagedown,ctrl+f,ctrl+d",
        "reader.page-up": "pageup,b,ctrl+b,ctrl+u",
        "study.hint": "H",
        "study.partner-before": "left,h",
        "study.partner-next": "right,l",
        "study.page-on": "pagedown,ctrl+f,ctrl+d",
        "study.page-back": "pageup,ctrl+b,ctrl+u",
        "exam.partner-before": "left,h",
        "exam.partner-next": "right,l",
        "exam.left": "left,h",
        "exam.right": "right,l",
        "progress.page": "space,pagedown,ctrl+f,ctrl+d",
        "progress.back-page": "b,pageup,ctrl+b,ctrl+u",
        "exam.page-on": "pagedown,ctrl+f,ctrl+d",
        "exam.page-back": "pageup,ctrl+b,ctrl+u",
    },
    "anki": {
        "home.cards": "b",
        "home.read": "d",
        "home.settings": "P",
        "home.review": "s,r",
        "home.progress": "t,p",
        "study.undo": "ctrl+z,u",
        "study.why": "i,w",
        "browser.undo": "ctrl+z,u",
        "browser.details": "i,d",
    },
}
"""Keys by binding id that differ from those declared, by the preset's name."""

_SIGNS = frozenset(KEY_NAME_REPLACEMENTS.values())
_NAMES = frozenset(key.value for key in Keys) | _SIGNS
_ASCII = str.maketrans(
    {"⏎": "enter", "↑": "up", "↓": "down", "←": "left", "→": "right", "⌫": "backspace", "^": "ctrl+"}
)


def chosen(settings: Settings) -> dict[str, str]:
    """The keys by binding id that are not those declared; several keys have commas between them."""
    own = dict(pair.split("=", 1) for pair in settings.own_keys.split())
    own = {id: ",".join(normalized(key) or key for key in keys.split(",")) for id, keys in own.items()}
    return {**PRESETS[settings.keys], **own}


def normalized(key: str) -> str | None:
    """A key as bindings spell it, `question_mark` for `?`; None if there is no such key."""
    *modifiers, name = key.split("+") if len(key) > 1 else (key,)
    if not set(modifiers) <= {"ctrl", "alt", "shift"}:
        return None
    if len(name) == 1:
        if not name.isalnum():
            name = unicodedata.name(name, "").lower().replace("-", "_").replace(" ", "_")
            name = KEY_NAME_REPLACEMENTS.get(name, name)
    elif name not in _NAMES and key_to_character(name) is None:
        return None
    return "+".join((*modifiers, name)) if name else None


def printable(key: str) -> bool:
    """Whether a key is text where something is typed."""
    character = key_to_character(key)
    return key in _SIGNS or (character is not None and character.isprintable())


def shown(key: str, ascii_only: bool = False) -> str:
    """A key as people write it."""
    return in_ascii(format_key(key)) if ascii_only else format_key(key)


def in_ascii(name: str) -> str:
    """The name of a key in words where it is a sign that no keyboard types."""
    return name if name == "^" else name.translate(_ASCII)
