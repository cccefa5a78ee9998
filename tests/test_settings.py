"""Settings: kept in a file, changed one by one, and never half written."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from studyguide.errors import StudyGuideError
from studyguide.settings import ABOUT, Settings, changed, default_data_dir, load, plain, save

CHOSEN = Settings(date(2027, 3, 1), 35, 4, 0.85, "four", "textual-light", certainty=False)


def write(folder: Path, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    (folder / "settings.json").write_bytes(data)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    assert load(folder) == Settings()
    save(CHOSEN, folder)
    assert load(folder) == CHOSEN
    save(Settings(), folder)
    assert load(folder) == Settings()


def test_the_file_holds_every_setting_for_people_to_read(tmp_path: Path) -> None:
    save(CHOSEN, tmp_path)
    text = (tmp_path / "settings.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert text.count("\n") == len(ABOUT) + 2
    assert json.loads(text) == plain(CHOSEN)
    assert plain(CHOSEN)["exam_date"] == "2027-03-01"
    assert set(plain(CHOSEN)) == set(ABOUT)


def test_a_setting_left_out_of_the_file_has_its_default(tmp_path: Path) -> None:
    write(tmp_path, '{"new_per_day": 3}')
    assert load(tmp_path) == Settings(new_per_day=3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expecting value"),
        ("{", "line 1 column 2"),
        (b"\xff{}", "utf-8"),
        ("[]", "keys and values in { } are expected"),
        ("[" * 100_000, "recursion"),
        ('{"colour": "red"}', "no setting is called 'colour'; there are exam_date, "),
        (
            '{"exam_date": "2027-02-30"}',
            "Exam date must be a date such as 2027-03-01, or none, not '2027-02-30'",
        ),
        ('{"exam_date": 20270301}', "Exam date must be"),
        ('{"minutes_per_day": "20"}', "Minutes a day must be a whole number from 1 to 600, not '20'"),
        ('{"minutes_per_day": 20.5}', "Minutes a day must be"),
        ('{"minutes_per_day": null}', "Minutes a day must be"),
        ('{"new_per_day": true}', "New cards a day must be"),
        ('{"retention": "high"}', "Desired retention must be a number from 0.70 to 0.97 in steps"),
        ('{"retention": NaN}', "Desired retention must be"),
        ('{"grading": "three"}', "Grade keys must be two or four, not 'three'"),
        ('{"theme": ["dark"]}', "Theme must be"),
        ('{"certainty": "yes"}', "Ask how sure must be yes or no, not 'yes'"),
        ('{"certainty": 1}', "Ask how sure must be yes or no, not '1'"),
    ],
)
def test_a_file_that_cannot_be_understood_is_named_with_what_is_wrong(
    text: str | bytes, said: str, tmp_path: Path
) -> None:
    write(tmp_path, text)
    with pytest.raises(StudyGuideError) as caught:
        load(tmp_path)
    told = str(caught.value)
    assert told.startswith(f"{tmp_path / 'settings.json'}: ")
    assert said in told
    assert "`studyguide config KEY VALUE` sets a value anew" in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("exam-date", "2027-03-01", Settings(exam_date=date(2027, 3, 1))),
        ("minutes_per_day", "600", Settings(minutes_per_day=600)),
        ("new-per-day", "0", Settings(new_per_day=0)),
        ("retention", "0.97", Settings(retention=0.97)),
        ("grading", "four", Settings(grading="four")),
        ("theme", "nord", Settings(theme="nord")),
        ("certainty", "no", Settings(certainty=False)),
        ("keys", "vim", Settings(keys="vim")),
        (
            "own-keys",
            "study.undo=z  reader.next=ctrl+n",
            Settings(own_keys="study.undo=z reader.next=ctrl+n"),
        ),
        ("key.study.undo", "z", Settings(own_keys="study.undo=z")),
    ],
)
def test_a_value_is_given_as_text(key: str, value: str, found: Settings) -> None:
    assert changed(Settings(), key, value) == found


@pytest.mark.parametrize("word", ["none", "None", ""])
def test_none_clears_what_need_not_be_and_nothing_else(word: str) -> None:
    assert changed(CHOSEN, "exam-date", word) == CHOSEN._replace(exam_date=None)
    assert changed(CHOSEN, "own-keys", word) == CHOSEN._replace(own_keys="")
    for key in ABOUT:
        if key not in ("exam_date", "own_keys"):
            with pytest.raises(StudyGuideError, match=ABOUT[key].name):
                changed(CHOSEN, key, word)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("exam-date", "2026-W48-1"),
        ("exam-date", "20270301"),
        ("exam-date", "soon"),
        ("minutes-per-day", "0"),
        ("minutes-per-day", "601"),
        ("minutes-per-day", "20.0"),
        ("new-per-day", "-1"),
        ("new-per-day", "501"),
        ("retention", "0.69"),
        ("retention", "0.98"),
        ("retention", "nan"),
        ("retention", "0.905"),
        ("retention", "inf"),
        ("grading", "Two"),
        ("theme", "x" * 41),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would(key: str, value: str) -> None:
    about = ABOUT[key.replace("-", "_")]
    with pytest.raises(StudyGuideError) as caught:
        changed(CHOSEN, key, value)
    assert str(caught.value) == f"{about.name} must be {about.values}, not {value!r}"


def test_an_unknown_key_is_told_with_the_known_ones() -> None:
    with pytest.raises(StudyGuideError, match="no setting is called 'colour'; there are exam_date, minutes"):
        changed(Settings(), "colour", "red")


def test_the_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks just before the new file takes the old one's place sees the old one, whole."""
    save(CHOSEN, tmp_path)
    seen: list[tuple[Settings, object]] = []
    replace = os.replace

    def watched(source: str, target: Path) -> None:
        seen.append((load(tmp_path), json.loads(Path(source).read_bytes())))
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    save(Settings(), tmp_path)
    assert seen == [(CHOSEN, plain(Settings()))]
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StudyGuideError, match=r"settings\.json: not saved: "):
        save(CHOSEN, tmp_path / "file")


def test_the_data_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STUDYGUIDE_DATA_DIR", "~/study")
    assert default_data_dir() == Path.home() / "study"
    monkeypatch.delenv("STUDYGUIDE_DATA_DIR")
    assert default_data_dir().name == "studyguide"


@pytest.mark.parametrize("theme", ["a\x1b[31m", "a\nb", "\ud800", ""])
def test_the_name_of_a_theme_can_be_printed(theme: str, tmp_path: Path) -> None:
    with pytest.raises(StudyGuideError):
        changed(Settings(), "theme", theme)
    write(tmp_path, json.dumps({"theme": theme}))
    with pytest.raises(StudyGuideError, match="Theme must be the name of a theme"):
        load(tmp_path)


def test_a_folder_in_its_place_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(StudyGuideError, match=r"settings\.json: cannot be read: Is a directory$"):
        load(tmp_path)


def test_a_save_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(StudyGuideError, match="not saved"):
        save(CHOSEN, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
