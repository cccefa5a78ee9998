"""Whatever is in the files: a pack, or problems with places, and nothing else."""

from __future__ import annotations

import shutil
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from studyguide.errors import ContentError, Problem
from studyguide.guide.folder import read_folder
from studyguide.guide.library import Library
from studyguide.guide.lint import lint
from studyguide.guide.model import Pack
from studyguide.guide.yaml_strict import parse
from tests.guide.small_pack import GUIDE, PACK, QUESTIONS, SMALL

FILES = (PACK, GUIDE, QUESTIONS)
SOURCES = {name: (SMALL / name).read_text(encoding="utf-8") for name in FILES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("fuzz") / "tea"
    shutil.copytree(SMALL, place)
    return place


def holds(folder: Path, name: str, data: bytes) -> None:
    """Reads the pack with this file in it, and uses what comes out of it."""
    (folder / name).write_bytes(data)
    problems: tuple[Problem, ...] = ()
    try:
        pack, places = read_folder(folder)
    except ContentError as error:
        problems = error.problems
    else:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(pack), type=Pack) == pack
        lint(pack, places)
        Library((pack,)).search("tea")
    finally:
        (folder / name).write_text(SOURCES[name], encoding="utf-8")
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in problems:
        assert "\n" not in str(problem)
        assert problem.column >= 0
        assert 0 <= problem.line <= (lines if problem.file == str(folder / name) else 1000)
    assert list(problems) == sorted(problems, key=lambda one: (one.file, one.line, one.column))


def parsed(data: bytes) -> None:
    """Reads it or says why not; anything else that is raised fails the test."""
    with suppress(ContentError):
        parse(data, "f")


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    parsed(data)


@settings(max_examples=400)
@given(st.text(st.sampled_from("ab01:-[]{}#&*!|>'\"%@`?,~<=\\ \t\n\r\u2028"), max_size=60))
def test_any_text_of_yaml_signs(text: str) -> None:
    parsed(text.encode())


@settings(max_examples=200)
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    parsed(text.encode("utf-8", "surrogatepass"))


PIECES = st.text(max_size=5) | st.sampled_from(
    (
        *("\t", "\n", "\n\n---\n", "  ", "\x00", "\ufeff", "\u202e", "\U0001f469"),
        *(": ", "- ", "[", "]", "{", "}", "'", '"', "|", ">", "#", "&a ", "*a", "!x ", "? ", "%"),
        *(
            "null",
            "true",
            "99",
            "{{x}}",
            "id: id\n",
            "  - id: x\n",
            "see: {see: a#b}\n",
            "next: [{to: start}]",
        ),
    )
)


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the small pack with a few pieces cut out, put in or moved."""
    name = draw(st.sampled_from(FILES))
    text = SOURCES[name]
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.sampled_from([0, 0, 1, 2, 5, 40, 400])))
        piece = draw(PIECES | st.just(text[begin:end]) | st.just(text[begin:end] * 2))
        text = text[:begin] + piece + text[end:]
    return name, text.encode("utf-8", "surrogatepass")


@settings(max_examples=100)
@given(file=spoilt())
def test_spoilt_files(folder: Path, file: tuple[str, bytes]) -> None:
    holds(folder, *file)


def every_place(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, one in inner for deeper in every_place(one, (*path, key)))]


VALUES = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in SOURCES.items()}
PLACES = {name: every_place(value)[1:] for name, value in VALUES.items()}


@st.composite
def rearranged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the small pack in which values stand in the place of others, or are gone."""
    name = draw(st.sampled_from(FILES))
    value = deepcopy(VALUES[name])
    for _ in range(draw(st.integers(1, 3))):
        path, other = draw(st.sampled_from(PLACES[name])), draw(st.sampled_from(PLACES[name]))
        try:
            new, old = VALUES[name], value
            for key in other:
                new = new[key]
            for key in path[:-1]:
                old = old[key]
            if draw(st.booleans()):
                old[path[-1]] = draw(
                    st.sampled_from([deepcopy(new), "", [], {}, [new], {"x": new}, "x", "-1"])
                )
            else:
                del old[path[-1]]
        except (LookupError, TypeError):
            continue
    return name, yaml.safe_dump(value, allow_unicode=True).encode()


@settings(max_examples=100)
@given(file=rearranged())
def test_rearranged_files(folder: Path, file: tuple[str, bytes]) -> None:
    holds(folder, *file)
