from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import msgspec

from studyguide.exchange.hypertext import Html, element, inline, joined
from studyguide.exchange.page import POLICY, html_page
from studyguide.exchange.pictures import flow_picture, layers_picture
from studyguide.guide import model as m
from studyguide.guide.model import Chapter, Pack
from studyguide.guide.parts import asked, items
from tests.plain import sample
from tests.plain.sample import PACK, PORT

BAD = '<script>alert("x")</script>&amp;\'"><img src=https://example.org/x onerror=alert(1)>'


class Seen(HTMLParser):
    """What a browser makes of a page, as far as the tests ask."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        told = dict(attrs)
        self.attributes |= set(told)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []
        if tag not in ("meta", "br", "hr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data


def test_text_stays_text() -> None:
    assert element("p", BAD, title=BAD) == Html(
        '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp;&#x27;&quot;&gt;'
        '&lt;img src=https://example.org/x onerror=alert(1)&gt;">'
        "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp;&#x27;&quot;&gt;"
        "&lt;img src=https://example.org/x onerror=alert(1)&gt;</p>"
    )
    assert inline("`<b>` *<i>* **&**") == "<code>&lt;b&gt;</code> <em>&lt;i&gt;</em> <strong>&amp;</strong>"
    assert joined(["<", Html("<br>")], ">") == "&lt;&gt;<br>"
    assert (
        element("rect", x=1.5, class_="a", aria_label="b", rx=None)
        == '<rect x="1.5" class="a" aria-label="b"></rect>'
    )


NAMES = frozenset(
    {
        *("id", "kind", "url", "see", "to", "ref", "task", "scope", "covers", "concept", "confusable"),
        *("aliases", "difficulty", "verified", "language", "shape"),
    }
)
"""Keys under which no text for people stands."""


def poisoned(value: Any) -> Any:
    """The same content with something hostile in every text."""
    match value:
        case dict():
            return {
                key: inner if key in NAMES or _is_checkpoint(key, inner) else poisoned(inner)
                for key, inner in value.items()
            }
        case list() | tuple():
            return [poisoned(inner) for inner in value]
        case str():
            return value and f"{value}{BAD}"
        case _:
            return value


def _is_checkpoint(key: str, value: Any) -> bool:
    return key == "questions" and any(isinstance(one, str) for one in value)


def test_hostile_content_acts_nowhere() -> None:
    chapters = tuple(msgspec.convert(poisoned(msgspec.to_builtins(one)), Chapter) for one in PACK.chapters)
    pack = msgspec.structs.replace(PACK, title=BAD, licence=BAD, disclaimer=BAD, chapters=chapters)
    clean, page = Seen(html_page(PACK, PACK.chapters)), Seen(html_page(pack, pack.chapters))
    # Longer labels are drawn otherwise.
    for drawn in ("circle", "rect", "text"):
        del page.tags[drawn], clean.tags[drawn]
    assert page.tags == clean.tags
    assert page.attributes <= clean.attributes
    assert page.text.count('alert("x")') > 100
    assert "script" not in page.tags


def test_the_page_holds_what_the_chapters_say(pack: Pack) -> None:
    page = html_page(pack, pack.chapters)
    seen = Seen(page)
    assert max(Counter(seen.ids).values()) == 1
    assert {link.removeprefix("#") for link in seen.links if link.startswith("#")} <= set(seen.ids)
    assert all(link.startswith(("#", "https://")) for link in seen.links)
    for chapter in pack.chapters:
        for section in chapter.sections:
            assert f"{chapter.id}.{section.id}" in seen.ids
            wanted = {f"{chapter.id}.{section.id}.{item.id}" for _, item in items(section)}
            assert wanted <= set(seen.ids)
    questions = [part for chapter in pack.chapters for one in chapter.questions for _, part in asked(one)]
    assert seen.tags["details"] == len(pack.chapters) + sum(not one.reserve for one in questions)
    pictures = [
        one for chapter in pack.chapters for one in chapter.sections if one.__class__ in (m.Layers, m.Flow)
    ]
    assert seen.tags["svg"] == len(pictures) > 20
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(seen.tags)
    assert not {name for name in seen.attributes if name.startswith("on") or name in ("src", "style")}
    assert f'content="{POLICY.replace(chr(39), "&#x27;")}"' in page
    assert not re.search(r"url\(|@import|https?:", page[page.index("<style>") : page.index("</style>")])


def test_reserved_questions_stay_out(pack: Pack) -> None:
    page = Seen(html_page(pack, pack.chapters)).text
    kept = [
        part
        for chapter in pack.chapters
        for one in chapter.questions
        for _, part in asked(one)
        if part.reserve
    ]
    assert kept
    plain = [one for one in kept if not set("`*{") & set(one.stem)]
    assert plain
    assert not [one.id for one in plain if one.stem in page]


def test_answers_are_folded_away() -> None:
    page = html_page(PACK, (PORT,))
    assert "<details open" not in page
    assert re.search(r"<details class=\"answer\"><summary>Answer</summary>", page)


def test_a_chapter_alone_links_only_to_itself() -> None:
    seen = Seen(html_page(PACK, (PORT,)))
    assert {link.removeprefix("#") for link in seen.links if link.startswith("#")} <= set(seen.ids)
    assert "(chapter “" in seen.text


def boxes(picture: Html) -> list[tuple[float, float, float, float]]:
    root = ElementTree.fromstring(picture)
    return [
        (
            float(one.attrib["x"]),
            float(one.attrib["y"]),
            float(one.attrib["width"]),
            float(one.attrib["height"]),
        )
        for one in root.iter("rect")
    ]


def test_every_picture_is_well_formed_and_within_its_frame(pack: Pack) -> None:
    from rich.cells import cell_len

    for chapter in pack.chapters:
        for section in chapter.sections:
            if isinstance(section, m.Layers):
                picture = layers_picture(section, "x")
            elif isinstance(section, m.Flow):
                picture = flow_picture(section, "x")
            else:
                continue
            root = ElementTree.fromstring(picture)
            width, height = float(root.attrib["width"]), float(root.attrib["height"])
            assert width <= 420, section.id
            assert root.attrib["role"] == "img"
            assert root.attrib["aria-labelledby"] == "x-title x-said"
            assert root.findtext("title")
            assert root.findtext("desc")
            for text in root.iter("text"):
                x, y = float(text.attrib["x"]), float(text.attrib["y"])
                long = cell_len(text.text or "") * (6 if text.attrib["class"] == "edge" else 7)
                left = x - long / 2 if text.attrib["text-anchor"] == "middle" else x
                assert left >= 0, (section.id, text.text)
                assert left + long <= width + 1, (section.id, text.text)
                assert 0 < y < height
            for path in root.iter("path"):
                numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path.attrib["d"])]
                assert max(numbers) <= max(width, height)


def test_boxes_of_a_flow_do_not_overlap() -> None:
    found = boxes(flow_picture(sample.FLOW, "x"))
    assert len(found) == len(sample.FLOW.steps)
    for (_, y, _, height), (_, below, _, _) in pairwise(found):
        assert y + height < below
    said = ElementTree.fromstring(flow_picture(sample.FLOW, "x")).findtext("desc")
    assert said == (
        "1. Call the tower: then step 2. 2. Is a berth free?: yes: step 3, no: step 4, closed: step 5. "
        "3. Enter: then step 5. 4. Wait, the end. 5. Leave, the end."
    )


def test_rings_with_long_labels_become_boxes() -> None:
    long = tuple(
        msgspec.structs.replace(layer, label=f"{layer.label} and a great many further words")
        for layer in sample.RINGS.layers
    )
    rings = layers_picture(sample.RINGS, "x")
    assert (rings.count("<circle"), rings.count("<rect")) == (3, 0)
    found = boxes(layers_picture(msgspec.structs.replace(sample.RINGS, layers=long), "x"))
    assert len(found) == 3
    for (x, y, width, height), (inner_x, inner_y, inner_width, inner_height) in pairwise(found):
        assert x < inner_x
        assert inner_x + inner_width < x + width
        assert y < inner_y
        assert inner_y + inner_height < y + height
