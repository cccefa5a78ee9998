"""`studyguide simulate` as contributors call it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from studyguide.cli import run
from studyguide.simulate.memories import MODELS
from studyguide.simulate.policies import POLICIES
from studyguide.simulate.report import RunLine

TINY = ("simulate", "--cards", "10", "--days", "3", "--minutes", "2", "--jobs", "1", "--seed", "1..2")


def test_a_table_of_every_policy_and_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*TINY]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line.split()[1] for line in lines if line.startswith("10/3/2 ")] == list(MODELS)
    assert {len(line.split()) for line in lines if line.startswith("10/3/2 ")} == {2 + len(POLICIES)}
    assert said.err == ""


def test_the_same_words_give_the_same_figures(capfd: pytest.CaptureFixture[str]) -> None:
    words = [*TINY, "--learner", "act-r", "--policy", "sm2", "--policy", "fsrs", "--json"]
    assert run(words) == 0
    printed = capfd.readouterr().out
    assert run(words) == 0
    assert capfd.readouterr().out == printed
    lines = msgspec.json.decode(printed, type=tuple[RunLine, ...], strict=True)
    assert [(line.seed, line.policy) for line in lines] == [(1, "sm2"), (1, "fsrs"), (2, "sm2"), (2, "fsrs")]
    assert all(set(line) == set(RunLine.__struct_fields__) for line in json.loads(printed))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--learner", "goldfish"), "There is no learner model 'goldfish'; there are fsrs-like, act-r,"),
        (("--policy", "luck"), "There is no policy 'luck'; there are "),
    ],
)
def test_a_wrong_name_is_told_the_right_ones(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*TINY, *words]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("seeds", ["", "a", "3..1", "1-3", "1..2..3"])
def test_seeds_that_are_none(seeds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["simulate", "--seed", seeds]) == 2
    assert "such as 1..10" in capsys.readouterr().err


def test_the_global_seed_stands_for_one(capfd: pytest.CaptureFixture[str]) -> None:
    words: list[Any] = ["--seed", "5", "simulate", "--cards", "5", "--days", "2", "--minutes", "1", "--json"]
    assert run([*words, "--jobs", "1", "--learner", "half-life", "--policy", "leitner"]) == 0
    assert [line["seed"] for line in json.loads(capfd.readouterr().out)] == [5]
