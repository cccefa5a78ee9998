"""The days until the exam, lived through in advance."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler
from studyguide.study.learner import Answer, Forgetting, Learner
from studyguide.study.outlook import SAMPLE, UNTOUCHED, Begun, Belief, Held, Outlook, outlook
from studyguide.study.pace import Course, final_days, pace
from studyguide.study.value import Values

MODEL = Scheduler()
DAY = 20_000
BELIEF = Forgetting.of(Learner())


def course(days: int, *, seen: int, unseen: int, minutes: int = 20, since: int = 0) -> Course:
    return Course(DAY, DAY + days, DAY - since, minutes, seen, unseen)


def held(number: int, *, stability: float = 5.0, ago: int = 3) -> list[Held]:
    return [Held((stability, 5.0), DAY - ago, 1.0)] * number


NEW = Held(None, 0, 1.0)


def played(
    cards: Sequence[Held], until: Course, learner: Learner | None = None, begun: Begun = UNTOUCHED
) -> Outlook:
    return outlook(cards, until, Belief(learner or Learner(), MODEL, until.exam_day), "x", begun)


def test_every_day_before_the_exam_is_foreseen_and_fits_its_minutes() -> None:
    found = played([*held(30), *[NEW] * 60], course(12, seen=30, unseen=60))
    assert [day.day for day in found.days] == list(range(DAY, DAY + 12))
    assert all(day.minutes <= 20 + 1 for day in found.days)
    assert sum(day.new for day in found.days) <= 60 + 1e-6
    assert sum(day.reviews for day in found.days) > 0


def test_it_is_repeatable_and_its_range_holds_its_mean() -> None:
    cards = [*held(20), *[NEW] * 30]
    found = [played(cards, course(9, seen=20, unseen=30)) for _ in range(2)]
    assert found[0] == found[1]
    low, mean, high = found[0].likely
    assert 0 <= low < mean < high <= 1


def test_a_large_deck_is_played_with_a_sample_that_keeps_its_proportions() -> None:
    small = played([*held(40), *[NEW] * 160], course(14, seen=40, unseen=160))
    cards = [*held(400), *[NEW] * 1600]
    large = played(cards, course(14, seen=400, unseen=1600, minutes=200))
    assert len(cards) > SAMPLE
    assert abs(large.likely.mean - small.likely.mean) < 0.1
    assert large.days[0].new > 5 * small.days[0].new


def test_the_days_of_a_large_deck_keep_to_their_minutes_on_the_whole() -> None:
    found = played([NEW] * 2600, course(21, seen=0, unseen=2600))
    assert 19 <= sum(day.minutes for day in found.days) / len(found.days) <= 21


def test_what_is_well_known_is_likely_to_be_recalled() -> None:
    known = played(held(50, stability=400), course(5, seen=50, unseen=0, since=90))
    strange = played([NEW] * 50, course(1, seen=0, unseen=50, minutes=1))
    assert known.likely.mean > 0.95
    assert strange.likely.mean < 0.7


def test_there_is_more_doubt_the_further_away_the_exam_is() -> None:
    widths = []
    for days in (60, 20, 3):
        likely = played(held(80), course(days, seen=80, unseen=0, since=60 - days)).likely
        widths.append(likely.high - likely.low)
    assert widths[0] > widths[2]


def test_no_cards_are_all_recalled() -> None:
    found = played([], course(3, seen=0, unseen=0))
    assert found.likely.mean == 1
    assert sum(day.minutes for day in found.days) == 0


@given(
    days=st.integers(1, 120),
    seen=st.integers(0, 3000),
    unseen=st.integers(0, 3000),
    minutes=st.integers(1, 240),
    since=st.integers(0, 120),
)
def test_pace_leaves_room_for_what_is_new_and_ends_with_a_final_pass(
    days: int, seen: int, unseen: int, minutes: int, since: int
) -> None:
    now = course(days, seen=seen, unseen=unseen, minutes=minutes, since=since)
    seconds = Learner().seconds
    limits = pace(now, BELIEF, seconds)
    assert 0 <= limits.new <= unseen
    assert 0 <= limits.new_seconds <= minutes * 60
    assert limits.final is (days <= final_days(now, seconds))
    assert 1 <= final_days(now, seconds) <= 7
    assert pace(now._replace(day=DAY + days - 1), BELIEF, seconds).final


def test_new_cards_are_met_in_time_to_settle() -> None:
    now = course(30, seen=100, unseen=120, since=10)
    met, left = 0, 120
    for day in range(DAY, DAY + 30):
        today = pace(now._replace(day=day, unseen=left), BELIEF, Learner().seconds).new
        met, left = met + today, left - today
        if left == 0:
            break
    assert day <= DAY + 30 - 14


@given(
    stability=st.floats(0.1, 300),
    difficulty=st.floats(1, 10),
    elapsed=st.integers(0, 200),
    days=st.integers(1, 90),
)
def test_a_review_is_worth_something_and_takes_time(
    stability: float, difficulty: float, elapsed: int, days: int
) -> None:
    values = Values(Learner(), BELIEF, MODEL, days)
    worth = values.review(stability, difficulty, elapsed, "")
    assert -0.5 <= worth.gain <= 1
    assert 8 <= worth.seconds <= 28
    assert worth == values.review(stability, difficulty, elapsed, "")


def test_what_is_half_forgotten_is_worth_more_than_what_is_fresh() -> None:
    values = Values(Learner(), BELIEF, MODEL, 10)
    assert values.review(5, 5, 40, "").rate > values.review(5, 5, 1, "").rate
    assert values.new.gain > 0


def test_who_answers_most_cards_right_at_first_still_meets_new_ones() -> None:
    right = [Answer(Grade.GOOD, 15, None, 0)] * 85 + [Answer(Grade.AGAIN, 30, None, 0)] * 15
    reader = Learner().after(right)
    assert Values(reader, Forgetting.of(reader), MODEL, 12).new.gain > 0
    found = played([*held(30), *[NEW] * 300], course(20, seen=30, unseen=300, since=9), reader)
    assert sum(day.new for day in found.days) > 150


def test_what_was_done_today_is_not_played_again() -> None:
    cards, until = [*held(30), *[NEW] * 60], course(12, seen=30, unseen=60)
    morning, later = played(cards, until), played(cards, until, begun=Begun(introduced=2, spent=1200.0))
    assert morning.days[0].minutes > 0
    assert later.days[0].minutes == later.days[0].new == 0
    assert later.days[1].minutes > 0


def test_a_card_answered_today_is_not_foreseen_for_today() -> None:
    found = played(held(20, ago=0), course(2, seen=20, unseen=0, since=10))
    assert found.days[0].reviews == 0
    assert found.days[1].reviews > 0


def test_kinds_that_take_long_leave_time_for_fewer() -> None:
    answers = [Answer(Grade.GOOD, 40, 5.0, 3, "case")] * 40 + [Answer(Grade.GOOD, 5, 5.0, 3, "flip")] * 40
    learner = Learner().after(answers)
    reviews = [
        played(
            [card._replace(kind=kind) for card in held(150, ago=30)],
            course(10, seen=150, unseen=0, minutes=5, since=30),
            learner,
        )
        .days[0]
        .reviews
        for kind in ("case", "flip")
    ]
    assert reviews[0] < reviews[1]


@given(stability=st.floats(0.001, 36500), elapsed=st.integers(1, 3000))
def test_a_card_has_rested_once_its_rest_is_over(stability: float, elapsed: int) -> None:
    assert (stability <= BELIEF.rested(elapsed)) is (elapsed >= BELIEF.rest(stability))
