"""No answer asks for what changes from month to month or is not said plainly by AWS."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from studyguide.guide import model as m
from studyguide.guide.markup import plain
from studyguide.guide.model import Pack, Question
from studyguide.guide.parts import asked

CLAIMS = {
    "how long the exam takes, or what it costs": r"\b1[37]0 minutes\b|\bUSD\b|\$ ?\d",
    "what Role Manager preselects": r"\bpreselect|\bRole Manager\b.*\bby default\b",
    "how often a key can be rotated on demand": r"\b(?:10|25|ten) (?:times|on-demand rotations)\b",
    "which services a compliance programme holds": (
        r"\b(?:HIPAA|PCI|SOC|ISO|FedRAMP)\b.*\b(?:eligible|certified|compliant|in scope)\b"
    ),
    "that CloudTrail cannot record InvokeEndpoint": (
        r"\bCloudTrail\b.*\b(?:cannot|never)\b.*\bInvokeEndpoint\b|\bInvokeEndpoint\b.*\b(?:cannot|never)\b.*\bCloudTrail\b"
    ),
    "a latency of 15 minutes": r"\b(?:15|fifteen)[- ]min",
    "where TLS 1.3 is spoken": r"\bTLS 1\.3\b",
    "SSE-C, which S3 has begun to disable": r"\bSSE-C\b",
    "the default encryption of job outputs": r"\boutputs?\b.*\bdefault\b.*\bSSE-(?:S3|KMS)\b",
}
"""What must not be the answer to a question, and words by which it shows."""


def answers(question: Question) -> Iterator[str]:
    """What has to be known: chosen, put in order, matched, typed or held true."""
    match question:
        case m.Choice() | m.Multi():
            yield from (option.text for option in question.options if option.correct)
        case m.TrueFalse():
            yield question.stem if question.answer else question.why.if_false
        case m.Short() | m.Cloze():
            yield from question.answers
        case m.Ordering():
            yield from (item.text for item in question.items)
        case m.Matching():
            yield from (f"{pair.left}: {pair.right}" for pair in question.pairs)
        case m.Open():
            yield question.answer
            yield from (point.text for point in question.key_points)


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_is_not_asked(claim: str, pack: Pack) -> None:
    words = re.compile(CLAIMS[claim], re.IGNORECASE)
    found = [
        f"{part.id}: {text}"
        for chapter in pack.chapters
        for question in chapter.questions
        for _, part in asked(question)
        for text in answers(part)
        if words.search(plain(text))
    ]
    assert not found


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("how long the exam takes, or what it costs", "130 minutes"),
        ("what Role Manager preselects", "The activities that Role Manager ticks by default"),
        ("how often a key can be rotated on demand", "At most 25 times"),
        ("which services a compliance programme holds", "SageMaker AI is a HIPAA eligible service"),
        ("that CloudTrail cannot record InvokeEndpoint", "CloudTrail never records InvokeEndpoint"),
        ("a latency of 15 minutes", "Within fifteen minutes"),
        ("where TLS 1.3 is spoken", "TLS 1.3"),
        ("SSE-C, which S3 has begun to disable", "SSE-C"),
        ("the default encryption of job outputs", "Outputs are by default under SSE-S3"),
    ],
)
def test_claims_are_recognised(claim: str, text: str) -> None:
    assert re.search(CLAIMS[claim], text, re.IGNORECASE)
