"""The guide as text to be read from top to bottom, by eye or by ear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from studyguide.cards.present import BLANK
from studyguide.guide import model as m
from studyguide.guide.model import Chapter, FactNote, Question, Section
from studyguide.guide.parts import asked
from studyguide.guide.rules import GAP
from studyguide.guide.scope import SCOPE_WORDS
from studyguide.plain.text import fits_on_lines, heading, inline, records, table, wrapped


def chapter_text(chapter: Chapter) -> str:
    """A whole chapter."""
    last = len(chapter.sections)
    return "\n\n\n".join(
        (
            opening(chapter),
            *(section_text(s, chapter, number=(n, last)) for n, s in enumerate(chapter.sections, 1)),
        )
    )


def section_text(section: Section, chapter: Chapter, *, number: tuple[int, int] | None = None) -> str:
    """A section of a chapter; `number` is its place and the number of sections."""
    facts = [f"Section {number[0]} of {number[1]}"] if number else []
    facts.append(f"exam task {section.task}")
    if section.scope != "in":
        facts.append(SCOPE_WORDS[section.scope])
    blocks = [f"{heading(section.title, '-')}\n{_sentence(', '.join(facts))}"]
    if section.intro:
        blocks.append(wrapped(section.intro))
    blocks += body(section, chapter)
    blocks += [_note(note, "") for note in section.notes]
    blocks += [_see(chapter, see.see, see.label, "") for see in section.see]
    return "\n\n".join(blocks)


def opening(chapter: Chapter) -> str:
    """A chapter's title and what it is about."""
    return f"{heading(chapter.title, '=')}\n\n{wrapped(chapter.summary)}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def body(section: Section, chapter: Chapter) -> Iterator[str]:
    """What the section's kind holds, in blocks: below a heading line one for each item, a table apart."""
    match section:
        case m.Objectives():
            for at, objective in enumerate(section.items, 1):
                number, indent = _numbered(at)
                text = wrapped(f"{objective.text}{_tag(objective, section)}", indent, number)
                yield _with(text, objective, chapter, indent, see=objective.see)
        case m.Glossary():
            for term in section.terms:
                long = f" ({inline(term.long)})" if term.long else ""
                text = wrapped(term.meaning, "    ", f"{inline(term.term)}{long}{_tag(term, section)}: ")
                yield _with(text, term, chapter, "    ")
        case m.BigIdea() | m.Prose():
            yield wrapped(section.text)
        case m.ConceptBox() | m.Comparison():
            yield from _rows(section, chapter)
        case m.Outline():
            yield "\n".join(_node(node, section, chapter, "") for node in section.nodes)
        case m.Layers():
            yield "From the outside in:" if section.shape == "rings" else "From top to bottom:"
            for at, layer in enumerate(section.layers):
                yield _layer(layer, at, section, chapter)
        case m.Flow():
            names = {step.id: f"{at}. {inline(step.text)}" for at, step in enumerate(section.steps, 1)}
            for at, step in enumerate(section.steps, 1):
                yield _step(step, at, names, section, chapter)
        case m.Examples():
            for pair in section.pairs:
                text = wrapped(pair.definition, "    ", f"{inline(pair.term)}{_tag(pair, section)}: ")
                example = wrapped(pair.example, "    ", "    Example: ")
                yield _with(f"{text}\n{example}", pair, chapter, "    ")
        case m.Scenario():
            yield wrapped(section.goal, first="Goal: ")
            for at, part in enumerate(section.steps, 1):
                yield _part(part, at, section, chapter)
        case m.MuddyPoints():
            for point in section.points:
                lines = (
                    wrapped(f"{point.title}{_tag(point, section)}"),
                    wrapped(point.muddle, "    ", "    Often believed: "),
                    wrapped(point.clear, "    ", "    In truth: "),
                )
                see = point.see
                text = _with("\n".join(lines), point, chapter, "    ")
                yield f"{text}\n{_see(chapter, see.see, see.label, '    ')}" if see else text
        case m.Checkpoint():
            yield from _questions(section, chapter)
        case _:
            assert_never(section)


def _tag(item: m.Item, section: Section) -> str:
    """Where the item stands beside the exam, if that differs from its section: ` [outside the exam]`."""
    if item.scope is None or item.scope == section.scope:
        return ""
    return f" [{SCOPE_WORDS[item.scope]}]"


def _rows(section: m.ConceptBox | m.Comparison, chapter: Chapter) -> Iterator[str]:
    """A table if each of its rows stands on one line, and the fact notes below it; else records.

    A row over several lines is a riddle to a screen reader, which reads line by line.
    """
    rows = [(f"{row.cells[0]}{_tag(row, section)}", *row.cells[1:]) for row in section.rows]
    if fits_on_lines(section.columns, rows):
        yield table(section.columns, rows)
        for row in section.rows:
            if row.note:
                yield _with(f"On {inline(row.cells[0])}", row, chapter, "    ")
    else:
        for row, cells in zip(section.rows, rows, strict=True):
            yield _with(records(section.columns, [cells]), row, chapter, "  ")


def _with(text: str, item: m.Item, chapter: Chapter, indent: str, see: str | None = None) -> str:
    """The text of an item, its fact note and its cross-reference."""
    blocks = [text]
    if item.note:
        blocks.append(_note(item.note, indent))
    if see:
        blocks.append(_see(chapter, see, "", indent))
    return "\n".join(blocks)


def _note(note: FactNote, indent: str) -> str:
    return "\n".join(
        (
            wrapped(note.often, indent, f"{indent}Often said: "),
            wrapped(note.precisely, indent, f"{indent}Precisely: "),
            wrapped("", indent, f"{indent}Source: {inline(note.source.title)}, {note.source.url}"),
        )
    )


def _see(chapter: Chapter, ref: str, label: str, indent: str) -> str:
    """A cross-reference; without a label it goes by the title of the section it leads to."""
    name, _, rest = ref.partition("#")
    titles = {section.id: section.title for section in chapter.sections} if name == chapter.id else {}
    label = label or titles.get(rest.partition("/")[0], "")
    return wrapped(f"{label} ({ref})" if label else ref, indent, f"{indent}See: ")


def _node(node: m.OutlineNode, section: Section, chapter: Chapter, margin: str) -> str:
    indent = f"{margin}  "
    name = f"{inline(node.text)}{_tag(node, section)}"
    if node.detail:
        colon = "" if name.endswith((".", ":", "?", "!")) else ":"
        text = wrapped(node.detail, indent, f"{margin}- {name}{colon} ")
    else:
        text = wrapped("", indent, f"{margin}- {name}")
    children = (_node(child, section, chapter, indent) for child in node.children)
    return "\n".join((_with(text, node, chapter, indent, see=node.see), *children))


def _layer(layer: m.Layer, at: int, section: m.Layers, chapter: Chapter) -> str:
    margin = "   " * at if section.shape == "rings" else ""
    indent = f"{margin}   "
    text = (
        wrapped(f"{layer.label}{_tag(layer, section)}", indent, f"{margin}{at + 1}. "),
        wrapped(layer.answers, indent, f"{indent}Question: "),
        wrapped("", indent, f"{indent}Controls: {'; '.join(map(inline, layer.controls))}"),
    )
    return _with("\n".join(text), layer, chapter, indent, see=layer.see)


def _numbered(at: int) -> tuple[str, str]:
    """The number before an item, and the indentation of its further lines."""
    return f"{at}. ", " " * len(f"{at}. ")


def _step(step: m.FlowStep, at: int, names: dict[str, str], section: Section, chapter: Chapter) -> str:
    number, indent = _numbered(at)
    lines = [wrapped(f"{step.text}{_tag(step, section)}", indent, number), wrapped(step.detail, indent)]
    for edge in step.next:
        arrow = f"{inline(edge.label)} -> " if edge.label else ""
        lines.append(wrapped("", f"{indent}   ", f"{indent}then: {arrow}{names[edge.to]}"))
    if not step.next:
        lines.append(f"{indent}This way ends here.")
    return _with("\n".join(lines), step, chapter, indent)


def _part(step: m.ScenarioStep, at: int, section: Section, chapter: Chapter) -> str:
    number, indent = _numbered(at)
    text = f"{wrapped(f'{step.title}{_tag(step, section)}', indent, number)}\n{wrapped(step.text, indent)}"
    if step.code:
        # The code's end must be seen, so what follows stands apart.
        text += f"\n\n{_code(step.code, indent)}" + ("\n" if step.note else "")
    return _with(text, step, chapter, indent)


def _code(code: m.Code, indent: str) -> str:
    """Code as it is, indented by four; its lines are not wrapped."""
    caption = wrapped(
        f"{code.caption} ({code.language}):" if code.caption else f"In {code.language}:", indent
    )
    lines = code.text.expandtabs(4).rstrip("\n").split("\n")
    return "\n".join((caption, "", *(f"    {line}".rstrip() for line in lines)))


def _questions(section: m.Checkpoint, chapter: Chapter) -> Iterator[str]:
    situations = {case.id: case.scenario for case in chapter.questions if isinstance(case, m.Case)}
    known = {part.id: (part, whole.id) for whole in chapter.questions for _, part in asked(whole)}
    told = ""
    for at, name in enumerate(section.questions, 1):
        question, whole = known[name]
        if whole in situations and whole != told:
            yield wrapped(situations[whole], first="Situation: ")
        told = whole
        number, indent = _numbered(at)
        yield wrapped(_stem(question), indent, number)
    yield invitation(chapter)


def invitation(chapter: Chapter) -> str:
    """How to be asked about a chapter."""
    return wrapped(f"To be asked about this chapter: studyguide review --chapter {chapter.id}")


def _stem(question: Question) -> str:
    match question:
        case m.TrueFalse():
            return f"True or false? {question.stem}"
        case m.Cloze():
            return GAP.sub(BLANK, question.stem)
        case _:
            return question.stem
