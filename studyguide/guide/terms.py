"""The glossary at hand: which of its terms a section uses, and where each is explained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from studyguide.guide.markup import plain
from studyguide.guide.model import Glossary, Pack, Section, Term
from studyguide.guide.search import section_text


@dataclass(frozen=True, slots=True)
class Explained:
    """A term and its place."""

    term: Term
    ref: str
    """chapter#section/item."""


def terms_in(pack: Pack, section: Section) -> tuple[Explained, ...]:
    """The terms of the pack's glossaries that a section uses, in the order of their first use.

    A glossary's own terms are not among those it uses. Of two entries for one term the first counts.
    """
    text = section_text(section)
    own = {term.id for term in section.terms} if isinstance(section, Glossary) else frozenset()
    found: dict[str, tuple[int, Explained]] = {}
    for chapter in pack.chapters:
        for other in chapter.sections:
            for term in other.terms if isinstance(other, Glossary) else ():
                name = plain(term.term).casefold()
                if name in found or (other is section and term.id in own):
                    continue
                if use := _pattern(term).search(text):
                    explained = Explained(term, f"{chapter.id}#{other.id}/{term.id}")
                    found[name] = (use.start(), explained)
    return tuple(explained for _, explained in sorted(found.values(), key=lambda pair: pair[0]))


@lru_cache(4096)
def _pattern(term: Term) -> re.Pattern[str]:
    """A term or its long form as a whole word or in the plural; capitals count in an abbreviation."""
    names = [plain(name) for name in (term.term, term.long) if name]
    parts = (
        re.escape(name) if any(letter.isupper() for letter in name[1:]) else f"(?i:{re.escape(name)})"
        for name in names
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:e?s)?(?!\w)")
