"""Answering on the screen: every kind of question by keyboard, and what is on record afterwards."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from studyguide.errors import JournalError
from studyguide.guide.model import Multi
from studyguide.journal.event import Act
from studyguide.memory.model import Grade
from studyguide.settings import Settings
from studyguide.study.desk import Desk
from studyguide.study.filter import LEECH_LAPSES
from studyguide.study.session import Session
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.study import StudyScreen
from tests.tui.desk import NOW, PACK, desk_at, endure, on, settle, studying
from tests.tui.snapshot import assert_screen, screen_text

FLIP = "port/terms/aft/meaning"
ORDER = "port/rings/order"
KINDS = ("tf", "one", "many", "order", "pairs", "typed", "free", "gap", "case-a", FLIP, ORDER)
ANSWERED = {
    "tf": "b enter",
    "one": "a enter",
    "many": "a b enter",
    "order": "J enter",
    "pairs": "1 2 3 enter",
    "typed": "a n k e r enter",
    "free": "x enter a",
    "gap": "s t e r n enter",
    "case-a": "x",
    FLIP: "space",
    ORDER: "enter",
}
"""For each card the keys that answer it, rightly or not."""


def session(app: StudyGuideApp) -> Session:
    return on(app, StudyScreen).sitting.session


def recorded(desk: Desk) -> list[tuple[str, object]]:
    return [
        (event.item.rpartition("/")[2], event.body["grade"])
        for event in desk.journal.events(kinds=("review",))
        if event.live
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", KINDS)
async def test_each_kind_before_and_after(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    label = f"study-{name.replace('/', '-')}-{size[0]}x{size[1]}"
    with desk_at(tmp_path) as desk:
        app = studying(desk, name)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            assert_screen(app, f"{label}-asked")
            await settle(pilot, ANSWERED[name])
            assert session(app).phase in ("revealed", "settled")
            assert_screen(app, f"{label}-answered")


async def test_the_bar_tells_what_to_do_before_how_the_card_stands_to_the_exam(tmp_path: Path) -> None:
    (chapter,) = (each for each in PACK.chapters if any(one.id == "many" for one in each.questions))
    questions = tuple(
        replace(one, scope="adjacent") if isinstance(one, Multi) else one for one in chapter.questions
    )
    edge = replace(PACK, chapters=(replace(chapter, questions=questions),))
    with desk_at(tmp_path, pack=edge) as desk:
        app = studying(desk, "many")
        async with app.run_test(size=(60, 24)) as pilot:
            await settle(pilot)
            assert "Choose 2 · at the" in screen_text(app).splitlines()[0]


async def test_a_right_choice_is_saved_and_goes_on(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "one", "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            right = next(
                "abcd"[place] for place, line in enumerate(session(app).shown.lines) if line.text == "Port"
            )
            await settle(pilot, right)
            assert recorded(desk) == []
            await settle(pilot, "enter")
            assert recorded(desk) == [("one", 3)]
            assert session(app).correct
            await settle(pilot, "space")
            assert session(app).card.id == "ships/tf"


async def test_the_letter_twice_answers(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "b b")
            assert recorded(desk) == [("tf", 3)]


async def test_arrows_choose(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "down down enter")
            assert recorded(desk) == [("tf", 3)]


async def test_enter_without_a_choice_answers_nothing(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "enter enter")
            assert session(app).phase == "asking"
            assert recorded(desk) == []


async def test_multi_wants_its_number(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "many")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "a enter")
            assert session(app).phase == "asking"
            await settle(pilot, "b a a enter")
            assert session(app).phase == "settled"


async def test_lines_are_carried_into_order(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "order")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, StudyScreen)
            for place, wanted in enumerate("abc"):
                while screen.draft.order.index(wanted) != place:
                    here = screen.draft.order.index(wanted)
                    await pilot.press(*["up"] * 3, *["down"] * here, "K")
            await settle(pilot, "enter")
            assert recorded(desk) == [("order", 3)]


async def test_a_typed_answer_near_the_right_one_is_the_learner_s_call(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "typed")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "a n c h o u r enter")
            assert session(app).phase == "revealed"
            await settle(pilot, "space")
            assert recorded(desk) == []
            await settle(pilot, "y")
            assert recorded(desk) == [("typed", 3)]


async def test_escape_leaves_the_box_for_the_keys(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "typed")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "q escape x")
            assert recorded(desk) == [("typed", 1)]


async def test_key_points_propose_the_grade(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(grading="four", certainty=False)) as desk:
        app = studying(desk, "free")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "w a t e r enter b space")
            assert recorded(desk) == [("free", 2)]


async def test_grade_keys_change_the_grade_and_go_on(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(grading="four", certainty=False)) as desk:
        app = studying(desk, "tf", FLIP)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "b b 4")
            assert recorded(desk) == [("tf", 4)]
            await settle(pilot, "space 2")
            assert recorded(desk) == [("tf", 4), ("meaning", 2)]


async def test_with_two_grades_hard_is_not_offered(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, FLIP)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "space 2")
            assert recorded(desk) == []
            await settle(pilot, "3")
            assert recorded(desk) == [("meaning", 3)]


async def test_undo_goes_back_card_by_card(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf", "one")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "a a space x")
            assert [name for name, _ in recorded(desk)] == ["tf", "one"]
            await settle(pilot, "u")
            assert (session(app).card.id, session(app).phase) == ("ships/one", "asking")
            await settle(pilot, "u")
            assert session(app).card.id == "ships/tf"
            assert recorded(desk) == []
            await settle(pilot, "u")
            assert recorded(desk) == []


async def test_looking_up_and_coming_back(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "a o")
            assert on(app, ReaderScreen).place.ref == "port#terms"
            await settle(pilot, "escape")
            assert on(app, StudyScreen).draft.chosen == ("true",)


async def test_why_hint_and_flag(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "w")
            assert "new" in screen_text(app)
            await settle(pilot, "h")
            assert "no hint" in screen_text(app)
            await settle(pilot, "asterisk")
            assert desk.journal.mark("ships/tf").flagged
            await settle(pilot, "asterisk")
            assert not desk.journal.mark("ships/tf").flagged


async def test_bury_and_suspend_go_on_and_can_be_undone(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf", "one", "many")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "minus")
            assert session(app).card.id == "ships/one"
            await settle(pilot, "at")
            assert session(app).card.id == "ships/many"
            assert desk.set_aside() == {"ships/tf", "ships/one"}
            await settle(pilot, "u u")
            assert session(app).card.id == "ships/tf"
            assert desk.set_aside() == frozenset()


async def test_a_missed_card_comes_back_and_the_end_says_so(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "a a space b b space")
            assert session(app).phase == "done"
            text = screen_text(app)
            assert "2 answers, 1 right" in text
            assert "Anchors float." in text
            await settle(pilot, "enter")
            assert not isinstance(app.screen, StudyScreen)


async def test_what_cannot_be_saved_stays_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "b")

            def full(*_: object) -> None:
                raise JournalError("the disk is full")

            with monkeypatch.context() as patch:
                patch.setattr(desk.journal, "append", full)
                await settle(pilot, "enter")
                assert session(app).phase == "asking"
                assert "the disk is full" in screen_text(app)
            await settle(pilot, "enter")
            assert recorded(desk) == [("tf", int(Grade.GOOD))]


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_odd_sizes_and_resizing_keep_the_answer(size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, *KINDS)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "a")
            await pilot.resize_terminal(*size)
            await endure(pilot)
            assert on(app, StudyScreen).draft.chosen == ("true",)
            await settle(pilot, "enter")
            assert len(recorded(desk)) == 1


async def test_a_click_chooses(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.click("CardView", offset=(8, 3))
            await pilot.pause()
            assert on(app, StudyScreen).draft.chosen == ("false",)


SURE = Settings(certainty=True)


def said(desk: Desk) -> list[tuple[str, object, object]]:
    """Card, grade and certainty of each answer on record."""
    return [
        (event.item.rpartition("/")[2], event.body["grade"], event.body.get("certainty"))
        for event in desk.journal.events(kinds=("review",))
        if event.live
    ]


@pytest.mark.parametrize(
    ("keys", "certainty"), [("b enter 3", 3), ("b enter 2", 2), ("b b 1", 1), ("b b enter", 2)]
)
async def test_how_sure_is_asked_before_the_verdict(keys: str, certainty: int, tmp_path: Path) -> None:
    with desk_at(tmp_path, SURE) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            *answer, last = keys.split()
            await settle(pilot, " ".join(answer))
            assert "How sure? 1 guess  2 fairly  3 sure" in screen_text(app)
            assert recorded(desk) == []
            await settle(pilot, last)
            grade = Grade.AGAIN if certainty == 1 else Grade.GOOD
            assert said(desk) == [("tf", grade, certainty)]
            assert f"+{certainty}" in screen_text(app)


async def test_a_wrong_answer_that_was_sure_says_that_it_comes_back(tmp_path: Path) -> None:
    with desk_at(tmp_path, SURE) as desk:
        app = studying(desk, "tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "a a 3")
            text = screen_text(app)
            assert "You were sure: it comes back in this sitting, tomorrow and before the exam." in text
            assert "-6 (sure)" in text
            assert_screen(app, "study-sure-and-wrong-80x24")


async def test_the_answer_can_be_changed_while_asked_how_sure(tmp_path: Path) -> None:
    with desk_at(tmp_path, SURE) as desk:
        app = studying(desk, "tf", "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "a a escape")
            assert "How sure?" not in screen_text(app)
            await settle(pilot, "enter b")
            assert "How sure?" not in screen_text(app)
            assert on(app, StudyScreen).draft.chosen == ("false",)
            await settle(pilot, "enter 3")
            assert said(desk) == [("tf", Grade.GOOD, 3)]


async def test_digits_say_how_sure_also_of_pairs_and_typed_answers(tmp_path: Path) -> None:
    with desk_at(tmp_path, SURE) as desk:
        app = studying(desk, "pairs", "typed")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "1 2 3 enter 1")
            await settle(pilot, "space a n c h o r enter 3")
            assert [(name, certainty) for name, _, certainty in said(desk)] == [("pairs", 1), ("typed", 3)]


async def test_nobody_is_asked_how_sure_of_nothing(tmp_path: Path) -> None:
    """A blank, a card turned over, and an open answer that the learner judges."""
    with desk_at(tmp_path, SURE) as desk:
        app = studying(desk, "tf", FLIP, "free")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "x space space 3")
            await settle(pilot, "w enter a b space")
            assert said(desk) == [("tf", 1, None), ("meaning", 3, None), ("free", 3, None)]


async def test_a_flag_and_a_dispute_are_taken_back_in_their_turn(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf", "one")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "b b asterisk exclamation_mark o d d enter")
            disputes = [event for event in desk.journal.events(kinds=("dispute",)) if event.live]
            assert [event.body for event in disputes] == [{"text": "odd"}]
            await settle(pilot, "u")
            assert not any(event.live for event in desk.journal.events(kinds=("dispute",)))
            assert desk.journal.mark("ships/tf").flagged
            assert session(app).phase == "settled"
            await settle(pilot, "u")
            assert not desk.journal.mark("ships/tf").flagged
            assert recorded(desk) == [("tf", 3)]
            await settle(pilot, "u")
            assert recorded(desk) == []


def forgotten(desk: Desk, key: str, times: int) -> None:
    """The card was learnt and forgotten, one day after the other."""
    now = NOW - timedelta(days=2 * times + 2)
    for grade in (Grade.GOOD, Grade.AGAIN) * times:
        now += timedelta(days=1)
        desk.journal.append((Act("review", key, {"grade": int(grade)}),), now)


async def test_a_leech_can_be_suspended_with_its_answer_kept(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        forgotten(desk, "ships/tf", LEECH_LAPSES - 1)
        app = studying(desk, "tf", "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "b b")
            assert "Forgotten" not in screen_text(app)
            await settle(pilot, "u a a")
            assert desk.journal.memory("ships/tf") is not None
            text = screen_text(app)
            assert f"Forgotten {LEECH_LAPSES} times" in text
            assert "@ suspend" in text
            await settle(pilot, "at")
            assert desk.journal.mark("ships/tf").suspended
            assert session(app).queue == ("ships/one",)
            await settle(pilot, "u")
            assert not desk.journal.mark("ships/tf").suspended
            assert recorded(desk)[-1] == ("tf", Grade.AGAIN)


async def test_without_a_leech_an_answered_card_is_not_suspended(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf", "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "a a at")
            assert desk.set_aside() == frozenset()
