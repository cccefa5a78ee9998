"""Building a quiz, answering it with the verdicts at the end, looking back, and the missed ones again."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.memory.model import Grade
from studyguide.settings import Settings
from studyguide.study.attempts import begin_quiz
from studyguide.study.desk import Desk
from studyguide.study.quiz import Wish
from studyguide.study.session import Session
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.dialogs import PickScreen
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.look_back import LookBackScreen
from studyguide.tui.screens.quiz import QuizScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.study import StudyScreen
from tests.tui.desk import desk_at, on, settle
from tests.tui.snapshot import assert_screen, screen_text

SIZES = ((80, 24), (120, 36))


def session(app: StudyGuideApp) -> Session:
    return on(app, StudyScreen).sitting.session


def grades(desk: Desk) -> list[int]:
    reviews = desk.journal.events(kinds=("review",))
    return [grade for event in reviews if event.live and isinstance(grade := event.body["grade"], int)]


def asking(desk: Desk, feedback: str = "end") -> StudyGuideApp:
    """A quiz of the three true-false questions, which are all false: `b` is right."""
    wish = Wish(kinds=("true-false",), feedback="end" if feedback == "end" else "now")
    return StudyGuideApp(desk, sitting=begin_quiz(desk, wish))


async def test_the_builder_starts_what_was_chosen(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "z")
            assert "9 questions fit; 9 will be asked" in screen_text(app)
            await settle(pilot, "down down space")
            on(app, PickScreen)
            await settle(pilot, "c down down down down space enter")
            assert on(app, QuizScreen).wish.kinds == ("true-false",)
            assert "3 questions fit; 3 will be asked" in screen_text(app)
            await settle(pilot, "down down left down right enter")
            quiz = session(app)
            assert (quiz.mode, quiz.feedback, len(quiz.queue)) == ("quiz", "end", 3)
            await settle(pilot, "q q")
            on(app, HomeScreen)


async def test_what_fits_nothing_starts_nothing(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "z down down down left")
            assert on(app, QuizScreen).wish.only == "flagged"
            assert "No question fits" in screen_text(app)
            await settle(pilot, "enter")
            on(app, QuizScreen)


async def test_verdicts_wait_for_the_end_where_all_is_looked_at(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(certainty=True)) as desk:
        app = asking(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            first = session(app).queue
            await settle(pilot, "a a 3")
            assert session(app).phase == "asking"
            assert grades(desk) == [Grade.AGAIN]
            assert "right" not in screen_text(app)
            await settle(pilot, "b b 2 b b 1")
            assert session(app).phase == "done"
            assert "2 of 3 questions right" in screen_text(app)
            assert "Certainty marks: -3 of 9." in screen_text(app)
            await settle(pilot, "enter")
            back = on(app, LookBackScreen)
            assert tuple(given.card.key for given in back.given) == first
            assert "Certainty marks -6 (sure)" in screen_text(app)
            assert "That was the trap." in screen_text(app)
            await settle(pilot, "p n n w")
            assert back.place == 0
            await settle(pilot, "o")
            assert on(app, ReaderScreen).place.ref == "port#terms"
            await settle(pilot, "escape m")
            assert session(app).queue == first[:1]
            await settle(pilot, "b b 3")
            assert session(app).phase == "settled"
            await settle(pilot, "space")
            assert "1 of 1 question right" in screen_text(app)


async def test_missed_ones_come_again_at_the_end(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = asking(desk, "now")
        async with app.run_test(size=(80, 24)) as pilot:
            first = session(app).queue
            await settle(pilot, "a a")
            assert session(app).phase == "settled"
            await settle(pilot, "space b b space b b space")
            assert session(app).queue == first[:1]
            await settle(pilot, "b b space")
            assert session(app).phase == "done"
            assert "2 of 3 questions right at first" in screen_text(app)


async def test_undo_works_within_a_quiz(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = asking(desk)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "a a b b u u")
            assert grades(desk) == []
            assert session(app).answered == ()


async def test_a_second_quiz_asks_in_another_order(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        wish = Wish(count=100)
        first = begin_quiz(desk, wish)
        assert begin_quiz(desk, wish).session.queue == first.session.queue
        app = StudyGuideApp(desk, sitting=first)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "escape x" if "typed" in first.session.queue[0] else "x")
        assert begin_quiz(desk, wish).session.queue != first.session.queue


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"), [("quiz", ""), ("quiz-kinds", "down down space"), ("help-quiz", "question_mark")]
)
async def test_builder_screens(name: str, keys: str, size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=size) as pilot:
            await settle(pilot, f"z {keys}")
            assert_screen(app, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("how-sure", "a a"),
        ("over", "a a 3 b b enter b b 1"),
        ("look-back", "a a 3 b b enter b b 1 enter"),
        ("look-back-all", "a a 3 b b enter b b 1 enter g"),
    ],
)
async def test_quiz_screens(name: str, keys: str, size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(certainty=True)) as desk:
        app = asking(desk)
        async with app.run_test(size=size) as pilot:
            await settle(pilot, keys)
            assert_screen(app, f"quiz-{name}-{size[0]}x{size[1]}")
