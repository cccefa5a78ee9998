from __future__ import annotations

from studyguide.exchange.reviews import Row, reviews, reviews_csv
from studyguide.journal.event import Event


def event(at: int, kind: str = "review", item: str = "p/a", *, grade: int = 3, live: bool = True) -> Event:
    body: dict[str, int] = {"grade": grade, "ms": 1500} if kind == "review" else {}
    return Event("d", at, at, at * 1000, 60, at // 100, kind, item, dict(body), None, live)


def test_states() -> None:
    told = [event(100, grade=1), event(101), event(250), event(300, grade=1), event(301), event(400)]
    assert [row.review_state for row in reviews(told)] == [0, 1, 2, 2, 3, 2]


def test_only_what_counts() -> None:
    told = [
        event(100),
        event(101, item="p/b", grade=1),
        event(102, live=False),
        event(103, "reset"),
        event(104, "reset", "p/b", live=False),
        event(200, grade=4),
        event(201, grade=7),
    ]
    assert reviews(told) == (Row("p/b", 101_000, 1, 0, 1500), Row("p/a", 200_000, 4, 0, 1500))


def test_the_file() -> None:
    rows = [Row("p/a", 1_700_000_000_000, 3, 2, None), Row("=p/b", -5, 1, 0, 7)]
    assert reviews_csv(rows) == (
        "card_id,review_time,review_rating,review_state,review_duration\n"
        "p/a,1700000000000,3,2,\n"
        "'=p/b,-5,1,0,7\n"
    )


def test_order_is_that_of_the_journal() -> None:
    told = [event(100, item="p/z"), event(101, item="p/a"), event(102, item="p/z")]
    assert [row.card_id for row in reviews(told)] == ["p/z", "p/a", "p/z"]
