"""The must-know items of a chapter as Markdown."""

from __future__ import annotations

from studyguide.exchange.commonmark import bare, bullets, heading, inline, opening, strong
from studyguide.guide.essentials import Essential, essentials
from studyguide.guide.model import Chapter


def cheatsheet_markdown(chapter: Chapter) -> str:
    """A heading for the chapter and each of its sections, and a list of what must be known of it."""
    body = [heading(1, chapter.title)]
    for group in essentials(chapter):
        body += [heading(2, group.title), bullets(map(_line, group.essentials))]
    if len(body) == 1:
        body.append("Nothing in this chapter is marked as must-know.")
    return "\n\n".join(body) + "\n"


def _line(one: Essential) -> str:
    if not one.name:
        return opening(one.text)
    colon = "" if not one.text or bare(one.name).endswith((".", ":", "?", "!")) else ":"
    return f"{strong(one.name)}{colon} {inline(one.text)}".rstrip()
