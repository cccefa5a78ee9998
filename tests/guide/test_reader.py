"""Plain values -> model."""

from __future__ import annotations

from datetime import date

from studyguide.guide import model
from studyguide.guide.reader import read_guide, read_questions
from studyguide.guide.yaml_strict import parse
from tests.guide.small_pack import GUIDE, QUESTIONS, SmallPack


def test_every_kind_of_section_and_question_is_read(small: SmallPack) -> None:
    chapter = small.read().chapters[0]
    assert [type(section) for section in chapter.sections] == list(model.Section.__args__)
    kinds = [type(question) for question in chapter.questions]
    assert set(kinds) == {*model.Question.__args__, model.Case} - {model.Short}
    assert chapter.folder == "01-brewing"


def test_leaves_have_their_types(small: SmallPack) -> None:
    question = small.read().chapters[0].questions[0]
    assert isinstance(question, model.TrueFalse)
    assert question.answer is False
    assert question.verified == date(2026, 11, 23)
    assert question.difficulty == 1
    assert question.why.if_true == "Boiling water makes it bitter."


def test_block_texts_lose_the_line_end_they_bring(small: SmallPack) -> None:
    idea = small.read().chapters[0].sections[2]
    assert isinstance(idea, model.BigIdea)
    assert (
        idea.text
        == "Water draws *taste* out of leaves.\n\nHotter water draws **faster**; see `kettle --help`."
    )


def test_code_keeps_its_indentation(small: SmallPack) -> None:
    small.change(
        GUIDE,
        r'code: {language: bash, caption: A kettle, text: "kettle pour \\\n  --slowly"}',
        "code:\n          language: python\n          text: |2\n\n              indented\n            less\n",
    )
    scenario = small.read().chapters[0].sections[8]
    assert isinstance(scenario, model.Scenario)
    assert scenario.steps[1].code == model.Code(language="python", text="  indented\nless")


def test_parts_without_an_id_get_their_letter_and_named_ones_keep_theirs(small: SmallPack) -> None:
    questions = {question.id: question for question in small.read().chapters[0].questions}
    multi, ordering, matching = questions["keep-warm"], questions["steps"], questions["pairs"]
    assert isinstance(multi, model.Multi)
    assert [option.id for option in multi.options] == ["a", "b", "c", "d", "sugar"]
    assert isinstance(ordering, model.Ordering)
    assert [item.id for item in ordering.items] == ["a", "b", "c"]
    assert isinstance(matching, model.Matching)
    assert [pair.id for pair in matching.pairs] == ["a", "b", "c"]


def test_parts_inside_a_case_get_letters_too(small: SmallPack) -> None:
    text = small.text(QUESTIONS)
    start = text.index("  - id: steps")
    steps = text[start : text.index("  - id: pairs")]
    case = "".join(f"    {line}\n" for line in steps.splitlines())
    small.change(QUESTIONS, "      - id: evening-mint", f"{case}      - id: evening-mint")
    small.change(QUESTIONS, steps + "  - id: pairs", "  - id: pairs")
    case_read = small.read().chapters[0].questions[4]
    assert isinstance(case_read, model.Case)
    inner = case_read.questions[1]
    assert isinstance(inner, model.Ordering)
    assert [item.id for item in inner.items] == ["a", "b", "c"]


def test_clean_parts_of_a_faulty_file_are_still_there(small: SmallPack) -> None:
    small.change(GUIDE, "meaning: Leaving", "meening: Leaving")
    parsed = read_guide(parse(small.text(GUIDE).encode(), "f"))
    assert parsed.whole is None
    assert [position for position, _ in parsed.parts] == [0, *range(2, 13)]


def test_a_key_that_was_refused_is_not_complained_of_twice(small: SmallPack) -> None:
    small.change(
        QUESTIONS, "difficulty: 2\n    concept: black-tea", "difficulty: !int 'x'\n    concept: black-tea"
    )
    parsed = read_questions(parse(small.text(QUESTIONS).encode(), "f"))
    assert [problem.message[:4] for problem in parsed.problems] == ["tags"]


def test_a_misspelt_key_is_not_also_missing(small: SmallPack) -> None:
    small.change(GUIDE, "summary: Leaves", "sumary: Leaves")
    assert [problem.message for problem in small.problems()] == ["unknown key; did you mean 'summary'?"]
