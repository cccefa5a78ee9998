"""The pack that `new-pack` writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studyguide.cards.derive import derive
from studyguide.cli import run
from studyguide.errors import StudyGuideError
from studyguide.guide.check import check
from studyguide.guide.library import read_pack
from studyguide.guide.schema import schema_text
from studyguide.guide.starter import write_pack


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("knots", "knots"),
        ("Tea Time!", "tea-time"),
        ("Ölfarben", "lfarben"),
        ("…", "my-pack"),
        ("very long " * 9, "very-long-very-long-very-long-very-long"),
    ],
)
def test_it_passes_every_check_under_the_name_of_its_folder(name: str, id: str, tmp_path: Path) -> None:
    write_pack(tmp_path / name)
    report = check(tmp_path / name, strict=True)
    assert report.problems == ()
    assert report.pack is not None
    assert report.pack.id == id
    assert {chapter.id for chapter in report.pack.chapters} == {f"{id}-knots"}


def test_it_shows_several_kinds_and_each_file_names_its_schema(tmp_path: Path) -> None:
    files = write_pack(tmp_path)
    pack = read_pack(tmp_path)
    (chapter,) = pack.chapters
    assert len({type(section) for section in chapter.sections}) >= 5
    assert len({type(question) for question in chapter.questions}) >= 5
    assert any(card.derived for card in derive(pack))
    for file in files:
        text = (tmp_path / file).read_text(encoding="utf-8")
        if file.endswith(".yaml"):
            named = re.match(r"# yaml-language-server: \$schema=(\S+)\n#\n# \w", text)
            assert named, file
            schema = (tmp_path / file).parent / named[1]
            assert schema.read_text(encoding="utf-8") == schema_text(
                "pack" if file == "pack.yaml" else "guide" if "guide" in file else "questions"
            )


def test_two_of_them_can_be_studied_together(tmp_path: Path) -> None:
    write_pack(tmp_path / "one")
    write_pack(tmp_path / "two")
    one, two = ({card.key for card in derive(read_pack(tmp_path / name))} for name in ("one", "two"))
    assert one
    assert not one & two


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StudyGuideError, match="is not empty"):
        write_pack(tmp_path)
    with pytest.raises(StudyGuideError, match=r"notes\.txt is a file"):
        write_pack(tmp_path / "notes.txt")
    with pytest.raises(StudyGuideError, match=r"is a file"):
        write_pack(tmp_path / "notes.txt" / "below")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_command_says_how_to_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, data = tmp_path / "my knots", tmp_path / "data"
    assert run(["--data-dir", str(data), "new-pack", str(folder)]) == 0
    said = capsys.readouterr().out
    assert f"studyguide check --strict '{folder}'" in said
    assert f"studyguide --pack '{folder}'" in said
    assert f"  {data / 'packs'}\n" in said
    assert run(["check", "--strict", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("my-knots 0.1.0: no problem")
    assert run(["new-pack", str(folder)]) == 1
    assert (
        capsys.readouterr().err == f"studyguide: {folder} is not empty; name a folder that is not there yet\n"
    )
