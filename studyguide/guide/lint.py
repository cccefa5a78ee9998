"""What a careful editor would object to in a pack that can be used: `check --strict`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from rapidfuzz import fuzz

from studyguide.errors import Problem
from studyguide.guide import model
from studyguide.guide.document import Document, KeyPath
from studyguide.guide.folder import Places
from studyguide.guide.markup import plain
from studyguide.guide.model import Case, Choice, Pack, Question
from studyguide.guide.parts import asked
from studyguide.guide.rules import GAP

Asked = tuple[Document, KeyPath, Question]
"""A question that is put to a learner, and where it stands."""

_FEWEST_WORDS = 4
"""In a `why`: fewer cannot give a reason."""

_ALIKE = 90
"""Percent of likeness of two stems, their words sorted. Statements that differ in the one term they are about
stay under it; a stem said again in another order or with a word changed comes above it."""

_FEWEST_STEM_WORDS = 6
"""Shorter stems, such as `What fails first?` in a case, are alike without asking the same."""

_FEWEST_CHOICES = 12
_MOST_SHARE = 0.45
"""Of the choices. With four options chance gives 0.25; 12 questions exceed 0.45 by chance once in twenty."""

_POSITIONS = re.compile(
    r"\b(?i:option|answer|choice)s? \(?[A-G]\b"
    r"|\b(?i:the (?:first|second|third|fourth|fifth|last|previous) (?:option|answer)s?)\b"
    r"|\b(?i:(?:option|answer|choice)s? (?:above|below))\b"
)
_OF_THE_ABOVE = re.compile(r"\b(?:all|none|both|neither|any) of the (?:above|below|other)\b", re.IGNORECASE)
_NUMBERS = {2: "two|2", 3: "three|3", 4: "four|4", 5: "five|5", 6: "six|6"}
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]+\b")
_EVERYDAY = re.compile(
    r"ALL|AND|BEST|BUT|EXCEPT|FIRST|FIVE|FOUR|LEAST|MOST|MUST|NEVER|NO|NOT|ONE|ONLY|OR|THREE|TWO"
    r"|AI|API|AWS|CLI|CPU|CSV|DNS|GB|GPU|HTTPS?|ID|IP|JSON|MB|ML|PDF|SDK|SQL|SSH|TCP|UDP|URL|VPN|XML|YAML"
)
"""Words in capitals that need no guide: emphasis, and what every engineer knows."""


def lint(pack: Pack, places: Places) -> tuple[Problem, ...]:
    """Every objection, in the order of files and lines."""
    questions = [
        (document, ("questions", at, *path), part)
        for document, chapter in zip(places.questions, pack.chapters, strict=True)
        for at, question in enumerate(chapter.questions)
        for path, part in asked(question)
    ]
    problems = [
        *_texts(pack, places),
        *_counts_told(questions),
        *_alike(questions),
        *_outside(pack, questions),
        *_acronyms(pack, questions),
        *_untested(pack, places, questions),
    ]
    by_file = [
        problem
        for document in places.questions
        for problem in _guessable([one for one in questions if one[0] is document], document, ("questions",))
    ]
    # Files with few choices each can still show a habit together.
    problems += by_file or _guessable(questions, places.pack, ("chapters",))
    return tuple(sorted(problems, key=lambda one: (one.file, one.line, one.column)))


def _texts(pack: Pack, places: Places) -> Iterator[Problem]:
    """Words that only make sense while the options stand in one order, and reasons that give none."""
    for document, chapter in zip(places.questions, pack.chapters, strict=True):
        for path, text in _strings(("questions",), msgspec.to_builtins(chapter.questions)):
            found = _POSITIONS.search(text)
            if found:
                yield document.problem(path, f"'{found[0]}': options are shuffled; name what the option says")
            found = _OF_THE_ABOVE.search(text)
            if found:
                yield document.problem(path, f"'{found[0]}' asks for logic, not knowledge; write an option")
            if "why" in path and len(re.findall(r"\w+", text)) < _FEWEST_WORDS:
                yield document.problem(path, f"gives no reason in fewer than {_FEWEST_WORDS} words")


def _strings(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, str]]:
    """Every text inside plain values, with its key path."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, inner in value.items():
                yield from _strings((*path, key), inner)
        case list() | tuple():
            for at, inner in enumerate(value):
                yield from _strings((*path, at), inner)
        case _:
            return


def _counts_told(questions: Sequence[Asked]) -> Iterator[Problem]:
    for document, path, question in questions:
        if isinstance(question, model.Multi):
            right = sum(option.correct for option in question.options)
            if not re.search(rf"\b(?:{_NUMBERS[right]})\b", question.stem, re.IGNORECASE):
                word = _NUMBERS[right].partition("|")[0].upper()
                yield document.problem(
                    (*path, "stem"), f"does not say how many are right; add 'Choose {word}'"
                )


def _alike(questions: Sequence[Asked]) -> Iterator[Problem]:
    seen: list[tuple[str, str]] = []
    for document, path, question in questions:
        words = sorted(re.findall(r"\w+", question.stem.casefold()))
        if len(words) < _FEWEST_STEM_WORDS:
            continue
        text = " ".join(words)
        for name, other in seen:
            if fuzz.ratio(text, other, score_cutoff=_ALIKE):
                yield document.problem((*path, "stem"), f"is nearly the stem of '{name}'")
                break
        seen.append((question.id, text))


def _guessable(questions: Sequence[Asked], document: Document, path: KeyPath) -> Iterator[Problem]:
    """Choices whose key shows without knowledge: as the longest option, or by its place in the file."""
    choices = [question for _, _, question in questions if isinstance(question, Choice)]
    if len(choices) < _FEWEST_CHOICES:
        return
    limit = _MOST_SHARE * len(choices)
    longest = 0
    positions: Counter[int] = Counter()
    for choice in choices:
        lengths = [len(plain(option.text)) for option in choice.options]
        key = next(at for at, option in enumerate(choice.options) if option.correct)
        longest += all(lengths[key] > length for at, length in enumerate(lengths) if at != key)
        positions[key] += 1
    if longest > limit:
        message = f"the key is the longest option in {longest} of {len(choices)} choices; vary the lengths"
        yield document.problem(path, message)
    at, times = positions.most_common(1)[0]
    if times > limit:
        message = f"the key is option {at + 1} in {times} of {len(choices)} choices; vary its place"
        yield document.problem(path, message)


def _outside(pack: Pack, questions: Sequence[Asked]) -> Iterator[Problem]:
    """Services the exam does not ask about, as the answer of a question that counts."""
    names = {name: re.sub(r"^(?:AWS|Amazon) ", "", name) for name in pack.exam.outside}
    for document, path, question in questions:
        if question.scope != "in":
            continue
        for inner, text in _keys(question):
            for name, short in names.items():
                if re.search(rf"\b{re.escape(short)}\b", text):
                    message = (
                        f"{name} is out of scope for the exam; say scope: adjacent or out, or ask for another"
                    )
                    yield document.problem((*path, *inner), message)
                    break


def _keys(question: Question) -> Iterator[tuple[KeyPath, str]]:
    """What a learner has to choose or type, where it is the name of something."""
    match question:
        case Choice() | model.Multi():
            for at, option in enumerate(question.options):
                if option.correct:
                    yield ("options", at, "text"), option.text
        case model.Short():
            yield ("answers", 0), question.answers[0]
        case model.Cloze():
            yield ("stem",), " ".join(GAP.findall(question.stem))
        case model.TrueFalse() | model.Ordering() | model.Matching() | model.Open():
            return


def _acronyms(pack: Pack, questions: Sequence[Asked]) -> Iterator[Problem]:
    """Acronyms in a stem that the guide never uses, so that a learner cannot have met them."""
    guide = " ".join(
        text for chapter in pack.chapters for _, text in _strings((), msgspec.to_builtins(chapter.sections))
    )
    cases = " ".join(
        question.scenario
        for chapter in pack.chapters
        for question in chapter.questions
        if isinstance(question, Case)
    )
    known = {*_ACRONYM.findall(guide), *_ACRONYM.findall(cases)}
    for document, path, question in questions:
        for acronym in dict.fromkeys(_ACRONYM.findall(question.stem)):
            if acronym not in known and not _EVERYDAY.fullmatch(acronym):
                yield document.problem((*path, "stem"), f"'{acronym}' is nowhere in the guide")


def _untested(pack: Pack, places: Places, questions: Sequence[Asked]) -> Iterator[Problem]:
    """Security tasks without a question.

    Before version 1 a pack is in the making: then only of the tasks that a section already teaches.
    """
    tested = {question.task for _, _, question in questions}
    taught = {section.task for chapter in pack.chapters for section in chapter.sections}
    for at, domain in enumerate(pack.exam.domains):
        for which, task in enumerate(domain.tasks):
            if not task.security or task.id in tested:
                continue
            path: KeyPath = ("exam", "domains", at, "tasks", which)
            if task.id in taught:
                yield places.pack.problem(path, f"task {task.id} is taught, but no question asks about it")
            elif not pack.version.startswith("0."):
                yield places.pack.problem(path, f"no question asks about task {task.id}")
