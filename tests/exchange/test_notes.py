from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyguide.errors import ContentError, StudyGuideError
from studyguide.exchange.incoming import Incoming
from studyguide.exchange.notes import Notes, read_notes

NOTES = """\
# Security

Some words on the day.

Q: What does a **security group** filter?
   Name the thing.
A: Traffic of a network interface.

It is stateful: `arn:aws:s3:::b` is no term :: here.
Q: Code?
A: Such as:

```
# no heading
Q: no question
a :: b
```

- TLS :: encryption in transit
2. KMS  ::  keys
"""


def read(tmp_path: Path, text: str) -> Notes:
    file = tmp_path / "notes.md"
    file.write_bytes(text.encode())
    return read_notes(file)


def test_every_form(tmp_path: Path) -> None:
    assert read(tmp_path, NOTES) == Notes(
        [
            Incoming(
                5,
                "What does a **security group** filter?\n   Name the thing.",
                "Traffic of a network interface.",
            ),
            Incoming(9, "It is stateful: `arn:aws:s3:::b` is no term", "here.", is_term=True),
            Incoming(10, "Code?", "Such as:\n\n```\n# no heading\nQ: no question\na :: b\n```"),
            Incoming(19, "TLS", "encryption in transit", is_term=True),
            Incoming(20, "KMS", "keys", is_term=True),
        ],
        (3,),
    )


def test_bold_marks_windows_ends_and_answers_of_several_paragraphs(tmp_path: Path) -> None:
    text = "**Q:** one?\r\n**A:** first\r\n\r\nsecond\r\n---\r\nQ: two?\r\nA:\r\nb std::vector\r\nc :: d\r\n"
    assert read(tmp_path, text).cards == [
        Incoming(1, "one?", "first\n\nsecond"),
        Incoming(6, "two?", "b std::vector\nc :: d"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Q: one?\n\nQ: two?\nA: x\n", 1, "a question without an answer"),
        ("a :: b\nA: x\n", 2, "an answer without a question"),
        ("Q: one?\nA: x\nA: y\n", 3, "an answer without a question"),
        ("Q: one?\nA:\n\n", 1, "back is empty"),
        ("a :: b\na :: c\n", 2, "that of the card in line 1"),
        ("only words\n", 1, "holds no card"),
        ("a :: b\nc :: \x07d\n", 2, "U+0007"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    assert words in problem.message
    assert (problem.file, problem.line) == (str(tmp_path / "notes.md"), line)


def test_an_unclosed_fence_takes_the_rest(tmp_path: Path) -> None:
    (card,) = read(tmp_path, "Q: a\nA: b\n```\nc :: d\n").cards
    assert card.back == "b\n```\nc :: d"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["Q: a", "A: b", "c :: d", "", "# x", "words", "```", "\ttab", "Q:", ":: ::"]))
)
def test_whatever_comes_in_there_is_a_sentence(tmp_path: Path, lines: list[str]) -> None:
    try:
        notes = read(tmp_path, "\n".join(lines))
    except StudyGuideError:
        return
    assert notes.cards
    assert all(card.front.strip() and card.back.strip() for card in notes.cards)
