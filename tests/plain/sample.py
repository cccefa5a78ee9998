"""A pack of two small chapters in which every section kind, question kind and optional part occurs."""

from __future__ import annotations

import msgspec

from studyguide.guide import model as m

SOURCE = m.Source(title="Rules of the *port*", url="https://example.org/port/rules_(1).html")
LONG_SOURCE = m.Source(title="Tides", url=f"https://example.org/{'tides/' * 14}table.html")
NOTE = m.FactNote(often="Ships float.", precisely="Ships *usually* float.", source=SOURCE)
LONG_NOTE = m.FactNote(often="The tide waits.", precisely="It waits for no one.", source=LONG_SOURCE)

OBJECTIVES = m.Objectives(
    id="aims",
    title="What you will be able to do",
    task="4.3",
    items=(
        m.Objective(id="dock", text="Dock a ship with `rope`.", see="port#terms"),
        m.Objective(id="pay", text="Pay the dues.", scope="out", note=NOTE),
    ),
)
GLOSSARY = m.Glossary(
    id="terms",
    title="Key terms",
    intro="Words of the trade.",
    task="4.3",
    scope="adjacent",
    terms=(
        m.Term(id="bow", term="Bow", meaning="The front of a ship.\n\nNot the back."),
        m.Term(
            id="aft", term="AFT", long="after part", meaning="Towards the stern.", scope="in", note=LONG_NOTE
        ),
    ),
)
BIG_IDEA = m.BigIdea(
    id="idea", title="The big idea", task="4.3", text="A port is *calm*.\n\nThe sea is **not**."
)
CONCEPT_BOX = m.ConceptBox(
    id="box",
    title="Concept box",
    task="4.3",
    columns=("Concept", "Question"),
    rows=(
        m.Row(id="depth", cells=("Depth", "How deep | how far?"), note=NOTE),
        m.Row(id="wind", cells=("Wind", "`0 | 12` Beaufort?"), scope="out"),
    ),
)
COMPARISON = m.Comparison(
    id="ropes",
    title="Ropes",
    task="4.3",
    columns=("Feature", "Hemp", "Steel"),
    rows=(
        m.Row(
            id="use",
            cells=("Use", "Where hands hold it, on small boats", "Where engines hold it, on large ships"),
        ),
        m.Row(id="age", cells=("Age", "Old", "New"), note=NOTE),
    ),
)
OUTLINE = m.Outline(
    id="outline",
    title="Outline",
    task="4.3",
    nodes=(
        m.OutlineNode(
            id="quay",
            text="Quay",
            detail="Where ships lie.",
            children=(
                m.OutlineNode(id="why", text="Why stone?", detail="It lasts.", note=NOTE, see="sea#swell"),
                m.OutlineNode(id="bollard", text="Bollards", see="port#ropes/use"),
            ),
        ),
        m.OutlineNode(id="crane", text="Cranes"),
    ),
)
RINGS = m.Layers(
    id="rings",
    title="Around the harbour",
    task="4.3",
    layers=(
        m.Layer(id="mole", label="Mole", answers="What stops waves?", controls=("Stone", "Concrete")),
        m.Layer(
            id="gate", label="Gate", answers="Who comes in?", controls=("A guard",), see="port#terms/bow"
        ),
        m.Layer(id="ship", label="船", answers="What is kept?", controls=("Cargo",), note=NOTE),
    ),
)
STACK = m.Layers(
    id="stack",
    title="The crane from top to bottom",
    task="4.3",
    shape="stack",
    layers=(
        m.Layer(id="hook", label="Hook", answers="What lifts?", controls=("Steel",)),
        m.Layer(id="foot", label="Footing", answers="What holds?", controls=("Rock",)),
    ),
)
FLOW = m.Flow(
    id="entry",
    title="Entering",
    task="4.3",
    steps=(
        m.FlowStep(id="call", text="Call the tower", detail="By radio.", next=(m.Edge(to="free"),)),
        m.FlowStep(
            id="free",
            text="Is a berth free?",
            detail="The tower knows.",
            next=(
                m.Edge(to="enter", label="yes"),
                m.Edge(to="wait", label="no"),
                m.Edge(to="leave", label="closed"),
            ),
        ),
        m.FlowStep(id="enter", text="Enter", detail="Slowly.", next=(m.Edge(to="leave"),)),
        m.FlowStep(id="wait", text="Wait", detail="At anchor.", note=NOTE),
        m.FlowStep(id="leave", text="Leave", detail="With the tide."),
    ),
)
EXAMPLES = m.Examples(
    id="examples",
    title="Examples",
    task="4.3",
    pairs=(
        m.Example(
            id="knot", term="Knot", definition="A nautical mile an hour.", example="Ten are fast.", note=NOTE
        ),
    ),
)
SCENARIO = m.Scenario(
    id="mooring",
    title="Mooring",
    task="4.3",
    goal="The ship lies still.",
    steps=(
        m.ScenarioStep(
            id="log",
            title="Write the log",
            text="Before anything else.",
            note=NOTE,
            code=m.Code(
                language="json",
                caption="An entry",
                text='{\n\t"ship": "*Anna*",\n\n  "fence": "```", "arn": "' + "x" * 90 + '"\n}\n',
            ),
        ),
        m.ScenarioStep(
            id="tie", title="Tie up", text="With two ropes.", code=m.Code(language="bash", text="tie --all")
        ),
        m.ScenarioStep(id="rest", title="Rest", text="Have a tea."),
    ),
)
MUDDY = m.MuddyPoints(
    id="muddy",
    title="Muddy points",
    task="4.3",
    points=(
        m.MuddyPoint(
            id="port-left",
            title="Port or starboard?",
            muddle="Port is right.",
            clear="Port is *left*.",
            note=NOTE,
            see=m.See(see="sea#swell", label="Sea marks"),
        ),
        m.MuddyPoint(
            id="knots", title="Knots an hour?", muddle="Ten knots an hour.", clear="Ten knots.", scope="out"
        ),
    ),
)
CHECKPOINT = m.Checkpoint(
    id="check",
    title="Check yourself",
    task="4.3",
    questions=("tf", "one", "many", "order", "pairs", "typed", "free", "gap", "case-a", "case-b"),
)
PROSE = m.Prose(
    id="prose",
    title="# Reading the [all that apply] label",
    task="4.3",
    text="1. A line that looks like a list.\n\n# And one like a heading, with s3:* and snake_case and <b>.",
    notes=(NOTE,),
    see=(m.See(see="sea#swell", label="The sea"), m.See(see="port#box/wind", label="Wind")),
)

SECTIONS: tuple[m.Section, ...] = (
    OBJECTIVES,
    GLOSSARY,
    BIG_IDEA,
    CONCEPT_BOX,
    COMPARISON,
    OUTLINE,
    RINGS,
    STACK,
    FLOW,
    EXAMPLES,
    SCENARIO,
    MUDDY,
    CHECKPOINT,
    PROSE,
)


_COMMON = {
    "task": "4.3",
    "scope": "in",
    "difficulty": 1,
    "concept": "bow",
    "ref": "port#terms",
    "source": {"title": "Tables", "url": "https://example.org/tables"},
    "verified": "2026-11-23",
}


def _options(right: str, *texts: str) -> list[dict[str, object]]:
    return [{"text": text, "why": f"On {text.lower()}.", "correct": text in right} for text in texts]


def _true_false(name: str, stem: str) -> dict[str, object]:
    why = {"true": "That was the trap.", "false": "Seen through."}
    return {**_COMMON, "kind": "true-false", "id": name, "stem": stem, "answer": False, "why": why}


_RAW: tuple[dict[str, object], ...] = (
    _true_false("tf", "Anchors *float*."),
    {
        **_COMMON,
        "kind": "choice",
        "id": "one",
        "stem": "Which one is red?",
        "options": _options("Port", "Bow", "Stern", "Port", "Starboard"),
    },
    {
        **_COMMON,
        "kind": "multi",
        "id": "many",
        "stem": "Which two are ends [choose 2]?",
        "options": _options("Bow Stern", "Bow", "Stern", "Mast", "Keel", "Deck"),
    },
    {
        **_COMMON,
        "kind": "ordering",
        "id": "order",
        "stem": "From small to large.",
        "items": [{"text": text, "why": f"{text} has its place."} for text in ("Boat", "Ship", "Tanker")],
    },
    {
        **_COMMON,
        "kind": "matching",
        "id": "pairs",
        "stem": "Colours of the lights.",
        "pairs": [
            {"left": left, "right": right, "why": f"{left} is {right}."}
            for left, right in (("Left", "red"), ("Right", "green"), ("Back", "white"))
        ],
    },
    {
        **_COMMON,
        "kind": "short",
        "id": "typed",
        "stem": "What holds a ship at sea?",
        "answers": ["An anchor", "Anchor"],
        "why": "It grips the ground.",
    },
    {
        **_COMMON,
        "kind": "open",
        "id": "free",
        "stem": "Why do ships float?",
        "answer": "They displace water.",
        "key_points": [
            {"text": "Displacement", "why": "Archimedes."},
            {"text": "Shape", "why": "A plate sinks."},
        ],
    },
    {
        **_COMMON,
        "kind": "cloze",
        "id": "gap",
        "stem": "The back of a ship is its {{stern}}.",
        "answers": ["Stern end"],
        "why": "The front is its bow.",
    },
    {
        "kind": "case",
        "id": "case",
        "scenario": "A ship lies in fog.",
        "questions": [_true_false("case-a", "It sounds a horn."), _true_false("case-b", "It speeds up.")],
    },
)
QUESTIONS = msgspec.convert(_RAW, tuple[m.Question | m.Case, ...])

PORT = m.Chapter(
    id="port",
    title="The port",
    summary="Where ships *rest*.",
    folder="01-port",
    sections=SECTIONS,
    questions=QUESTIONS,
)
SEA = m.Chapter(
    id="sea",
    title="The sea",
    summary="Where ships work.",
    folder="02-sea",
    sections=(m.Prose(id="swell", title="Swell", task="4.3", text="It comes from afar."),),
    questions=(),
)
PACK = m.Pack(
    id="ships",
    title="Ships",
    version="1.0",
    licence="CC0-1.0",
    disclaimer="Not for navigation.",
    exam=m.Exam(
        code="S1",
        title="Seamanship",
        questions=10,
        scored=8,
        pass_mark=700,
        domains=(m.Domain(id="4", title="Harbours", weight=100, tasks=(m.Task(id="4.3", title="Mooring"),)),),
        source=SOURCE,
    ),
    chapters=(PORT, SEA),
)
