"""Reading section by section at a prompt: where it goes, what is put on record, what can be typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.journal.event import READ, VISIT
from studyguide.plain.console import Console
from studyguide.plain.reading import WORDS, read_from
from tests.plain.sample import PORT
from tests.tui.desk import desk_at


class Reader:
    """Types the given lines one after the other, then ends the input; keeps what it was told."""

    def __init__(self, folder: Path, *lines: str, start: str = "port#aims") -> None:
        self.lines = list(lines)
        self.said: list[str] = []
        self.prompts: list[str] = []
        with desk_at(folder) as desk:
            read_from(desk, start, Console(self.said.append, self._ask), prompting=True)
            acts = [
                (event.kind, event.item.removeprefix("port#"))
                for event in desk.journal.events(kinds=(READ, VISIT))
            ]
            self.answered = len(desk.journal.memories())
        self.visited = [item for kind, item in acts if kind == VISIT]
        self.read = [item for kind, item in acts if kind == READ]

    def _ask(self, prompt: str) -> str | None:
        self.prompts.append(prompt)
        return self.lines.pop(0) if self.lines else None

    @property
    def last(self) -> str:
        """All that was said, as one text without line ends."""
        return " ".join(" ".join(self.said).split())


def test_enter_reads_on(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "", "", "q", start="port")
    assert reader.visited == ["aims", "terms", "idea"]
    assert reader.read == ["aims", "terms"]
    assert reader.said[0].startswith("The port\n====")
    assert "Section 1 of 14" in reader.said[1]
    assert all(len(prompt) <= 80 for prompt in reader.prompts)


def test_jumps_leave_a_section_unread(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "14", "p", "2", "3")
    assert reader.visited == ["aims", "prose", "check", "terms", "idea"]
    assert reader.read == []


def test_the_end_of_the_input_ends_reading(tmp_path: Path) -> None:
    assert Reader(tmp_path).visited == ["aims"]


def test_enter_after_the_last_section_ends_the_chapter(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "", start="port#prose")
    assert (reader.visited, reader.read) == (["prose"], ["prose"])
    assert "studyguide review --chapter port" in reader.said[-1]
    assert len(reader.prompts) == 1


def test_the_list_shows_where_one_is(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "", "L")
    listed = reader.said[-1].split("\n")
    assert listed[:3] == [
        "  1. What you will be able to do",
        "  2. Key terms (you are here)",
        "  3. The big idea",
    ]
    assert len(listed) == len(PORT.sections)


@pytest.mark.parametrize("line", ["0", "15", "-1", "x", "²", "٣", "1 2", "9" * 5000, "\x1b[A", "tx", "/"])
def test_what_is_not_understood_is_answered_and_asked_again(line: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path, line, "")
    assert "Press Enter, or type p, l, q, ? or a number from 1 to 14." in reader.said
    assert reader.read == ["aims"]


def test_nothing_stands_before_the_first_section(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "P")
    assert reader.said[-1] == "This is the first section."
    assert reader.visited == ["aims"]


def test_the_help_names_every_word(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "?")
    assert all(f"  {word.typed} " in reader.said[-1] for word in WORDS)
    assert max(map(len, reader.said[-1].splitlines())) <= 80


def test_a_place_and_back(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "port#rings", "b", "b", "port#nowhere", "port")
    assert reader.visited == ["aims", "rings", "aims", "aims"]
    assert "You have gone to no other place." in reader.said
    assert "the guide has no place 'port#nowhere'" in reader.last


def test_terms_and_words_are_looked_up(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "t", "t bow", "t nothing-like-it", "/knot", start="port#prose")
    assert "In: port#terms/bow" in reader.last
    assert "No glossary has such a term." in reader.said
    assert "port#" in reader.said[-1]


@pytest.mark.parametrize(
    ("place", "cue", "answer"),
    [
        ("port#terms", "What does “Bow” mean?", "Bow: "),
        ("port#box", "Depth: ", "How deep"),
        ("port#rings", "Which layer answers: ", "Controls: "),
        ("port#examples", "Knot: what is it", "Example: "),
        ("port#muddy", "Often believed: ", "In truth: "),
    ],
)
def test_an_item_is_named_before_it_is_shown(place: str, cue: str, answer: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path, "c", "", "q", start=place)
    asked, shown = reader.said[2], reader.said[3]
    assert cue in " ".join(asked.split())
    assert answer in shown
    assert answer not in asked


def test_a_scenario_is_gone_through_step_by_step(tmp_path: Path) -> None:
    sections = {section.id: section for section in PORT.sections}
    name = next(id for id, section in sections.items() if type(section).__name__ == "Scenario")
    steps = sections[name].steps  # type: ignore[union-attr]
    reader = Reader(tmp_path, "c", *[""] * len(steps), start=f"port#{name}")
    assert reader.prompts.count("Enter shows it, q stops:") == len(steps)
    assert "That was all of it." in reader.last


def test_a_flow_is_walked_to_its_end_and_back(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "w", "", "b", "x", "q", "q", start="port#entry")
    asked = [prompt for prompt in reader.prompts if prompt.startswith("Go on to step")]
    assert asked[0] == asked[2]
    assert asked[0] != asked[1]
    assert "Press Enter, or type the number of a step named above, b or q." in reader.said


def test_a_flow_ends(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "w", *[""] * 20, start="port#entry")
    assert "b = back, Enter = stop:" in reader.prompts
    assert "This way ends here." in reader.last


def test_a_checkpoint_is_answered_where_it_stands(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "a", *["a", ""] * 20, start="port#check")
    assert reader.answered > 0
    assert "saved" in reader.last


def test_only_a_checkpoint_asks_and_only_a_flow_is_walked(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "a", "w", "c")
    assert reader.answered == 0
    assert "There is no flow here to walk through." in reader.said
    assert "Nothing here can be covered." in reader.said
