"""What `fit` found, in words."""

from __future__ import annotations

from math import exp

from studyguide.memory.fit import Fit, Score
from studyguide.plain.text import wrapped


def fit_text(found: Fit, known: int = 0) -> str:
    """Both scores, and what they mean; `known` is how many reviews the parameters in force were fitted to."""
    earlier = found.reviews - found.judged
    before, after = found.in_force, found.fitted
    return "\n".join(
        (
            wrapped(
                f"Fitted to {earlier:,} reviews on a later day than the card's last one, and judged by the"
                f" {found.judged:,} that came after them:"
            ),
            "",
            f"{'':18}{'log loss':>10}{'Brier':>10}",
            _line("in force", before),
            _line("fitted to you", after),
            "",
            wrapped(_meaning(found)),
            *(("", wrapped(_FLATTERED)) if known > earlier else ()),
        )
    )


_FLATTERED = (
    "The parameters in force were fitted to some of the judging reviews too, which flatters them. Once there"
    " are more reviews that they have not seen, look again."
)


def _line(name: str, score: Score) -> str:
    return f"  {name:16}{score.log_loss:10.4f}{score.brier:10.4f}"


def _meaning(found: Fit) -> str:
    before, after = (f"{100 * exp(-score.log_loss):.1f}" for score in (found.in_force, found.fitted))
    chances = (
        f"Less is better in both. To what you then remembered or forgot, the parameters in force gave a"
        f" chance of {before} in 100 on (geometric) average, the fitted ones {after}."
    )
    if found.better:
        return f"{chances} So the fitted ones know better when you forget."
    if found.fitted.log_loss < found.in_force.log_loss:
        return f"{chances} That is no more than chance makes, so the ones in force stay."
    return f"{chances} So the ones in force stay."
