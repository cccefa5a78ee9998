"""Questions on a page: what is asked, and the answer folded away below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studyguide.exchange.faces import answered, asked
from studyguide.exchange.hypertext import Html, blocks, element, joined
from studyguide.guide import model as m
from studyguide.guide.model import Chapter, Question
from studyguide.guide.parts import asked as parts_asked


def questions(chapter: Chapter, wanted: Iterable[str]) -> Html:
    """Questions of a chapter by id, in that order and numbered; a case's situation before its first one."""
    known = {part.id: (part, whole) for whole in chapter.questions for _, part in parts_asked(whole)}
    return joined(_numbered(known[name] for name in wanted))


def practice(chapter: Chapter) -> Html:
    """The questions that no checkpoint asks and no mock exam keeps for itself."""
    met = {
        name
        for section in chapter.sections
        if isinstance(section, m.Checkpoint)
        for name in section.questions
    }
    return questions(
        chapter,
        (
            part.id
            for whole in chapter.questions
            for _, part in parts_asked(whole)
            if not part.reserve and part.id not in met
        ),
    )


def _numbered(found: Iterable[tuple[Question, Question | m.Case]]) -> Iterator[Html]:
    told = ""
    for at, (question, whole) in enumerate(found, 1):
        if isinstance(whole, m.Case) and whole.id != told:
            yield element("div", blocks(whole.scenario, element("strong", "Situation:")), class_="situation")
        told = whole.id
        yield element(
            "div",
            element("h4", f"Question {at}"),
            asked(question),
            element("details", element("summary", "Answer"), answered(question), class_="answer"),
            class_="question",
        )
