"""Sections of every kind with the nastiest texts that the reader lets through, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import strategies as st

from studyguide.guide import model as m
from studyguide.guide.markup import paragraphs, plain
from studyguide.guide.model import Section

_NASTY = (
    *(
        "*",
        "**b**",
        "*e*",
        "*a",
        "b*",
        "`c`",
        "`a",
        "`|`",
        "``",
        "```",
        "~~~",
        "~~x~~",
        "~y~",
        "_e_",
        "__s__",
    ),
    *(
        "snake_case",
        "_",
        "s3:*",
        "#",
        "##",
        "-",
        "+",
        "---",
        "===",
        "***",
        "1.",
        "12)",
        ">",
        "|",
        "a|b",
        "|---|",
    ),
    *(
        "<b>",
        "</div>",
        "<!--",
        "<https://x.y>",
        "https://a.b/c_d_e",
        "www.x.org",
        "[a](b)",
        "[x]:",
        "[x]",
        "[",
        "!",
    ),
    *(
        "![i](j)",
        "&amp;",
        "&#35;",
        "&",
        "\\",
        "\\*",
        "\\|",
        "[/etc/hosts]",
        "$x$",
        "{{gap}}",
        "::",
        "漢字",
        "e\u0301",
    ),
    *("*e*\u0301", "(*e*)", '"**s**"', "👩\u200d🚀", "❤\ufe0f", "a" * 30),
)
_LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp"])
_WORDS = st.sampled_from(_NASTY) | st.text(_LETTERS, min_size=1, max_size=8)
_GAPS = st.sampled_from((" ", " ", " ", "\n", "\n\n"))


@st.composite
def _written(draw: st.DrawFn, most: int) -> str:
    words = draw(st.lists(_WORDS, min_size=1, max_size=most))
    return words[0] + "".join(draw(_GAPS) + word for word in words[1:])


TEXTS = _written(12)
_SHORT = _written(3)
_URLS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20).map(
    "https://".__add__
)
_SOURCES = st.builds(m.Source, title=_SHORT, url=_URLS)
_NOTES = st.builds(m.FactNote, often=_SHORT, precisely=TEXTS, source=_SOURCES)
_SCOPES = st.sampled_from(("in", "adjacent", "out"))
_ITEM: dict[str, st.SearchStrategy[Any]] = {"note": st.none() | _NOTES, "scope": st.none() | _SCOPES}
_REFS = st.sampled_from(("port#terms", "port#box/depth", "sea#swell"))
_SEES = st.builds(m.See, see=_REFS, label=_SHORT)
_HEAD: dict[str, st.SearchStrategy[Any]] = {
    "id": st.just("any"),
    "title": _SHORT,
    "intro": st.just("") | TEXTS,
    "task": st.just("4.3"),
    "scope": _SCOPES,
    "notes": st.lists(_NOTES, max_size=1).map(tuple),
    "see": st.lists(_SEES, max_size=1).map(tuple),
}
_CODE = st.builds(
    m.Code,
    language=st.sampled_from(("json", "text")),
    caption=st.just("") | _SHORT,
    text=st.lists(_SHORT | st.sampled_from(("", "\tx", "  ")), min_size=1, max_size=4).map("\n".join),
)
_NODES = st.recursive(
    st.builds(
        m.OutlineNode,
        id=st.just("n"),
        text=_SHORT,
        detail=st.just("") | TEXTS,
        see=st.none() | _REFS,
        **_ITEM,
    ),
    lambda inner: st.builds(
        m.OutlineNode, id=st.just("n"), text=_SHORT, children=st.lists(inner, max_size=2).map(tuple), **_ITEM
    ),
    max_leaves=4,
)


def _some(strategy: st.SearchStrategy[Any], least: int = 1, most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def _items(kind: Any, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return _some(st.builds(kind, id=st.just("item"), **_ITEM, **fields))


@st.composite
def _tables(draw: st.DrawFn) -> Section:
    kind: Any = draw(st.sampled_from((m.ConceptBox, m.Comparison)))
    count = draw(st.integers(2, 4))
    cells = st.lists(_SHORT, min_size=count, max_size=count).map(tuple)
    head = {name: draw(strategy) for name, strategy in _HEAD.items()}
    section: Section = kind(columns=draw(cells), rows=draw(_items(m.Row, cells=cells)), **head)
    return section


@st.composite
def _flows(draw: st.DrawFn) -> m.Flow:
    count = draw(st.integers(2, 5))
    label = st.just("") | _SHORT
    steps = tuple(
        m.FlowStep(
            id=f"s{at}",
            text=draw(_SHORT),
            detail=draw(_SHORT),
            note=draw(st.none() | _NOTES),
            next=tuple(
                m.Edge(to=f"s{to}", label=draw(label)) for to in range(at + 1, count) if draw(st.booleans())
            ),
        )
        for at in range(count)
    )
    return m.Flow(steps=steps, **{name: draw(strategy) for name, strategy in _HEAD.items()})


_LAYERS = _items(m.Layer, label=_SHORT, answers=TEXTS, controls=_some(_SHORT), see=st.none() | _REFS)
_STEPS = _items(m.ScenarioStep, title=_SHORT, text=TEXTS, code=st.none() | _CODE)

SECTIONS: st.SearchStrategy[Section] = st.one_of(
    st.builds(m.Objectives, items=_items(m.Objective, text=TEXTS, see=st.none() | _REFS), **_HEAD),
    st.builds(
        m.Glossary, terms=_items(m.Term, term=_SHORT, long=st.just("") | _SHORT, meaning=TEXTS), **_HEAD
    ),
    st.builds(m.BigIdea, text=TEXTS, **_HEAD),
    _tables(),
    st.builds(m.Outline, nodes=_some(_NODES, most=2), **_HEAD),
    st.builds(m.Layers, layers=_LAYERS, shape=st.sampled_from(("rings", "stack")), **_HEAD),
    _flows(),
    st.builds(m.Examples, pairs=_items(m.Example, term=_SHORT, definition=TEXTS, example=TEXTS), **_HEAD),
    st.builds(m.Scenario, goal=TEXTS, steps=_STEPS, **_HEAD),
    st.builds(
        m.MuddyPoints,
        points=_items(m.MuddyPoint, title=_SHORT, muddle=TEXTS, clear=TEXTS, see=st.none() | _SEES),
        **_HEAD,
    ),
    st.builds(m.Prose, text=TEXTS, **_HEAD),
)
"""All kinds but the checkpoint, whose texts are those of questions."""

_NAMES = frozenset(
    (
        "id",
        "task",
        "scope",
        "covers",
        "concept",
        "aliases",
        "shape",
        "subjects",
        "language",
        "to",
        "url",
        "questions",
    )
)
"""Fields that are no text to be read."""


def written(part: object) -> Iterator[str]:
    """Every paragraph in a part of the guide as it is read: without marks, on one line. Code is left out."""
    if isinstance(part, str):
        yield from map(plain, paragraphs(part))
    elif isinstance(part, tuple):
        for inner in part:
            yield from written(inner)
    elif isinstance(part, msgspec.Struct):
        for name, value in msgspec.structs.asdict(part).items():
            bare_ref = name == "see" and isinstance(value, str)
            if name not in _NAMES and not bare_ref and not (name == "text" and isinstance(part, m.Code)):
                yield from written(value)


def codes(section: Section) -> tuple[str, ...]:
    """The code blocks of a section."""
    steps = section.steps if isinstance(section, m.Scenario) else ()
    return tuple(step.code.text for step in steps if step.code)
