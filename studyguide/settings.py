"""What the learner chose, and where their files live."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta, Struct

from studyguide.errors import StudyGuideError


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every choice there is, with its default."""

    exam_date: date | None = None
    minutes_per_day: Annotated[int, Meta(ge=1, le=600)] = 20
    new_per_day: Annotated[int, Meta(ge=0, le=500)] = 10
    retention: Annotated[float, Meta(ge=0.7, le=0.97)] = 0.9
    grading: Literal["two", "four"] = "two"
    theme: Annotated[str, Meta(min_length=1, max_length=40)] = "studyguide-dark"


class About(NamedTuple):
    """What a setting is called, what it does and what it can be."""

    name: str
    does: str
    values: str


ABOUT = {
    "exam_date": About("Exam date", "No card is put off beyond it.", "a date such as 2027-03-01, or none"),
    "minutes_per_day": About(
        "Minutes a day", "How long a day's sitting should take.", "a whole number from 1 to 600"
    ),
    "new_per_day": About(
        "New cards a day", "How many cards are introduced a day.", "a whole number from 0 to 500"
    ),
    "retention": About(
        "Desired retention", "The chance of recall at which a card falls due.", "a number from 0.70 to 0.97"
    ),
    "grading": About("Grade keys", "two: Again and Good. four: also Hard and Easy.", "two or four"),
    "theme": About("Theme", "The colours of the screen.", "the name of a theme"),
}
"""Every setting by its key."""


def default_data_dir() -> Path:
    """The folder named by `STUDYGUIDE_DATA_DIR`, else the platform's place for user data."""
    if named := os.environ.get("STUDYGUIDE_DATA_DIR"):
        return Path(named).expanduser()
    import platformdirs  # deferred: not needed when the folder is named

    return platformdirs.user_data_path("studyguide", appauthor=False)


def load(data_dir: Path) -> Settings:
    """The settings saved in `data_dir`, or the defaults.

    Raises:
        StudyGuideError: The file is there but cannot be understood.
    """
    path = data_dir / "settings.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError) as error:
        raise StudyGuideError(
            f"{path}: {error}; mend that value or delete the file to return to the defaults"
        ) from error


def save(settings: Settings, data_dir: Path) -> None:
    """Write the settings in one step: the file holds the old or the new ones, never a part.

    Raises:
        StudyGuideError: The folder cannot be written.
    """
    path = data_dir / "settings.json"
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=data_dir, prefix=".settings-", delete=False) as handle:
            handle.write(msgspec.json.format(msgspec.json.encode(settings)) + b"\n")
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(handle.name, path)
    except OSError as error:
        raise StudyGuideError(f"{path}: not saved: {error.strerror}") from error


def changed(settings: Settings, key: str, value: str) -> Settings:
    """The settings with one value given as text, `none` clearing an optional one.

    Raises:
        StudyGuideError: No such key, or the value does not fit it.
    """
    key = key.replace("-", "_")
    if key not in ABOUT:
        raise StudyGuideError(f"no setting is called {key!r}; there are {', '.join(ABOUT)}")
    kind = next(field.type for field in msgspec.structs.fields(Settings) if field.name == key)
    try:
        new = msgspec.convert(None if value.lower() in ("none", "") else value, kind, strict=False)
    except msgspec.ValidationError as error:
        about = ABOUT[key]
        raise StudyGuideError(f"{about.name} must be {about.values}, not {value!r}") from error
    return msgspec.structs.replace(settings, **{key: new})
