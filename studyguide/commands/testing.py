"""Practice quizzes, mock exams, and what went wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from studyguide.commands.context import (
    chapter_option,
    console,
    desk,
    json_option,
    on_screen,
    open_screen,
    print_json,
    sit,
)
from studyguide.errors import UsageError
from studyguide.study.quiz import Feedback, Only, Wish

if TYPE_CHECKING:
    from studyguide.study.desk import Desk
    from studyguide.study.trouble import Mistake

KINDS = ("choice", "multi", "ordering", "matching", "true-false", "short", "cloze", "open")


@click.command()
@chapter_option
@click.option("--task", "tasks", multiple=True, help="Of this exam task, such as 4.3; repeatable.")
@click.option("--type", "kinds", type=click.Choice(KINDS), multiple=True, help="Of this kind; repeatable.")
@click.option(
    "--count", type=click.IntRange(1, 500), default=10, show_default=True, help="How many questions."
)
@click.option("--only", type=click.Choice(("unseen", "missed", "flagged")), help="Only such questions.")
@click.option(
    "--feedback",
    type=click.Choice(("now", "end")),
    default="now",
    show_default=True,
    help="When verdicts show.",
)
@click.pass_context
def quiz(
    ctx: click.Context,
    chapters: tuple[str, ...],
    tasks: tuple[str, ...],
    kinds: tuple[str, ...],
    count: int,
    only: Only | None,
    feedback: Feedback,
) -> None:
    """A practice quiz; missed questions come again at the end."""
    from studyguide.study.attempts import begin_quiz

    with desk(ctx) as at:
        ids = tuple(map(at.chapter_id, chapters))
        sitting = begin_quiz(at, Wish(ids, tasks, kinds, only or "", count, feedback))
        sit(ctx, at, sitting)


@click.command()
@click.option("--questions", type=click.IntRange(1, 65), default=20, show_default=True, help="How many.")
@click.option("--minutes", type=click.IntRange(1, 400), help="Time; two minutes a question if left out.")
@click.option("--past", is_flag=True, help="List past attempts.")
@click.option("--attempt", type=click.IntRange(1), help="Open the report of a past attempt again.")
@click.pass_context
def exam(ctx: click.Context, questions: int, minutes: int | None, past: bool, attempt: int | None) -> None:
    """A mock exam in the exam's own item types; goes on with an open one."""
    from studyguide.study.attempts import begin_exam, hand_in_overdue, open_exam

    anew = any(
        ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in ("questions", "minutes")
    )
    with desk(ctx) as at:
        if past or attempt:
            _show_past(ctx, at, attempt)
        elif not on_screen(ctx) and not anew and (number := hand_in_overdue(at)):
            console(ctx).say("Time ran out, and the exam was handed in.\n")
            _show_past(ctx, at, number)
        elif on_screen(ctx):
            open_screen(ctx, at, exam=open_exam(at) or begin_exam(at, questions, minutes))
        else:
            from studyguide.plain.exam import MockExam, report_text
            from studyguide.plain.look_back import look_back
            from studyguide.study.given import of_exam

            record = open_exam(at) or begin_exam(at, questions, minutes)
            here = console(ctx)
            if MockExam(at, record, here, hand_in_at_end=not sys.stdin.isatty()).run():
                here.say("\n" + report_text(at, record.exam))
                if here.ask("\nEnter shows each question with its answers, q ends:") == "":
                    look_back(at, of_exam(record.exam), here)


def _show_past(ctx: click.Context, at: Desk, attempt: int | None) -> None:
    from studyguide.plain.exam import attempts_text, report_text
    from studyguide.plain.look_back import look_back
    from studyguide.study.attempts import past_exams
    from studyguide.study.given import of_exam

    exams, here = past_exams(at), console(ctx)
    if attempt is None:
        here.say(attempts_text(exams))
        return
    if attempt > len(exams):
        raise UsageError(f"there is no attempt {attempt}; `studyguide exam --past` lists them")
    if not exams[attempt - 1].ended:
        raise UsageError(f"attempt {attempt} is still open; `studyguide exam` goes on with it")
    here.say(report_text(at, exams[attempt - 1]))
    look_back(at, of_exam(exams[attempt - 1]), here)


@click.command()
@click.argument("number", type=click.IntRange(1), required=False)
@json_option
@click.pass_context
def mistakes(ctx: click.Context, number: int | None, as_json: bool) -> None:
    """What goes wrong: concepts mixed up, wrong options chosen, cards forgotten again and again.

    With the NUMBER of one of them it is practised: of a pair what tells the two apart is shown, and cards on
    either are asked in turn, which leaves the schedule alone; any other card is asked now.
    """
    from studyguide.study.trouble import trouble

    with desk(ctx) as at:
        found = trouble(at)
        if number is not None:
            if number > len(found.entries):
                raise UsageError(f"there is no mistake {number}; `studyguide mistakes` lists them")
            _practise(ctx, at, found.entries[number - 1])
        elif as_json:
            print_json(found.entries)
        else:
            from studyguide.plain.report import mistakes_text

            console(ctx).say(mistakes_text(found))


def _practise(ctx: click.Context, at: Desk, mistake: Mistake) -> None:
    if mistake.card:
        sit(ctx, at, at.sit(only=(at.card(mistake.card).key,)))
        return
    from studyguide.plain.report import contrast_text
    from studyguide.study.attempts import drill
    from studyguide.study.mistakes import contrast

    one, other = mistake.concepts
    table, sitting = contrast(at.library.packs, one, other), drill(at, one, other)
    if table is not None:
        console(ctx).say(contrast_text(table))
    if sitting is None:
        raise UsageError("no cards ask for both of them")
    sit(ctx, at, sitting)
