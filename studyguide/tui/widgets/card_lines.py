"""A card as lines: the question with the answer in the making, and the verdict afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from textual.content import Content

from studyguide.cards.grading import Part, Verdict
from studyguide.cards.model import Ticked, Typed
from studyguide.guide.scope import SCOPE_WORDS
from studyguide.study.session import Session
from studyguide.study.words import headline, instruction, part_label
from studyguide.tui.draft import Draft
from studyguide.tui.text import styled, wrap, wrapped
from studyguide.tui.widgets.glyphs import Glyphs
from studyguide.tui.widgets.lines import BLANK, PROSE, Line, hang, lines


def card_lines(session: Session, draft: Draft, width: int, glyphs: Glyphs, remark: str) -> tuple[Line, ...]:
    """Everything that the study screen shows of the card in hand, each line at most `width` cells.

    `remark` is what the learner asked about it (a hint, why it comes now), shown at the end.
    """
    room = min(width, PROSE)
    rows = [*_head(draft, room)]
    if session.phase == "asking":
        rows += _asked(draft, room, glyphs)
    elif session.verdict is not None:
        rows += _answered(session, session.verdict, draft, room, glyphs)
    if remark:
        rows += [BLANK, *lines(wrapped(remark, room, "$text-warning"))]
    return tuple(rows)


def _head(draft: Draft, width: int) -> Iterator[Line]:
    shown = draft.shown
    if shown.context:
        yield from lines(wrapped(shown.context, width, "$text-muted"))
        yield BLANK
    yield from lines(wrapped(shown.stem, width))
    yield BLANK


def _asked(draft: Draft, width: int, glyphs: Glyphs) -> Iterator[Line]:
    shown = draft.shown
    texts = {line.id: line.text for line in shown.lines}
    rights = {line.id: place for place, line in enumerate(shown.rights, 1)}
    for place, name in enumerate(draft.ids):
        here = place == draft.cursor and shown.form in ("one", "many", "order", "match")
        pointer = Content.styled(glyphs.pointer if here else " ", "bold $text-accent") + Content(" ")
        if shown.form == "order":
            mark = Content.styled(f"{place + 1}. ", "$text-muted")
        else:
            mark = _box(shown.form, name in draft.chosen, glyphs)
            if name in draft.struck:
                mark = Content.styled(f"{glyphs.dash * (mark.cell_length - 1)} ", "$text-muted")
            mark += Content.styled(f"{ascii_lowercase[place]}  ", "bold" if here else "$text-muted")
        text = styled(texts[name], "bold" if name in draft.chosen else "")
        if name in draft.struck:
            text = styled(texts[name], "strike $text-muted") + Content.styled("  (struck out)", "$text-muted")
        if shown.form == "match":
            yield from _left(pointer + mark, text, rights.get(draft.pairs.get(name, ""), 0), width, name)
        else:
            prefix = pointer + mark
            yield from lines(hang(prefix, wrap(text, width - prefix.cell_length)), name)
    if shown.rights:
        yield BLANK
        taken = set(draft.pairs.values())
        for number, line in enumerate(shown.rights, 1):
            prefix = Content.styled(f"   {number}  ", "$text-muted" if line.id in taken else "bold")
            text = styled(line.text, "$text-muted" if line.id in taken else "")
            yield from lines(hang(prefix, wrap(text, width - prefix.cell_length)), f"right:{number}")


def _box(form: str, chosen: bool, glyphs: Glyphs) -> Content:
    if form == "many":
        return Content.styled("[x] " if chosen else "[ ] ", "$text-accent" if chosen else "$text-muted")
    if form == "one":
        sign = "(*) " if glyphs.ascii_only else "● "
        blank = "( ) " if glyphs.ascii_only else "○ "
        return Content.styled(sign if chosen else blank, "$text-accent" if chosen else "$text-muted")
    return Content("")


def _left(prefix: Content, text: Content, number: int, width: int, name: str) -> Iterator[Line]:
    """A left side, and at the end of its first line the number put beside it."""
    slot = Content.styled(f"[{number or ' '}] ", "bold $text-accent" if number else "$text-muted")
    yield from lines(
        hang(prefix + slot, wrap(text, max(8, width - prefix.cell_length - slot.cell_length))), name
    )


def _answered(session: Session, verdict: Verdict, draft: Draft, width: int, glyphs: Glyphs) -> Iterator[Line]:
    shown = draft.shown
    yield from lines((_headline(verdict, headline(verdict, shown.form), glyphs),))
    if isinstance(session.response, Typed | Ticked) and session.response.text and not verdict.correct:
        yield from lines(
            wrap(Content.styled("Yours: ", "$text-muted") + Content(session.response.text), width)
        )
    if verdict.near:
        near = Content.styled("Accepted: ", "$text-muted") + Content.styled(verdict.near, "bold")
        yield from lines(wrap(near, width))
    elif verdict.answer:
        yield BLANK
        yield from lines(wrapped(verdict.answer, width))
    if verdict.parts:
        yield BLANK
        if shown.form == "open":
            yield Line(Content.styled("Tick what your answer held, by letter:", "$text-muted"))
    places = {line.id: place for place, line in enumerate(shown.lines)}
    choosing = shown.form in ("one", "many")
    parts = sorted(verdict.parts, key=lambda part: places[part.id]) if choosing else verdict.parts
    for place, part in enumerate(parts):
        yield from _part(shown.form, place, part, width, glyphs, here=place == draft.cursor)
    if verdict.why:
        yield BLANK
        yield from lines(wrapped(verdict.why, width, "$text-muted"))
    if session.card.source is not None:
        yield BLANK
        yield from lines(wrap(Content.styled(f"Source: {session.card.source.title}", "$text-muted"), width))


def _headline(verdict: Verdict, text: str, glyphs: Glyphs) -> Content:
    if verdict.correct is None:
        return Content.styled(text, "bold $text-warning")
    sign, style = (
        (glyphs.right, "bold $text-success") if verdict.correct else (glyphs.wrong, "bold $text-error")
    )
    return Content.styled(f"{sign} {text}", style)


def _part(form: str, place: int, part: Part, width: int, glyphs: Glyphs, *, here: bool) -> Iterator[Line]:
    """An option, item, pair or key point: how it fared, and why."""
    if form == "open":
        pointer = Content.styled(glyphs.pointer if here else " ", "bold $text-accent")
        box = "[x]" if part.chosen else "[ ]"
        first = pointer + Content(f" {box} ") + Content.styled(f"{ascii_lowercase[place]}  ", "$text-muted")
        yield from lines(hang(first, wrap(styled(part.text), width - first.cell_length)), part.id)
        return
    label, style, sign = _fate(form, part, glyphs)
    prefix = Content.styled(f"{sign} ", style)
    prefix += Content.styled(
        f"{ascii_lowercase[place]}  " if form in ("one", "many") else f"{place + 1}. ", style
    )
    text = styled(part.text, style if style != "$text-muted" else "")
    if label:
        text += Content.styled(f"  ({label})", style)
    yield from lines(hang(prefix, wrap(text, width - prefix.cell_length)), part.id)
    if part.why:
        space = Content(" " * prefix.cell_length)
        yield from lines(
            hang(space, wrap(styled(part.why, "$text-muted"), width - prefix.cell_length)), part.id
        )


def _fate(form: str, part: Part, glyphs: Glyphs) -> tuple[str, str, str]:
    """Label, style and sign of a part after the answer."""
    if form in ("one", "many"):
        label = part_label(part)
        if part.key:
            return label, "bold $text-success", glyphs.right
        return (label, "bold $text-error", glyphs.wrong) if part.chosen else ("", "$text-muted", " ")
    if part.ok:
        return "", "$text-success", glyphs.right
    given = f"yours: {part.given}" if part.given else "left out"
    return given, "$text-error", glyphs.wrong


def status(session: Session, draft: Draft, number: int) -> str:
    """The line above the card: place, task, what to do, and what may be cut: how it stands to the exam."""
    card = session.card
    parts = [f"{number}", f"{session.left} to go", f"task {card.task}"]
    if session.phase == "asking":
        parts.append(instruction(draft.shown))
    if card.scope != "in":
        parts.append(SCOPE_WORDS[card.scope])
    return " · ".join(parts)
