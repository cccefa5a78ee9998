"""Reading the guide section by section in the line mode, with what was read put on record."""

from __future__ import annotations

import re

from studyguide.errors import JournalError, UsageError
from studyguide.guide import model as m
from studyguide.guide.model import Chapter, Section
from studyguide.guide.terms import Explained, terms_in
from studyguide.journal.event import READ, VISIT, Act
from studyguide.plain.console import Console
from studyguide.plain.read import chapter_text, invitation, opening, section_text
from studyguide.plain.report import hits_text
from studyguide.plain.self_test import self_test, walk
from studyguide.plain.text import inline, wrapped
from studyguide.plain.words import Word, listed
from studyguide.study.desk import Desk

WORDS = (
    Word("Enter", "the next section; this one is marked as read"),
    Word("p", "the section before"),
    Word("7", "section 7 of this chapter"),
    Word("l", "list the sections"),
    Word("c", "test yourself: things are named, and Enter shows what stands there"),
    Word("w", "walk through a flow, step by step"),
    Word("a", "answer the questions of a checkpoint"),
    Word("t", "the glossary's terms that this section uses"),
    Word("t WORD", "what the glossaries say of a word"),
    Word("/WORDS", "find words in the guide"),
    Word("PLACE", "go to a chapter or to chapter#section, as named after “See”"),
    Word("b", "back from such a place"),
    Word("?", "these words"),
    Word("q", "quit; the next reading goes on here"),
)
_PROMPT = "Enter = next, p = previous, number = section, l = list, ? = more, q = quit:"
_MOST = 8
"""Places found, or terms, that are told at once."""


def read_from(desk: Desk, place: str, console: Console, *, prompting: bool) -> None:
    """Read section by section at a prompt; without one, print the whole section or chapter."""
    chapter, section = _at(desk, place)
    if prompting:
        Reading(desk, chapter, section, console).run()
    else:
        console.say(section_text(section, chapter) if section else chapter_text(chapter))


def _at(desk: Desk, place: str) -> tuple[Chapter, Section | None]:
    if found := desk.library.section(place):
        return found
    chapter = desk.library.chapter(place)
    assert chapter is not None, "Desk.place gives places that exist"
    return chapter, None


class Reading:
    """A reader at a console."""

    def __init__(self, desk: Desk, chapter: Chapter, section: Section | None, console: Console) -> None:
        self.desk, self.console = desk, console
        self.chapter = chapter
        self.at = chapter.sections.index(section) if section else 0
        self._before: list[tuple[Chapter, int]] = []
        """Where the learner was before going to another place."""

    @property
    def section(self) -> Section:
        """The section in hand."""
        return self.chapter.sections[self.at]

    def run(self) -> None:
        """Read until the last section is left, or the learner or the input ends it."""
        self.console.say(opening(self.chapter))
        while self.at < len(self.chapter.sections):
            number = (self.at + 1, len(self.chapter.sections))
            self.console.say(f"\n{section_text(self.section, self.chapter, number=number)}\n")
            self._record(VISIT)
            if not self._ask():
                return
        self.console.say(f"\nThat was the last section. {invitation(self.chapter)}")

    def _record(self, kind: str) -> None:
        if not self.desk.journal.recording:
            return
        act = Act(kind, f"{self.chapter.id}#{self.section.id}")
        try:
            self.desk.journal.append((act,), self.desk.clock())
        except JournalError as error:
            self.console.say(wrapped(f"Not saved: {error}"))

    def _ask(self) -> bool:
        """Answer prompts until another section is in hand; False to quit."""
        while (line := self.console.ask(_PROMPT)) is not None:
            command = line.casefold()
            if command == "q":
                return False
            if self._goes(command) or self._jumps(line):
                return True
            self._carry_out(command)
        return False

    def _goes(self, command: str) -> bool:
        """Go to another section of this chapter, if that is what the word means."""
        last = len(self.chapter.sections)
        if not command:
            self._record(READ)
            self.at += 1
        elif command == "p" and self.at:
            self.at -= 1
        elif re.fullmatch("[0-9]{1,4}", command) and 0 < int(command) <= last:
            self.at = int(command) - 1
        elif command == "b" and self._before:
            self.chapter, self.at = self._before.pop()
        else:
            return False
        return True

    def _jumps(self, line: str) -> bool:
        """Go to a place of the guide, if the line names one."""
        if "#" not in line and self.desk.library.chapter(line) is None:
            return False
        try:
            chapter, section = _at(self.desk, self.desk.place(line))
        except UsageError as error:
            self.console.say(wrapped(str(error)))
            return False
        self._before.append((self.chapter, self.at))
        self.chapter, self.at = chapter, chapter.sections.index(section) if section else 0
        return True

    def _carry_out(self, command: str) -> None:
        section, say = self.section, self.console.say
        match command[:1], command[1:].strip():
            case "p", "":
                say("This is the first section.")
            case "b", "":
                say("You have gone to no other place.")
            case "l", "":
                say(self._list())
            case "c", "":
                self_test(section, self.chapter, self.console)
            case "w", "":
                if isinstance(section, m.Flow):
                    walk(section, self.chapter, self.console)
                else:
                    say("There is no flow here to walk through.")
            case "a", "":
                self._answer()
            case "t", "":
                pack = self.desk.pack_with(self.chapter.id)
                found = terms_in(pack, section)
                say(_terms_text(found) if found else "This section uses no term of a glossary.")
            case "t", word if command[1] == " ":
                say(_terms_text(looked_up(self.desk, word)) or "No glossary has such a term.")
            case "/", words if words:
                say(hits_text(self.desk.library.search(words, _MOST)))
            case "?", _:
                say(listed(WORDS))
            case _ if "#" not in command:
                say(f"Press Enter, or type p, l, q, ? or a number from 1 to {len(self.chapter.sections)}.")
            case _:
                pass

    def _answer(self) -> None:
        section = self.section
        if not isinstance(section, m.Checkpoint):
            self.console.say(invitation(self.chapter))
            return
        from studyguide.plain.review import Review  # deferred: reading alone does without it

        keys = tuple(self.desk.question(name).key for name in section.questions)
        Review(self.desk, self.desk.sit(only=keys), self.console).run()

    def _list(self) -> str:
        return "\n".join(
            wrapped(
                f"{section.title} (you are here)" if n == self.at else section.title, "     ", f"{n + 1:>3}. "
            )
            for n, section in enumerate(self.chapter.sections)
        )


def looked_up(desk: Desk, word: str) -> tuple[Explained, ...]:
    """The terms of every glossary that hold a word, those that are called so before the others."""
    wanted = word.casefold()
    found = [
        Explained(term, f"{chapter.id}#{section.id}/{term.id}")
        for chapter in desk.library.chapters
        for section in chapter.sections
        if isinstance(section, m.Glossary)
        for term in section.terms
        if wanted in f"{inline(term.term)} {inline(term.long)}".casefold()
    ]
    found.sort(
        key=lambda one: wanted not in (inline(name).casefold() for name in (one.term.term, one.term.long))
    )
    return tuple(found[:_MOST])


def _terms_text(terms: tuple[Explained, ...]) -> str:
    return "\n".join(
        wrapped(
            one.term.meaning,
            "    ",
            f"{inline(one.term.term)}{f' ({inline(one.term.long)})' if one.term.long else ''}: ",
        )
        + "\n"
        + wrapped(one.ref, "    ", "    In: ")
        for one in terms
    )
