"""YAML bytes -> plain values with their places, within limits. The only module that imports yaml.

Built from the parser's events, never from `load`: every scalar stays the text the author typed (`no`, `3:00`
and `012` too), a key given twice is seen, and what could harm is refused: tags, anchors and aliases, deep
nesting, huge files, and characters that act on a terminal.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from pathlib import Path

import yaml

from studyguide.errors import ContentError, Problem
from studyguide.guide.document import (
    MAX_PROBLEMS,
    WHOLE_FILE,
    Document,
    KeyPath,
    Mark,
    Value,
    shown,
)
from studyguide.guide.fingerprint import MAX_BYTES

MAX_DEPTH = 32
MAX_VALUES = 150_000
"""Keys, texts, lists and mappings in one file: some 35 times what the largest built-in chapter has.

A file of as many, as deep and as large as the limits allow, is read within 200 MB.
"""
MAX_SCALAR = 100_000
"""Characters in one text."""
MAX_KEY = 200
"""Characters in one key."""

_LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = (
    yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
)

# Beside the control characters: bidirectional overrides and isolates, which make a text read as another;
# line and paragraph separators, which YAML counts as line ends and editors do not; half characters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_file(path: Path) -> Document:
    """Read one file of a pack.

    Raises ContentError if it is no readable YAML mapping within the limits.
    """
    file = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refusal(file, WHOLE_FILE, "is a folder; a file is expected")
        # A pipe or a device could block for ever.
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(file, WHOLE_FILE, "is not an ordinary file")
        if status.st_size > MAX_BYTES:
            raise _too_large(file)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        reason = "is a link to nowhere" if path.is_symlink() else "is missing"
        raise _refusal(file, WHOLE_FILE, reason) from None
    except OSError as error:
        raise _refusal(file, WHOLE_FILE, f"cannot be read: {error.strerror or error}") from None
    return parse(data, file)


def parse(data: bytes, file: str) -> Document:
    """Read the bytes of one file; `file` is its name in messages.

    Raises ContentError if they are no YAML mapping within the limits.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(file)
    text = decoded(data, file)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark, sentence = _explain(error, text)
        raise _refusal(file, mark, sentence, builder.problems) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure parser lets raw errors of int() and chr() through, such as for `"\UFFFFFFFF"`.
        raise _refusal(file, builder.last, "not valid YAML after this place", builder.problems) from None
    return builder.document()


def _refusal(file: str, mark: Mark, message: str, before: Iterable[Problem] = ()) -> ContentError:
    return ContentError((*before, Problem(file, mark.line, mark.column, "", message)))


def _too_large(file: str) -> ContentError:
    return _refusal(file, WHOLE_FILE, f"is larger than {MAX_BYTES // (1024 * 1024)} MB")


def decoded(data: bytes, file: str) -> str:
    """Bytes as text.

    Raises ContentError if they are not UTF-8, begin with a byte-order mark, or hold a character that acts on
    a terminal or makes a text read as another.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = _mark_at(data[: error.start].decode("utf-8"))
        raise _refusal(file, mark, "is not valid UTF-8; save the file as UTF-8") from None
    if text.startswith("\ufeff"):
        raise _refusal(file, Mark(1, 1), "begins with a byte-order mark (BOM); save as UTF-8 without BOM")
    found = _REFUSED.search(text)
    if found:
        raise _refusal(file, _mark_at(text[: found.start()]), _refused_character(found[0]))
    return text


def _mark_at(before: str) -> Mark:
    ends = [found.end() for found in _LINE_END.finditer(before)]
    return Mark(len(ends) + 1, len(before) - (ends[-1] if ends else 0) + 1)


def _refused_character(character: str) -> str:
    code = ord(character)
    if code < 0x20 or 0x7F <= code <= 0x9F:
        kind = "control character"
    elif code in range(0x202A, 0x202F) or code in range(0x2066, 0x206A):
        kind = "character that turns the direction of writing"
    else:
        kind = "invisible character"
    return f"{kind} U+{code:04X} is not allowed"


class _Frame:
    """A mapping or list that is being filled."""

    __slots__ = ("key", "path", "repeated", "value")

    def __init__(self, value: list[Value] | dict[str, Value], path: KeyPath) -> None:
        self.value = value
        self.path = path
        self.key: str | None = None
        self.repeated = False
        """Whether `key` was given before: then its value is read and left out."""


class _Builder:
    """Events -> values and places. Holds its own stack, so that depth is a number and never a crash."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self.last = Mark(1, 1)
        self._file = file
        self._refused: set[KeyPath] = set()
        self._keys: dict[KeyPath, Mark] = {}
        self._values: dict[KeyPath, Mark] = {}
        self._stack: list[_Frame] = []
        self._top: dict[str, Value] | None = None
        self._count = 0

    def document(self) -> Document:
        if self._top is None:
            raise _refusal(self._file, Mark(1, 1), "is empty")
        return Document(
            self._file, self._top, self._keys, self._values, tuple(self.problems), frozenset(self._refused)
        )

    def take(self, event: yaml.Event) -> None:
        if event.start_mark is not None:
            self.last = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.ScalarEvent():
                self._check_node(event)
                self._take_scalar(event)
            case yaml.MappingStartEvent():
                self._check_node(event)
                self._open({})
            case yaml.SequenceStartEvent():
                self._check_node(event)
                self._open([])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._stack.pop()
            case yaml.AliasEvent():
                self._complain("aliases (*name) are not allowed; write the value out")
                self._place("")
            case yaml.DocumentStartEvent() if self._top is not None:
                raise self._stop("a second document ('---') is not allowed")
            case _:
                pass

    def _check_node(self, event: yaml.NodeEvent) -> None:
        self._count += 1
        if self._count > MAX_VALUES:
            raise self._stop(f"more than {MAX_VALUES:,} values in one file")
        if event.anchor is not None:
            self._complain("anchors (&name) are not allowed")
        if getattr(event, "tag", None) is not None:
            self._complain("tags (!name) are not allowed; put a text that begins with '!' in quotes")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        if len(text) > MAX_SCALAR:
            raise self._stop(f"a text longer than {MAX_SCALAR:,} characters")
        # Only double quotes know escapes; anything else was checked as raw text.
        if event.style == '"' and (found := _REFUSED.search(text)):
            raise self._stop(_refused_character(found[0]))
        frame = self._stack[-1] if self._stack else None
        if frame is None or not isinstance(frame.value, dict) or frame.key is not None:
            self._place(text)
            return
        if len(text) > MAX_KEY:
            raise self._stop(f"a key longer than {MAX_KEY} characters")
        path = (*frame.path, text)
        frame.key = text
        frame.repeated = text in frame.value
        first = self._keys.setdefault(path, self.last)
        if frame.repeated:
            self._complain(f"key '{text}' is given twice; the first is on line {first.line}", path)

    def _open(self, value: list[Value] | dict[str, Value]) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise self._stop(f"nested more than {MAX_DEPTH} deep")
        path = self._place(value)
        self._stack.append(_Frame(value, path))

    def _place(self, value: Value) -> KeyPath:
        """Put a value where it belongs; returns its path."""
        if not self._stack:
            if not isinstance(value, dict):
                if value == "":
                    raise self._stop("is empty")
                kind = "a list" if isinstance(value, list) else "text"
                raise self._stop(f"must hold keys and values ('id: ...') at the top, not {kind}")
            self._top = value
            self._values[()] = self.last
            return ()
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            path: KeyPath = (*frame.path, len(frame.value))
            frame.value.append(value)
        else:
            if frame.key is None:
                raise self._stop("a key must be a plain word, not a list, a mapping or an alias")
            path = (*frame.path, frame.key)
            if not frame.repeated:
                frame.value[frame.key] = value
            frame.key = None
        self._values.setdefault(path, self.last)
        return path

    def _complain(self, message: str, path: KeyPath | None = None) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise self._stop(f"more than {MAX_PROBLEMS} problems; mend these first")
        where = self._path() if path is None else path
        self._refused.add(where)
        self.problems.append(Problem(self._file, *self.last, shown(where), message))

    def _path(self) -> KeyPath:
        """The path at which the next value will stand."""
        if not self._stack:
            return ()
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            return (*frame.path, len(frame.value))
        return frame.path if frame.key is None else (*frame.path, frame.key)

    def _stop(self, message: str) -> ContentError:
        problem = Problem(self._file, *self.last, shown(self._path()), message)
        return ContentError((*self.problems, problem))


_SENTENCES = (
    (
        "mapping values are not allowed",
        "': ' is not allowed here; put the text in quotes, or mend the indentation",
    ),
    ("unexpected end of stream", "a quoted text that begins here is never closed"),
    ("expected ',' or ']'", "a list in [ ] is not closed, or lacks a comma"),
    ("expected ',' or '}'", "a mapping in { } is not closed, or lacks a comma"),
    ("could not find expected ':'", "a key without ': '; check quotes and indentation near here"),
    ("did not find expected key", "a key is expected here; check quotes and indentation"),
    ("expected <block end>", "a key is expected here; check quotes and indentation"),
    ("did not find expected '-' indicator", "a list item ('- ') is expected here; check the indentation"),
    ("unknown escape character", "an unknown escape in a text in double quotes; write \\\\ for a backslash"),
    ("did not find expected <document start>", "text after the end of the content; check the indentation"),
    ("undefined tag handle", "tags (!name) are not allowed"),
)
"""What the parser says, and what an author understands."""


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark, str]:
    problem = error.problem or "unknown reason"
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in problem:
        mark = error.context_mark or mark
    if mark is None:
        return WHOLE_FILE, f"not valid YAML: {problem}"
    # At the end of a text without a last line end, libyaml stands on the line after it.
    place = min(Mark(mark.line + 1, mark.column + 1), _mark_at(text))
    if "cannot start any token" in problem:
        character = text[mark.index : mark.index + 1]
        if character == "\t":
            return place, "not valid YAML: a tab is not allowed here; use spaces"
        return place, f"not valid YAML: a text that begins with {character} must stand in quotes"
    for said, sentence in _SENTENCES:
        if said in problem:
            return place, f"not valid YAML: {sentence}"
    return place, f"not valid YAML: {problem}"
