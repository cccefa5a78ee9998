"""The README tells the truth: its keys and its commands are those of the program."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from studyguide.commands.program import program
from studyguide.tui.keys import keys_text

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def test_the_list_of_keys_is_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    match = re.search(r"<!-- keys -->\n(.*?)<!-- /keys -->", text, re.DOTALL)
    assert match is not None
    wanted = f"```\n{keys_text()}\n```\n"
    if os.environ.get("STUDYGUIDE_UPDATE_SCREENS") == "1":
        README.write_text(text[: match.start(1)] + wanted + text[match.end(1) :], encoding="utf-8")
        return
    assert match[1] == wanted


def test_every_command_and_global_option_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    context = click.Context(program)
    for name in program.list_commands(context):
        assert f"`{name}" in text or f" {name} " in text, f"{name} is not in the README"
    for parameter in program.params:
        assert any(f"`{option}" in text for option in parameter.opts), (
            f"{parameter.opts} is not in the README"
        )


def test_every_promise_names_tests_that_exist() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[^`:]+)(?:::([^`]+))?`", table)
    assert len(named) >= 17
    for path, test in named:
        assert (ROOT / path).exists(), path
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path} has no {test}"
