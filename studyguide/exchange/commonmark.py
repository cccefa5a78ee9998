"""CommonMark with tables, built so that text stays text: what content says is never read as markup.

Blocks are strings without a line feed at the end; a document joins them with blank lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from studyguide.guide.markup import Span, paragraphs, plain, spans
from studyguide.guide.model import Source

# An underscore between two letters or digits is none of Markdown's marks, and `&` is one only in an entity.
_MARK = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
# Ends where a backslash keeps a line from being a numbered item, a heading, a quote, an item or a rule.
_START = re.compile(r"\d{1,9}(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|-+$)")
_CLOSING_HASHES = re.compile(r"(?<!\S)#+$")

_MARKS = {"emphasis": "*", "strong": "**"}


def bare(text: str) -> str:
    """Content text as one line without any marks, for drawings."""
    return " ".join(plain(part) for part in paragraphs(text))


def inline(text: str) -> str:
    """Content text in one line, to stand after something else: its emphasis becomes Markdown's."""
    return " ".join(_inline(part) for part in paragraphs(text))


def opening(text: str) -> str:
    """Content text in one line, to begin a block."""
    return _guarded(inline(text))


def blocks(text: str, lead: str = "") -> list[str]:
    """Content text as one block for each paragraph, the first after `lead`, which is Markdown already."""
    first, *rest = paragraphs(text) or ("",)
    begun = f"{lead} {_inline(first)}".rstrip() if lead else _guarded(_inline(first))
    return [begun, *(_guarded(_inline(part)) for part in rest)]


def strong(text: str) -> str:
    """Content text in one line in strong type; of its marks only code is kept."""
    lines = (
        "".join(_code(run.text) if run.style == "code" else escaped(run.text) for run in _runs(part))
        for part in paragraphs(text)
    )
    return f"**{' '.join(lines)}**"


def escaped(text: str) -> str:
    """Text whose characters mean nothing to Markdown, as long as it does not begin a line."""
    return _MARK.sub(r"\\\g<0>", text)


def heading(level: int, text: str) -> str:
    """A heading; `level` from 1 to 6."""
    # Hashes at the end would be taken for the heading's own closing sequence.
    return f"{'#' * level} {_CLOSING_HASHES.sub(lambda found: chr(92) + found[0], inline(text))}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of content texts."""
    lines = [_row(map(_cell, columns)), _row("---" for _ in columns)]
    return "\n".join((*lines, *(_row(map(_cell, row)) for row in rows)))


def _cell(text: str) -> str:
    return inline(text).replace("|", r"\|")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def item(marker: str, parts: Sequence[str]) -> str:
    """A list item of blocks; `marker` is such as `-` or `1.`."""
    return _prefixed("\n\n".join(parts), f"{marker} ", " " * (len(marker) + 1))


def bullets(items: Iterable[str]) -> str:
    """A tight list of lines that are Markdown already."""
    return "\n".join(item("-", [line]) for line in items)


def quote(parts: Sequence[str]) -> str:
    """A block quote of blocks."""
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(parts).split("\n"))


def fenced(code: str, language: str) -> str:
    """A block of code as it is."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    body = code.rstrip("\n")
    return f"{fence}{language}\n{body}\n{fence}"


def link(source: Source) -> str:
    """A link to a source."""
    address = re.sub(r"[\\<>]|&(?=#?\w+;)", r"\\\g<0>", source.url)
    if re.search(r"[()<>\\]", address):
        address = f"<{address}>"
    return f"[{inline(source.title)}]({address})"


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else "" for line in lines[1:])])


def _guarded(line: str) -> str:
    """A line of Markdown that begins no heading, quote or list."""
    found = _START.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def _inline(paragraph: str) -> str:
    runs = _runs(paragraph)
    ends = Span("", "")
    return "".join(
        _run(before, run, after)
        for before, run, after in zip((ends, *runs), runs, (*runs[1:], ends), strict=False)
    )


def _runs(paragraph: str) -> tuple[Span, ...]:
    """Runs of one style; code that follows code is one run, since two backticks in a row are another mark."""
    groups = groupby(spans(paragraph), key=lambda span: span.style)
    joined = [(style, [span.text for span in group]) for style, group in groups]
    return tuple(
        Span(text, style)
        for style, texts in joined
        for text in (["".join(texts)] if style == "code" else texts)
    )


def _run(before: Span, run: Span, after: Span) -> str:
    if run.style == "code":
        return _code(run.text)
    mark = _MARKS.get(run.style, "")
    # Beside an accent or a joiner Markdown might take the stars for stars; rather no emphasis than those.
    if not (before.style or _apart(before.text[-1:])) or not (after.style or _apart(after.text[:1])):
        mark = ""
    return f"{mark}{escaped(run.text)}{mark}"


def _apart(neighbour: str) -> bool:
    """Whether Markdown sees a word begin or end beside this character, be it none."""
    return not neighbour or unicodedata.category(neighbour)[0] in "PSZ"


def _code(text: str) -> str:
    # Markdown takes one space from either end if there is one at both.
    padded = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    return f"` {text} `" if padded else f"`{text}`"
