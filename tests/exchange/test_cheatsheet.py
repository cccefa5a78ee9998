"""The must-know items as a Markdown list."""

from __future__ import annotations

from studyguide.exchange.cheatsheet import cheatsheet_markdown
from studyguide.guide import model as m
from tests.plain import sample


def chapter(must_know: bool) -> m.Chapter:
    glossary = m.Glossary(
        id="terms",
        title="Key *terms*",
        task="4.3",
        terms=(
            m.Term(id="role", term="Role", long="IAM role", meaning="Who `s3:*` is.", must_know=must_know),
            m.Term(id="what", term="What now?", meaning="1. *Wait.*", must_know=must_know),
            m.Term(id="no", term="Unmarked", meaning="Not here."),
        ),
    )
    aims = m.Objectives(
        id="aims",
        title="Aims",
        task="4.3",
        items=(m.Objective(id="read", text="# Read it.", must_know=must_know),),
    )
    return m.Chapter(
        id="roles",
        title="Roles",
        summary="On roles.",
        folder="1",
        sections=(glossary, sample.BIG_IDEA, aims),
        questions=(),
    )


def test_what_is_marked_is_listed_by_section() -> None:
    assert cheatsheet_markdown(chapter(True)) == (
        "# Roles\n\n## Key *terms*\n\n"
        "- **Role (IAM role)**: Who `s3:*` is.\n- **What now?** 1. *Wait.*\n\n"
        "## Aims\n\n- \\# Read it.\n"
    )


def test_a_chapter_without_anything_marked() -> None:
    assert (
        cheatsheet_markdown(chapter(False)) == "# Roles\n\nNothing in this chapter is marked as must-know.\n"
    )
