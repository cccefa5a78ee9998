"""The policies that are judged."""

from __future__ import annotations

from studyguide.simulate import baselines
from studyguide.simulate.interface import PolicyMaker
from studyguide.simulate.planner import planner

PLANNER = "planner"
"""The policy that the verdict is about."""
DEFAULT = "fsrs"
"""The baseline whose recall after the exam it is held against."""
PACED_CRAM = "paced-cram"
"""The baseline whose minutes it is held against."""
POLICIES: dict[str, PolicyMaker] = {
    PLANNER: planner,
    DEFAULT: baselines.fsrs,
    "fsrs-paced": baselines.fsrs_paced,
    PACED_CRAM: baselines.paced_cram,
    "sm2": baselines.sm2,
    "leitner": baselines.leitner,
}
"""By name, in the order of the report's columns."""
