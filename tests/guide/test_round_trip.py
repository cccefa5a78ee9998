"""Model -> YAML -> model."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from studyguide.guide import model
from studyguide.guide.document import Document
from studyguide.guide.reader import Parsed, read_guide, read_pack_file, read_questions, with_ids
from studyguide.guide.walker import trimmed
from studyguide.guide.wording import PATTERN_WORDS
from studyguide.guide.yaml_strict import parse

letters = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs"),
    exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff",
)
prose = st.text(letters | st.sampled_from("\n\t :-#'\"[]{}&*!|>%@`?,~"), max_size=30).map(trimmed)
by_pattern = {
    r"^[a-z0-9][a-z0-9-]*$": st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,9}\Z"),
    r"^\d\.\d$": st.from_regex(r"\A[0-9]\.[0-9]\Z"),
    r"^\d$": st.from_regex(r"\A[0-9]\Z"),
    r"^[a-z0-9-]+#[a-z0-9-]+(/[a-z0-9-]+)?$": st.from_regex(r"\A[a-z]{1,5}#[a-z0-9]{1,5}(/[a-z-]{1,5})?\Z"),
    r"^https://\S+$": st.from_regex(r"\Ahttps://[a-z./#?&%-]{1,12}\Z"),
}


def plain_values(kind: inspect.Type, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values as they stand in a file, for a type of the model."""
    match kind:
        case inspect.Metadata():
            return plain_values(kind.type, depth)
        case inspect.StrType(pattern=str(pattern)):
            return by_pattern[pattern]
        case inspect.StrType():
            return prose.filter(bool) if kind.min_length else prose
        case inspect.BoolType():
            return st.sampled_from(["true", "false"])
        case inspect.IntType():
            return st.integers(-99 if kind.ge is None else kind.ge, kind.le or 99).map(str)
        case inspect.DateType():
            return st.dates(date(1900, 1, 1)).map(date.isoformat)
        case inspect.LiteralType():
            return st.sampled_from([str(word) for word in kind.values])
        case inspect.DictType():
            return st.dictionaries(prose, prose, max_size=2)
        case inspect.VarTupleType():
            fewest = kind.min_length or 0
            # An outline's children hold children: leave the inner ones out.
            most = min(kind.max_length or fewest + 1, fewest + 1) if depth < 9 else fewest
            return (
                st.lists(plain_values(kind.item_type, depth + 1), min_size=fewest, max_size=most)
                if (most)
                else st.just([])
            )
        case inspect.UnionType():
            return st.one_of(
                [plain_values(one, depth + 1) for one in kind.types if not isinstance(one, inspect.NoneType)]
            )
        case inspect.StructType():
            always: dict[str, st.SearchStrategy[Any]] = {}
            maybe: dict[str, st.SearchStrategy[Any]] = {}
            for field in kind.fields:
                inner = plain_values(field.type, depth + 1)
                (always if field.required else maybe)[field.encode_name] = inner
            if kind.tag_field:
                always[kind.tag_field] = st.just(kind.tag)
            return st.fixed_dictionaries(always, optional=maybe)
        case _:
            raise AssertionError(kind)


def typed(kind: inspect.Type, value: Any) -> Any:
    """The values with booleans, numbers and so on as msgspec itself wants them."""
    match kind:
        case inspect.Metadata():
            return typed(kind.type, value)
        case inspect.BoolType():
            return value == "true"
        case inspect.IntType():
            return int(value)
        case inspect.VarTupleType():
            return [typed(kind.item_type, inner) for inner in value]
        case inspect.UnionType():
            tag = value.get("kind") if isinstance(value, dict) else None
            one = next(one for one in kind.types if getattr(one, "tag", None) == tag)
            return typed(one, value)
        case inspect.StructType():
            kinds = {field.encode_name: field.type for field in kind.fields}
            return {key: typed(kinds[key], inner) if key in kinds else inner for key, inner in value.items()}
        case _:
            return value


def dumped(value: object, style: str | None) -> bytes:
    text = yaml.safe_dump(value, allow_unicode=True, default_style=style, sort_keys=False, width=60)
    return text.encode()


CASES: dict[str, tuple[Any, Callable[[Document], Parsed[Any, Any]]]] = {
    "pack": (model.PackFile, read_pack_file),
    "guide": (model.GuideFile, read_guide),
    "questions": (model.QuestionsFile, read_questions),
}


STRUCTS = tuple(struct for struct, _ in CASES.values())
FILES = {name: plain_values(inspect.type_info(struct)) for name, (struct, _) in CASES.items()}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("style", [None, '"', "|"])
@settings(
    max_examples=12,
    # Without `explain`, which traces every line and takes minutes with strategies of this size.
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_what_is_written_is_what_is_read(name: str, style: str | None, data: st.DataObject) -> None:
    struct, read = CASES[name]
    kind = inspect.type_info(struct)
    plain = data.draw(FILES[name])
    wanted = msgspec.convert(typed(kind, plain), struct)
    parsed = read(parse(dumped(plain, style), "f"))
    assert parsed.problems == ()
    if isinstance(wanted, model.QuestionsFile):
        wanted = model.QuestionsFile(questions=tuple(map(with_ids, wanted.questions)))
    assert parsed.whole == wanted


def test_every_pattern_of_the_model_is_said_in_words() -> None:
    found = set(re.findall(r"pattern='((?:[^'\\]|\\.)*)'", repr(list(map(inspect.type_info, STRUCTS)))))
    assert {pattern.replace("\\\\", "\\") for pattern in found} == set(PATTERN_WORDS)
