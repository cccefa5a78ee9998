"""Layout holds for any text at any width: nothing too wide, nothing lost, nothing interpreted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.content import Content

from studyguide.guide.markup import plain
from studyguide.guide.model import (
    BigIdea,
    Checkpoint,
    Code,
    Comparison,
    Edge,
    Example,
    Examples,
    FactNote,
    Flow,
    FlowStep,
    Glossary,
    Layer,
    MuddyPoint,
    MuddyPoints,
    Objective,
    Objectives,
    Outline,
    OutlineNode,
    Prose,
    Row,
    Scenario,
    ScenarioStep,
    Section,
    See,
    Source,
    Term,
)
from studyguide.tui.text import fit, styled, wrapped
from studyguide.tui.widgets.canvas import cells_of
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.flowchart import draw_flow, main_way
from studyguide.tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from studyguide.tui.widgets.layers import draw_panel
from studyguide.tui.widgets.lines import note_lines
from studyguide.tui.widgets.picture import (
    OUTSIDE,
    Paints,
    draw_bands,
    draw_rings,
    nested_boxes,
    ring_size,
)
from studyguide.tui.widgets.table import column_widths
from studyguide.tui.widgets.view import section_view

HOSTILE = (
    "choose [all that apply]",
    "[red]not red[/red]",
    "see [/etc/hosts]",
    "[/]",
    r"\[escaped\]",
    "$primary and $text-muted",
    "[@click=app.quit]quit[/]",
    "{{gap}} %s {0} :smile: &amp; <b>",
    "arn:aws:s3:::bucket/*",
    "漢字 and e\u0301 and café",
)

# What the strict reader lets through: letters, digits, punctuation, symbols and plain spaces.
TEXTS = st.text(
    st.characters(categories=["L", "N", "P", "S", "Mn"], exclude_characters="`*"), min_size=1, max_size=12
)
WORDS = st.lists(TEXTS, min_size=1, max_size=8).map(" ".join)
WIDTHS = st.integers(20, 110)
GLYPHS = st.sampled_from((UNICODE, ASCII))
SOURCE = Source(
    title="Source", url="https://example.org/a-rather-long-address-that-has-to-be-broken/somewhere"
)


def letters(texts: Iterable[str]) -> Counter[str]:
    """The characters of texts without their spaces."""
    return Counter(character for text in texts for character in plain(text) if not character.isspace())


def assert_fits(contents: Iterable[Content], width: int, texts: Iterable[str]) -> None:
    """No line is wider than `width` cells, and every character of the texts is drawn."""
    lines = [content.plain for content in contents]
    assert max(map(cell_len, lines), default=0) <= width
    missing = letters(texts) - letters(lines)
    assert not missing


def sections(words: list[str]) -> list[Section]:
    """A section of each kind that is a list of lines, made of the given texts."""
    a, b, c, d = words
    note = FactNote(often=a, precisely=b, source=SOURCE)
    see = See(see="x#y", label=c)
    common: dict[str, Any] = {"title": a, "intro": b, "task": "4.3"}
    return [
        Objectives(id="s", items=(Objective(id="i", text=c, note=note, see="x#y"),), **common),
        Glossary(
            id="s", terms=(Term(id="i", term=c, long=d, meaning=b, note=note, must_know=True),), **common
        ),
        BigIdea(id="s", text=f"{c}\n\n{d}", notes=(note,), see=(see,), **common),
        Prose(id="s", text=c, scope="out", **common),
        Comparison(
            id="s",
            columns=(a, b, c),
            rows=(Row(id="i", cells=(b, c, d), note=note), Row(id="j", cells=(d, a, b))),
            **common,
        ),
        Outline(
            id="s",
            nodes=(
                OutlineNode(
                    id="i",
                    text=c,
                    detail=d,
                    note=note,
                    children=(OutlineNode(id="j", text=a, detail=b, see="x#y"),),
                ),
            ),
            **common,
        ),
        Examples(
            id="s", pairs=(Example(id="i", term=c, definition=d, example=f"{a}\n\n{b}", note=note),), **common
        ),
        Scenario(
            id="s",
            goal=c,
            steps=(
                ScenarioStep(id="i", title=d, text=a, code=Code(language="json", text=b, caption=c)),
                ScenarioStep(id="j", title=a, text=b),
            ),
            **common,
        ),
        MuddyPoints(
            id="s", points=(MuddyPoint(id="i", title=c, muddle=d, clear=a, see=see, note=note),), **common
        ),
        Checkpoint(id="s", questions=("q",), **common),
    ]


def shown(section: Section, words: list[str]) -> list[str]:
    """The texts that must appear when `section` is drawn with its notes open."""
    a, b, c, d = words
    return {
        "Objectives": [a, b, c],
        "BigIdea": [a, b, c, d],
        "Prose": [a, b, c],
        "Checkpoint": [a, b, d],
    }.get(type(section).__name__, [a, b, c, d])


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=4, max_size=4), WIDTHS, st.booleans())
def test_lines_fit_and_nothing_is_lost(words: list[str], width: int, ascii_only: bool) -> None:
    context = Context(titles={"x#y": words[0]}, stems={"q": words[3]}, ascii_only=ascii_only)
    for section in sections(words):
        view = section_view(section, context)
        view.open_notes = frozenset(stop.id for stop in view.stops())
        if isinstance(section, Scenario):
            view.covering = 0
        assert_fits((line.content for line in view.lines(width)), width, shown(section, words))


@settings(max_examples=20)
@given(st.lists(WORDS, min_size=4, max_size=4), WIDTHS, st.integers(1, 3))
def test_covering_keeps_every_line_where_it_is(words: list[str], width: int, covering: int) -> None:
    for section in sections(words):
        view = section_view(section, Context())
        if covering > len(view.covers()) or isinstance(section, Scenario):
            continue
        body = view.body(width)
        view.covering = covering
        covered = view.body(width)
        assert [line.stop for line in covered] == [line.stop for line in body]
        assert [line.content.cell_length for line in covered] == [line.content.cell_length for line in body]
        assert covered != body


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_it_stands(text: str) -> None:
    for section in sections([text] * 4):
        view = section_view(section, Context(titles={"x#y": text}, stems={"q": text}))
        view.open_notes = frozenset(stop.id for stop in view.stops())
        view.covering = 0
        drawn = "\n".join(line.content.plain for line in view.lines(104))
        assert text in drawn, type(section).__name__
        spans = [span for line in view.lines(104) for span in line.content.spans]
        assert not any("click" in str(span.style) or str(span.style) == "red" for span in spans)


@given(WORDS, WIDTHS, GLYPHS)
def test_notes_fit(text: str, width: int, glyphs: Glyphs) -> None:
    note = FactNote(often=text, precisely=text, source=SOURCE)
    assert_fits(note_lines(note, width, glyphs), width, [text, text, SOURCE.title, SOURCE.url])


@given(st.text(st.characters(exclude_categories=["C"]), max_size=60), st.integers(0, 30))
def test_fit_is_exact(text: str, width: int) -> None:
    assert fit(Content(text), width).cell_length == width


def test_light_emphasis_is_styled_and_its_marks_are_gone() -> None:
    content = styled("A `code` and *soft* and **hard** word, s3:*", "dim")
    assert content.plain == "A code and soft and hard word, s3:*"
    found = {content.plain[span.start : span.end]: span.style for span in content.spans}
    assert found["soft"] == "italic"
    assert found["hard"] == "bold"
    assert found[content.plain] == "dim"


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert [line.plain for line in wrapped("one\ntwo\n\nthree", 20)] == ["one two", "", "three"]


# Tables.


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=n, max_size=n)
    ),
    st.integers(10, 120),
)
def test_columns_share_the_room(columns: list[list[str]], room: int) -> None:
    widths = column_widths(columns, room)
    if widths is not None:
        assert sum(widths) + 3 * (len(widths) - 1) <= room
        assert min(widths) >= 1


def test_columns_are_as_wide_as_their_text_where_there_is_room() -> None:
    assert column_widths([["a", "bb"], ["ccc dd", "e"]], 40) == (2, 6)


def test_cells_move_to_where_they_save_a_line() -> None:
    columns = [
        ["Feature", "Main purpose", "Typical question", "Speed"],
        ["Amazon CloudWatch", "Performance and health", "CPU overloaded?", "Fast"],
        ["AWS CloudTrail", "Governance", "Who did it?", "About five minutes on average, not guaranteed"],
    ]
    widths = column_widths(columns, 70)
    assert widths is not None
    # The last text needs two lines anyway; no other text does.
    assert widths[0] >= len("Typical question")
    assert widths[1] >= len("Performance and health")
    assert widths[2] >= len("About five minutes on")


# Flows.


@st.composite
def flows(draw: st.DrawFn) -> tuple[FlowStep, ...]:
    """Graphs without cycles: an edge only leads to a later step."""
    count = draw(st.integers(2, 8))
    steps = []
    for n in range(count):
        later = [f"s{m}" for m in range(n + 1, count)]
        targets = draw(st.lists(st.sampled_from(later), max_size=3, unique=True)) if later else []
        edges = tuple(Edge(to=to, label=draw(st.just("") | TEXTS)) for to in targets)
        steps.append(FlowStep(id=f"s{n}", text=draw(WORDS), detail=draw(WORDS), next=edges))
    return tuple(steps)


@settings(max_examples=80)
@given(flows(), st.integers(0, 7), WIDTHS, GLYPHS)
def test_a_flow_fits_and_shows_every_step(
    steps: tuple[FlowStep, ...], current: int, width: int, glyphs: Glyphs
) -> None:
    here = steps[current % len(steps)]
    chart = draw_flow(steps, here.id, frozenset(), width, glyphs)
    texts = [step.text for step in steps] + [here.detail]
    texts += [edge.label for step in steps for edge in step.next if edge.label]
    assert_fits(chart.rows, width, texts)
    assert set(chart.boxes) == {step.id for step in steps}


@settings(max_examples=80)
@given(flows(), WIDTHS)
def test_boxes_of_a_flow_do_not_overlap(steps: tuple[FlowStep, ...], width: int) -> None:
    chart = draw_flow(steps, steps[0].id, frozenset(), width, UNICODE)
    cells = [
        (x, y)
        for box in chart.boxes.values()
        for x in range(box.x, box.x + box.width)
        for y in range(box.y, box.y + box.height)
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < width


@given(flows())
def test_the_main_way_follows_edges_and_is_not_shorter_than_any_walk(steps: tuple[FlowStep, ...]) -> None:
    by_id = {step.id: step for step in steps}
    way = main_way(steps)
    assert way[0] == steps[0].id
    for here, there in pairwise(way):
        assert there in {edge.to for edge in by_id[here].next}
    walks = [[steps[0].id]]
    for walk in walks:
        assert len(walk) <= len(way)
        walks.extend([*walk, edge.to] for edge in by_id[walk[-1]].next)


def test_a_cross_of_lines_is_never_a_join() -> None:
    edges = {"a": ("b", "x"), "b": ("c", "y"), "c": ("d", "x"), "d": ("x",), "x": (), "y": ()}
    steps = tuple(
        FlowStep(id=id, text=id, detail=id, next=tuple(Edge(to=to) for to in targets))
        for id, targets in edges.items()
    )
    chart = draw_flow(steps, "a", frozenset(), 80, UNICODE)
    for box in (box for id, box in chart.boxes.items() if id in "xy" and box.x):
        entry = chart.rows[box.y + 1].plain[: box.x]
        assert entry.endswith("▶")
        assert "├" in entry or "╰" in entry or "╭" in entry or entry.count("─") > 3


# Layers.

LABELS = st.lists(
    st.text(st.characters(categories=["L", "N"], max_codepoint=0x24F), min_size=1, max_size=14),
    min_size=2,
    max_size=7,
)
PAINTS = Paints(Color.parse("#10151c"), Color.parse("#d8dfe8"), Color.parse("#5cc4d8"))


@settings(max_examples=40)
@given(LABELS, st.integers(30, 60), st.integers(14, 30), st.integers(0, 6))
def test_rings_carry_their_labels(labels: list[str], width: int, height: int, chosen: int) -> None:
    size = ring_size(labels, width, height)
    if size is None:
        return
    assert size[0] <= width
    assert size[1] <= height
    picture = draw_rings(labels, chosen % len(labels), *size, PAINTS, UNICODE)
    assert {row.cell_length for row in picture.rows} == {size[0]}
    assert len(picture.rows) == size[1]
    drawn = [row.plain for row in picture.rows]
    for place, label in enumerate(labels):
        assert any(label in row for row in drawn)
        assert (
            any(f"▸ {label}" in row for row in drawn) == (place == chosen % len(labels))
            or labels.count(label) > 1
        )


@settings(max_examples=15)
@given(st.integers(2, 7), st.integers(24, 40))
def test_rings_lie_within_each_other(count: int, height: int) -> None:
    picture = draw_rings(["a"] * count, 0, 2 * height, height, PAINTS, UNICODE)
    middle = picture.owners[height // 2]
    inward = [owner for owner in middle[:height] if owner != OUTSIDE]
    assert inward == sorted(inward)
    assert set(inward) == set(range(count))
    for row in picture.owners:
        assert row == row[::-1]


def test_colours_of_rings_differ_and_the_chosen_one_stands_out() -> None:
    for count in range(2, 8):
        shades = [PAINTS.shade(place, count, False) for place in range(count)]
        assert len({shade.hex for shade in shades}) == count
        chosen = PAINTS.shade(0, count, True)
        assert min(abs(chosen.brightness - shade.brightness) for shade in shades) > 0.1


@given(LABELS, st.integers(40, 80), GLYPHS, st.integers(0, 6))
def test_nested_boxes_fit_and_carry_their_labels(
    labels: list[str], width: int, glyphs: Glyphs, chosen: int
) -> None:
    picture = nested_boxes(labels, chosen % len(labels), width, glyphs)
    assert {row.cell_length for row in picture.rows} == {width}
    assert [len(owners) for owners in picture.owners] == [width] * len(picture.rows)
    assert not letters(labels) - letters(row.plain for row in picture.rows)
    assert {owner for row in picture.owners for owner in row} == set(range(len(labels)))
    if glyphs.ascii_only:
        frame = "".join(row.plain for row in picture.rows)
        assert set(frame) - set("".join(labels)) <= set("+-|> ")


@given(LABELS, st.integers(20, 60), st.integers(10, 30), st.integers(0, 6))
def test_bands_fit_and_carry_their_labels(labels: list[str], width: int, height: int, chosen: int) -> None:
    picture = draw_bands(labels, chosen % len(labels), width, height, PAINTS, UNICODE)
    assert {row.cell_length for row in picture.rows} == {width}
    assert not letters(labels) - letters(row.plain for row in picture.rows)
    assert len(picture.owners) == len(picture.rows)


@given(WORDS, WORDS, WIDTHS, GLYPHS)
def test_the_panel_of_a_layer_fits(label: str, text: str, width: int, glyphs: Glyphs) -> None:
    layer = Layer(id="l", label=label, answers=text, controls=(text, label))
    rows = draw_panel(layer, 0, 4, "There", width, glyphs, hidden=False)
    assert_fits(rows, width, [label, text, text, label, "There"])
    covered = draw_panel(layer, 0, 4, "There", width, glyphs, hidden=True)
    assert not letters([text]) - letters(row.plain for row in covered)


def test_a_flow_walks_every_kind_of_text() -> None:
    for text in HOSTILE:
        flow = Flow(
            id="f",
            title=text,
            task="4.3",
            steps=(
                FlowStep(id="a", text=text, detail=text, next=(Edge(to="b"),)),
                FlowStep(id="b", text=text, detail=text),
            ),
        )
        drawn = "\n".join(line.content.plain for line in section_view(flow, Context()).lines(104))
        assert drawn.count(text) >= 4


@pytest.mark.parametrize(
    "text", ["plain", "漢字", "e\u0301a", "\u0301a", "👩\u200d🚀 up", "⚠\ufe0f!", "🏻 0", "a\u200d", ""]
)
def test_cells_of_a_text_are_as_many_as_it_is_wide(text: str) -> None:
    pieces = list(cells_of(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert sum(cells for _, cells in pieces) == cell_len(text)
