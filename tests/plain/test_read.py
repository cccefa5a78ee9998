from __future__ import annotations

import re

from hypothesis import given
from rich.cells import cell_len

from studyguide.guide import model as m
from studyguide.guide.model import Chapter, Section
from studyguide.plain.read import chapter_text, section_text
from tests.plain import sample
from tests.plain.sample import PORT
from tests.plain.sections import SECTIONS, codes, written


def body(section: Section, chapter: Chapter = PORT) -> str:
    """A section's text without its heading."""
    return section_text(section, chapter).partition("\n\n")[2]


def test_the_heading_says_where_one_is() -> None:
    text = section_text(sample.GLOSSARY, PORT, number=(2, 14))
    place = "Section 2 of 14, exam task 4.3, at the edge of the exam."
    assert text.startswith(f"Key terms\n---------\n{place}\n\nWords of the trade.\n\n")
    assert section_text(sample.BIG_IDEA, PORT).startswith("The big idea\n------------\nExam task 4.3.\n\n")


def test_objectives() -> None:
    assert (
        body(sample.OBJECTIVES)
        == """\
1. Dock a ship with rope.
   See: Key terms (port#terms)

2. Pay the dues. [outside the exam]
   Often said: Ships float.
   Precisely: Ships usually float.
   Source: Rules of the port, https://example.org/port/rules_(1).html"""
    )


def test_glossary() -> None:
    address = sample.LONG_SOURCE.url
    assert (
        body(sample.GLOSSARY)
        == f"""\
Words of the trade.

Bow: The front of a ship.

    Not the back.

AFT (after part) [in the exam guide]: Towards the stern.
    Often said: The tide waits.
    Precisely: It waits for no one.
    Source: Tides,
    {address}"""
    )


def test_big_idea() -> None:
    assert body(sample.BIG_IDEA) == "A port is calm.\n\nThe sea is not."


def test_a_table_where_each_row_stands_on_one_line() -> None:
    assert (
        body(sample.CONCEPT_BOX)
        == """\
Concept                 | Question
------------------------+--------------------
Depth                   | How deep | how far?
Wind [outside the exam] | 0 | 12 Beaufort?

On Depth
    Often said: Ships float.
    Precisely: Ships usually float.
    Source: Rules of the port, https://example.org/port/rules_(1).html"""
    )


def test_records_where_a_row_would_take_several_lines() -> None:
    assert (
        body(sample.COMPARISON)
        == """\
Feature: Use
  Hemp: Where hands hold it, on small boats
  Steel: Where engines hold it, on large ships

Feature: Age
  Hemp: Old
  Steel: New
  Often said: Ships float.
  Precisely: Ships usually float.
  Source: Rules of the port, https://example.org/port/rules_(1).html"""
    )


def test_outline() -> None:
    assert (
        body(sample.OUTLINE)
        == """\
- Quay: Where ships lie.
  - Why stone? It lasts.
    Often said: Ships float.
    Precisely: Ships usually float.
    Source: Rules of the port, https://example.org/port/rules_(1).html
    See: sea#swell
  - Bollards
    See: Ropes (port#ropes/use)
- Cranes"""
    )


def test_rings() -> None:
    assert (
        body(sample.RINGS)
        == """\
From the outside in:

1. Mole
   Question: What stops waves?
   Controls: Stone; Concrete

   2. Gate
      Question: Who comes in?
      Controls: A guard
      See: Key terms (port#terms/bow)

      3. 船
         Question: What is kept?
         Controls: Cargo
         Often said: Ships float.
         Precisely: Ships usually float.
         Source: Rules of the port, https://example.org/port/rules_(1).html"""
    )


def test_a_stack_is_not_nested() -> None:
    assert (
        body(sample.STACK)
        == """\
From top to bottom:

1. Hook
   Question: What lifts?
   Controls: Steel

2. Footing
   Question: What holds?
   Controls: Rock"""
    )


def test_flow() -> None:
    assert (
        body(sample.FLOW)
        == """\
1. Call the tower
   By radio.
   then: 2. Is a berth free?

2. Is a berth free?
   The tower knows.
   then: yes -> 3. Enter
   then: no -> 4. Wait
   then: closed -> 5. Leave

3. Enter
   Slowly.
   then: 5. Leave

4. Wait
   At anchor.
   This way ends here.
   Often said: Ships float.
   Precisely: Ships usually float.
   Source: Rules of the port, https://example.org/port/rules_(1).html

5. Leave
   With the tide.
   This way ends here."""
    )


def test_examples() -> None:
    assert body(sample.EXAMPLES).startswith(
        "Knot: A nautical mile an hour.\n    Example: Ten are fast.\n    Often said: Ships float.\n"
    )


def test_scenario_with_code_as_it_is() -> None:
    assert (
        body(sample.SCENARIO)
        == f"""\
Goal: The ship lies still.

1. Write the log
   Before anything else.

   An entry (json):

    {{
        "ship": "*Anna*",

      "fence": "```", "arn": "{"x" * 90}"
    }}

   Often said: Ships float.
   Precisely: Ships usually float.
   Source: Rules of the port, https://example.org/port/rules_(1).html

2. Tie up
   With two ropes.

   In bash:

    tie --all

3. Rest
   Have a tea."""
    )


def test_muddy_points() -> None:
    assert (
        body(sample.MUDDY)
        == """\
Port or starboard?
    Often believed: Port is right.
    In truth: Port is left.
    Often said: Ships float.
    Precisely: Ships usually float.
    Source: Rules of the port, https://example.org/port/rules_(1).html
    See: Sea marks (sea#swell)

Knots an hour? [outside the exam]
    Often believed: Ten knots an hour.
    In truth: Ten knots."""
    )


def test_checkpoint_gives_no_answer_away() -> None:
    assert (
        body(sample.CHECKPOINT)
        == """\
1. True or false? Anchors float.

2. Which one is red?

3. Which two are ends [choose 2]?

4. From small to large.

5. Colours of the lights.

6. What holds a ship at sea?

7. Why do ships float?

8. The back of a ship is its _____.

Situation: A ship lies in fog.

9. True or false? It sounds a horn.

10. True or false? It speeds up.

To be asked about this chapter: studyguide review --chapter port"""
    )


def test_a_section_ends_with_its_notes_and_references() -> None:
    assert (
        body(sample.PROSE)
        == """\
1. A line that looks like a list.

# And one like a heading, with s3:* and snake_case and <b>.

Often said: Ships float.
Precisely: Ships usually float.
Source: Rules of the port, https://example.org/port/rules_(1).html

See: The sea (sea#swell)

See: Wind (port#box/wind)"""
    )


def test_a_chapter_is_its_sections_in_order() -> None:
    text = chapter_text(PORT)
    assert text.startswith("The port\n========\n\nWhere ships rest.\n\n\nWhat you will be able to do\n---")
    places = [text.index(section_text(s, PORT, number=(n, 14))) for n, s in enumerate(PORT.sections, 1)]
    assert places == sorted(places)


def _assert_readable(text: str, sections: tuple[Section, ...]) -> None:
    """Lines of at most 78 cells but for code and addresses, no control character, no word lost."""
    code = {
        line.expandtabs(4).strip()
        for section in sections
        for text in codes(section)
        for line in text.split("\n")
    }
    for line in text.split("\n"):
        alone = line.strip()
        assert cell_len(line) <= 78 or alone in code or (alone.startswith("https://") and " " not in alone), (
            line
        )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    flat = " ".join(text.split())
    for paragraph in written(sections):
        assert all(word in flat for word in paragraph.split()), paragraph


@given(SECTIONS)
def test_any_section_is_readable(section: Section) -> None:
    _assert_readable(section_text(section, PORT, number=(1, 2)), (section,))


def test_the_built_in_chapters_are_readable(pack: m.Pack) -> None:
    for chapter in pack.chapters:
        _assert_readable(chapter_text(chapter), chapter.sections)


def test_a_flow_of_many_steps_keeps_its_indentation() -> None:
    steps = tuple(
        m.FlowStep(
            id=f"s{at}", text="Step", detail="Detail", next=(m.Edge(to=f"s{at + 1}"),) if at < 9 else ()
        )
        for at in range(10)
    )
    text = body(m.Flow(id="long", title="Long", task="4.3", steps=steps))
    assert text.endswith("\n\n10. Step\n    Detail\n    This way ends here.")
