"""What `check --coverage` tells authors: what is taught and tested, and what guessing gains."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.cards.wiseness import CHANCE, LIMIT, SHUFFLES, Wiseness
from studyguide.guide.coverage import FEWEST, FEWEST_OF_ITEM, Coverage, ItemCoverage
from studyguide.plain.text import heading, table, wrapped
from studyguide.study.words import counted

_NAMES = {"all": "in all", "case": "cases", "reserve": "reserve"}


def coverage_text(found: Coverage, guessing: Wiseness | None) -> str:
    """Every figure, what is flagged in words, and the number of questions in the last line."""
    blocks = [*_items(found), *_chapters(found), *_guessing(guessing)]
    total = (
        f"{found.questions} authored questions in {counted(len(found.chapters), 'chapter')}; "
        "0 without source, why, ref or verified, for none can be read without."
    )
    return "\n\n".join((*blocks, wrapped(total)))


def _items(found: Coverage) -> Iterator[str]:
    if not found.items:
        return
    yield heading(f"Items of the exam guide (a section, and {FEWEST_OF_ITEM} questions of each)", "-")
    rows = [
        (item.label, str(item.sections), str(item.questions), ", ".join(_lacking(item)))
        for item in found.items
    ]
    yield table(("Item", "Sections", "Questions", "Lacking"), rows)


def _lacking(item: ItemCoverage) -> Iterator[str]:
    if not item.sections:
        yield "a section that teaches it"
    if item.questions < FEWEST_OF_ITEM:
        yield _number(FEWEST_OF_ITEM - item.questions, "question")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"


def _chapters(found: Coverage) -> Iterator[str]:
    yield heading("Authored questions by chapter", "-")
    names = {name: _NAMES.get(name, name) for name in FEWEST}
    rows = [
        (names[name], str(least) if found.items else "", *(str(one.counts[name]) for one in found.chapters))
        for name, least in FEWEST.items()
    ]
    rows += [
        (f"difficulty {level}", "", *(str(one.difficulties.get(level, 0)) for one in found.chapters))
        for level in (1, 2, 3)
    ]
    yield table(("", "Least", *(str(at) for at in range(1, len(found.chapters) + 1))), rows)
    if not found.items:
        return
    for at, chapter in enumerate(found.chapters, 1):
        if chapter.short_of:
            missing = ", ".join(f"{count} {names[name]}" for name, count in chapter.short_of.items())
            yield wrapped(f"Chapter {at}, {chapter.id}, lacks {missing}.")


def _guessing(found: Wiseness | None) -> Iterator[str]:
    if found is None:
        return
    yield heading(f"Guessing without knowledge, over {_number(found.choices, 'choice')}", "-")
    yield wrapped(
        f"Each habit should score within {LIMIT:.0f} points of chance, which is {CHANCE:.0f} percent."
    )
    yield table(
        ("Taking always", "Percent right", ""),
        [
            (guesser.habit, f"{guesser.score:.1f}", "gives keys away" if guesser.is_telling else "")
            for guesser in found.guessers
        ],
    )
    yield table(
        ("Place of the key, percent", "A", "B", "C", "D", ""),
        [
            ("in the files", *(f"{share:.1f}" for share in found.filed), ""),
            (
                f"as shown, over {SHUFFLES} seeds",
                *(f"{share:.1f}" for share in found.shown),
                "uneven" if found.is_uneven else "",
            ),
        ],
    )
    yield wrapped(
        f"Absolutes such as *always* or *never* stand in {found.absolute_keys:.1f} percent of the keys "
        f"and in {found.absolute_distractors:.1f} percent of the distractors."
    )
