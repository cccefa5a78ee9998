"""Mistakes: pairs mixed up and their drill, distractors chosen, leeches."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from studyguide.guide.model import Case, Pack
from studyguide.journal.event import JSON, Act
from studyguide.study.desk import Desk
from studyguide.study.filter import LEECH_LAPSES
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.contrast import ContrastScreen
from studyguide.tui.screens.mistakes import MistakesScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.study import StudyScreen
from tests.tui.desk import NOW, PACK, desk_at, endure, on, settle
from tests.tui.snapshot import assert_screen, screen_text

SIZES = ((80, 24), (120, 36))
CONCEPTS = {"tf": ("hemp", ("steel",)), "one": ("steel", ("hemp",)), "many": ("mast", ("keel",))}


def _mixed(pack: Pack) -> Pack:
    """The sample with questions on concepts that are easily mixed up."""
    port = pack.chapters[0]
    questions = []
    for question in port.questions:
        if not isinstance(question, Case) and question.id in CONCEPTS:
            concept, confusable = CONCEPTS[question.id]
            question = replace(question, concept=concept, confusable=confusable)
        questions.append(question)
    return replace(pack, chapters=(replace(port, questions=tuple(questions)), *pack.chapters[1:]))


MIXED = _mixed(PACK)


def wrong(desk: Desk, name: str, option: str, certainty: int = 0) -> None:
    body: dict[str, JSON] = {
        "grade": 1,
        "correct": False,
        "response": {"kind": "chosen", "options": [option]},
        "certainty": certainty,
    }
    desk.journal.append((Act("review", f"ships/{name}", body),), NOW)


def worn(desk: Desk, name: str) -> None:
    """The card was forgotten often."""
    for day in range(2 * LEECH_LAPSES):
        act = Act("review", f"ships/{name}", {"grade": 3 if day % 2 == 0 else 1})
        desk.journal.append((act,), NOW - timedelta(days=60 - day))


def distractor(desk: Desk) -> str:
    """The id of an option of `one` that is wrong."""
    ask = desk.cards["ships/one"].ask
    return next(option.id for option in ask.options if not option.correct)  # type: ignore[union-attr] # a choice


async def test_nothing_wrong_says_so(tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=MIXED) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "m enter space at")
            on(app, MistakesScreen)
            assert "No mistakes on record yet." in screen_text(app)


async def test_a_pair_is_told_apart_and_drilled_without_touching_memories(tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=MIXED) as desk:
        wrong(desk, "tf", "true")
        before = desk.journal.memories()
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "m enter")
            on(app, ContrastScreen)
            text = screen_text(app)
            assert "Hemp or Steel?" in text
            assert "Old" in text
            assert "New" in text
            await settle(pilot, "enter")
            session = on(app, StudyScreen).sitting.session
            assert (session.mode, session.queue) == ("drill", ("ships/tf", "ships/one"))
            await settle(pilot, "a a")
            assert "the schedule stays as it is" in screen_text(app)
            await settle(pilot, "4 space x space b b space")
            assert desk.journal.memories() == before
            practised = [event.item for event in desk.journal.events(kinds=("practice",))]
            assert practised == ["ships/tf", "ships/one", "ships/tf"]
            await settle(pilot, "u")
            assert sum(event.live for event in desk.journal.events(kinds=("practice",))) == 2
            await settle(pilot, "q")
            assert "3 times" in screen_text(app)


async def test_a_pair_without_a_table_goes_straight_to_its_drill_or_says_why_not(tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=MIXED) as desk:
        wrong(desk, "many", "mast")
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "m enter")
            on(app, MistakesScreen)
            assert "No cards ask for both of them." in screen_text(app)


async def test_slips_and_leeches_lead_to_their_place(tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=MIXED) as desk:
        wrong(desk, "one", distractor(desk), certainty=3)
        worn(desk, "pairs")
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "m down")
            assert "1x, 1 of them sure" in screen_text(app)
            await settle(pilot, "enter")
            assert on(app, ReaderScreen).place.ref == "port#terms"
            await settle(pilot, "escape down")
            assert on(app, MistakesScreen).chosen is desk.cards["ships/pairs"]
            await settle(pilot, "at")
            assert desk.journal.mark("ships/pairs").suspended
            assert f"{LEECH_LAPSES} times, suspended" in screen_text(app)
            await settle(pilot, "at space")
            assert not desk.journal.mark("ships/pairs").suspended
            assert on(app, StudyScreen).sitting.session.queue == ("ships/pairs",)


async def test_the_contrast_is_shown_after_an_answer_too(tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=MIXED) as desk:
        app = StudyGuideApp(desk, sitting=desk.sit(only=("ships/tf",)))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "t")
            on(app, StudyScreen)
            await settle(pilot, "a a t")
            on(app, ContrastScreen)
            await settle(pilot, "enter")
            assert on(app, StudyScreen).sitting.session.mode == "review"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("name", "keys"), [("mistakes", "m"), ("contrast", "m enter")])
async def test_mistakes_screens(name: str, keys: str, size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=MIXED) as desk:
        wrong(desk, "tf", "true")
        wrong(desk, "tf", "true", certainty=3)
        wrong(desk, "one", distractor(desk))
        worn(desk, "pairs")
        app = StudyGuideApp(desk)
        async with app.run_test(size=size) as pilot:
            await settle(pilot, keys)
            assert_screen(app, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_odd_sizes(size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=MIXED) as desk:
        wrong(desk, "tf", "true")
        app = StudyGuideApp(desk)
        async with app.run_test(size=size) as pilot:
            await endure(pilot)
            await settle(pilot, "m enter down escape down")
            on(app, MistakesScreen)
