"""YAML read as text with places."""

from __future__ import annotations

import pytest
import yaml

from studyguide.errors import ContentError
from studyguide.guide import yaml_strict
from studyguide.guide.document import Mark, shown
from studyguide.guide.yaml_strict import parse


@pytest.fixture(params=[yaml.SafeLoader, pytest.param(getattr(yaml, "CSafeLoader", None), id="libyaml")])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param is None:
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(yaml_strict, "_LOADER", request.param)


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    "text",
    ["no", "on", "Yes", "3:00", "012", "0x1F", "1e3", "2026-11-23", "~", "null", ".inf", "1_000", "=", "<<"],
)
def test_every_scalar_is_the_text_that_was_typed(text: str) -> None:
    assert parse(f"key: {text}".encode(), "f").value == {"key": text}
    assert parse(f"{text}: value".encode(), "f").value == {text: "value"}


@pytest.mark.usefixtures("_loader")
def test_places_are_lines_and_characters_from_one() -> None:
    document = parse("ä😀: x\nb:\n  - {é: y}\n  - z\n".encode(), "f")
    assert document.value == {"ä😀": "x", "b": [{"é": "y"}, "z"]}
    assert document.keys == {("ä😀",): (1, 1), ("b",): (2, 1), ("b", 0, "é"): (3, 6)}
    assert document.values == {
        (): (1, 1),
        ("ä😀",): (1, 5),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 0, "é"): (3, 9),
        ("b", 1): (4, 5),
    }


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    document = parse(end.join(["a: 1", "b: |", "  two", "  lines", "c: 3"]).encode(), "f")
    assert document.value == {"a": "1", "b": "two\nlines\n", "c": "3"}
    assert document.keys["c",] == Mark(5, 1)
    with pytest.raises(ContentError, match=r"f:3:2: control character U\+0001"):
        parse(end.join(["a: 1", "b: 2", "c\x01: 3"]).encode(), "f")


@pytest.mark.usefixtures("_loader")
def test_joiners_and_tabs_are_allowed() -> None:
    family = "\U0001f469\u200d\U0001f4bb and می\u200cخواهم\tend"
    assert parse(f"key: '{family}'".encode(), "f").value == {"key": family}


@pytest.mark.usefixtures("_loader")
def test_depth_up_to_the_limit() -> None:
    levels = yaml_strict.MAX_DEPTH - 1
    parse(b"a: " + b"[" * levels + b"]" * levels, "f")
    with pytest.raises(ContentError, match="nested more than 32 deep"):
        parse(b"a: " + b"[" * (levels + 1) + b"]" * (levels + 1), "f")


@pytest.mark.usefixtures("_loader")
def test_values_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_strict, "MAX_VALUES", 10)
    parse(b"a: [1, 2, 3, 4, 5, 6, 7]", "f")
    with pytest.raises(ContentError, match=r"f:1:26: a\[7\]: more than 10 values in one file"):
        parse(b"a: [1, 2, 3, 4, 5, 6, 7, 8]", "f")


@pytest.mark.usefixtures("_loader")
def test_the_first_of_two_equal_keys_stands_and_keeps_its_place() -> None:
    document = parse(b"a: {b: 1}\na: {b: 2, c: [3]}\n", "f")
    assert document.value == {"a": {"b": "1"}}
    assert document.values["a", "b"] == Mark(1, 8)
    assert [str(problem) for problem in document.problems] == [
        "f:2:1: a: key 'a' is given twice; the first is on line 1"
    ]


@pytest.mark.usefixtures("_loader")
def test_aliases_tags_and_anchors_are_all_told_in_one_go() -> None:
    document = parse(b"a: &x 1\nb: *x\nc: !t 2\n", "f")
    assert [(one.line, one.column, one.path) for one in document.problems] == [
        (1, 4, "a"),
        (2, 4, "b"),
        (3, 4, "c"),
    ]


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    "text", ['a: "\\UFFFFFFFF"', "%YAML 99999999999999999999999.1\n---\na: b", 'a: "\\ud800"']
)
def test_what_the_pure_parser_lets_through_raw_is_told_too(text: str) -> None:
    with pytest.raises(ContentError, match=r"^f:\d+:\d+: "):
        parse(text.encode(), "f")


def test_a_problem_falls_back_to_what_encloses_it() -> None:
    document = parse(b"a:\n  b: 1\n", "f")
    assert str(document.problem(("a", "c", 3), "gone")) == "f:2:3: a.c[3]: gone"
    assert str(document.problem(("a", "b"), "odd", at_key=True)) == "f:2:3: a.b: odd"
    assert str(document.problem(("a", "b"), "odd")) == "f:2:6: a.b: odd"


def test_paths_as_people_write_them() -> None:
    assert shown(()) == ""
    assert shown(("questions", 3, "options", 0, "why")) == "questions[3].options[0].why"
