"""What goes wrong, counted from reviews and from mock exams."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from studyguide.cards.derive import derive
from studyguide.cards.model import Chosen
from studyguide.guide.model import Pack
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import entry
from studyguide.study.certainty import Certainty
from studyguide.study.exam import Sheet
from studyguide.study.exam_record import ExamRecord, past
from studyguide.study.mistakes import confusions, contrast, drill, examined, reviewed, slips
from studyguide.study.sitting import Definition, Sitting
from tests.cards.asks import CHOICE, card

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
CARDS = {
    "a": card(CHOICE, "a", concept="group", confusable=("acl",)),
    "b": card(CHOICE, "b", concept="acl", confusable=("group", "route")),
}
WRONG, RIGHT = Chosen(("a",)), Chosen(("b",))


def test_slips_and_confusions_of_reviews_and_exams(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db", Scheduler(), now=NOW) as journal:
        sitting = Sitting.begin(journal, CARDS, Definition("s", ("a", "b")), NOW)
        sitting.answer(WRONG, NOW, 0, certainty=Certainty.SURE)
        sitting.next()
        sitting.answer(RIGHT, NOW, 0)
        exam = ExamRecord.begin(journal, CARDS, ("a", "b"), 5, "s", NOW)
        exam.mark("b", Sheet(WRONG), NOW)
        answers = reviewed(journal.events(kinds=("review",)), CARDS) + examined(past(journal, CARDS))
        assert [(slip.key, slip.option, slip.times, slip.sure) for slip in slips(answers)] == [
            ("a", "a", 1, 1)
        ]
        exam.submit(NOW)
        answers = reviewed(journal.events(kinds=("review",)), CARDS) + examined(past(journal, CARDS))
        assert [(slip.key, slip.times) for slip in slips(answers)] == [("a", 1), ("b", 1)]
        assert [(pair.one, pair.other, pair.times) for pair in confusions(answers)] == [
            ("acl", "group", 2),
            ("acl", "route", 1),
        ]


def test_the_shipped_guide_tells_confusable_concepts_apart(pack: Pack) -> None:
    found = contrast((pack,), "cloudtrail", "cloudwatch")
    assert found is not None
    assert found.ref == "sagemaker-security#monitoring-vs-auditing"
    assert len(found.rows) >= 4
    assert all(one != other for _, one, other in found.rows)
    keys = drill(tuple(map(entry, derive(pack))), "security-group", "network-acl")
    assert len(keys) >= 6
    assert len(set(keys)) == len(keys)


def test_where_no_table_compares_two_their_glossary_entries_stand_side_by_side(pack: Pack) -> None:
    found = contrast((pack,), "baa", "no-such-concept", "hipaa")
    assert found is not None
    assert found.ref.endswith("/baa")
    (full, one_full, other_full), (meaning, one, other) = found.rows
    assert (full, one_full, meaning) == ("In full", "business associate addendum", "Meaning")
    assert other_full.startswith("Health Insurance")
    assert "agreement" in one
    assert one != other


def test_a_table_goes_before_glossary_entries(pack: Pack) -> None:
    found = contrast((pack,), "cloudtrail", "least-privilege", "cloudwatch")
    assert found is not None
    assert found.ref == "sagemaker-security#monitoring-vs-auditing"


def test_a_concept_beside_itself_is_no_contrast(pack: Pack) -> None:
    assert contrast((pack,), "baa", "baa") is None


def test_concepts_that_no_table_compares_have_no_contrast(pack: Pack) -> None:
    assert contrast((pack,), "cloudtrail", "no-such-concept") is None
