"""One page a chapter, whatever stands in it."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from studyguide.guide import model as m
from studyguide.plain.cheatsheet import LINES, cheatsheet
from studyguide.plain.text import WIDTH
from tests.plain import sample
from tests.plain.sections import TEXTS


def chapter(*sections: m.Section, title: str = "Doors") -> m.Chapter:
    return m.Chapter(
        id="doors", title=title, summary="About doors.", folder="01-doors", sections=sections, questions=()
    )


def glossary(*terms: tuple[str, str], title: str = "Key terms", must_know: bool = True) -> m.Glossary:
    return m.Glossary(
        id="terms",
        title=title,
        task="4.3",
        terms=tuple(
            m.Term(id=f"t{at}", term=term, meaning=meaning, must_know=must_know)
            for at, (term, meaning) in enumerate(terms)
        ),
    )


def test_a_page() -> None:
    box = m.ConceptBox(
        id="box",
        title="Concept box",
        task="4.3",
        columns=("Concept", "Question", "Answer"),
        rows=(
            m.Row(id="id", cells=("Identity", "Who may open?", "`Keys`"), must_know=True),
            m.Row(id="no", cells=("Approach", "Which way?", "A gate")),
        ),
    )
    ropes = m.Comparison(
        id="ropes",
        title="Ropes",
        task="4.3",
        columns=("Feature", "Hemp", "Steel"),
        rows=(
            m.Row(id="age", cells=("Age", "old", "new"), must_know=True),
            m.Row(id="use", cells=("Use", "boats", "ships")),
        ),
    )
    terms = glossary(("Lock", "Keeps a door *shut*.\n\nNeeds a key."), ("What now?", "Knock."))
    page = cheatsheet(chapter(terms, sample.BIG_IDEA, box, ropes))
    assert page.split("\n") == [
        "Doors",
        "=" * 78,
        "",
        "Key terms",
        "  Lock: Keeps a door shut. Needs a key.",
        "  What now? Knock.",
        "",
        "Concept box",
        "  Identity: Who may open? Keys",
        "",
        "Ropes",
        "  Age: Hemp: old; Steel: new",
    ]


def test_a_chapter_without_anything_marked() -> None:
    page = cheatsheet(chapter(glossary(("Lock", "Shuts."), must_know=False)))
    assert page == f"Doors\n{'=' * 78}\n\nNothing in this chapter is marked as must-know."


def test_blank_lines_go_before_detail() -> None:
    def two_sections(more: int) -> m.Chapter:
        first = glossary(*((f"Term {at}", "It is one. So it is.") for at in range(30 + more)))
        return chapter(first, glossary(*((f"Other {at}", "One.") for at in range(30)), title="Others"))

    airy = cheatsheet(two_sections(0)).split("\n")
    assert len(airy) == 66
    assert airy.count("") == 2
    close = cheatsheet(two_sections(1)).split("\n")
    assert len(close) == 66
    assert close.count("") == 1
    assert sum("So it is." in line for line in close) == 31


def test_the_longest_item_loses_its_last_sentence_first() -> None:
    long = "It shuts. " + "It is made of iron and of brass, which take their own good time to rust away. " * 3
    short = [(f"Term {at}", "It is one.") for at in range(59)]
    fits = cheatsheet(chapter(glossary(*short[:-1], ("Lock", long))))
    assert len(fits.split("\n")) == 66
    assert " ".join(fits.split()).endswith(" ".join(long.split()))
    cut = cheatsheet(chapter(glossary(*short, ("Lock", long))))
    assert len(cut.split("\n")) == 66
    assert cut.count("It is one.") == 59
    assert cut.count("rust away.") == 2


def test_sentences_end_at_stops_only() -> None:
    """Not after a question, whose answer follows, nor within one sentence after an abbreviation."""
    entries = [
        (f"Term {at}", "Who asks? The guard, e.g. Ada or i.e. her, answers. " + "Then more. " * 9)
        for at in range(62)
    ]
    page = cheatsheet(chapter(glossary(*entries)))
    whole = "Who asks? The guard, e.g. Ada or i.e. her, answers."
    assert len(page.split("\n")) == 66
    assert " ".join(page.split()).count(whole) == 62


def test_names_stay_when_all_detail_is_gone() -> None:
    entries = [(f"Term {at}", "word " * 60) for at in range(62)]
    lines = cheatsheet(chapter(glossary(*entries))).split("\n")
    assert lines[4:] == [f"  Term {at}" for at in range(62)]


def test_items_that_do_not_fit_are_counted() -> None:
    page = cheatsheet(chapter(glossary(*((f"Term {at}", "Meaning.") for at in range(100)))))
    lines = page.split("\n")
    assert len(lines) == 66
    assert lines[-3:] == ["  Term 59: Meaning.", "", "40 more did not fit; the chapter itself has them."]


MARKED = st.builds(
    lambda term, meaning: (term, meaning),
    TEXTS | st.text("漢字ab", min_size=1, max_size=200),
    TEXTS | st.lists(TEXTS, min_size=1, max_size=12).map(". A".join),
)


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            lambda terms, title: glossary(*terms, title=title),
            st.lists(MARKED, min_size=1, max_size=30),
            TEXTS | st.text("long ", min_size=1, max_size=9000),
        ),
        max_size=6,
    ),
    TEXTS | st.just("https://example.org/" + "a" * 900),
)
def test_a_page_is_never_more_than_a_page(sections: list[m.Glossary], title: str) -> None:
    page = cheatsheet(chapter(*sections, title=title))
    lines = page.split("\n")
    assert len(lines) <= LINES == 66
    assert max(map(cell_len, lines)) <= WIDTH <= 80
    assert "\f" not in page


@given(st.lists(MARKED, min_size=1, max_size=5))
def test_a_page_with_room_holds_everything(terms: list[tuple[str, str]]) -> None:
    page = cheatsheet(chapter(glossary(*((term[:40], meaning[:80]) for term, meaning in terms))))
    assert "did not fit" not in page
    assert len(page.split("\n")) >= 4 + len(terms)


def test_every_kind_of_section_has_its_line() -> None:
    """Each item of the sample marked, one section after the other."""

    def marked(value: object) -> object:
        match value:
            case dict():
                item = {"must_know": True} if "id" in value and "kind" not in value else {}
                return {key: marked(inner) for key, inner in value.items()} | item
            case list() | tuple():
                return [marked(inner) for inner in value]
            case _:
                return value

    wanted = {
        "aims": "  Dock a ship with rope.",
        "terms": "  AFT (after part): Towards the stern.",
        "box": "  Depth: How deep | how far?",
        "ropes": "  Age: Hemp: Old; Steel: New",
        "outline": "  Why stone? It lasts.",
        "rings": "  Gate: Who comes in? A guard.",
        "entry": "  Is a berth free? The tower knows.",
        "examples": "  Knot: A nautical mile an hour.",
        "mooring": "  Rest: Have a tea.",
        "muddy": "  Knots an hour? Ten knots.",
    }
    for section in sample.SECTIONS:
        changed: m.Section = msgspec.convert(marked(msgspec.to_builtins(section)), type=m.Section)
        page = cheatsheet(chapter(changed)).split("\n")
        if section.id in wanted:
            assert wanted[section.id] in page
    assert wanted.keys() <= {section.id for section in sample.SECTIONS}
