"""A mock exam on the screen: answering, flags, strike-out, the clock, kill and resume, report."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from studyguide.cards.model import Chosen, Matched, Ordered
from studyguide.errors import JournalError
from studyguide.study.attempts import Freshness, begin_exam, next_exam, open_exam, past_exams
from studyguide.study.desk import Desk
from studyguide.study.exam import Exam, Sheet
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.draft import Draft
from studyguide.tui.screens.dialogs import ConfirmScreen, GridScreen
from studyguide.tui.screens.exam import ExamScreen
from studyguide.tui.screens.exam_report import ExamReportScreen
from studyguide.tui.screens.exam_start import ExamStartScreen
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.look_back import LookBackScreen
from tests.tui.desk import PACK, Clock, desk_at, endure, on, settle
from tests.tui.snapshot import assert_screen, screen_text

SIZES = ((80, 24), (120, 36))
KEYS = {"ships/one", "ships/many", "ships/order", "ships/pairs"}
"""The sample's questions of the exam's own kinds."""


def sitting(desk: Desk) -> StudyGuideApp:
    return StudyGuideApp(desk, exam=begin_exam(desk, 4, 8))


def exam(app: StudyGuideApp) -> Exam:
    return on(app, ExamScreen).exam


def on_record(desk: Desk) -> Exam:
    """The last attempt as the journal has it."""
    return past_exams(desk)[-1]


def to(app: StudyGuideApp, name: str) -> str:
    """The keys that lead to a question of the exam."""
    screen = on(app, ExamScreen)
    step = screen.exam.keys.index(f"ships/{name}") - screen.place
    return " ".join(["n"] * step + ["p"] * -step)


async def test_every_kind_is_answered_and_on_record_at_once(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert set(exam(app).keys) == KEYS
            assert on_record(desk).answered == 0
            await settle(pilot, f"{to(app, 'one')} b")
            first = exam(app).shown("ships/one").lines[1].id
            assert on_record(desk).sheet("ships/one").response == Chosen((first,))
            await settle(pilot, f"{to(app, 'many')} a c")
            many = [line.id for line in exam(app).shown("ships/many").lines]
            assert on_record(desk).sheet("ships/many").response == Chosen((many[0], many[2]))
            await settle(pilot, f"{to(app, 'order')} J")
            order = [line.id for line in exam(app).shown("ships/order").lines]
            assert on_record(desk).sheet("ships/order").response == Ordered((order[1], order[0], order[2]))
            await settle(pilot, f"{to(app, 'pairs')} 2 1 3")
            shown = exam(app).shown("ships/pairs")
            rights = [shown.rights[place].id for place in (1, 0, 2)]
            pairs = dict(zip([line.id for line in shown.lines], rights, strict=True))
            assert on_record(desk).sheet("ships/pairs").response == Matched(pairs)
            assert on_record(desk).answered == 4
            assert desk.journal.memories() == {}


async def test_the_letter_again_goes_on_and_no_more_than_asked_for_is_chosen(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            await settle(pilot, f"{to(app, 'many')} a b c")
            response = on_record(desk).sheet("ships/many").response
            assert isinstance(response, Chosen)
            assert len(response.options) == 2
            await settle(pilot, "a c")
            changed = on_record(desk).sheet("ships/many").response
            assert isinstance(changed, Chosen)
            assert changed.options != response.options
            await settle(pilot, to(app, "one"))
            place = on(app, ExamScreen).place
            await settle(pilot, "a a" if place < 3 else "a")
            assert on_record(desk).sheet("ships/one").answered
            if place < 3:
                assert on(app, ExamScreen).place == place + 1


async def test_arrows_only_look_and_a_struck_option_is_told_by_a_word(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await settle(pilot, f"{to(app, 'one')} down down minus")
            lines = [line.id for line in exam(app).shown("ships/one").lines]
            sheet = on_record(desk).sheet("ships/one")
            assert (sheet.response, sheet.struck) == (None, frozenset({lines[2]}))
            assert "(struck out)" in screen_text(app)
            await settle(pilot, "space")
            sheet = on_record(desk).sheet("ships/one")
            assert (sheet.response, sheet.struck) == (Chosen((lines[2],)), frozenset())
            await settle(pilot, "minus")
            sheet = on_record(desk).sheet("ships/one")
            assert (sheet.answered, sheet.struck) == (False, frozenset({lines[2]}))
            await settle(pilot, "minus")
            assert on_record(desk).sheet("ships/one").struck == frozenset()


async def test_flags_and_the_grid(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await settle(pilot, f"{to(app, 'one')} a f")
            assert on_record(desk).sheet("ships/one").flagged
            here = on(app, ExamScreen).place
            await settle(pilot, "g")
            on(app, GridScreen)
            text = screen_text(app)
            assert f"{here + 1}*✓ answered" in text
            assert "1 answered" in text
            assert "3 blank" in text
            assert "1 flagged (*)" in text
            await settle(pilot, "right enter" if here < 3 else "left enter")
            assert on(app, ExamScreen).place == (here + 1 if here < 3 else here - 1)
            await settle(pilot, f"{to(app, 'one')} asterisk")
            assert not on_record(desk).sheet("ships/one").flagged


async def test_killed_and_resumed_the_clock_is_honest(tmp_path: Path) -> None:
    clock = Clock()
    with desk_at(tmp_path, clock=clock) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "8:00 left" in screen_text(app)
            clock.passes(seconds=70)
            await settle(pilot, f"{to(app, 'one')} b f")
            await settle(pilot, f"{to(app, 'many')} a")
            drawn, sheets = exam(app).keys, exam(app).sheets
    clock.passes(minutes=2)
    with desk_at(tmp_path, clock=clock) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "x")
            on(app, ExamStartScreen)
            assert "2 of 4 answered, 4:50 left" in screen_text(app)
            await settle(pilot, "enter")
            assert exam(app).keys == drawn
            assert exam(app).sheets == sheets
            assert "4:50 left" in screen_text(app)
            assert not exam(app).sheet(on(app, ExamScreen).key).answered


async def test_leaving_lets_the_clock_go_on(tmp_path: Path) -> None:
    clock = Clock()
    with desk_at(tmp_path, clock=clock) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "x down left left left enter")
            assert exam(app).minutes == 10
            clock.passes(minutes=3)
            await settle(pilot, "q")
            assert "7:00 left" in screen_text(app)
            record = open_exam(desk)
            assert record is not None
            assert sum(sheet.seconds for sheet in record.exam.sheets.values()) == 180
            await settle(pilot, "q")
            on(app, HomeScreen)


async def test_it_hands_itself_in_when_the_time_is_over(tmp_path: Path) -> None:
    clock = Clock()
    with desk_at(tmp_path, clock=clock) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await settle(pilot, f"{to(app, 'one')} a g")
            screen = next(screen for screen in app.screen_stack if isinstance(screen, ExamScreen))
            clock.passes(minutes=4)
            screen.tick()
            on(app, GridScreen)
            clock.passes(minutes=30)
            screen.tick()
            await pilot.pause()
            on(app, ExamReportScreen)
            ended = on_record(desk)
            assert ended.ended == ended.deadline
            assert ended.answered == 1
            assert "8 of 8 minutes" in " ".join(screen_text(app).split())


async def test_an_answer_after_the_time_does_not_count(tmp_path: Path) -> None:
    clock = Clock()
    with desk_at(tmp_path, clock=clock) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            keys = to(app, "one")
            await settle(pilot, keys)
            clock.passes(minutes=9)
            await settle(pilot, "a")
            on(app, ExamReportScreen)
            assert on_record(desk).answered == 0


async def test_time_that_ran_out_while_away_leaves_a_report(tmp_path: Path) -> None:
    clock = Clock()
    with desk_at(tmp_path, clock=clock) as desk:
        begin_exam(desk, 4, 8)
    clock.passes(hours=20)
    with desk_at(tmp_path, clock=clock) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "x")
            assert "Start" in screen_text(app)
            assert "0 of 4 right" in screen_text(app)
            await settle(pilot, "end enter")
            assert on(app, ExamReportScreen).exam.ended == on_record(desk).started + timedelta(minutes=8)


async def test_handing_in_names_what_is_blank_and_shows_the_report(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            right = next(
                "abcd"[place]
                for place, line in enumerate(exam(app).shown("ships/one").lines)
                if line.text == "Port"
            )
            await settle(pilot, f"{to(app, 'many')} a")
            await settle(pilot, f"{to(app, 'one')} {right} s")
            on(app, ConfirmScreen)
            assert "2 blank:" in screen_text(app)
            assert "1 unfinished:" in screen_text(app)
            await settle(pilot, "escape")
            assert on_record(desk).ended is None
            await settle(pilot, "s y")
            on(app, ExamReportScreen)
            assert on_record(desk).ended is not None
            text = screen_text(app)
            assert "1 of 4 right: 25%" in text
            assert "5% to 70%" in text
            await settle(pilot, "enter")
            back = on(app, LookBackScreen)
            assert sorted(given.right for given in back.given) == [False, False, False, True]
            blank = next(place for place, given in enumerate(back.given) if given.response is None)
            await settle(pilot, " ".join(["n"] * blank))
            assert "Left blank" in screen_text(app)
            await settle(pilot, "q q")
            on(app, HomeScreen)
            assert open_exam(desk) is None


async def test_what_cannot_be_saved_is_said_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            await settle(pilot, f"{to(app, 'one')} a")
            before = exam(app)

            def full(*_: object) -> None:
                raise JournalError("the disk is full")

            with monkeypatch.context() as patch:
                patch.setattr(desk.journal, "append", full)
                await settle(pilot, "b")
                assert "the disk is full" in screen_text(app)
                assert exam(app) == before
                await settle(pilot, "s y")
                assert exam(app).ended is None
            await settle(pilot, "b")
            assert on_record(desk).sheet("ships/one").response == exam(app).sheet("ships/one").response
            assert exam(app) != before


async def test_undo_in_a_sitting_leaves_exams_alone(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        begin_exam(desk, 4, 8)
        assert desk.journal.undo(desk.clock()) is None


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("question", "f down minus"),
        ("all", "f g"),
        ("hand-in", "f s"),
        ("report", "b s y"),
        ("back", "b s y enter"),
    ],
)
async def test_exam_screens(name: str, keys: str, size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await settle(pilot, f"{to(app, 'one')} {keys}")
            assert_screen(app, f"exam-{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("running", [False, True])
async def test_start_screens(running: bool, size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        begin_exam(desk, 4, 8).submit(desk.clock())
        if running:
            begin_exam(desk, 4, 8)
        app = StudyGuideApp(desk)
        async with app.run_test(size=size) as pilot:
            await settle(pilot, "x")
            assert_screen(app, f"exam-start{'-running' if running else ''}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_odd_sizes(size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = sitting(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "f")
            await pilot.resize_terminal(*size)
            await endure(pilot)
            await settle(pilot, "g escape s y enter g escape q")
            assert on_record(desk).ended is not None


async def test_ascii_only(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk, exam=begin_exam(desk, 4, 8), ascii_only=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await settle(pilot, f"{to(app, 'one')} a f down minus")
            body = [line for line in screen_text(app).splitlines() if "⏎" not in line]
            assert "\n".join(body).replace("·", "").isascii()


def take(desk: Desk, count: int, answered: int) -> None:
    """A mock exam in which the first questions are answered."""
    record = begin_exam(desk, count)
    for key in record.exam.keys[:answered]:
        shown = record.exam.shown(key)
        draft = Draft.start(shown).toggle().pair(1)
        record.mark(key, Sheet(draft.response()), desk.clock())
    record.submit(desk.clock())


async def test_it_says_before_the_start_how_many_questions_are_new(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        for answered, told in (
            (3, "Every question is new to you."),
            (4, "1 question is new to you; 3 are not, and they tell less about the exam."),
            (0, "You have answered every question before: expect to do better than in the exam itself."),
        ):
            app = StudyGuideApp(desk)
            async with app.run_test(size=(120, 36)) as pilot:
                await settle(pilot, "x")
                assert told in " ".join(screen_text(app).split())
                assert "used up" not in screen_text(app)
            take(desk, 4, answered)


async def test_an_exam_begun_without_a_start_screen_says_it_too(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        take(desk, 4, 4)
        app = sitting(desk)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await settle(pilot)
            assert "You have answered every question before" in " ".join(screen_text(app).split())


def test_it_says_when_the_questions_kept_for_mock_exams_are_used_up(tmp_path: Path) -> None:
    port, *rest = PACK.chapters
    kept = tuple(
        replace(question, reserve=True) if question.id in ("one", "many") else question
        for question in port.questions
    )
    with desk_at(tmp_path, pack=replace(PACK, chapters=(replace(port, questions=kept), *rest))) as desk:
        assert str(next_exam(desk, 2)) == "Every question is new to you."
        take(desk, 2, 1)
        assert next_exam(desk, 2) == Freshness(1, 1, used_up=False)
        take(desk, 2, 2)
        assert str(next_exam(desk, 2)).startswith("You have answered every question before")
        assert str(next_exam(desk, 4)) == (
            "2 questions are new to you; 2 are not, and they tell less about the exam. "
            "All questions kept for mock exams are used up."
        )
