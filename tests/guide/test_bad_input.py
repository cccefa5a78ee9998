"""Everything an author or a stranger may put into a pack: a located message, never a traceback."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from studyguide.errors import ContentError
from studyguide.guide import yaml_strict
from tests.guide.small_pack import GUIDE, OTHER_GUIDE, PACK, QUESTIONS, SmallPack

PURE = "the parser that is written in Python"


@pytest.fixture(params=["libyaml", PURE])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with each of PyYAML's parsers."""
    if request.param == PURE:
        import yaml

        monkeypatch.setattr(yaml_strict, "_LOADER", yaml.SafeLoader)


@dataclass(frozen=True)
class Broken:
    """A change of the small pack, the place that must be named, and the message."""

    name: str
    file: str
    old: str
    new: str
    at: str
    path: str
    message: str


RIGHT_OF_WARMTH = """\
{text: A cosy, correct: true, why: Wool holds the heat.}
      - {text: A lid, correct: true, why: Steam stays inside it.}"""
WRONG_OF_WARMTH = """\
{text: A spoon, why: It draws heat out.}
      - {text: A saucer, why: It is under the cup.}
      - {text: Sugar, why: It only sweetens the tea., id: sugar}"""

BROKEN = (
    Broken("key misspelt", GUIDE, "meaning: Leaving", "meening: Leaving", "meening:",
           "sections[1].terms[0].meening", "unknown key; did you mean 'meaning'?"),
    Broken("unknown key", GUIDE, "title: Brewing tea", "title: Brewing tea\nzzz: 1", "zzz:", "zzz",
           "unknown key"),
    Broken("key twice", GUIDE, "title: Brewing tea", "title: Brewing tea\ntitle: Tea", "title: Tea\n",
           "title", "key 'title' is given twice; the first is on line 2"),
    Broken("missing key", QUESTIONS, "    stem: Which leaves are fully oxidised?\n", "", "id: pick-leaf",
           "questions[1]", "missing key 'stem'"),
    Broken("list for text", GUIDE, "title: Brewing tea", "title: [Brewing tea]", "[Brewing tea]",
           "title", "must be text, not a list"),
    Broken("mapping for text", GUIDE, "title: Brewing tea", "title:\n  Brewing: tea", "Brewing: tea",
           "title", "must be text, not keys and values (a text with ': ' in it needs quotes)"),
    Broken("text for list", GUIDE, "columns: [Tea, Heat]", "columns: Tea", "Tea\n    rows:",
           "sections[3].columns", "must be a list, not 'Tea'"),
    Broken("text for mapping", QUESTIONS,
           "why: {true: It has no caffeine., false: It has no caffeine at all.}",
           "why: It has none.", "It has none.", "questions[5].questions[1].why",
           "must be keys and values, not 'It has none.'"),
    Broken("not a whole number", QUESTIONS, "difficulty: 2\n    concept: black-tea",
           "difficulty: hard\n    concept: black-tea", "hard\n", "questions[1].difficulty",
           "must be a whole number from 1 to 3, not 'hard'"),
    Broken("number out of range", QUESTIONS, "difficulty: 2\n    concept: black-tea",
           "difficulty: 9\n    concept: black-tea", "9\n    concept", "questions[1].difficulty",
           "must be a whole number from 1 to 3, not '9'"),
    Broken("not true or false", QUESTIONS, "answer: false", "answer: no", "no\n    why",
           "questions[0].answer", "must be true or false, not 'no'"),
    Broken("no date", QUESTIONS, "verified: 2026-11-23\n    covers", "verified: 2026-02-30\n    covers",
           "2026-02-30", "questions[0].verified", "must be a date such as 2026-11-23, not '2026-02-30'"),
    Broken("word not in the list", QUESTIONS, "scope: in\n    difficulty: 1\n    concept: green-tea",
           "scope: inn\n    difficulty: 1\n    concept: green-tea", "inn", "questions[0].scope",
           "unknown word 'inn'; did you mean 'in'?"),
    Broken("unknown kind", QUESTIONS, "kind: choice", "kind: choise", "choise", "questions[1].kind",
           "unknown kind 'choise'; did you mean 'choice'?"),
    Broken("no kind", GUIDE, "  - kind: big-idea\n    id: idea", "  - id: idea", "id: idea", "sections[2]",
           "missing key 'kind' (one of "),
    Broken("empty text", GUIDE, "title: Brewing tea", "title:", "\nsummary", "title", "is empty"),
    Broken("only blanks", GUIDE, "title: Brewing tea", "title: '  '", "'  '", "title", "is empty"),
    Broken("empty list", GUIDE, "terms:\n", "terms: []\n    intro:\n", "[]\n", "sections[1].terms",
           "must have at least 1 entry, not 0"),
    Broken("too few options", QUESTIONS, "      - {text: Green tea, why: It is heated at once.}\n", "",
           "- {text: Black tea", "questions[1].options", "must have exactly 4 entries, not 3"),
    Broken("odd id", QUESTIONS, "id: pick-leaf", "id: Pick_Leaf", "Pick_Leaf", "questions[1].id",
           "must be lower-case letters and digits joined by hyphens, not 'Pick_Leaf'"),
    Broken("odd reference", QUESTIONS, "ref: brewing#box/green", "ref: brewing/box", "brewing/box",
           "questions[0].ref", "must look like chapter#section or chapter#section/item, not 'brewing/box'"),
    Broken("no https", PACK, "https://example.org/tea", "http://example.org/tea", '"http:', "exam.source.url",
           "must be an address that begins with https://, not 'http://example.org/tea'"),
    Broken("custom tag", GUIDE, "title: Brewing tea", "title: !!python/object:os.system Tea", "!!python",
           "title", "tags (!name) are not allowed"),
    Broken("tag on a mapping", GUIDE, "{id: brew,", "!x {id: brew,", "!x", "sections[0].items[0]",
           "tags (!name) are not allowed"),
    Broken("anchor", GUIDE, "title: Brewing tea", "title: &name Brewing tea", "&name", "title",
           "anchors (&name) are not allowed"),
    Broken("alias to nowhere", GUIDE, "title: Brewing tea", "title: *nowhere", "*nowhere", "title",
           "aliases (*name) are not allowed"),
    Broken("merge key", GUIDE, "title: Brewing tea", "title: Tea\n<<: {id: x}", "<<:", "<<", "unknown key"),
    Broken("list as key", GUIDE, "title: Brewing tea", "[a, b]: Brewing tea", "[a, b]", "",
           "a key must be a plain word"),
    Broken("mapping as key", GUIDE, "title: Brewing tea", "? {a: b}\n: Brewing tea", "{a: b}", "",
           "a key must be a plain word"),
    Broken("second document", GUIDE, "title: Brewing tea", "title: Brewing tea\n---", "---", "",
           "a second document ('---') is not allowed"),
    Broken("control character", GUIDE, "Wool", "Wo\x1b]52;c;x\x07ol", "\x1b", "",
           "control character U+001B is not allowed"),
    Broken("NUL", GUIDE, "Wool", "Wo\x00ol", "\x00", "", "control character U+0000 is not allowed"),
    Broken("DEL", GUIDE, "Wool", "Wo\x7fol", "\x7f", "", "control character U+007F is not allowed"),
    Broken("C1", GUIDE, "Wool", "Wo\x9b31mol", "\x9b", "", "control character U+009B is not allowed"),
    Broken("direction override", GUIDE, "Wool", "Wo\u202eol", "\u202e", "",
           "character that turns the direction of writing U+202E is not allowed"),
    Broken("direction isolate", GUIDE, "Wool", "Wo\u2068ol", "\u2068", "",
           "character that turns the direction of writing U+2068 is not allowed"),
    Broken("escaped control character", GUIDE, "title: Brewing tea", 'title: "\\x1b[2J"', '"\\x1b', "title",
           "control character U+001B is not allowed"),
    Broken("escaped direction override", GUIDE, "title: Brewing tea", 'title: "\\u202e"', '"\\u202e"',
           "title",
           "character that turns the direction of writing U+202E is not allowed"),
    Broken("byte-order mark", GUIDE, "id: brewing\n", "\ufeffid: brewing\n", "\ufeff", "",
           "begins with a byte-order mark (BOM); save as UTF-8 without BOM"),
    Broken("id twice", QUESTIONS, "id: keep-warm", "id: hot-water", "hot-water\n    kind: multi",
           "questions[2].id", "id 'hot-water' is taken; the first is in "),
    Broken("id of a question in a case", QUESTIONS, "id: evening-mint", "id: pick-leaf",
           "pick-leaf\n        kind", "questions[5].questions[1].id", "id 'pick-leaf' is taken"),
    Broken("former id of another", QUESTIONS, "aliases: [bitterness]", "aliases: [steps]", "steps]",
           "questions[6].aliases[0]", "id 'steps' is taken"),
    Broken("section id twice", GUIDE, "id: outline\n", "id: box\n", "box\n    title: Outline",
           "sections[4].id", "section 'box' is given twice; the first is on line "),
    Broken("item id twice", GUIDE, "id: ctc", "id: steep", "steep\n        term: CTC",
           "sections[1].terms[1].id", "id 'steep' is taken by another item of this section"),
    Broken("chapter id twice", OTHER_GUIDE, "id: serving", "id: brewing", "brewing", "id",
           "chapter 'brewing' is also "),
    Broken("ref to no chapter", QUESTIONS, "ref: brewing#box/green", "ref: brewin#box/green",
           "brewin#", "questions[0].ref", "no chapter 'brewin' in this pack; did you mean 'brewing'?"),
    Broken("ref to no section", QUESTIONS, "ref: brewing#box/green", "ref: brewing#boxx/green",
           "brewing#boxx", "questions[0].ref", "no section 'boxx' in chapter 'brewing'; did you mean 'box'?"),
    Broken("ref to no item", QUESTIONS, "ref: brewing#box/green", "ref: brewing#box/greem",
           "brewing#box/greem", "questions[0].ref",
           "no item 'greem' in section 'box'; did you mean 'green'?"),
    Broken("see of a section", GUIDE, "see: [{see: serving#soon", "see: [{see: serving#late",
           "serving#late", "sections[12].see[0].see", "no section 'late' in chapter 'serving'"),
    Broken("see of an objective", GUIDE, "see: brewing#pot", "see: brewing#pots", "brewing#pots",
           "sections[0].items[0].see", "no section 'pots' in chapter 'brewing'; did you mean 'pot'?"),
    Broken("see of an outline node", GUIDE, "see: brewing#words/ctc", "see: brewing#words/cct",
           "brewing#words/cct", "sections[4].nodes[0].children[0].see", "no item 'cct' in section 'words'"),
    Broken("see of a layer", GUIDE, "Knob], see: serving#soon", "Knob], see: nowhere#soon", "nowhere#soon",
           "sections[5].layers[1].see", "no chapter 'nowhere' in this pack"),
    Broken("see of a muddy point", GUIDE, "see: {see: brewing#teas/oxidation", "see: {see: brewing#teas/x",
           "brewing#teas/x", "sections[10].points[0].see.see", "no item 'x' in section 'teas'"),
    Broken("unknown task", QUESTIONS, 'task: "2.1"\n    scope: in\n    difficulty: 1\n    concept: green-tea',
           'task: "2.9"\n    scope: in\n    difficulty: 1\n    concept: green-tea', '"2.9"',
           "questions[0].task",
           "no task '2.9' in pack.yaml; did you mean '2.1'?"),
    Broken("unknown task of a section", OTHER_GUIDE, '"2.1"', '"7.7"', '"7.7"', "sections[0].task",
           "no task '7.7' in pack.yaml"),
    Broken("unknown item of the exam guide", QUESTIONS, "covers: [2.1-K1]", "covers: [2.1-K9]", "2.1-K9",
           "questions[0].covers[0]", "no item '2.1-K9' in pack.yaml; did you mean '2.1-K"),
    Broken("unknown confusable", QUESTIONS, "confusable: [black-tea, steep]", "confusable: [black-teas]",
           "black-teas", "questions[0].confusable[0]",
           "no concept or term 'black-teas' in this pack; did you mean 'black-tea'?"),
    Broken("confused with itself", QUESTIONS, "confusable: [black-tea, steep]", "confusable: [green-tea]",
           "green-tea]", "questions[0].confusable[0]", "names the question's own concept"),
    Broken("checkpoint without its question", GUIDE, "questions: [hot-water, pick-leaf]",
           "questions: [hot-waters]", "hot-waters", "sections[11].questions[0]",
           "no question 'hot-waters' in this chapter; did you mean 'hot-water'?"),
    Broken("checkpoint with a reserved question", GUIDE, "questions: [hot-water, pick-leaf]",
           "questions: [pairs]", "pairs]", "sections[11].questions[0]",
           "question 'pairs' is kept for mock exams"),
    Broken("checkpoint with a case", GUIDE, "questions: [hot-water, pick-leaf]", "questions: [evening]",
           "evening]", "sections[11].questions[0]", "'evening' is a case; name the questions in it"),
    Broken("checkpoint with a question twice", GUIDE, "questions: [hot-water, pick-leaf]",
           "questions: [steps, steps]", "steps]", "sections[11].questions[1]",
           "question 'steps' is given twice"),
    Broken("step twice after one step", GUIDE, "next: [{to: mild}]", "next: [{to: mild}, {to: mild}]",
           "mild}]}", "sections[6].steps[1].next[1].to", "step 'mild' is given twice"),
    Broken("circle in a flow", GUIDE, "detail: It calms.}", "detail: It calms., next: [{to: start}]}",
           "start}", "sections[6].steps[2].next[0].to",
           "leads back to 'start': a flow must not turn in a circle"),
    Broken("step that leads to itself", GUIDE, "next: [{to: mild}]", "next: [{to: strong}]",
           "strong}]", "sections[6].steps[1].next[0].to", "leads back to 'strong'"),
    Broken("step to nowhere", GUIDE, "next: [{to: mild}]", "next: [{to: milt}]", "milt",
           "sections[6].steps[1].next[0].to", "no step 'milt' in this flow; did you mean 'mild'?"),
    Broken("step that nothing leads to", GUIDE, 'next: [{to: strong, label: "yes"}, {to: mild, label: "no"}]',
           'next: [{to: mild, label: "no"}]', "{id: strong,", "sections[6].steps[1]",
           "step 'strong' cannot be reached from the first step"),
    Broken("row with too few cells", GUIDE, "cells: [Oxidation, none, full]", "cells: [Oxidation, none]",
           "[Oxidation, none]", "sections[9].rows[0].cells", "has 2 cells, but there are 3 columns"),
    Broken("no key", QUESTIONS, "{text: Black tea, correct: true,", "{text: Black tea,", "- {text: Black tea",
           "questions[1].options", "no option is marked `correct: true`"),
    Broken("two keys of a choice", QUESTIONS, "{text: Green tea, why: It is heated at once.}",
           "{text: Green tea, why: It is heated at once., correct: true}", "true}\n      - {text: White",
           "questions[1].options[1].correct", "a choice has one correct option"),
    Broken("one key of a multi", QUESTIONS, "{text: A lid, correct: true,", "{text: A lid,",
           "- {text: A cosy",
           "questions[2].options", "only one option is marked `correct: true`"),
    Broken("only right options", QUESTIONS,
           WRONG_OF_WARMTH, WRONG_OF_WARMTH.replace("why", "correct: true, why"),
           "- {text: A cosy", "questions[2].options", "every option is marked `correct: true`"),
    Broken("no right option of a multi", QUESTIONS,
           RIGHT_OF_WARMTH, RIGHT_OF_WARMTH.replace("correct: true, ", ""),
           "- {text: A cosy", "questions[2].options", "no option is marked `correct: true`"),
    Broken("odd option id", QUESTIONS, "id: sugar", "id: Brown Sugar", "Brown", "questions[2].options[4].id",
           "must be lower-case letters and digits joined by hyphens"),
    Broken("option said twice", QUESTIONS, "{text: White tea,", "{text: green  Tea,", "green  Tea",
           "questions[1].options[2].text", "says the same as one before it"),
    Broken("option id twice", QUESTIONS, "id: sugar", "id: a", "a}\n", "questions[2].options[4].id",
           "id 'a' is given twice"),
    Broken("right sides alike", QUESTIONS, "right: eight", "right: two", "two, why: It never",
           "questions[4].pairs[2].right", "says the same as one before it"),
    Broken("no gap", QUESTIONS, "{{steeping}}", "steeping", "Leaving leaves", "questions[7].stem",
           "has no gap"),
    Broken("two gaps", QUESTIONS, "hot water is called", "{{hot}} water is called", "Leaving leaves",
           "questions[7].stem", "has 2 gaps; a cloze has one"),
    Broken("empty gap", QUESTIONS, "{{steeping}}", "{{ }}", "Leaving leaves", "questions[7].stem",
           "the gap is empty"),
    Broken("chapter folder that is missing", PACK, "- 01-brewing", "- 01-bruing", "01-bruing", "chapters[0]",
           "no folder chapters/01-bruing; did you mean '01-brewing'?"),
    Broken("chapter folder twice", PACK, "- 02-serving", "- 02-serving\n  - 01-brewing #",
           "01-brewing #", "chapters[2]", "chapter folder '01-brewing' is given twice"),
    Broken("chapter folder outside the pack", PACK, "- 02-serving", "- ../../../etc", "../../../etc",
           "chapters[1]", "must be the name of a folder in chapters/"),
    Broken("domain twice", PACK, '- id: "2"', '- id: "1"', '"1"\n      title: Water', "exam.domains[1].id",
           "domain '1' is given twice"),
    Broken("task twice", PACK, '- id: "2.1"', '- id: "1.1"', '"1.1"\n          title: Heat',
           "exam.domains[1].tasks[0].id", "task '1.1' is given twice"),
    Broken("weights", PACK, "weight: 60", "weight: 50", '- id: "1"\n', "exam.domains",
           "the weights add up to 90, not to 100"),
    Broken("quote left open", OTHER_GUIDE, "text: Cups and", 'text: "Cups and', '"Cups', "",
           "not valid YAML: a quoted text that begins here is never closed"),
    Broken("colon in a text", GUIDE, "summary: Leaves meet water.", "summary: Tea: milk", ": milk", "",
           "not valid YAML: "),
    Broken("tab for indentation", GUIDE, "  - kind: big-idea", "\t- kind: big-idea", "\t", "",
           "not valid YAML: a tab is not allowed here; use spaces"),
    Broken("back-quote at the start", GUIDE, "title: Brewing tea", "title: `tea`", "`tea`", "",
           "not valid YAML: a text that begins with ` must stand in quotes"),
)  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
@pytest.mark.usefixtures("parser")
def test_a_broken_pack_is_told_where_and_what(small: SmallPack, broken: Broken) -> None:
    small.change(broken.file, broken.old, broken.new)
    line, column = small.place(broken.file, broken.at)
    wanted = f"{small.folder / broken.file}:{line}:{column}: {broken.path + ': ' if broken.path else ''}"
    found = [str(problem) for problem in small.problems()]
    assert any(told.startswith(wanted + broken.message) for told in found), (wanted + broken.message, found)


def alias_bomb(small: SmallPack) -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for level in range(1, 25):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    (small.folder / GUIDE).write_text("\n".join(lines), encoding="utf-8")


def huge(small: SmallPack) -> None:
    os.truncate(small.folder / GUIDE, 50 * 1024 * 1024)


def folder_in_its_place(small: SmallPack) -> None:
    (small.folder / GUIDE).unlink()
    (small.folder / GUIDE).mkdir()


def missing(small: SmallPack) -> None:
    (small.folder / GUIDE).unlink()


def dangling(small: SmallPack) -> None:
    (small.folder / GUIDE).unlink()
    (small.folder / GUIDE).symlink_to("nowhere.yaml")


def link_to_itself(small: SmallPack) -> None:
    (small.folder / GUIDE).unlink()
    (small.folder / GUIDE).symlink_to("guide.yaml")


def pipe(small: SmallPack) -> None:
    (small.folder / GUIDE).unlink()
    os.mkfifo(small.folder / GUIDE)


def put(data: bytes) -> Callable[[SmallPack], None]:
    def change(small: SmallPack) -> None:
        (small.folder / GUIDE).write_bytes(data)

    return change


FILES: dict[str, tuple[Callable[[SmallPack], None], str]] = {
    "missing": (missing, "0:0: is missing"),
    "folder in its place": (folder_in_its_place, "0:0: is a folder; a file is expected"),
    "dangling link": (dangling, "0:0: is a link to nowhere"),
    "link to itself": (link_to_itself, "0:0: cannot be read: "),
    "pipe": (pipe, "0:0: is not an ordinary file"),
    "50 MB": (huge, "0:0: is larger than 8 MB"),
    "empty": (put(b""), "1:1: is empty"),
    "only comments": (put(b"# nothing\n"), "1:1: is empty"),
    "only a start": (put(b"---\n"), r"\d:\d: is empty"),
    "list at the top": (put(b"- a\n- b\n"), "1:1: must hold keys and values .* at the top, not a list"),
    "text at the top": (put(b"# x\nhello"), "2:1: must hold keys and values .* at the top, not text"),
    "alias at the top": (put(b"*a"), "1:1: aliases "),
    "invalid UTF-8": (put(b"id: x\ntitle: caf\xe9\n"), "2:11: is not valid UTF-8; save the file as UTF-8"),
    "UTF-16": (put("id: x\n".encode("utf-16")), "1:1: is not valid UTF-8"),
    "a picture": (put(b"\x89PNG\r\n\x1a\n\x00\x00"), "1:1: is not valid UTF-8"),
    "alias bomb": (alias_bomb, r"1:5: a0: anchors \(&name\) are not allowed"),
    "200 KB of brackets": (put(b"[" * 200_000), "1:1: must hold keys and values"),
    "200 KB of brackets in a value": (
        put(b"id: " + b"[" * 200_000),
        r"1:36: id\[0\]\S*: nested more than 32 deep",
    ),
    "200 KB of braces": (put(b"{a: " * 50_000), r"1:\d+: a\S*: nested more than 32 deep"),
    "200 KB of dashes": (put(b"a:\n " + b"- " * 100_000), r"2:\d+: a\S*: nested more than 32 deep"),
    "a long text": (put(b"id: " + b"x" * 100_001), "1:5: id: a text longer than 100,000 characters"),
    "a long key": (put(b"x" * 201 + b": 1"), "1:1: a key longer than 200 characters"),
    "10,000 unknown keys": (
        put(b"".join(b"k%d: 1\n" % at for at in range(10_000))),
        "1:1: more than 100 problems; mend these first",
    ),
    "10,000 tags": (put(b"a: [" + b"!x y," * 10_000 + b"]"), r"1:\d+: a\S*: more than 100 problems"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.usefixtures("parser")
def test_a_broken_file_is_told_where_and_what(small: SmallPack, name: str) -> None:
    change, message = FILES[name]
    change(small)
    found = "\n".join(str(one) for one in small.problems())
    assert re.search(rf"^{re.escape(str(small.folder / GUIDE))}:{message}", found, re.MULTILINE), found


def test_all_problems_of_all_files_are_told_at_once_in_order(small: SmallPack) -> None:
    small.change(PACK, "title: Tea maker", "titel: Tea maker")
    small.change(GUIDE, "meaning: Leaving", "meening: Leaving")
    small.change(GUIDE, "cells: [Oxidation, none, full]", "cells: [Oxidation, none]")
    small.change(QUESTIONS, "answer: false", "answer: maybe")
    small.change(QUESTIONS, "{{steeping}}", "steeping")
    small.change(OTHER_GUIDE, "text: Cups", "txt: Cups")
    told = small.problems()
    assert [(one.file.removeprefix(f"{small.folder}/"), one.path) for one in told] == [
        (GUIDE, "sections[1].terms[0].meening"),
        (GUIDE, "sections[9].rows[0].cells"),
        (QUESTIONS, "questions[0].answer"),
        (QUESTIONS, "questions[7].stem"),
        (OTHER_GUIDE, "sections[0].txt"),
        (PACK, "exam.titel"),
    ]


def test_a_thousand_references_to_nowhere_are_told_as_a_hundred(small: SmallPack) -> None:
    question = small.text(QUESTIONS).split("  - id: steps")[0].split("  - id: keep-warm")[1]
    more = "".join(
        f"  - id: keep-warm-{at}{question.replace('brewing#pot', f'brewing#pot-{at}')}" for at in range(1000)
    )
    (small.folder / QUESTIONS).write_text(small.text(QUESTIONS) + more, encoding="utf-8")
    told = small.problems()
    assert len(told) == 101
    assert str(told[-1]).endswith("did you mean 'pot'?")
    assert str(told[0]) == f"{small.folder}:0:0: more than 100 problems; mend these first"


def test_what_refers_to_a_faulty_part_is_not_blamed(small: SmallPack) -> None:
    small.change(GUIDE, "cells: [Green, 75 degrees]", "sells: [Green, 75 degrees]")
    small.change(QUESTIONS, "text: Black tea,", "txt: Black tea,")
    assert [problem.path for problem in small.problems()] == [
        "sections[3].rows[0].sells",
        "questions[1].options[0].txt",
    ]


def test_an_unreadable_chapter_does_not_make_references_to_it_wrong(small: SmallPack) -> None:
    (small.folder / OTHER_GUIDE).write_text("{", encoding="utf-8")
    assert [problem.file for problem in small.problems()] == [str(small.folder / OTHER_GUIDE)]


def test_without_a_readable_pack_file_the_chapters_are_still_read(small: SmallPack) -> None:
    (small.folder / PACK).write_text("", encoding="utf-8")
    small.change(GUIDE, "meaning: Leaving", "meening: Leaving")
    assert [(problem.file, problem.path) for problem in small.problems()] == [
        (str(small.folder / GUIDE), "sections[1].terms[0].meening"),
        (str(small.folder / PACK), ""),
    ]


def test_a_lone_pack_file(small: SmallPack) -> None:
    (small.folder / "chapters").rename(small.folder / "elsewhere")
    small.change(PACK, "- 02-serving", "- [02-serving]")
    assert [problem.message for problem in small.problems()] == [
        "no folder chapters/01-brewing",
        "must be text, not a list",
    ]


def test_a_folder_that_is_no_pack(small: SmallPack) -> None:
    elsewhere = SmallPack(small.folder / "nowhere")
    assert [str(one) for one in elsewhere.problems()] == [f"{elsewhere.folder}:0:0: no such folder"]
    file = SmallPack(small.folder / PACK)
    assert [str(one) for one in file.problems()] == [f"{file.folder}:0:0: a pack is a folder, not a file"]


def test_the_error_says_every_problem_on_a_line_of_its_own(small: SmallPack) -> None:
    small.change(GUIDE, "meaning: Leaving", "meening: Leaving")
    small.change(QUESTIONS, "answer: false", "answer: maybe")
    with pytest.raises(ContentError) as caught:
        small.read()
    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert all(re.match(r"\S+\.yaml:\d+:\d+: \S+: ", line) for line in lines)
