"""`export` and `import` as people call them."""

from __future__ import annotations

import csv
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from studyguide.cli import run
from tests.guide.small_pack import SMALL


@pytest.fixture
def here(tmp_path: Path) -> list[str]:
    return ["--data-dir", str(tmp_path / "data"), "--now", "2026-12-01T09:00", "--pack", str(SMALL)]


def test_a_table_of_cards_becomes_a_pack_and_is_studied(
    here: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, own = tmp_path / "tea.tsv", tmp_path / "data" / "packs" / "own"
    own.parent.mkdir(parents=True)
    assert run([*here, "export", "tsv", str(table), "--chapter", "brewing"]) == 0
    assert re.search(r"^\d+ cards written to ", capsys.readouterr().err)
    assert run(["import", "tsv", str(table), str(own), "--title", "My tea"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "cards written to" in told.err
    assert run(["check", str(own)]) == 0
    assert "no problem" in capsys.readouterr().out
    assert run(["--data-dir", str(tmp_path / "data"), "cards", "oxidised", "--json"]) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert line["id"].startswith("own/own/")


def test_a_table_goes_to_standard_output(here: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run([*here, "export", "tsv", "-", "--chapter", "brewing"]) == 0
    told = capsysbinary.readouterr()
    assert told.out.startswith(b"#separator:tab\n#html:true\n#guid column:1\n")
    assert told.out.endswith(b"\n")
    assert b"\x1b" not in told.out


def test_notes_become_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("Words.\n\nQ: What?\nA: That.\n\nTLS :: in transit\n", encoding="utf-8")
    assert run(["import", "markdown", str(notes), str(tmp_path / "own")]) == 0
    told = capsys.readouterr().err
    assert "2 cards written" in told
    assert f"1 line of text outside any card left out, the first at {notes}:1." in told
    assert run(["check", str(tmp_path / "own")]) == 0
    assert run(["import", "markdown", str(notes), str(tmp_path / "own")]) == 1
    assert "--replace" in capsys.readouterr().err
    assert run(["import", "markdown", str(notes), str(tmp_path / "own"), "--replace"]) == 0


def test_mistakes_are_one_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_bytes(b"a\tb\nonly\nc\t\x00\n")
    assert run(["import", "tsv", str(bad), str(tmp_path / "own")]) == 1
    told = capsys.readouterr().err
    assert f"{bad}:3:3: " in told
    assert len(told.splitlines()) == 1
    assert "\x00" not in told
    bad.write_bytes(b"PK\x03\x04 and so on")
    assert run(["import", "tsv", str(bad), str(tmp_path / "own")]) == 1
    assert "Notes in Plain Text" in capsys.readouterr().err
    assert run(["import", "anki", str(bad), str(tmp_path / "own")]) == 2
    assert not (tmp_path / "own").exists()


def test_chapters_as_markdown_and_html(
    here: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run([*here, "export", "markdown", str(out), "--chapter", "brewing", "--chapter", "serving"]) == 0
    tokens = MarkdownIt().parse(out.read_text("utf-8"))
    titles = [after.content for token, after in pairwise(tokens) if (token.tag, token.nesting) == ("h1", 1)]
    assert titles == ["Brewing tea", "Serving tea"]
    assert run([*here, "export", "html", str(out), "--chapter", "brewing"]) == 0
    page = out.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Brewing tea" in page
    assert "Serving tea</h2>" not in page
    assert run([*here, "export", "html", str(out)]) == 2
    assert "--chapter" in capsys.readouterr().err
    assert out.read_text("utf-8") == page
    assert run([*here, "export", "html", str(tmp_path / "none" / "out"), "--chapter", "1"]) == 1
    assert run([*here, "export", "html", str(out), "--chapter", "none"]) == 2


def test_reviews(here: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("x\n\nx\n\n" * 2))
    assert run([*here, "--plain", "--seed", "1", "review", "--chapter", "brewing", "--cards", "2"]) == 0
    out = tmp_path / "reviews.csv"
    assert run([*here, "export", "reviews", str(out)]) == 0
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert list(rows[0]) == ["card_id", "review_time", "review_rating", "review_state", "review_duration"]
    assert {row["review_state"] for row in rows[:1]} == {"0"}
    assert all(row["card_id"].startswith("tea/") for row in rows)
    assert all(int(row["review_rating"]) in (1, 2, 3, 4) for row in rows)


def test_the_whole_journal(here: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*here, "flag", "brewing/words/steep/term"]) == 0
    out = tmp_path / "journal.jsonl"
    assert run([*here, "export", "reviews", "--jsonl", str(out)]) == 0
    head, *events = out.read_text("utf-8").splitlines()
    assert json.loads(head)["journal"] == "studyguide"
    assert [json.loads(event)["kind"] for event in events] == ["flag"]
    assert run([*here, "export", "reviews", "--jsonl", "-"]) == 2


def test_global_options_may_stand_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out.csv")
    for words in (
        ["--data-dir", str(tmp_path), "export", "reviews", out],
        ["export", "--data-dir", str(tmp_path), "reviews", out],
        ["export", "reviews", out, "--data-dir", str(tmp_path)],
    ):
        assert run(words) == 0
    assert (tmp_path / "journal.db").exists()


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["export", "--help"], ["import", "--help"]):
        assert run(words) == 0
        told = capsys.readouterr().out
        assert "..." not in told.partition("Commands:")[2]
        assert max(map(len, told.splitlines())) <= 80
