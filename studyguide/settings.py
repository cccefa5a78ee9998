"""What the learner chose, and where their files live."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Literal, NamedTuple

from studyguide.errors import StudyGuideError


class Settings(NamedTuple):
    """Every choice there is, with its default."""

    exam_date: date | None = None
    minutes_per_day: int = 20
    new_per_day: int = 10
    retention: float = 0.9
    grading: Literal["two", "four"] = "two"
    theme: str = "studyguide-dark"
    certainty: bool = True
    keys: Literal["default", "vim", "anki"] = "default"
    own_keys: str = ""
    """`ID=KEY` for each key that differs from the preset, a space between two."""


class BrokenSettingsError(StudyGuideError):
    """The settings' file is there but cannot be understood."""


class About(NamedTuple):
    """What a setting is called, what it does and what it can be."""

    name: str
    does: str
    values: str


ABOUT = {
    "exam_date": About("Exam date", "No card is put off beyond it.", "a date such as 2027-03-01, or none"),
    "minutes_per_day": About(
        "Minutes a day", "What the plan of a day has room for.", "a whole number from 1 to 600"
    ),
    "new_per_day": About(
        "New cards a day",
        "Where no exam date is set; with one, the plan sets the pace.",
        "a whole number from 0 to 500",
    ),
    "retention": About(
        "Desired retention",
        "Where no exam date is set: the chance of recall at which a card is due.",
        "a number from 0.70 to 0.97 in steps of 0.01",
    ),
    "grading": About("Grade keys", "two: Again and Good. four: also Hard and Easy.", "two or four"),
    "theme": About("Theme", "The colours of the screen.", "the name of a theme"),
    "certainty": About(
        "Ask how sure", "Before each verdict; in no mock exam. Wrong and sure comes back.", "yes or no"
    ),
    "keys": About("Keys", "A set of keys for the screens.", "default, vim or anki"),
    "own_keys": About(
        "Own keys",
        "Single keys that differ from it.",
        "pairs such as study.undo=z reader.next=ctrl+n, or none",
    ),
}
"""Every setting by its key."""

FILE = "settings.json"
KEY = "key."
"""Before the id of a binding: the setting of its key alone."""


def default_data_dir() -> Path:
    """The folder named by `STUDYGUIDE_DATA_DIR`, else the platform's place for user data.

    Raises:
        StudyGuideError: It names the home of somebody who does not exist.
    """
    if named := os.environ.get("STUDYGUIDE_DATA_DIR"):
        try:
            return Path(named).expanduser()
        except RuntimeError as error:
            raise StudyGuideError(f"STUDYGUIDE_DATA_DIR: there is no folder {named!r}") from error
    import platformdirs  # deferred: not needed when the folder is named

    return platformdirs.user_data_path("studyguide", appauthor=False)


def load(data_dir: Path) -> Settings:
    """The settings saved in `data_dir`, or the defaults.

    Raises:
        StudyGuideError: The file is there but cannot be understood.
    """
    saved = _bytes(data_dir)
    try:
        return Settings(**{key: _held(key, value) for key, value in _values(saved).items()})
    except (ValueError, RecursionError, StudyGuideError) as error:
        raise BrokenSettingsError(
            f"{data_dir / FILE}: {error}; `studyguide config KEY VALUE` sets a value anew, "
            "`studyguide config --reset` all of them, and the file is kept"
        ) from error


def legible(data_dir: Path) -> Settings:
    """Of a file that `load` does not understand, what can be understood; the defaults for the rest.

    Raises:
        StudyGuideError: The file cannot be read.
    """
    found: dict[str, Any] = {}
    try:
        values = _values(_bytes(data_dir))
    except (ValueError, RecursionError):
        values = {}
    for key, value in values.items():
        try:
            found[key] = _held(key, value)
        except (ValueError, RecursionError, StudyGuideError):
            continue
    return Settings(**found)


def copy_aside(data_dir: Path) -> Path | None:
    """Keep a copy of the settings' file under a name that is free; None if there is nothing to keep.

    Raises:
        StudyGuideError: The file cannot be read, or the folder not written.
    """
    import shutil  # deferred: hardly ever is anything kept

    path = data_dir / FILE
    places = (data_dir / f"{FILE}.old{'' if number == 1 else number}" for number in count(1))
    aside = next(place for place in places if not os.path.lexists(place))
    try:
        shutil.copy2(path, aside)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StudyGuideError(f"{path}: not kept: {error.strerror}") from error
    return aside


def _bytes(data_dir: Path) -> bytes:
    """The file, as good as empty where there is none."""
    path = data_dir / FILE
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b"{}"
    except OSError as error:
        raise StudyGuideError(f"{path}: cannot be read: {error.strerror}") from error


def _values(saved: bytes) -> dict[str, object]:
    """What is saved by key; raises ValueError and RecursionError."""
    held = json.loads(saved)
    if not isinstance(held, dict):
        raise ValueError("keys and values in { } are expected")
    return held


def save(settings: Settings, data_dir: Path) -> None:
    """Write the settings in one step: the file holds the old or the new ones, never a part.

    Raises:
        StudyGuideError: The folder cannot be written.
    """
    write_whole(data_dir / FILE, json.dumps(plain(settings), ensure_ascii=False, indent=2) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a file, and its folder if missing, in one step: it holds the old or the new text, never a part.

    Raises:
        StudyGuideError: The folder cannot be written.
    """
    import tempfile  # deferred: most commands save nothing

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", delete=False)  # noqa: SIM115 - below
        try:
            with handle:
                handle.write(text.encode())
                handle.flush()
                os.fsync(handle.fileno())
            os.replace(handle.name, path)
        except OSError:
            os.unlink(handle.name)
            raise
    except OSError as error:
        raise StudyGuideError(f"{path}: not saved: {error.strerror}") from error


def plain(settings: Settings) -> dict[str, str | int | float | None]:
    """Every setting by its key, as it is saved: a date as ISO 8601."""
    return {key: _saved(value) for key, value in settings._asdict().items()}


def written(value: object) -> str:
    """A setting's value as people write it, and as `changed` takes it."""
    if value is None or value == "":
        return "none"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def changed(settings: Settings, key: str, value: str) -> Settings:
    """The settings with one value given as text, `none` clearing an optional one.

    Raises:
        StudyGuideError: No such key, or the value does not fit it.
    """
    if key.startswith(KEY):
        return settings._replace(own_keys=_with_own_key(settings.own_keys, key.removeprefix(KEY), value))
    key = key.replace("-", "_")
    return settings._replace(**{key: _read(key, value)})


def _with_own_key(held: str, id: str, keys: str) -> str:
    pairs = dict(pair.split("=", 1) for pair in held.split())
    pairs.pop(id, None)
    if keys.lower() not in ("none", ""):
        pairs[id] = keys
    return str(_read("own_keys", " ".join("=".join(pair) for pair in pairs.items())))


def _read(key: str, text: str) -> Any:
    """A setting's value given as text; raises StudyGuideError for a key or a value that is none."""
    if key not in ABOUT:
        raise StudyGuideError(f"no setting is called {key!r}; there are {', '.join(ABOUT)}")
    try:
        return _READ[key](text)
    except ValueError as error:
        raise _misfit(key, text) from error


def _held(key: str, value: object) -> Any:
    """A setting's value as saved: like `_read`, but a number is no text and a text no number."""
    typed = "none" if value is None else value if isinstance(value, str) else json.dumps(value)
    found = _read(key, typed)
    if type(_saved(found)) is not type(value):
        raise _misfit(key, typed)
    return found


def _saved(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _misfit(key: str, text: str) -> StudyGuideError:
    about = ABOUT[key]
    return StudyGuideError(f"{about.name} must be {about.values}, not {text!r}")


def _date(text: str) -> date | None:
    if text.lower() in ("none", ""):
        return None
    # Python also takes other spellings, such as 2026-W48-1.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError
    return date.fromisoformat(text)


def _number(least: int, most: int, text: str) -> int:
    number = int(text)
    if not least <= number <= most:
        raise ValueError
    return number


def _share(text: str) -> float:
    share = float(text)
    # Whole percents: there the engine's 32-bit intervals are those of the reference to the day.
    if not 0.7 <= share <= 0.97 or share != round(share, 2):
        raise ValueError
    return share


def _word(words: tuple[str, ...], text: str) -> str:
    if text not in words:
        raise ValueError
    return text


def _yes(text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false"):
        raise ValueError
    return text.lower() in ("yes", "true")


def _name(text: str) -> str:
    if not 1 <= len(text) <= 40 or text.lower() == "none" or not text.isprintable():
        raise ValueError
    return text


def _pairs(text: str) -> str:
    pairs = () if text.lower() == "none" else text.split()
    if not all(re.fullmatch(r"[a-z]+[.][a-z-]+=[^=]+|[a-z]+[.][a-z-]+==", pair) for pair in pairs):
        raise ValueError
    return " ".join(pairs)


_READ: dict[str, Callable[[str], Any]] = {
    "exam_date": _date,
    "minutes_per_day": partial(_number, 1, 600),
    "new_per_day": partial(_number, 0, 500),
    "retention": _share,
    "grading": partial(_word, ("two", "four")),
    "theme": _name,
    "certainty": _yes,
    "keys": partial(_word, ("default", "vim", "anki")),
    "own_keys": _pairs,
}
