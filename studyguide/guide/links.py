"""What must hold between the files of a pack: names that are unique, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyguide.errors import Problem
from studyguide.guide import model
from studyguide.guide.document import Document, KeyPath, Value
from studyguide.guide.model import Case, Question, Section
from studyguide.guide.parts import asked, items
from studyguide.guide.reader import Parsed
from studyguide.guide.wording import did_you_mean, nearest

GuideParsed = Parsed[model.GuideFile, Section]
QuestionsParsed = Parsed[model.QuestionsFile, Question | Case]
PackParsed = Parsed[model.PackFile, object]


@dataclass(frozen=True, slots=True)
class ChapterFiles:
    """A chapter's two files as far as they could be read; None if not at all."""

    guide: GuideParsed | None
    questions: QuestionsParsed | None


def link_problems(pack: PackParsed | None, chapters: Sequence[ChapterFiles]) -> Iterator[Problem]:
    """Every name given twice and every reference to nowhere.

    What stands in a faulty part is not known, so nothing that may refer to it is reported.
    """
    links = _Links(pack, chapters)
    if pack is not None and pack.whole is not None:
        yield from _exam(pack.document, pack.whole.exam)
    yield from _unique_chapters(chapters)
    yield from _unique_questions(chapters)
    for chapter in chapters:
        if chapter.guide is not None:
            yield from _unique_sections(chapter.guide)
            for position, section in chapter.guide.parts:
                yield from links.of_section(chapter, position, section)
        if chapter.questions is not None:
            for position, question in chapter.questions.parts:
                yield from links.of_question(chapter.questions.document, position, question)


class _Links:
    """What can be referred to, and the check of each reference against it."""

    def __init__(self, pack: PackParsed | None, chapters: Sequence[ChapterFiles]) -> None:
        self._tasks: set[str] = set()
        self._labels: set[str] = set()
        self._pack_known = pack is not None and pack.whole is not None
        if pack is not None and pack.whole is not None:
            for domain in pack.whole.exam.domains:
                for task in domain.tasks:
                    self._tasks.add(task.id)
                    self._labels.update(task.items)
        self._chapters: dict[str, _Sections] = {}
        self._all_known = self._pack_known
        self._concepts: set[str] = set()
        self._concepts_known = self._pack_known
        for chapter in chapters:
            self._learn(chapter)

    def _learn(self, chapter: ChapterFiles) -> None:
        name = chapter.guide.document.value.get("id") if chapter.guide else None
        if chapter.guide is None or not isinstance(name, str):
            self._all_known = False
        else:
            self._chapters.setdefault(name, _Sections(chapter.guide))
        for parsed in (chapter.guide, chapter.questions):
            if parsed is None or parsed.whole is None:
                self._concepts_known = False
        if chapter.guide is not None:
            for _, section in chapter.guide.parts:
                for _, item in items(section):
                    self._concepts.update((item.id, item.concept or item.id))
        if chapter.questions is not None:
            for _, question in chapter.questions.parts:
                self._concepts.update(part.concept for _, part in asked(question))

    def of_section(self, chapter: ChapterFiles, position: int, section: Section) -> Iterator[Problem]:
        if chapter.guide is None:
            return
        document = chapter.guide.document
        base: KeyPath = ("sections", position)
        yield from self._task(document, base, section.task, section.covers)
        for at, see in enumerate(section.see):
            yield from self._ref(document, (*base, "see", at, "see"), see.see)
        for path, item in items(section):
            match item:
                case model.MuddyPoint(see=model.See(see=ref)):
                    yield from self._ref(document, (*base, *path, "see", "see"), ref)
                case (
                    model.Objective(see=str(ref))
                    | model.OutlineNode(see=str(ref))
                    | model.Layer(see=str(ref))
                ):
                    yield from self._ref(document, (*base, *path, "see"), ref)
                case _:
                    pass
        if isinstance(section, model.Checkpoint) and chapter.questions is not None:
            yield from _checkpoint(document, base, section, chapter.questions)

    def of_question(self, document: Document, position: int, question: Question | Case) -> Iterator[Problem]:
        for path, part in asked(question):
            base: KeyPath = ("questions", position, *path)
            yield from self._task(document, base, part.task, part.covers)
            yield from self._ref(document, (*base, "ref"), part.ref)
            for at, word in enumerate(part.confusable):
                if self._concepts_known and word not in self._concepts:
                    guess = did_you_mean(nearest(word, self._concepts))
                    message = f"no concept or term '{word}' in this pack{guess}"
                    yield document.problem((*base, "confusable", at), message)
                elif word == part.concept:
                    message = "names the question's own concept; a concept is not confused with itself"
                    yield document.problem((*base, "confusable", at), message)

    def _task(self, document: Document, base: KeyPath, task: str, covers: Sequence[str]) -> Iterator[Problem]:
        if not self._pack_known:
            return
        if task not in self._tasks:
            guess = did_you_mean(nearest(task, self._tasks))
            yield document.problem((*base, "task"), f"no task '{task}' in pack.yaml{guess}")
        for at, label in enumerate(covers):
            if label not in self._labels:
                guess = did_you_mean(nearest(label, self._labels))
                yield document.problem((*base, "covers", at), f"no item '{label}' in pack.yaml{guess}")

    def _ref(self, document: Document, path: KeyPath, ref: str) -> Iterator[Problem]:
        message = self._nowhere(ref)
        if message:
            yield document.problem(path, message)

    def _nowhere(self, ref: str) -> str:
        """Why a reference leads nowhere; empty if it leads somewhere or that cannot be known."""
        chapter, _, rest = ref.partition("#")
        section, _, item = rest.partition("/")
        sections = self._chapters.get(chapter)
        if sections is None:
            guess = did_you_mean(nearest(chapter, self._chapters))
            return f"no chapter '{chapter}' in this pack{guess}" if self._all_known else ""
        if section not in sections.items:
            guess = did_you_mean(nearest(section, sections.items))
            return f"no section '{section}' in chapter '{chapter}'{guess}" if sections.all_known else ""
        known = sections.items[section]
        if item and known is not None and item not in known:
            return f"no item '{item}' in section '{section}'{did_you_mean(nearest(item, known))}"
        return ""


class _Sections:
    """A chapter's sections by id and what they hold; None for a section that could not be read."""

    def __init__(self, guide: GuideParsed) -> None:
        names = _raw_ids(guide.document.value.get("sections"))
        self.all_known = None not in names and bool(names)
        self.items: dict[str, set[str] | None] = {name: None for name in names if name is not None}
        for _, section in guide.parts:
            self.items[section.id] = {item.id for _, item in items(section)}


def _raw_ids(listed: Value | None) -> list[str | None]:
    """The ids of a list's entries as written, also of faulty entries; None where there is none."""
    ids: list[str | None] = []
    for entry in listed if isinstance(listed, list) else []:
        name = entry.get("id") if isinstance(entry, dict) else None
        ids.append(name if isinstance(name, str) else None)
    return ids


def _exam(document: Document, exam: model.Exam) -> Iterator[Problem]:
    base: KeyPath = ("exam", "domains")
    domains: set[str] = set()
    tasks: set[str] = set()
    for at, domain in enumerate(exam.domains):
        if domain.id in domains:
            yield document.problem((*base, at, "id"), f"domain '{domain.id}' is given twice")
        domains.add(domain.id)
        for which, task in enumerate(domain.tasks):
            if task.id in tasks:
                yield document.problem((*base, at, "tasks", which, "id"), f"task '{task.id}' is given twice")
            tasks.add(task.id)
    total = sum(domain.weight for domain in exam.domains)
    if total != 100:
        yield document.problem(base, f"the weights add up to {total}, not to 100")


def _unique_chapters(chapters: Sequence[ChapterFiles]) -> Iterator[Problem]:
    first: dict[str, Document] = {}
    for chapter in chapters:
        if chapter.guide is None:
            continue
        document = chapter.guide.document
        name = document.value.get("id")
        if isinstance(name, str) and name in first:
            yield document.problem(("id",), f"chapter '{name}' is also {first[name].file}")
        elif isinstance(name, str):
            first[name] = document


def _unique_sections(guide: GuideParsed) -> Iterator[Problem]:
    first: dict[str, int] = {}
    document = guide.document
    for at, name in enumerate(_raw_ids(document.value.get("sections"))):
        if name is None:
            continue
        path: KeyPath = ("sections", at, "id")
        if name in first:
            yield document.problem(
                path, f"section '{name}' is given twice; the first is on line {first[name]}"
            )
        first.setdefault(name, document.values[path].line)


def _unique_questions(chapters: Sequence[ChapterFiles]) -> Iterator[Problem]:
    """Ids over the whole pack, since progress is kept under them; former ids too."""
    first: dict[str, Problem] = {}
    for document, path, name in (*_names(chapters, former=False), *_names(chapters, former=True)):
        here = document.problem(path, "")
        if name in first:
            place = f"{first[name].file}:{first[name].line}"
            yield document.problem(path, f"id '{name}' is taken; the first is in {place}")
        first.setdefault(name, here)


def _names(chapters: Sequence[ChapterFiles], *, former: bool) -> Iterator[tuple[Document, KeyPath, str]]:
    for chapter in chapters:
        if chapter.questions is None:
            continue
        document = chapter.questions.document
        for position, question in chapter.questions.parts:
            base: KeyPath = ("questions", position)
            if isinstance(question, Case) and not former:
                yield document, (*base, "id"), question.id
            for path, part in asked(question):
                if former:
                    for at, name in enumerate(part.aliases):
                        yield document, (*base, *path, "aliases", at), name
                else:
                    yield document, (*base, *path, "id"), part.id


def _checkpoint(
    document: Document, base: KeyPath, section: model.Checkpoint, questions: QuestionsParsed
) -> Iterator[Problem]:
    known = {part.id: part for _, question in questions.parts for _, part in asked(question)}
    cases = {question.id for _, question in questions.parts if isinstance(question, Case)}
    for at, name in enumerate(section.questions):
        path: KeyPath = (*base, "questions", at)
        if name in cases:
            yield document.problem(path, f"'{name}' is a case; name the questions in it")
        elif name not in known:
            if questions.whole is not None:
                guess = did_you_mean(nearest(name, known))
                yield document.problem(path, f"no question '{name}' in this chapter{guess}")
        elif known[name].reserve:
            yield document.problem(path, f"question '{name}' is kept for mock exams (reserve: true)")
