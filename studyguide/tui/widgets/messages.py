"""What widgets and screens tell those above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from studyguide.study.sitting import Sitting


@dataclass
class OpenRef(Message):
    """The learner wants to go to a place in the guide. The reader answers it itself."""

    ref: str
    """chapter#section or chapter#section/item."""


@dataclass
class AskQuestion(Message):
    """The learner wants to answer a question of a checkpoint now."""

    question_id: str
    """As written in the YAML, without the pack's id."""


@dataclass
class Visited(Message):
    """A section came on screen: the place to return to next time."""

    ref: str
    """chapter#section."""


@dataclass
class SectionRead(Message):
    """The learner went on from the end of a section."""

    ref: str
    """chapter#section."""


@dataclass
class Sit(Message):
    """The learner starts a sitting: a quiz, a drill, a single card."""

    sitting: Sitting
