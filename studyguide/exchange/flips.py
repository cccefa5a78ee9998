"""The two sides of a flip card as HTML, and back without loss: what Anki and a table hold of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from studyguide.exchange.hypertext import Html, element, joined, styled
from studyguide.guide.markup import spans

_BETWEEN = re.compile(r"(\n\s*\n)")
_SOFT = "\x1f"
"""Stands for a line end inside a paragraph, across which a mark reaches; no content text holds it."""
_MARKS = {"code": "`", "em": "*", "i": "*", "strong": "**", "b": "**"}
_BREAKING = frozenset(
    {"p", "div", "li", "ul", "ol", "tr", "table", "pre", "h1", "h2", "h3", "h4", "blockquote"}
)
_UNSEEN = frozenset({"script", "style", "title"})


def flip_html(text: str, detail: str = "") -> Html:
    """Content text, and what is shown below it; `flip_text` gives exactly the same texts again."""
    return joined((_html(text), element("hr"), _html(detail)) if detail else (_html(text),))


def flip_text(html: str) -> tuple[str, str]:
    """The text of a field and what stands below its first rule, with our own marks for its emphasis.

    Other people's elements count by what they do to lines; their attributes, scripts and media are left out.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    above, below = reader.parts if len(reader.parts) == 2 else (reader.parts[0], [])
    return "".join(above), "".join(below)


def _html(text: str) -> Html:
    """Blank lines become breaks; other line ends stay, since they mean a space in both."""
    return joined(
        joined((element("br") if one == "\n" else one) for one in part) if at % 2 else _paragraph(part)
        for at, part in enumerate(_BETWEEN.split(text))
    )


def _paragraph(text: str) -> Html:
    runs = spans(text.replace("\n", _SOFT))
    return joined(styled(span.text.replace(_SOFT, "\n"), span.style) for span in runs)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[list[str]] = [[]]
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "hr" and len(self.parts) == 1:
            self.parts.append([])
        elif tag == "br":
            self.parts[-1].append("\n")
        else:
            self._mark(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        else:
            self._mark(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts[-1].append(data)

    def _mark(self, tag: str) -> None:
        if tag in _BREAKING:
            if self.parts[-1] and not self.parts[-1][-1].endswith("\n\n"):
                self.parts[-1].append("\n\n")
        elif tag in _MARKS:
            self.parts[-1].append(_MARKS[tag])
