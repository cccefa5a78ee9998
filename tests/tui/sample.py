"""A small pack with every kind of section, so that tests of screens do not change with the content."""

from __future__ import annotations

from datetime import date

from studyguide.guide.model import (
    BigIdea,
    Chapter,
    Checkpoint,
    Cloze,
    Code,
    Comparison,
    ConceptBox,
    Domain,
    Edge,
    Exam,
    Example,
    Examples,
    FactNote,
    Flow,
    FlowStep,
    Glossary,
    Layer,
    Layers,
    MuddyPoint,
    MuddyPoints,
    Objective,
    Objectives,
    Outline,
    OutlineNode,
    Pack,
    Prose,
    Row,
    Scenario,
    ScenarioStep,
    Section,
    See,
    Short,
    Source,
    Task,
    Term,
    TrueFalse,
    TrueFalseWhy,
)

SOURCE = Source(title="The source", url="https://example.org/source")
NOTE = FactNote(
    often="A lock makes a door safe.",
    precisely="A lock makes a door *hard to open*; who holds the keys decides the rest.",
    source=SOURCE,
)

OBJECTIVES = Objectives(
    id="objectives",
    title="What you will be able to do",
    intro="Four things about doors, and where each is taught.",
    task="4.3",
    items=(
        Objective(id="words", text="Say what a lock, a hinge and a bolt are.", see="doors#terms"),
        Objective(id="layers", text="Name the layers around a house.", see="doors#layers/fence", note=NOTE),
        Objective(id="windows", text="Know that windows exist.", see="windows#panes", scope="adjacent"),
    ),
)
GLOSSARY = Glossary(
    id="terms",
    title="Key terms",
    task="4.3",
    terms=(
        Term(
            id="lock",
            term="Lock",
            meaning="A device that keeps a door shut against everyone without a key.",
            must_know=True,
        ),
        Term(id="hinge", term="Hinge", meaning="What a door turns on.", note=NOTE),
        Term(
            id="pin",
            term="PIN",
            long="personal identification number",
            meaning="A short secret, typed; see `[0-9]{4}`.",
        ),
        Term(id="bolt", term="Bolt", meaning="A bar that slides into the frame.", scope="out"),
    ),
)
BIG_IDEA = BigIdea(
    id="big-idea",
    title="The big idea",
    task="4.3",
    text="A door is only as strong as **its frame**.\n\nSo look at the frame *first*.",
    notes=(NOTE,),
    see=(See(see="windows#panes", label="Windows: Panes"),),
)
CONCEPT_BOX = ConceptBox(
    id="concepts",
    title="Concept box",
    task="4.3",
    columns=("Concept", "The question it settles", "Key mechanism"),
    rows=(
        Row(
            id="identity",
            cells=("Identity", "Who may open the door?", "Keys and a list of their holders"),
            note=NOTE,
        ),
        Row(id="network", cells=("Approach", "Which way leads to the door?", "Fence and gate")),
        Row(id="audit", cells=("Auditing", "Who opened it at 15:00?", "A camera")),
    ),
)
OUTLINE = Outline(
    id="outline",
    title="The field at a glance",
    task="4.3",
    nodes=(
        OutlineNode(
            id="parts",
            text="Parts of a door",
            detail="What it is made of.",
            children=(
                OutlineNode(id="leaf", text="Leaf", detail="The part that moves.", see="doors#terms/hinge"),
                OutlineNode(
                    id="frame",
                    text="Frame",
                    detail="The part that stays, and that burglars try first, being softer than the lock.",
                    children=(OutlineNode(id="sill", text="Sill"),),
                ),
            ),
        ),
        OutlineNode(id="use", text="Use", children=(OutlineNode(id="open", text="Opening", note=NOTE),)),
    ),
)
RINGS = Layers(
    id="layers",
    title="Layers around a house",
    intro="Four rings, from the street to what is worth keeping.",
    task="4.3",
    layers=(
        Layer(
            id="camera",
            label="Camera",
            answers="Who was here, and when?",
            controls=("A recording", "An alarm"),
        ),
        Layer(
            id="fence",
            label="Fence",
            answers="Which way in is there?",
            controls=("Gate", "Hedge"),
            see="doors#concepts/network",
        ),
        Layer(
            id="door",
            label="Door",
            answers="Who may enter?",
            controls=("Lock", "Bolt"),
            see="doors#terms/lock",
            note=NOTE,
        ),
        Layer(id="safe", label="SAFE", answers="What is left for a thief?", controls=("Steel",)),
    ),
)
STACK = Layers(id="stack", title="Layers of a wall", task="4.3", shape="stack", layers=RINGS.layers[:3])
FLOW = Flow(
    id="flow",
    title="The way in",
    intro="Each gate must open.",
    task="4.3",
    steps=(
        FlowStep(id="knock", text="A knock", detail="Somebody is at the gate.", next=(Edge(to="known"),)),
        FlowStep(
            id="known",
            text="Is the person known?",
            detail="A look at the list is enough.",
            next=(Edge(to="key", label="yes"), Edge(to="away", label="no")),
            note=NOTE,
        ),
        FlowStep(
            id="key",
            text="Does the key fit?",
            detail="Keys are changed once a year.",
            next=(
                Edge(to="inside", label="yes"),
                Edge(to="away", label="no"),
                Edge(to="smith", label="it broke"),
            ),
        ),
        FlowStep(id="inside", text="Inside", detail="The door closes behind.", next=(Edge(to="log"),)),
        FlowStep(id="away", text="Sent away", detail="Politely.", next=(Edge(to="log"),)),
        FlowStep(id="smith", text="Locksmith", detail="It takes an hour."),
        FlowStep(id="log", text="The camera saw it", detail="Whatever it was."),
    ),
)
EXAMPLES = Examples(
    id="examples",
    title="Definitions with examples",
    task="4.3",
    pairs=(
        Example(
            id="deadbolt",
            term="Deadbolt",
            definition="A bolt without a spring.",
            example="The bar that only the key moves.",
            note=NOTE,
        ),
        Example(
            id="chain",
            term="Chain",
            definition="It lets a door open a little.",
            example="To speak with a stranger.",
            must_know=True,
        ),
    ),
)
SCENARIO = Scenario(
    id="scenario",
    title="Worked example",
    task="4.3",
    goal="A door that opens for the family and for nobody else.",
    steps=(
        ScenarioStep(id="count", title="Count the keys", text="Every key that exists is a way in."),
        ScenarioStep(
            id="policy",
            title="Write the list",
            text="The list names who may hold one.",
            code=Code(
                language="json",
                caption="The list",
                text='{\n  "Family": ["Ann", "Bo"],\n  "Resource": "arn:aws:s3:::door/*"\n}',
            ),
        ),
        ScenarioStep(id="change", title="Change the lock", text="Old keys then open nothing.", note=NOTE),
    ),
)
COMPARISON = Comparison(
    id="comparison",
    title="Lock and camera",
    task="4.3",
    columns=("Feature", "Lock", "Camera"),
    rows=(
        Row(id="purpose", cells=("Main purpose", "Keeps people out", "Shows who came")),
        Row(
            id="when",
            cells=(
                "When it works",
                "Before anything happens",
                "Afterwards, for whoever looks at the recording",
            ),
            note=NOTE,
        ),
    ),
)
MUDDY = MuddyPoints(
    id="muddy",
    title="Muddy points",
    task="4.3",
    points=(
        MuddyPoint(
            id="lock-or-bolt",
            title="Lock or bolt?",
            muddle="Both are the same thing.",
            clear="A lock has a key and works from both sides; a bolt has none and works from inside.",
            see=See(see="doors#terms/bolt", label="Key terms: Bolt"),
        ),
        MuddyPoint(
            id="camera",
            title="Does a camera protect?",
            muddle="It keeps thieves out.",
            clear="It tells who came.",
        ),
    ),
)
CHECKPOINT = Checkpoint(
    id="checkpoint", title="Check yourself", task="4.3", questions=("two-sides", "name-it", "gap")
)
PROSE = Prose(
    id="prose",
    title="On brackets",
    task="4.3",
    scope="out",
    text="Text is shown as it stands: [all that apply], [/etc/hosts], [red]not red[/red], $primary.",
)

SECTIONS: tuple[Section, ...] = (
    OBJECTIVES,
    GLOSSARY,
    BIG_IDEA,
    CONCEPT_BOX,
    OUTLINE,
    RINGS,
    STACK,
    FLOW,
    EXAMPLES,
    SCENARIO,
    CHECKPOINT,
    MUDDY,
    COMPARISON,
    PROSE,
)


QUESTIONS = (
    Cloze(
        id="gap",
        stem="A door turns on its {{hinge}} and nothing else.",
        why="The hinge carries it.",
        task="4.3",
        scope="in",
        difficulty=1,
        concept="hinge",
        ref="doors#terms/hinge",
        source=SOURCE,
        verified=date(2026, 11, 23),
    ),
    TrueFalse(
        id="two-sides",
        stem="A bolt opens from both sides.",
        answer=False,
        why=TrueFalseWhy(if_true="That is a lock.", if_false="Only from inside."),
        task="4.3",
        scope="in",
        difficulty=1,
        concept="bolt",
        ref="doors#muddy/lock-or-bolt",
        source=SOURCE,
        verified=date(2026, 11, 23),
    ),
    Short(
        id="name-it",
        stem="What does a door turn on?",
        answers=("a hinge", "hinge"),
        why="The hinge carries it.",
        task="4.3",
        scope="in",
        difficulty=1,
        concept="hinge",
        ref="doors#terms/hinge",
        source=SOURCE,
        verified=date(2026, 11, 23),
    ),
)

PACK = Pack(
    id="houses",
    title="Houses",
    version="1",
    licence="CC-BY-4.0",
    disclaimer="None.",
    exam=Exam(
        code="H-1",
        title="Houses",
        questions=10,
        scored=10,
        pass_mark=700,
        domains=(
            Domain(id="4", title="Safety", weight=100, tasks=(Task(id="4.3", title="Doors", security=True),)),
        ),
        source=SOURCE,
    ),
    chapters=(
        Chapter(
            id="doors",
            title="Doors and what they keep out",
            summary="Doors.",
            folder="01-doors",
            sections=SECTIONS,
            questions=QUESTIONS,
        ),
        Chapter(
            id="windows",
            title="Windows",
            summary="Windows.",
            folder="02-windows",
            sections=(Prose(id="panes", title="Panes", task="4.3", text="A pane is made of glass."),),
            questions=(),
        ),
    ),
)
