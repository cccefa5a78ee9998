"""Plain values beside their type: every complaint with its place, and values fit for conversion.

msgspec itself stops at the first mistake and knows no lines, so the types are walked here.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import inspect

from studyguide.errors import Problem
from studyguide.guide.document import MAX_PROBLEMS, Document, KeyPath, Value
from studyguide.guide.wording import (
    did_you_mean,
    either,
    instead,
    leaf_name,
    nearest,
    text_complaint,
    unknown_word,
    wrong_count,
)


class TooManyProblems(Exception):
    """More problems than an author wants to read, or a hostile file that would take for ever."""


class Walker:
    """Goes through one document; collects its problems, those it was read with first."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems: list[Problem] = list(document.problems)
        self.faulty: set[KeyPath] = {path[:2] for path in document.refused}
        """The first two steps of the path of each problem."""
        self._fields: dict[type, dict[str, inspect.Field]] = {}

    def walk(self, kind: inspect.Type, value: Value, path: KeyPath) -> object:
        """The value as `kind`; None, and a complaint, where it is not.

        Raises TooManyProblems when the list of problems is full.
        """
        match kind:
            case inspect.Metadata():
                return self.walk(kind.type, value, path)
            case inspect.StructType():
                return self._struct(kind, value, path)
            case inspect.UnionType():
                return self._union(kind, value, path)
            case inspect.VarTupleType():
                return self._list(kind, value, path)
            case inspect.DictType():
                return self._dict(kind, value, path)
            case _:
                return self._leaf(kind, value, path)

    def _struct(self, kind: inspect.StructType, value: Value, path: KeyPath) -> object:
        if not isinstance(value, dict):
            return self._complain(path, instead("keys and values", value))
        fields = self._fields.get(kind.cls)
        if fields is None:
            fields = self._fields[kind.cls] = {field.encode_name: field for field in kind.fields}
        plain: dict[str, object] = {}
        meant: set[str] = set()
        for key, inner in value.items():
            if key in fields:
                plain[key] = self.walk(fields[key].type, inner, (*path, key))
            elif key == kind.tag_field:
                plain[key] = inner
            else:
                unused = [name for name in fields if name not in value]
                guess = nearest(key, unused)
                meant.add(guess)
                self._complain((*path, key), f"unknown key{did_you_mean(guess)}", at_key=True)
        for name, field in fields.items():
            if field.required and name not in value and name not in meant:
                self._complain(path, f"missing key '{name}'")
        return plain

    def _union(self, kind: inspect.UnionType, value: Value, path: KeyPath) -> object:
        structs = [option for option in kind.types if isinstance(option, inspect.StructType)]
        by_tag = {str(option.tag): option for option in structs if option.tag is not None}
        if not by_tag:
            # `T | None`: a key left out is None, a key that is there has a T.
            (only,) = (option for option in kind.types if not isinstance(option, inspect.NoneType))
            return self.walk(only, value, path)
        if not isinstance(value, dict):
            return self._complain(path, instead("keys and values", value))
        tag = value.get("kind")
        if tag is None:
            return self._complain(path, f"missing key 'kind' (one of {either(by_tag)})")
        if not isinstance(tag, str) or tag not in by_tag:
            return self._complain((*path, "kind"), unknown_word("kind", tag, by_tag))
        return self._struct(by_tag[tag], value, path)

    def _list(self, kind: inspect.VarTupleType, value: Value, path: KeyPath) -> object:
        if not isinstance(value, list):
            return self._complain(path, instead("a list", value))
        fewest, most = kind.min_length or 0, kind.max_length
        if len(value) < fewest or (most is not None and len(value) > most):
            self._complain(path, wrong_count(fewest, most, len(value)))
        return [self.walk(kind.item_type, inner, (*path, at)) for at, inner in enumerate(value)]

    def _dict(self, kind: inspect.DictType, value: Value, path: KeyPath) -> object:
        if not isinstance(value, dict):
            return self._complain(path, instead("keys and values", value))
        return {key: self.walk(kind.value_type, inner, (*path, key)) for key, inner in value.items()}

    def _leaf(self, kind: inspect.Type, value: Value, path: KeyPath) -> object:
        if not isinstance(value, str):
            return self._complain(path, instead(leaf_name(kind), value))
        text = trimmed(value)
        found: object = None
        match kind:
            case inspect.StrType():
                complaint = text_complaint(kind, text)
                return self._complain(path, complaint) if complaint else text
            case inspect.LiteralType():
                words = [str(word) for word in kind.values]
                return text if text in words else self._complain(path, unknown_word("word", text, words))
            case inspect.BoolType():
                found = {"true": True, "false": False}.get(text)
            case inspect.IntType():
                found = _number(kind, text)
            case inspect.DateType():
                found = _date(text)
            case _:
                raise TypeError(f"the walker knows no {kind}")
        return self._complain(path, instead(leaf_name(kind), text)) if found is None else found

    def _complain(self, path: KeyPath, message: str, *, at_key: bool = False) -> object:
        """Note a problem; the None that stands for the value."""
        self.faulty.add(path[:2])
        # What was refused as YAML has been told; what it would have been is unknown.
        if path not in self._document.refused:
            if len(self.problems) >= MAX_PROBLEMS:
                raise TooManyProblems
            self.problems.append(self._document.problem(path, message, at_key=at_key))
        return None


def trimmed(text: str) -> str:
    """Without the blank lines before and the white space after, which block texts bring along."""
    if text[:1] in " \t\n":
        text = re.sub(r"\A(?:[ \t]*\n)+", "", text)
    return text.rstrip()


def _number(kind: inspect.IntType, text: str) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        return None
    number = int(text)
    too_small = kind.ge is not None and number < kind.ge
    too_large = kind.le is not None and number > kind.le
    return None if too_small or too_large else number


def _date(text: str) -> date | None:
    # Python also takes other spellings, such as 2026-W48-1.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
