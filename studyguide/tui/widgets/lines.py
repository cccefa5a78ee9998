"""Lines of a section, and the parts that every section has: head, fact notes, cross-references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from studyguide.guide.markup import paragraphs
from studyguide.guide.scope import SCOPE_WORDS
from studyguide.tui.text import fit, styled, wrap, wrapped
from studyguide.tui.widgets.glyphs import Glyphs

if TYPE_CHECKING:  # so that Home, which shows no content, does not load its model
    from studyguide.guide.model import Example, FactNote, MuddyPoint, Objective, Section, Term

    Item = Term | Objective | Example | MuddyPoint
    """The items that stand by themselves and have room for a tag."""

PROSE = 84
"""Cells beyond which a line of prose is tiring to read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the screen."""

    content: Content
    stop: str = ""
    """The stop that a click here selects; empty for none."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a section where the selection can stand."""

    id: str
    see: str = ""
    """The reference that Enter opens; empty for none."""
    note: FactNote | None = None


BLANK = Line(Content(""))


def lines(contents: Iterable[Content], stop: str = "") -> Iterator[Line]:
    """Contents as lines of one stop."""
    return (Line(content, stop) for content in contents)


def hang(first: Content, contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """`contents` with `first` before the first line and as much room before the others."""
    room = Content(" " * first.cell_length)
    return tuple(
        (first if y == 0 else room) + content for y, content in enumerate(contents or (Content(""),))
    )


def quoted(contents: Iterable[Content], glyphs: Glyphs, style: str = "$text-muted") -> tuple[Content, ...]:
    """`contents` with an upright line at their left."""
    edge = Content.styled(glyphs.quote, style) + Content(" ")
    return tuple(edge + content for content in contents)


def labelled(
    label: str, texts: Iterable[Content], width: int, label_width: int, hide: Glyphs | None = None
) -> tuple[Content, ...]:
    """A muted label and beside it the texts, each from a new line; below it where there is no room.

    `hide` covers the texts with that set's shading.
    """
    name = Content.styled(label, "$text-muted")
    narrow = width - label_width < 16
    room = width if narrow else width - label_width
    contents = tuple(line for text in texts for line in wrap(text, room))
    if hide is not None:
        contents = cover(contents, hide)
    return (*wrap(name, width), *contents) if narrow else hang(fit(name, label_width), contents)


def head(section: Section, width: int, *, intro: bool = True) -> tuple[Line, ...]:
    """Title, exam task and introduction, and an empty line."""
    tags = [f"task {section.task}"]
    if section.scope != "in":
        tags.append(SCOPE_WORDS[section.scope])
    tag = Content.styled(", ".join(tags), "$text-muted")
    title = Content.styled(section.title, "bold $text-primary")
    room = width - tag.cell_length - 2
    if title.cell_length <= room:
        rows = [fit(title, width - tag.cell_length) + tag]
    else:
        rows = [*wrap(title, width), *wrap(tag, width)]
    if section.intro and intro:
        rows += [*wrapped(section.intro, min(width, PROSE), "$text-muted")]
    return (*lines(rows), BLANK)


def tags(item: Item) -> Content:
    """What sets an item apart from others of its section: must be known, or lies beside the exam."""
    words = ["must know"] if item.must_know else []
    if item.scope is not None and item.scope != "in":
        words.append(SCOPE_WORDS[item.scope])
    return Content.styled(", ".join(words), "$text-muted")


def tagged(content: Content, item: Item) -> Content:
    """`content` with the item's tags after it."""
    tag = tags(item)
    return content + Content("   ") + tag if tag else content


def note_lines(note: FactNote, width: int, glyphs: Glyphs) -> tuple[Content, ...]:
    """An opened fact note: what is often said, what is precisely true, and where that is written."""
    inner = max(8, min(width, PROSE) - 2)
    source = (Content(note.source.title), Content.styled(note.source.url, "$text-muted"))
    rows = (
        *labelled("Often said", map(styled, paragraphs(note.often)), inner, 12),
        *labelled("Precisely", map(styled, paragraphs(note.precisely)), inner, 12),
        *labelled("Source", source, inner, 12),
    )
    return quoted(rows, glyphs, "$text-primary")


def marked(content: Content, note: FactNote | None, glyphs: Glyphs) -> Content:
    """`content` with the sign of a fact note after it, if it has one."""
    return content if note is None else content + Content.styled(glyphs.note, "$text-primary")


def see_line(label: str, width: int, glyphs: Glyphs) -> tuple[Content, ...]:
    """A cross-reference on lines of its own."""
    arrow = Content.styled(f"{glyphs.arrow} ", "$text-primary")
    return hang(arrow, wrap(styled(label), width - arrow.cell_length))


def claim(note: FactNote, width: int, glyphs: Glyphs) -> tuple[Content, ...]:
    """A section's fact note while it is closed."""
    sign = Content.styled(f"{glyphs.note} ", "$text-primary")
    said = Content.styled("Often said: ", "$text-muted") + styled(note.often)
    return hang(sign, wrap(said, min(width, PROSE) - sign.cell_length))


def cover(contents: Iterable[Content], glyphs: Glyphs) -> tuple[Content, ...]:
    """`contents` with every line hidden under shading of its length."""
    return tuple(
        Content.styled(glyphs.shade * content.cell_length, "$border-blurred") for content in contents
    )
