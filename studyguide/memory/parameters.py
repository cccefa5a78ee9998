"""The parameters of FSRS-6 in force for one learner, kept in a file of their own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

from studyguide.errors import StudyGuideError
from studyguide.memory.model import day_date, day_number
from studyguide.memory.scheduler import DEFAULT_PARAMETERS
from studyguide.settings import write_whole

FILE = "parameters.json"
"""In the data folder; absent as long as the defaults hold."""
LOWEST = (
    *(0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001),
    *(0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1),
)
HIGHEST = (
    *(100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5),
    *(5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8),
)
"""Each parameter's range. The engine would silently compute with the nearest value within it."""


class Parameters(NamedTuple):
    """The 21 weights of FSRS-6, and where they come from."""

    weights: tuple[float, ...] = DEFAULT_PARAMETERS
    since: int | None = None
    """The study day on which they were taken into use; None where no others ever were."""
    reviews: int = 0
    """How many they were fitted to; 0 for the defaults."""


def load(data_dir: Path) -> Parameters:
    """The parameters kept in `data_dir`, or the defaults. The file needs no more than its `parameters`.

    Raises:
        StudyGuideError: The file is there but cannot be understood, or holds parameters out of range.
    """
    path = data_dir / FILE
    try:
        return _read(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Parameters()
    except OSError as error:
        raise StudyGuideError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise StudyGuideError(
            f"{path}: {error}; `studyguide fit --reset` returns to the default parameters"
        ) from error


def save(parameters: Parameters, data_dir: Path) -> None:
    """Write the parameters in one step: the file holds the old or the new ones, never a part.

    Raises:
        StudyGuideError: The folder cannot be written.
    """
    held = {
        "since": None if parameters.since is None else day_date(parameters.since).isoformat(),
        "reviews": parameters.reviews,
        "parameters": parameters.weights,
    }
    write_whole(data_dir / FILE, json.dumps(held, indent=2) + "\n")


def _read(held: object) -> Parameters:
    """Raises ValueError, with what is wrong, for anything but parameters as they are saved."""
    if not isinstance(held, dict) or "parameters" not in held:
        raise ValueError("no parameters are in it")
    if unknown := sorted(held.keys() - {"since", "reviews", "parameters"}):
        raise ValueError(f"{unknown[0]!r} means nothing in it")
    since, reviews = held.get("since"), held.get("reviews", 0)
    if not isinstance(since, str | None) or type(reviews) is not int or reviews < 0:
        raise ValueError("`since` must be a date and `reviews` a number")
    day = None if since is None else day_number(date.fromisoformat(since))
    return Parameters(_weights(held["parameters"]), day, reviews)


def _weights(held: object) -> tuple[float, ...]:
    if not isinstance(held, list) or len(held) != len(LOWEST):
        raise ValueError(f"FSRS-6 has {len(LOWEST)} parameters")
    for place, (value, low, high) in enumerate(zip(held, LOWEST, HIGHEST, strict=True)):
        if type(value) not in (int, float) or not low <= value <= high:
            raise ValueError(f"parameter {place} must be a number from {low:g} to {high:g}")
    return tuple(map(float, held))
