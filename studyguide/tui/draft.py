"""An answer in the making: a frozen value that key presses turn into another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from studyguide.cards.model import Chosen, Judged, Matched, Ordered, Response, Typed
from studyguide.cards.present import Presentation


@dataclass(frozen=True, slots=True)
class Draft:
    """What the learner has done with a card so far."""

    shown: Presentation
    cursor: int = 0
    chosen: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    """Item ids of an ordering card, as they stand now."""
    pairs: dict[str, str] = field(default_factory=dict)
    """For each left side, the right side put beside it."""
    struck: frozenset[str] = frozenset()
    """Options that were struck out, which an exam allows."""

    @classmethod
    def start(cls, shown: Presentation) -> Draft:
        """Nothing done yet."""
        return cls(shown, order=tuple(line.id for line in shown.lines) if shown.form == "order" else ())

    @classmethod
    def of(cls, shown: Presentation, response: Response | None, struck: frozenset[str]) -> Draft:
        """What an earlier answer left; a response to other lines than are shown leaves nothing."""
        start = replace(cls.start(shown), struck=struck)
        match response:
            case Chosen(options):
                return replace(start, chosen=tuple(name for name in options if name in start.ids))
            case Ordered(items) if sorted(items) == sorted(start.order):
                return replace(start, order=items)
            case Matched(pairs):
                rights = {line.id for line in shown.rights}
                known = {one: other for one, other in pairs.items() if one in start.ids and other in rights}
                return replace(start, pairs=known)
            case _:
                return start

    def over(self, shown: Presentation) -> Draft:
        """The same answer in the making to a card whose texts have changed; none where it no longer fits."""
        same = shown.form == self.shown.form and all(
            {line.id for line in these} == {line.id for line in those}
            for these, those in ((shown.lines, self.shown.lines), (shown.rights, self.shown.rights))
        )
        return replace(self, shown=shown) if same else Draft.start(shown)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the lines as they stand now."""
        return self.order or tuple(line.id for line in self.shown.lines)

    def move(self, step: int) -> Draft:
        """The cursor a line up or down, stopping at the ends."""
        return replace(self, cursor=min(max(0, self.cursor + step), max(0, len(self.ids) - 1)))

    def at(self, place: int) -> Draft:
        """The cursor on a line, if there is such a line."""
        return replace(self, cursor=place) if 0 <= place < len(self.ids) else self

    def toggle(self) -> Draft:
        """Choose the line under the cursor, or take the choice back; one choice replaces another."""
        if self.shown.form not in ("one", "many") or not self.ids:
            return self
        line = self.ids[self.cursor]
        struck = self.struck - {line}
        if self.shown.form == "one":
            return replace(self, chosen=() if self.chosen == (line,) else (line,), struck=struck)
        rest = tuple(other for other in self.chosen if other != line)
        return replace(self, chosen=rest if line in self.chosen else (*self.chosen, line), struck=struck)

    def strike(self) -> Draft:
        """Strike the option under the cursor out, so that it is not chosen, or take that back."""
        if self.shown.form not in ("one", "many") or not self.ids:
            return self
        line = self.ids[self.cursor]
        chosen = tuple(other for other in self.chosen if other != line)
        return replace(self, chosen=chosen, struck=self.struck ^ {line})

    def carry(self, step: int) -> Draft:
        """Move the item under the cursor up or down in the order."""
        target = self.cursor + step
        if self.shown.form != "order" or not 0 <= target < len(self.order):
            return self
        order = list(self.order)
        order[self.cursor], order[target] = order[target], order[self.cursor]
        return replace(self, order=tuple(order), cursor=target)

    def pair(self, number: int) -> Draft:
        """Put right side `number` (from 1) beside the left under the cursor, taking it from any other."""
        if self.shown.form != "match" or not 1 <= number <= len(self.shown.rights):
            return self
        left, right = self.ids[self.cursor], self.shown.rights[number - 1].id
        pairs = {key: value for key, value in self.pairs.items() if value != right and key != left}
        if self.pairs.get(left) != right:
            pairs[left] = right
        return replace(self, pairs=pairs).move(1)

    def turn(self, step: int) -> Draft:
        """Put the next or the previous right side beside the left under the cursor."""
        if self.shown.form != "match":
            return self
        ids = [line.id for line in self.shown.rights]
        now = self.pairs.get(self.ids[self.cursor])
        place = (ids.index(now) + step) % len(ids) if now else (0 if step > 0 else len(ids) - 1)
        pairs = {key: value for key, value in self.pairs.items() if value != ids[place]}
        return replace(self, pairs=pairs | {self.ids[self.cursor]: ids[place]})

    def missing(self, blank: str) -> str:
        """What is still to be done before the answer can be given, in words; empty if nothing.

        `blank` is the key that leaves it blank.
        """
        match self.shown.form:
            case "one":
                return "" if self.chosen else f"Choose one first, by its letter; {blank} means don't know."
            case "many":
                short = len(self.chosen) != self.shown.choose
                return f"Choose exactly {self.shown.choose} ({len(self.chosen)} chosen)." if short else ""
            case "match":
                left = len(self.ids) - len(self.pairs)
                return f"{left} still without a partner: press its number." if left else ""
            case "order" | "type" | "open" | "flip":
                return ""

    def response(self, text: str = "") -> Response:
        """The answer as it stands."""
        match self.shown.form:
            case "one" | "many":
                return Chosen(self.chosen)
            case "order":
                return Ordered(self.order)
            case "match":
                return Matched(dict(self.pairs))
            case "type" | "open":
                return Typed(text)
            case "flip":
                return Judged()

    def blank(self) -> Response:
        """The answer of someone who does not know."""
        match self.shown.form:
            case "one" | "many":
                return Chosen(())
            case "order":
                return Ordered(())
            case "match":
                return Matched({})
            case "type" | "open":
                return Typed("")
            case "flip":
                return Judged()
