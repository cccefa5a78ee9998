"""A report as lines of at most 80 cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from studyguide.simulate.judge import LATER, MOMENTS
from studyguide.simulate.policies import DEFAULT, PACED_CRAM
from studyguide.simulate.report import (
    AHEAD_IN,
    COVERED,
    LATER_GAP,
    WORST_GAP,
    Calibration,
    Means,
    Report,
    Verdict,
)

_NAME = 22
_COLUMN = 9


def report_text(found: Report) -> str:
    """The tables, the verdict and the calibration."""
    parts = [_recalls(found), _overall(found)]
    if found.verdict is not None:
        parts.append(_verdict(found.verdict))
    if found.calibration:
        parts.append(_calibration(found))
    return "\n\n".join("\n".join(part) for part in parts)


def _recalls(found: Report) -> Iterator[str]:
    yield "Mean recall on the exam day, by cards/days/minutes a day and learner model"
    yield "(* best of the row)"
    yield ""
    yield from _header(found.policies)
    for case, means in found.cases.items():
        name = f"{'/'.join(map(str, case.scenario)):<12}{case.model}"
        yield _row(name, found.policies, means, _recall)


def _overall(found: Report) -> Iterator[str]:
    yield "Over all scenarios"
    yield ""
    yield from _header(found.policies)
    for model, means in found.models.items():
        yield _row(model, found.policies, means, _recall)
    yield _row("all", found.policies, found.overall, _recall)
    yield _row(f"all, {LATER} days later", found.policies, found.overall, _later)
    yield _row("minutes in all", found.policies, found.overall, _minutes)


def _recall(means: Means) -> str:
    return f"{means.recall:.3f}"


def _later(means: Means) -> str:
    return f"{means.later:.3f}"


def _minutes(means: Means) -> str:
    return f"{means.minutes:.0f}"


def _header(policies: tuple[str, ...]) -> Iterator[str]:
    halves = [policy.partition("-") for policy in policies]
    yield _line("", [f"{first} " for first, _, _ in halves])
    if any(second for _, _, second in halves):
        yield _line("", [f"{second} " for _, _, second in halves])


def _row(
    name: str, policies: tuple[str, ...], means: Mapping[str, Means], figure: Callable[[Means], str]
) -> str:
    best = max(means[policy].recall for policy in policies)
    marked = len(policies) > 1 and figure is _recall
    cells = [
        f"{figure(means[policy])}{'*' if marked and means[policy].recall == best else ' '}"
        for policy in policies
    ]
    return _line(name, cells)


def _line(name: str, cells: list[str]) -> str:
    return f"{name:<{_NAME}}{''.join(f'{cell:>{_COLUMN}}' for cell in cells)}".rstrip()


def _verdict(verdict: Verdict) -> Iterator[str]:
    overall, share, worst, minutes, later, covered = map(_word, verdict.passes)
    yield "The planner against the baselines"
    yield ""
    yield f"{overall} Overall {_points(verdict.overall)} against {verdict.best}, the best of them."
    yield f"{share} Ahead of all of them in {verdict.ahead_in:.0%} of the scenarios; wanted {AHEAD_IN:.0%}."
    case = verdict.worst.case
    where = f"{'/'.join(map(str, case.scenario))} {case.model}"
    yield f"{worst} At worst {_points(verdict.worst.ahead)} against {verdict.worst.best},"
    yield f"     with {where}; wanted {_points(-WORST_GAP)} or more."
    if verdict.minutes is not None:
        yield f"{minutes} {verdict.minutes:+.0f} minutes against {PACED_CRAM}; wanted none more."
    if verdict.later is not None:
        yield (
            f"{later} {LATER} days later {_points(verdict.later)} against {DEFAULT};"
            f" wanted {_points(-LATER_GAP)} or more."
        )
    if verdict.covered is not None:
        low, high = verdict.covered
        yield (
            f"{covered} Forecasts held in {low:.0%} to {high:.0%} of runs, by model;"
            f" wanted {COVERED[0]:.0%} to {COVERED[1]:.0%}."
        )


def _word(passes: bool | None) -> str:
    return "ok  " if passes else "FAIL"


def _points(recall: float) -> str:
    return f"{100 * recall:+.1f} points"


def _calibration(found: Report) -> Iterator[str]:
    low, high = COVERED
    yield "Forecasts of recall on the exam day, by when they were made, in points: runs"
    yield f"whose truth lay in the range (! if not {low:.0%} to {high:.0%}), mean width of the range,"
    yield "mean forecast less truth"
    policies = dict.fromkeys(line.policy for line in found.calibration)
    models = dict.fromkeys(line.model for line in found.calibration)
    for policy in policies:
        lines = {(line.model, line.moment): line for line in found.calibration if line.policy == policy}
        yield ""
        yield f"{policy:<10}" + "".join(f"{moment:>14}" for moment in MOMENTS).rstrip()
        for model in models:
            told = [lines.get((model, moment)) for moment in MOMENTS]
            yield f"{model:<10}" + "".join(f"{_cell(line):>14}" for line in told)


def _cell(line: Calibration | None) -> str:
    if line is None:
        return "-"
    mark = " " if COVERED[0] <= line.covered <= COVERED[1] else "!"
    error = 100 * line.error
    digits = 1 if abs(error) < 9.95 else 0
    return f"{100 * line.covered:.0f}{mark} {100 * line.width:2.0f} {error:+.{digits}f}"
