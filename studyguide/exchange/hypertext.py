"""HTML and SVG, built so that text stays text: whatever is not `Html` already is escaped on its way in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from studyguide.guide.markup import Style, paragraphs, spans

_VOID = frozenset({"br", "hr", "link", "meta", "wbr"})
_TAGS: dict[Style, str] = {"code": "code", "emphasis": "em", "strong": "strong"}


class Html(str):
    """Markup: made by `element` and `joined`, and by nothing that has not been escaped."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | float | None) -> Html:
    """An element.

    In names of attributes `_` stands for `-`, and a last one is dropped: `class_`. None leaves one out.
    """
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Html(f"<{tag}{told}>")
    return Html(f"<{tag}{told}>{joined(children)}</{tag}>")


def joined(children: Iterable[str], between: str = "") -> Html:
    """Markup and texts one after the other; texts are escaped."""
    return Html(escape(between).join(one if isinstance(one, Html) else escape(one) for one in children))


def inline(text: str) -> Html:
    """Content text in one line, its emphasis as elements."""
    return joined((_runs(part) for part in paragraphs(text)), " ")


def blocks(text: str, lead: str = "") -> Html:
    """Content text as paragraphs, the first after `lead`."""
    first, *rest = paragraphs(text) or ("",)
    begun = joined((lead, " ", _runs(first))) if lead else _runs(first)
    return joined((element("p", begun), *(element("p", _runs(part)) for part in rest)))


def styled(text: str, style: Style) -> Html:
    """A run of text in one style."""
    return element(_TAGS[style], text) if style else joined((text,))


def _runs(paragraph: str) -> Html:
    return joined(styled(span.text, span.style) for span in spans(paragraph))


def listed(items: Iterable[str], *, ordered: bool = False, **attributes: str | float | None) -> Html:
    """A list."""
    return element("ol" if ordered else "ul", *(element("li", one) for one in items), **attributes)
