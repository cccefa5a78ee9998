"""What Anki knows about a card: a name for good, tags, a deck, and fields in which nothing acts."""

from __future__ import annotations

import re
from hashlib import sha256

from studyguide.cards.model import Card
from studyguide.exchange.hypertext import Html
from studyguide.guide.model import Chapter, Pack

_MATH = re.compile(r"\\(?=[()\[\]])")


def guid(card: Card) -> str:
    """The same for a card as long as its progress is kept: 22 lower-case letters and digits."""
    return f"sg{sha256(card.key.encode()).hexdigest()[:20]}"


def tags(card: Card) -> tuple[str, ...]:
    """Chapter, exam task and scope as hierarchical tags, which hold no spaces."""
    return f"chapter::{card.chapter}", f"task::{card.task}", f"scope::{card.scope}"


def deck_name(pack: Pack, at: int, chapter: Chapter) -> str:
    """The chapter's deck below that of its pack; `at` is its place from 1."""
    return f"{_level(pack.title)}::{at:02} {_level(chapter.title)}"


def field(html: Html) -> str:
    """HTML in which Anki finds neither sounds nor LaTeX, gaps or formulas: it shows what it says."""
    inert = _MATH.sub(r"\\<span></span>", html)
    return inert.replace("[", "&#91;").replace("{{", "&#123;&#123;")


def _level(title: str) -> str:
    return re.sub(r":{2,}", ":", " ".join(title.split())).replace('"', "'")
