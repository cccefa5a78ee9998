"""What an editor objects to."""

from __future__ import annotations

import pytest

from studyguide.errors import Problem
from studyguide.guide.folder import read_folder
from studyguide.guide.lint import lint
from tests.guide.small_pack import GUIDE, OTHER_QUESTIONS, PACK, QUESTIONS, SmallPack


def objections(small: SmallPack) -> tuple[Problem, ...]:
    return lint(*read_folder(small.folder))


def one(small: SmallPack, at: str, name: str = QUESTIONS) -> Problem:
    """The only objection; it must be at this text."""
    (problem,) = objections(small)
    assert (problem.line, problem.column) == small.place(name, at)
    assert problem.file == str(small.folder / name)
    return problem


def test_the_small_pack_is_clean(small: SmallPack) -> None:
    assert objections(small) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is darker than option B is.", "option B"),
        ("Unlike answer (C), it is dark.", "answer (C"),
        ("It is darker than the last option.", "the last option"),
        ("The first answer is not a tea.", "The first answer"),
        ("See the options above for that.", "options above"),
        ("All of the above are quite dark.", "All of the above"),
        ("Really none of the other teas is.", "none of the other"),
    ],
)
def test_words_that_need_one_order_of_the_options(small: SmallPack, text: str, words: str) -> None:
    small.change(QUESTIONS, "why: It stands until it is dark.", f"why: '{text}'")
    problem = one(small, f"'{text}'")
    assert problem.path == "questions[1].options[0].why"
    assert problem.message.startswith(f"'{words}")


@pytest.mark.parametrize(
    "text", ["It is an option a team has.", "As a first choice it is dark.", "It has all of the taste."]
)
def test_words_that_only_look_like_it(small: SmallPack, text: str) -> None:
    small.change(QUESTIONS, "why: It stands until it is dark.", f"why: {text}")
    assert objections(small) == ()


def test_all_of_the_above_as_an_option(small: SmallPack) -> None:
    small.change(QUESTIONS, "text: Mint leaves,", "text: All of the above,")
    assert one(small, "All of").path == "questions[1].options[3].text"


def test_a_reason_that_gives_none(small: SmallPack) -> None:
    small.change(QUESTIONS, "why: It is only withered.", "why: Not oxidised.")
    assert one(small, "Not oxidised.").message == "gives no reason in fewer than 4 words"


def test_a_reason_inside_true_false(small: SmallPack) -> None:
    small.change(QUESTIONS, "true: Boiling water makes it bitter.", "true: Wrong.")
    assert one(small, "Wrong.").path == "questions[0].why.true"


def test_a_multi_that_does_not_say_how_many(small: SmallPack) -> None:
    small.change(QUESTIONS, "What keeps a pot warm? Choose TWO.", "What keeps a pot warm?")
    assert one(small, "What keeps").message == "does not say how many are right; add 'Choose TWO'"


def test_a_multi_that_tells_a_wrong_number(small: SmallPack) -> None:
    small.change(QUESTIONS, "Choose TWO.", "Choose THREE.")
    assert one(small, "What keeps").message == "does not say how many are right; add 'Choose TWO'"


def test_a_figure_is_a_number_too(small: SmallPack) -> None:
    small.change(QUESTIONS, "Choose TWO.", "Select 2.")
    assert objections(small) == ()


def test_stems_that_are_nearly_the_same(small: SmallPack) -> None:
    small.change(QUESTIONS, "stem: Put the steps in order.", "stem: Why does green tea turn so bitter?")
    problem = one(small, "Why does green tea turn bitter?")
    assert problem.message == "is nearly the stem of 'steps'"


def test_stems_about_different_things_are_not_the_same(small: SmallPack) -> None:
    small.change(QUESTIONS, "stem: Put the steps in order.", "stem: Why does black tea turn dark?")
    assert objections(small) == ()


def test_a_service_that_is_out_of_scope_as_the_answer(small: SmallPack) -> None:
    small.change(QUESTIONS, "text: Black tea,", "text: Tea from a Samovar,")
    problem = one(small, "Tea from")
    assert problem.path == "questions[1].options[0].text"
    assert problem.message.startswith("Amazon Samovar is out of scope")


def test_it_may_be_a_distractor(small: SmallPack) -> None:
    small.change(QUESTIONS, "text: Green tea,", "text: Tea from a Samovar,")
    assert objections(small) == ()


def test_it_may_be_the_answer_where_the_question_says_it_is_outside(small: SmallPack) -> None:
    small.change(QUESTIONS, "answers: [tisane, herbal tea]", "answers: [Samovar]")
    assert objections(small) == ()


def test_it_may_not_fill_a_gap(small: SmallPack) -> None:
    small.change(QUESTIONS, "{{steeping}}", "{{Amazon Samovar}}")
    assert one(small, "Leaving leaves").path == "questions[7].stem"


def test_an_acronym_that_the_guide_never_uses(small: SmallPack) -> None:
    small.change(QUESTIONS, "stem: Put the steps", "stem: For CTC and BOPF, put the steps")
    assert one(small, "For CTC").message == "'BOPF' is nowhere in the guide"


def test_a_taught_task_without_a_question(small: SmallPack) -> None:
    small.change(PACK, "title: Choose leaves", "title: Choose leaves\n          security: true")
    (small.folder / QUESTIONS).write_text(small.text(QUESTIONS).replace('task: "1.1"', 'task: "2.1"'))
    problem = one(small, 'id: "1.1"', PACK)
    assert problem.message == "task 1.1 is taught, but no question asks about it"


def test_an_untaught_task_counts_from_version_1_on(small: SmallPack) -> None:
    small.change(
        PACK,
        'tasks:\n        - id: "1.1"',
        'tasks:\n        - {id: "1.2", title: Pick, security: true}\n        - id: "1.1"',
    )
    assert objections(small) == ()
    small.change(PACK, "version: 0.1.0", "version: 1.0.0")
    assert one(small, '{id: "1.2"', PACK).message == "no question asks about task 1.2"


CHOICE = """\
  - id: choice-{at}
    kind: choice
    stem: {stem}
    options:
{options}
    task: "1.1"
    scope: in
    difficulty: 2
    concept: concept-{at}
    ref: brewing#teas/oxidation
    source: {{title: Tea guide, url: "https://example.org/tea"}}
    verified: 2026-11-23
"""
STEMS = (
    *("abacus", "basin", "candle", "dragon", "ember", "falcon"),
    *("garden", "hammer", "island", "jungle", "kettle", "lantern"),
)


def add_choices(small: SmallPack, count: int, *, key_at: int | None, key_longest: bool) -> None:
    """Choices whose key stands in turn at every place, or always at one."""
    text = small.text(QUESTIONS)
    for at in range(count):
        place = at % 4 if key_at is None else key_at
        options = []
        for option in range(4):
            key = option == place
            name = f"{STEMS[at]} number {option}{' of all the many there are' if key and key_longest else ''}"
            options.append(
                f"      - {{text: {name}, why: This is a reason.{', correct: true' if key else ''}}}"
            )
        stem = f"{STEMS[at]} {STEMS[at]} {STEMS[at - 1]} {STEMS[at - 2]} {STEMS[at - 3]} {STEMS[at]}?"
        text += CHOICE.format(at=at, stem=stem, options="\n".join(options))
    (small.folder / QUESTIONS).write_text(text)


def test_a_key_that_is_always_the_longest(small: SmallPack) -> None:
    add_choices(small, 12, key_at=None, key_longest=True)
    (problem,) = objections(small)
    assert problem.path == "questions"
    assert problem.message == "the key is the longest option in 12 of 13 choices; vary the lengths"


def test_a_key_that_is_always_at_one_place(small: SmallPack) -> None:
    add_choices(small, 12, key_at=2, key_longest=False)
    (problem,) = objections(small)
    assert problem.message == "the key is option 3 in 12 of 13 choices; vary its place"


def test_a_habit_that_shows_only_over_several_files(small: SmallPack) -> None:
    start = small.text(QUESTIONS)
    add_choices(small, 12, key_at=2, key_longest=False)
    added = small.text(QUESTIONS).removeprefix(start)
    half = added.index("  - id: choice-6\n")
    (small.folder / QUESTIONS).write_text(start + added[:half])
    (small.folder / OTHER_QUESTIONS).write_text("questions:\n" + added[half:])
    (problem,) = objections(small)
    assert problem.file == str(small.folder / PACK)
    assert problem.message == "the key is option 3 in 12 of 13 choices; vary its place"


def test_keys_of_every_place_and_length(small: SmallPack) -> None:
    add_choices(small, 12, key_at=None, key_longest=False)
    assert objections(small) == ()


def test_few_choices_prove_nothing(small: SmallPack) -> None:
    add_choices(small, 10, key_at=2, key_longest=True)
    assert objections(small) == ()


def test_objections_stand_in_the_order_of_the_file(small: SmallPack) -> None:
    small.change(QUESTIONS, "why: Wool holds the heat.", "why: Wool.")
    small.change(
        QUESTIONS,
        "{text: Black tea, correct: true, why: It stands until it is dark.}",
        "{text: Black tea, correct: true, why: Dark.}",
    )
    small.change(GUIDE, "CTC is dust", "CTC is fine dust")
    assert [problem.path for problem in objections(small)] == [
        "questions[1].options[0].why",
        "questions[2].options[0].why",
    ]
