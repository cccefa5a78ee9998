"""What was typed at the line mode's answer prompt, turned into a response."""

from __future__ import annotations

import re
from string import ascii_lowercase

from studyguide.cards.model import Chosen, Matched, Ordered, Response, Ticked, Typed
from studyguide.cards.present import Presentation
from studyguide.study.certainty import Certainty


class Unclear(Exception):
    """The line is no answer to this card; the message says what one looks like."""


def how(shown: Presentation) -> str:
    """The prompt that says how to answer."""
    last = ascii_lowercase[len(shown.lines) - 1] if shown.lines else ""
    match shown.form:
        case "one":
            return f"Your answer (a-{last}):"
        case "many":
            example = " ".join(ascii_lowercase[: shown.choose])
            return f"Your {shown.choose} answers (such as {example}):"
        case "order":
            return f"The order (such as {' '.join(reversed(ascii_lowercase[: len(shown.lines)]))}):"
        case "match":
            return f"The number for each letter (such as {_example_pairs(len(shown.lines))}):"
        case "open":
            return "Your answer, in a line (:? for help):"
        case "type" | "flip":
            return "Your answer (:? for help):"


def _example_pairs(count: int) -> str:
    return " ".join(f"{ascii_lowercase[place]}{count - place}" for place in range(count))


def split_certainty(line: str) -> tuple[str, Certainty | None]:
    """An answer without the sign at its end that says how sure it is: `!` sure, `?` a guess."""
    match line[-1:]:
        case "!":
            return line[:-1].strip(), Certainty.SURE
        case "?":
            return line[:-1].strip(), Certainty.GUESS
        case _:
            return line, None


def parse(line: str, shown: Presentation, *, partial: bool = False) -> Response:
    """The response that a line gives; an empty line leaves the card blank.

    `partial` also takes fewer choices than are right, as an exam does.

    Raises:
        Unclear: The line cannot be understood.
    """
    match shown.form:
        case "one":
            return Chosen(_letters(_true_false(line, shown), shown, at_most=1))
        case "many":
            chosen = _letters(line, shown, at_most=shown.choose)
            if chosen and len(chosen) != shown.choose and not partial:
                raise Unclear(f"Choose {shown.choose}, such as {' '.join(ascii_lowercase[: shown.choose])}.")
            return Chosen(chosen)
        case "order":
            ordered = _letters(line, shown, at_most=len(shown.lines))
            if ordered and len(ordered) != len(shown.lines):
                raise Unclear(f"Give all {len(shown.lines)} letters in order.")
            return Ordered(ordered)
        case "match":
            return Matched(_pairs(line, shown))
        case "type" | "open":
            return Typed(line)
        case "flip":
            raise Unclear("This card is turned over, not answered.")


def _true_false(line: str, shown: Presentation) -> str:
    """The letter for `t`, `true`, `f` or `false`, where that is what the card asks."""
    ids = [option.id for option in shown.lines]
    if ids == ["true", "false"]:
        word = line.casefold()
        for letter, name in zip("ab", ids, strict=True):
            if word and name.startswith(word):
                return letter
    return line


def _letters(line: str, shown: Presentation, *, at_most: int) -> tuple[str, ...]:
    given = [letter for letter in line.casefold() if letter not in " ,;>-."]
    places = {letter: option.id for letter, option in zip(ascii_lowercase, shown.lines, strict=False)}
    if any(letter not in places for letter in given) or len(set(given)) != len(given):
        letters = ", ".join(places)
        raise Unclear(f"Answer with the letters {letters}, each at most once; an empty line leaves it blank.")
    if len(given) > at_most:
        raise Unclear("Choose one." if at_most == 1 else f"Choose {at_most}.")
    return tuple(places[letter] for letter in given)


def _pairs(line: str, shown: Presentation) -> dict[str, str]:
    """`a2 b1 c3`, or the numbers alone for a, b, c in turn."""
    if not line:
        return {}
    # Two digits are enough for any number here, and thousands of them are no number to Python.
    found = re.findall(r"([a-z]?)\s*[-=:]?\s*(\d{1,2})", line.casefold())
    count = len(shown.lines)
    letters = [letter or ascii_lowercase[place] for place, (letter, _) in enumerate(found[:26])]
    numbers = [int(number) for _, number in found]
    if sorted(letters) != list(ascii_lowercase[:count]) or sorted(numbers) != list(range(1, count + 1)):
        raise Unclear(f"Give a number for each letter, each number once, such as {_example_pairs(count)}.")
    return {
        shown.lines[ascii_lowercase.index(letter)].id: shown.rights[number - 1].id
        for letter, number in zip(letters, numbers, strict=True)
    }


def points(line: str, text: str, count: int) -> Ticked:
    """The key points named by number (`1 3`; `0` or nothing: none).

    Raises:
        Unclear: A number names no key point.
    """
    words = re.findall(r"\d+", line)
    numbers = [int(word) for word in words if len(word) <= 2]
    if (
        re.sub(r"[\d\s,;]", "", line)
        or len(numbers) < len(words)
        or any(number > count for number in numbers)
    ):
        raise Unclear(f"Give the numbers of the points you had, from 1 to {count}, or 0 for none.")
    return Ticked(text, tuple(sorted({number - 1 for number in numbers if number})))
