"""What there is to learn. These structs are the file format, its validation and its JSON Schema at once.

A text field holds plain prose with a small emphasis subset (`code`, *emphasis*, **strong**; see
`markup.py`) and is never given to a terminal library as markup. A blank line separates paragraphs.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from studyguide.guide.scope import Scope

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9-]*$",
        max_length=60,
        description="lower-case words joined by hyphens; never changes",
    ),
]
Text = Annotated[str, Meta(min_length=1)]
TaskId = Annotated[str, Meta(pattern=r"^\d\.\d$", description="exam-guide task, such as 4.3")]
Ref = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9-]+#[a-z0-9-]+(/[a-z0-9-]+)?$",
        description="chapter#section or chapter#section/item",
    ),
]


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every struct here shares: strict about keys. (msgspec does not inherit `kw_only`.)"""


class Source(Record, frozen=True, kw_only=True):
    """Where a fact can be looked up."""

    title: Text
    url: Annotated[str, Meta(pattern=r"^https://\S+$")]


class FactNote(Record, frozen=True, kw_only=True):
    """A place where common wording misleads: what is often said, and what is precisely true."""

    often: Text
    precisely: Text
    source: Source


class See(Record, frozen=True, kw_only=True):
    """A cross-reference; must resolve."""

    see: Ref
    label: Text


class Item(Record, frozen=True, kw_only=True):
    """A part of a section that can be referred to, noted and asked on its own."""

    id: Id
    note: FactNote | None = None
    scope: Scope | None = None
    """Overrides the section's scope."""
    concept: Id | None = None
    """Cards of one concept are siblings; the item's own id if left out."""
    must_know: bool = False
    """Belongs on the one-page cheat sheet."""
    aliases: tuple[str, ...] = ()
    """Former ids, oldest first; progress is kept under the oldest."""


class Objective(Item, frozen=True, kw_only=True):
    text: Text
    see: Ref | None = None


class Term(Item, frozen=True, kw_only=True):
    term: Text
    long: str = ""
    """The long form of an acronym."""
    meaning: Text


class Row(Item, frozen=True, kw_only=True):
    cells: Annotated[tuple[Text, ...], Meta(min_length=2)]


class OutlineNode(Item, frozen=True, kw_only=True):
    text: Text
    detail: str = ""
    see: Ref | None = None
    children: tuple[OutlineNode, ...] = ()


class Layer(Item, frozen=True, kw_only=True):
    label: Text
    """Short: drawn inside the picture."""
    answers: Text
    """The question this layer answers."""
    controls: Annotated[tuple[Text, ...], Meta(min_length=1)]
    see: Ref | None = None


class Edge(Record, frozen=True, kw_only=True):
    to: Id
    label: str = ""


class FlowStep(Item, frozen=True, kw_only=True):
    text: Text
    """Short: drawn inside a box."""
    detail: Text
    next: tuple[Edge, ...] = ()


class Example(Item, frozen=True, kw_only=True):
    term: Text
    definition: Text
    example: Text


class Code(Record, frozen=True, kw_only=True):
    language: Literal["json", "python", "bash", "yaml", "text"]
    text: Text
    caption: str = ""


class ScenarioStep(Item, frozen=True, kw_only=True):
    title: Text
    text: Text
    code: Code | None = None


class MuddyPoint(Item, frozen=True, kw_only=True):
    title: Text
    muddle: Text
    """What is often believed."""
    clear: Text
    """What is true, and how to keep the two apart."""
    see: See | None = None


class SectionBase(Record, tag_field="kind", frozen=True, kw_only=True):
    id: Id
    title: Text
    intro: str = ""
    task: TaskId
    scope: Scope = "in"
    covers: tuple[str, ...] = ()
    """Items of the exam guide taught here, such as 4.3-K2."""
    notes: tuple[FactNote, ...] = ()
    see: tuple[See, ...] = ()


class Objectives(SectionBase, tag="objectives", frozen=True, kw_only=True):
    items: Annotated[tuple[Objective, ...], Meta(min_length=1)]


class Glossary(SectionBase, tag="glossary", frozen=True, kw_only=True):
    terms: Annotated[tuple[Term, ...], Meta(min_length=1)]


class BigIdea(SectionBase, tag="big-idea", frozen=True, kw_only=True):
    text: Text


class ConceptBox(SectionBase, tag="concept-box", frozen=True, kw_only=True):
    columns: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=4)]
    rows: Annotated[tuple[Row, ...], Meta(min_length=1)]
    """The last cell is what a card asks for; the cells before it are its prompt."""
    verbatim: bool = False
    """Each row is a card as it stands: question, answer, and from the third cell on what is shown with it."""


class Outline(SectionBase, tag="outline", frozen=True, kw_only=True):
    nodes: Annotated[tuple[OutlineNode, ...], Meta(min_length=1)]


class Layers(SectionBase, tag="layers", frozen=True, kw_only=True):
    layers: Annotated[tuple[Layer, ...], Meta(min_length=2, max_length=7)]
    """Outermost first."""
    shape: Literal["rings", "stack"] = "rings"


class Flow(SectionBase, tag="flow", frozen=True, kw_only=True):
    steps: Annotated[tuple[FlowStep, ...], Meta(min_length=2)]
    """The first is the start; edges must form no cycle."""


class Examples(SectionBase, tag="examples", frozen=True, kw_only=True):
    pairs: Annotated[tuple[Example, ...], Meta(min_length=1)]


class Scenario(SectionBase, tag="scenario", frozen=True, kw_only=True):
    goal: Text
    steps: Annotated[tuple[ScenarioStep, ...], Meta(min_length=2)]


class Comparison(SectionBase, tag="comparison", frozen=True, kw_only=True):
    columns: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=5)]
    rows: Annotated[tuple[Row, ...], Meta(min_length=2)]
    subjects: Literal["columns", "rows"] = "columns"
    """Which axis names the things compared: the column heads from the second on, or each row's first cell."""


class MuddyPoints(SectionBase, tag="muddy-points", frozen=True, kw_only=True):
    points: Annotated[tuple[MuddyPoint, ...], Meta(min_length=1)]


class Checkpoint(SectionBase, tag="checkpoint", frozen=True, kw_only=True):
    questions: Annotated[tuple[Id, ...], Meta(min_length=1)]


class Prose(SectionBase, tag="text", frozen=True, kw_only=True):
    text: Text


Section = (
    Objectives
    | Glossary
    | BigIdea
    | ConceptBox
    | Outline
    | Layers
    | Flow
    | Examples
    | Scenario
    | Comparison
    | MuddyPoints
    | Checkpoint
    | Prose
)
"""The closed union of section kinds: each face has one `match` over it."""


class QuestionBase(Record, tag_field="kind", frozen=True, kw_only=True):
    id: Id
    stem: Text
    task: TaskId
    scope: Scope
    difficulty: Annotated[int, Meta(ge=1, le=3)]
    """1 recall, 2 understanding, 3 applying it to a situation."""
    concept: Id
    """Questions of one concept are siblings: not asked in one sitting."""
    ref: Ref
    """The place in the guide that answers it."""
    source: Source
    verified: date
    """The day on which the fact was last compared with its source."""
    covers: tuple[str, ...] = ()
    """Items of the exam guide this tests, such as 4.3-S1."""
    reserve: bool = False
    """Asked in mock exams only, so that a mock measures readiness and not recall of the item."""
    confusable: tuple[Id, ...] = ()
    """Concepts that learners take for this one."""
    hint: str = ""
    aliases: tuple[str, ...] = ()
    """Former ids, oldest first; progress is kept under the oldest."""


class Option(Record, frozen=True, kw_only=True):
    text: Text
    why: Text
    correct: bool = False
    pin: bool = False
    """Keeps its place when the options are shuffled."""
    id: str = ""
    """Names the option in the journal; its letter by position in the file if left out."""


class TrueFalseWhy(Record, frozen=True, kw_only=True):
    if_true: Text = field(name="true")
    if_false: Text = field(name="false")


class TrueFalse(QuestionBase, tag="true-false", frozen=True, kw_only=True):
    answer: bool
    why: TrueFalseWhy


class Choice(QuestionBase, tag="choice", frozen=True, kw_only=True):
    options: Annotated[tuple[Option, ...], Meta(min_length=4, max_length=4)]


class Multi(QuestionBase, tag="multi", frozen=True, kw_only=True):
    options: Annotated[tuple[Option, ...], Meta(min_length=5, max_length=7)]


class OrderItem(Record, frozen=True, kw_only=True):
    text: Text
    why: Text
    """Why it stands at this place."""
    id: str = ""


class Ordering(QuestionBase, tag="ordering", frozen=True, kw_only=True):
    items: Annotated[tuple[OrderItem, ...], Meta(min_length=3, max_length=5)]
    """In the right order."""


class Pair(Record, frozen=True, kw_only=True):
    left: Text
    right: Text
    why: Text
    id: str = ""


class Matching(QuestionBase, tag="matching", frozen=True, kw_only=True):
    pairs: Annotated[tuple[Pair, ...], Meta(min_length=3, max_length=7)]


class Short(QuestionBase, tag="short", frozen=True, kw_only=True):
    answers: Annotated[tuple[Text, ...], Meta(min_length=1)]
    """Accepted answers; the first is the one shown."""
    why: Text


class KeyPoint(Record, frozen=True, kw_only=True):
    text: Text
    why: Text


class Open(QuestionBase, tag="open", frozen=True, kw_only=True):
    answer: Text
    """A model answer."""
    key_points: Annotated[tuple[KeyPoint, ...], Meta(min_length=2, max_length=5)]


class Cloze(QuestionBase, tag="cloze", frozen=True, kw_only=True):
    """The stem holds exactly one gap, written `{{...}}`; what stands in it is the first accepted answer."""

    answers: tuple[Text, ...] = ()
    """Further accepted answers."""
    why: Text


Part = TrueFalse | Choice | Multi | Ordering | Matching | Short
"""What a case may ask."""


class Case(Record, tag_field="kind", tag="case", frozen=True, kw_only=True):
    """One situation and at least two questions about it, each scored alone."""

    id: Id
    scenario: Text
    questions: Annotated[tuple[Part, ...], Meta(min_length=2, max_length=5)]


Question = TrueFalse | Choice | Multi | Ordering | Matching | Short | Open | Cloze
"""The closed union of question kinds that can be asked on their own."""


class GuideFile(Record, frozen=True, kw_only=True):
    """`guide.yaml`: what is read."""

    id: Id
    title: Text
    summary: Text
    """One sentence."""
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]


class QuestionsFile(Record, frozen=True, kw_only=True):
    """`questions.yaml`: what is asked."""

    questions: tuple[Question | Case, ...]


class Task(Record, frozen=True, kw_only=True):
    id: TaskId
    title: Text
    security: bool = False
    """Whether the pack means to cover it."""
    items: dict[str, str] = {}
    """Knowledge and skill items of the exam guide that the pack covers, by label such as 4.3-K1."""


class Domain(Record, frozen=True, kw_only=True):
    id: Annotated[str, Meta(pattern=r"^\d$")]
    title: Text
    weight: Annotated[int, Meta(ge=0, le=100)]
    """Percent of the scored content."""
    tasks: Annotated[tuple[Task, ...], Meta(min_length=1)]


class Exam(Record, frozen=True, kw_only=True):
    code: Text
    title: Text
    questions: int
    """On the form, scored or not."""
    scored: int
    pass_mark: int
    """On the scaled score."""
    domains: Annotated[tuple[Domain, ...], Meta(min_length=1)]
    outside: tuple[str, ...] = ()
    """Services on the exam guide's out-of-scope list: never a weighted key."""
    source: Source


class PackFile(Record, frozen=True, kw_only=True):
    """`pack.yaml`: what the folder is."""

    id: Id
    title: Text
    version: Text
    licence: Text
    disclaimer: Text
    exam: Exam
    chapters: Annotated[tuple[Text, ...], Meta(min_length=1)]
    """Folder names under chapters/, in reading order."""


class Chapter(Struct, frozen=True, kw_only=True):
    """A chapter as the program holds it: its guide and its questions together."""

    id: str
    title: str
    summary: str
    folder: str
    sections: tuple[Section, ...]
    questions: tuple[Question | Case, ...]


class Pack(Struct, frozen=True, kw_only=True):
    """One folder of content, read and checked."""

    id: str
    title: str
    version: str
    licence: str
    disclaimer: str
    exam: Exam
    chapters: tuple[Chapter, ...]
