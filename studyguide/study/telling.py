"""What both faces say of the learner's progress, in plain sentences and without blame."""

from __future__ import annotations

from studyguide.memory.model import day_number
from studyguide.study.calibration import Calibration
from studyguide.study.forecast import Forecast
from studyguide.study.proportion import Proportion
from studyguide.study.readiness import Readiness
from studyguide.study.retention import Retention
from studyguide.study.stats import Stats
from studyguide.study.words import counted, dated

LEECH_ADVICE = "Read the place in the guide anew; if that does not help, suspend the card."


def percent(share: float) -> str:
    """Whole per cent."""
    return f"{share:.0%}"


def interval(found: Proportion) -> str:
    """`86% (95% interval 80% to 91%, 143 answers)`; in words where there is none."""
    if found.share is None:
        return "no answers yet"
    return (
        f"{percent(found.share)} (95% interval {percent(found.low)} to {percent(found.high)}, "
        f"{counted(found.n, 'answer')})"
    )


def kept_back(stats: Stats) -> str:
    """How many cards are left to mock exams; empty without any."""
    kept = "is" if stats.reserve == 1 else "are"
    return f"{counted(stats.reserve, 'more card')} {kept} kept for mock exams." if stats.reserve else ""


def steadiness(stats: Stats) -> str:
    """How steadily the learner studied."""
    if not stats.days:
        return "Nothing is on record yet: the first answer begins it."
    last = stats.consistency
    return f"Studied {last.week} of the last 7 days, {last.month} of the last 28."


def time_spent(stats: Stats) -> str:
    """Minutes of the last days."""
    today = day_number(stats.day)
    spent = {
        span: sum(day.minutes for day in stats.days if today - span < day_number(day.day) <= today)
        for span in (7, 28)
    }
    return (
        f"Answering took {counted(round(spent[7]), 'minute')} in the last 7 days and "
        f"{counted(round(spent[28]), 'minute')} in the last 28; long pauses are left out."
    )


def ahead(stats: Stats) -> str:
    """What is overdue, and what the next days hold."""
    to_come: Forecast = stats.forecast
    total = sum(day.due for day in to_come.days)
    if not total and not to_come.overdue:
        return "No review is to come yet: cards come back once you have met them."
    span = (
        f"up to the exam on {dated(stats.exam_date, '%d %B')}"
        if stats.exam_date is not None and any(day.exam for day in to_come.days)
        else f"in the next {len(to_come.days)} days"
    )
    today = to_come.days[0].due
    said = (
        f"{counted(total, 'review')} {'falls' if total == 1 else 'fall'} due {span}, {today} of them today."
    )
    if to_come.overdue:
        said += f" {counted(to_come.overdue, 'card')} from earlier days still wait."
    return said + " New cards, and what is forgotten, will add to it."


def span(retained: Retention) -> str:
    """What a row of true retention covers."""
    return "all days" if retained.days is None else f"last {retained.days} days"


def kept(stats: Stats) -> str:
    """True retention against what is wanted."""
    everything = stats.retained[-1].kept
    if everything.share is None:
        return "How much you keep is known once cards come back on a later day."
    said = f"You keep {interval(everything)}; the desired retention is {percent(stats.desired)}."
    if stats.exam_date is not None and stats.exam_date > stats.day:
        return f"{said} Until the exam the plan weighs what is known on its day instead."
    if everything.high < stats.desired:
        return f"{said} Cards come back a little late for you."
    if everything.low > stats.desired:
        return f"{said} You keep more than that."
    return said


def predicted(found: Calibration) -> str:
    """How well the program's own predictions held."""
    if found.predicted is None or found.kept.share is None:
        return "The program's predictions can be judged once cards come back on a later day."
    said = (
        f"The program predicted {percent(found.predicted)} on average; "
        f"{percent(found.kept.share)} were kept ({counted(found.kept.n, 'review')})."
    )
    match found.verdict:
        case "few":
            return f"{said} That is too few to judge it by."
        case "high":
            return f"{said} It promises too much."
        case "low":
            return f"{said} It promises too little."
        case _:
            return f"{said} That agrees within what chance allows."


def scores(found: Calibration) -> str:
    """Brier score and log loss, with what they are worth; empty without any."""
    if found.brier is None or found.log_loss is None or found.constant_brier is None:
        return ""
    better = found.brier < found.constant_brier
    return (
        f"Brier score {found.brier:.3f}, log loss {found.log_loss:.3f}; less is better. Always saying the "
        f"average would score {found.constant_brier:.3f}: the predictions are "
        f"{'better' if better else 'no better'} than that."
    )


def ready(found: Readiness) -> str:
    """What fresh answers say, or what is lacking."""
    if found.lacking:
        said = f"Readiness needs {counted(found.lacking, 'more fresh answer')}"
        more = ": mock exams ask questions kept back for it."
        return said + (more if found.unasked else ", but no more questions are kept back for it.")
    return f"On questions never seen before: {interval(found.total.answers)}."


def likely(found: Readiness) -> str:
    """Likely recall on the exam day; empty where it is not known."""
    if found.likely is None:
        return ""
    on_day = found.likely
    return (
        f"Likely recall of the cards on the exam day: {percent(on_day.mean)} "
        f"({percent(on_day.low)} to {percent(on_day.high)})."
    )
