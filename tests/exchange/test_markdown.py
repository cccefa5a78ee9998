from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from studyguide.exchange import commonmark, drawings
from studyguide.exchange.markdown import chapter_markdown, section_markdown
from studyguide.guide import model as m
from studyguide.guide.markup import paragraphs, plain, spans
from studyguide.guide.model import Pack, Section
from studyguide.guide.parts import asked
from tests.plain import sample
from tests.plain.sample import PACK, PORT
from tests.plain.sections import SECTIONS, TEXTS, codes, written

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Parsed:
    """A document as a Markdown reader sees it."""

    def __init__(self, text: str) -> None:
        self.tokens = MARKDOWN.parse(text)
        self.runs = [child for token in self.tokens for child in token.children or ()]
        self.texts = [_seen(token) for token in self.tokens if token.type == "inline"]
        self.links = {str(run.attrs["href"]) for run in self.runs if run.type == "link_open"}
        self.fences = [(token.info, token.content) for token in self.tokens if token.type == "fence"]

    def styled(self, kind: str) -> list[str]:
        """The texts between marks of a kind, such as `strong`."""
        found: list[str] = []
        for token in self.tokens:
            inside = ""
            depth = 0
            for run in token.children or ():
                depth += run.nesting if run.type.startswith(f"{kind}_") else 0
                inside += run.content if depth else ""
                if run.type == f"{kind}_close":
                    found.append(inside)
                    inside = ""
        return found

    def of(self, kind: str) -> list[str]:
        """The texts of blocks of a kind, such as `h2`, `li` or `td`."""
        return [
            _seen(inner)
            for token, inner in zip(self.tokens, self.tokens[1:], strict=False)
            if token.tag == kind and token.nesting == 1 and inner.type == "inline"
        ]


def _seen(token: Token) -> str:
    return "".join(
        "\n" if run.type in ("softbreak", "hardbreak") else run.content for run in token.children or ()
    )


def of(section: Section) -> str:
    """A section's Markdown, without the lines that say where the document is from."""
    return section_markdown(PACK, PORT, section).partition("\n\n---\n\nFrom")[0]


def test_objectives() -> None:
    assert (
        of(sample.OBJECTIVES)
        == """\
# What you will be able to do

*Exam task 4.3*

1. Dock a ship with `rope`.

   See: section “Key terms”

2. Pay the dues.

   *(outside the exam)*

   > **Often said:** Ships float.
   >
   > **Precisely:** Ships *usually* float.
   >
   > Source: [Rules of the *port*](<https://example.org/port/rules_(1).html>)

# Sources

- [Rules of the *port*](<https://example.org/port/rules_(1).html>)"""
    )


def test_glossary() -> None:
    text = of(sample.GLOSSARY)
    assert "*Exam task 4.3, at the edge of the exam*\n\nWords of the trade.\n\n" in text
    assert (
        "- **Bow**: The front of a ship.\n\n  Not the back.\n\n- **AFT** (after part): Towards the stern."
        in text
    )


def test_table() -> None:
    assert """\
| Concept | Question |
| --- | --- |
| Depth | How deep \\| how far? |
| Wind | `0 \\| 12` Beaufort? |

- On **Depth**:

  > **Often said:** Ships float.
""" in of(sample.CONCEPT_BOX)
    assert Parsed(of(sample.CONCEPT_BOX)).of("td") == [
        "Depth",
        "How deep | how far?",
        "Wind",
        "0 | 12 Beaufort?",
    ]


def test_outline() -> None:
    text = of(sample.OUTLINE)
    assert (
        "- **Quay**: Where ships lie.\n\n  - **Why stone?** It lasts.\n\n    > **Often said:** Ships float."
        in text
    )
    assert (
        "    See: chapter “The sea”, section “Swell”\n\n  - **Bollards**\n\n    See: section “Ropes”" in text
    )
    assert "\n\n- **Cranes**\n\n" in text


def test_rings_nest_and_are_drawn() -> None:
    text = of(sample.RINGS)
    assert (
        "- **Mole**: What stops waves?\n\n  Controls: Stone; Concrete\n\n  - **Gate**: Who comes in?" in text
    )
    assert (
        """\
```text
┌────────────┐
│ Mole       │
│ ┌────────┐ │
│ │ Gate   │ │
│ │ ┌────┐ │ │
│ │ │ 船 │ │ │
│ │ └────┘ │ │
│ └────────┘ │
└────────────┘
```
"""
        in text
    )


def test_a_stack_is_drawn_side_by_side() -> None:
    assert drawings.layers(sample.STACK).split("\n") == [
        "┌─────────┐",
        "│ Hook    │",
        "└─────────┘",
        "┌─────────┐",
        "│ Footing │",
        "└─────────┘",
    ]
    assert "\n- **Hook**: What lifts?\n\n  Controls: Steel\n\n- **Footing**: What holds?" in of(sample.STACK)


def test_flow_is_listed_and_drawn() -> None:
    text = of(sample.FLOW)
    assert (
        """\
2. **Is a berth free?**

   The tower knows.

   - yes → 3. Enter
   - no → 4. Wait
   - closed → 5. Leave
"""
        in text
    )
    assert (
        drawings.flow(sample.FLOW)
        == """\
┌─────────────────────┐
│ 1. Call the tower   │
└─────────────────────┘
  │
  ▼
┌─────────────────────┐
│ 2. Is a berth free? │── no ──▶ 4
│                     │── closed ──▶ 5
└─────────────────────┘
  │ yes
  ▼
┌─────────────────────┐
│ 3. Enter            │──▶ 5
└─────────────────────┘

┌─────────────────────┐
│ 4. Wait             │
└─────────────────────┘

┌─────────────────────┐
│ 5. Leave            │
└─────────────────────┘"""
    )


def test_examples_and_muddy_points() -> None:
    assert "- **Knot**: A nautical mile an hour.\n\n  *Example:* Ten are fast.\n" in of(sample.EXAMPLES)
    text = of(sample.MUDDY)
    assert (
        "## Port or starboard?\n\n**Often believed:** Port is right.\n\n**In truth:** Port is *left*.\n"
        in text
    )
    assert "See: Sea marks (chapter “The sea”, section “Swell”)\n\n## Knots an hour?" in text


def test_code_keeps_its_lines_and_fences() -> None:
    first, second = Parsed(of(sample.SCENARIO)).fences
    assert sample.SCENARIO.steps[0].code is not None
    assert first == ("json", sample.SCENARIO.steps[0].code.text)
    assert second == ("bash", "tie --all\n")
    assert "1. **Write the log**\n\n   Before anything else.\n\n   An entry:\n\n   ````json\n" in of(
        sample.SCENARIO
    )


def test_text_that_looks_like_markdown_stays_text() -> None:
    parsed = Parsed(of(sample.PROSE))
    assert parsed.of("h1") == ["# Reading the [all that apply] label", "Sources"]
    assert parsed.of("p")[1:3] == [
        "1. A line that looks like a list.",
        "# And one like a heading, with s3:* and snake_case and <b>.",
    ]
    assert "snake_case" in of(sample.PROSE), "no escapes where none are needed"


def test_questions_stand_apart_from_their_answers() -> None:
    before, answers = of(sample.CHECKPOINT).split("# Answers")
    for secret in (
        "False.",
        "trap",
        "On bow",
        "has its place",
        "Left is",
        "anchor",
        "displace",
        "stern.",
        "Stern end",
    ):
        assert secret in answers
        assert secret not in before
    assert "1. **True or false?** Anchors *float*.\n" in before
    assert "3. Which two are ends \\[choose 2\\]?\n\n   Choose 2:\n\n   - A. Bow\n" in before
    assert (
        "8. The back of a ship is its \\_\\_\\_\\_\\_.\n\n**Situation:** A ship lies in fog.\n\n9. **True"
        in before
    )
    assert (
        "1. **False.** Seen through.\n\n   If you said true: That was the trap.\n\n   Source: [Tables]("
        in answers
    )
    assert (
        "2. **C**\n\n   - A, wrong: On bow.\n   - B, wrong: On stern.\n   - C, right: On port.\n" in answers
    )
    assert "3. **A, B**\n" in answers


def test_nothing_stands_in_its_right_order_before_the_answer() -> None:
    before, answers = of(sample.CHECKPOINT).split("# Answers")
    assert "Put in order:\n\n   - A. Tanker\n   - B. Ship\n   - C. Boat\n" in before
    assert (
        "- **C.** Boat: Boat has its place.\n   - **B.** Ship: Ship has its place.\n   - **A.** Tanker"
        in answers
    )
    assert (
        "- A. Left\n   - B. Right\n   - C. Back\n\n   with\n\n   - (1) green\n   - (2) red\n   - (3) white"
        in before
    )
    assert "- **A (2)** Left → red: Left is red.\n   - **B (1)** Right → green" in answers


def test_a_chapter_ends_with_answers_sources_and_its_origin() -> None:
    text = chapter_markdown(PACK, PORT)
    parsed = Parsed(text)
    assert parsed.of("h1") == ["The port"]
    assert parsed.of("h2") == [*(plain(section.title) for section in PORT.sections), "Answers", "Sources"]
    listed = text.partition("## Sources\n\n")[2]
    assert (
        listed
        == """\
- [Rules of the *port*](<https://example.org/port/rules_(1).html>)
- [Tides](https://example.org/tides/tides/tides/tides/tides/tides/tides/tides/tides/tides/tides/tides/tides/tides/table.html)
- [Tables](https://example.org/tables)

---

From **Ships**, version 1.0, licence CC0-1.0.

Not for navigation.
"""
    )


def _sources(part: object) -> Iterator[m.Source]:
    if isinstance(part, m.Source):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from _sources(inner)
    elif hasattr(part, "__struct_fields__"):
        for name in part.__struct_fields__:
            yield from _sources(getattr(part, name))


def _assert_faithful(text: str, sections: tuple[Section, ...], sources: Iterable[m.Source]) -> None:
    """A Markdown reader sees the texts, the code and the tables, and no markup that was not meant."""
    parsed = Parsed(text)
    seen = "\n".join(parsed.texts)
    for paragraph in written(sections):
        assert paragraph in seen
    assert {token.type for token in parsed.tokens} & {"html_block", "code_block", "lheading_open"} == set()
    assert {run.type for run in parsed.runs} & {
        "html_inline",
        "image",
        "s_open",
        "hardbreak",
        "softbreak",
    } == set()
    assert parsed.links == {MARKDOWN.normalizeLink(source.url) for source in sources}
    blocks = [content for _, content in parsed.fences]
    for code in (code for section in sections for code in codes(section)):
        assert code.rstrip("\n") + "\n" in blocks
    tables = [section for section in sections if isinstance(section, m.ConceptBox | m.Comparison)]
    assert len(parsed.of("th")) == sum(len(table.columns) for table in tables)
    assert len(parsed.of("td")) == sum(len(row.cells) for table in tables for row in table.rows)
    assert len([token for token in parsed.tokens if token.type == "hr"]) == 1


@given(SECTIONS)
def test_any_section_survives_a_markdown_reader(section: Section) -> None:
    text = section_markdown(PACK, PORT, section)
    _assert_faithful(text, (section,), _sources(section))


def test_the_built_in_chapters_survive_a_markdown_reader(pack: Pack) -> None:
    for chapter in pack.chapters:
        checked = [section for section in chapter.sections if isinstance(section, m.Checkpoint)]
        names = {name for section in checked for name in section.questions}
        questions = [part for whole in chapter.questions for _, part in asked(whole) if part.id in names]
        text = chapter_markdown(pack, chapter)
        _assert_faithful(text, chapter.sections, _sources((*chapter.sections, *questions)))


def _marks(text: str, style: str) -> list[str]:
    return [span.text for part in paragraphs(text) for span in spans(part) if span.style == style]


@given(TEXTS)
def test_markdown_sees_no_other_emphasis_than_the_guide(text: str) -> None:
    parsed = Parsed(commonmark.inline(text))
    codes = "".join(run.content for run in parsed.runs if run.type == "code_inline")
    assert codes == "".join(_marks(text, "code"))
    # Beside an accent Markdown knows no emphasis, so there may be less of it.
    for kind, style in (("em", "emphasis"), ("strong", "strong")):
        assert not Counter(parsed.styled(kind)) - Counter(_marks(text, style))


@pytest.mark.parametrize(
    "text",
    [
        "*a* **b** `c`",
        "(*a*) “**b c**”, `c`*d*",
        "*a*: **b**.",
        "*[a]* **“b”**-`*c*`",
        "**漢** *é*",
        "*a_b* *_*",
    ],
)
def test_the_guides_emphasis_becomes_markdowns(text: str) -> None:
    parsed = Parsed(commonmark.inline(text))
    assert parsed.styled("em") == _marks(text, "emphasis") != []
    assert parsed.styled("strong") == _marks(text, "strong")


@given(TEXTS)
def test_a_heading_keeps_its_text(text: str) -> None:
    assert Parsed(commonmark.heading(3, text)).of("h3") == [" ".join(map(plain, paragraphs(text)))]


@given(st.text(st.sampled_from("`\n \tx~"), max_size=30))
def test_a_fence_holds_any_code(code: str) -> None:
    ((_, content),) = Parsed(commonmark.fenced(code, "text")).fences
    assert content == code.rstrip("\n") + "\n"


@given(st.lists(TEXTS, min_size=2, max_size=7))
def test_boxes_are_rectangles(labels: list[str]) -> None:
    layers = tuple(m.Layer(id="l", label=label, answers="?", controls=("c",)) for label in labels)
    for shape in ("rings", "stack"):
        section = m.Layers(id="l", title="L", task="4.3", layers=layers, shape=shape)
        lines = drawings.layers(section).split("\n")
        assert len({cell_len(line) for line in lines}) == 1
        assert len(lines) == 3 * len(labels)


@pytest.mark.parametrize(
    "text",
    ["2 * 3 is 6", "a_b_c", "C# and F#", "1.5 times", "-5 degrees", "R&D", "50% [sic]", "~10 min", "A > B"],
)
def test_ordinary_prose_is_read_as_it_is(text: str) -> None:
    (block,) = commonmark.blocks(text)
    assert Parsed(block).texts == [text]
    assert len(re.findall(r"\\", block)) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "`a `` `c`",
        "# * heading",
        "- item",
        "3) item",
        "---",
        "> quote",
        "a `` b",
        "\\* &amp; &#35; \\",
        "[x](https://a.b) ![y](z) <https://c.d> <i>",
        "__init__ _x_ ~~y~~ `|` |",
    ],
)
def test_what_looks_like_a_mark_is_text(text: str) -> None:
    (block,) = commonmark.blocks(text)
    parsed = Parsed(block)
    assert [token.type for token in parsed.tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert parsed.texts == [plain(text)]
    assert {run.type for run in parsed.runs} <= {"text", "text_special", "code_inline"}
