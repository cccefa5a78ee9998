"""What goes wrong: concepts mixed up, distractors chosen, cards forgotten again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from studyguide.cards.model import Card
from studyguide.guide.markup import plain
from studyguide.journal.event import SUSPEND, UNSUSPEND, Act
from studyguide.study.attempts import drill
from studyguide.study.desk import Desk
from studyguide.study.filter import LEECH_LAPSES
from studyguide.study.mistakes import Confusion, Slip, contrast, terms
from studyguide.study.trouble import trouble
from studyguide.study.words import counted, title
from studyguide.tui.screens.contrast import ContrastScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.saving import saving
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.choices import Choices
from studyguide.tui.widgets.key_line import KeyLine
from studyguide.tui.widgets.lines import hang
from studyguide.tui.widgets.messages import Sit


class MistakesScreen(Screen[None]):
    """Pairs to tell apart, wrong answers by how often, leeches."""

    CSS = """
    MistakesScreen { background: $background; }
    MistakesScreen #mistakes-bar {
        height: 1; padding: 0 2; background: $surface; color: $accent; text-style: bold;
    }
    MistakesScreen Choices { height: 1fr; padding: 1 1 0 1; }
    """
    BINDING_GROUP_TITLE = "Mistakes"
    HELP = """\
Enter on a pair shows what tells the two apart, and then asks cards on either in turn; that drill leaves the
schedule alone. Enter on a card reads the place that answers it; Space asks it now.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "open", "Open", id="mistakes.open", tooltip="The contrast, or the place in the guide"
        ),
        Binding("space", "ask", "Ask now", id="mistakes.ask", tooltip="Drill the pair, or ask the card now"),
        Binding("at", "suspend", "Suspend", id="mistakes.suspend", tooltip="Ask the card no more, or again"),
        Binding("q,escape", "dismiss(None)", "Back", id="mistakes.back", tooltip="Back"),
    ]

    table = query_one(Choices)

    def __init__(self, desk: Desk, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.ascii_only = ascii_only
        self.pairs: tuple[Confusion, ...] = ()
        self.slips: tuple[Slip, ...] = ()
        self.leeches: tuple[Card, ...] = ()

    def compose(self) -> ComposeResult:
        """The list."""
        yield Static(Content("Mistakes"), id="mistakes-bar", markup=False)
        yield Choices()
        yield KeyLine()

    def on_mount(self) -> None:
        """Read what went wrong."""
        self.table.focus()

    def on_resize(self) -> None:
        """Rows are as wide as the screen."""
        self.renew()

    def on_screen_resume(self) -> None:
        """More may have gone wrong meanwhile."""
        if self.is_mounted and self.size.width:
            self.renew()

    def renew(self) -> None:
        """Read what went wrong."""
        self.pairs, self.slips, self.leeches, _ = trouble(self.desk)
        place = self.table.highlighted
        options = tuple(self._options(self.size.width - 6))
        self.table.set_options(options)
        first = next((n for n, option in enumerate(options) if not option.disabled), None)
        self.table.highlighted = place if place is not None and place < len(options) else first

    def _options(self, width: int) -> Iterator[Option]:
        groups = (
            ("Mixed up", "Enter shows what tells them apart", tuple(self._pairs())),
            ("Chosen though wrong", "Enter reads what answers it", tuple(self._slips(width))),
            (
                "Leeches",
                f"forgotten {LEECH_LAPSES} times or more: read it anew, or suspend it (@)",
                tuple(self._leeches(width)),
            ),
        )
        for name, about, options in groups:
            if options:
                heading = Content.styled(f"{name}  ", "bold $text-accent")
                yield Option(heading + Content.styled(about, "$text-muted"), disabled=True)
                yield from options
                yield Option(Content(""), disabled=True)
        if not any(options for _, _, options in groups):
            yield Option(Content("No mistakes on record yet."), disabled=True)

    def _pairs(self) -> Iterator[Option]:
        called = terms(self.desk.library.packs)
        for n, pair in enumerate(self.pairs):
            both = (called.get(name, name.replace("-", " ")) for name in (pair.one, pair.other))
            names = " / ".join(both)
            yield Option(
                Content.assemble(
                    ("  ", ""), (names, ""), (f"  {counted(pair.times, 'time')}", "$text-muted")
                ),
                id=f"pair-{n}",
            )

    def _slips(self, width: int) -> Iterator[Option]:
        for n, slip in enumerate(self.slips):
            sure = f", {slip.sure} of them sure" if slip.sure else ""
            times = Content.styled(f"  {slip.times}x{sure}  ", "$text-muted")
            rows = [times + fit(Content(plain(title(self.desk.cards[slip.key]))), width - times.cell_length)]
            said = Content.styled("you chose ", "$text-muted") + Content(plain(slip.text))
            rows += hang(Content("      "), wrap(said, width - 6)[:2])
            yield Option(Content("\n").join(rows), id=f"slip-{n}")

    def _leeches(self, width: int) -> Iterator[Option]:
        memories = self.desk.journal.memories()
        for n, card in enumerate(self.leeches):
            aside = ", suspended" if self.desk.journal.mark(card.key).suspended else ""
            times = Content.styled(f"  {memories[card.key].lapses} times{aside}  ", "$text-muted")
            yield Option(times + fit(Content(plain(title(card))), width - times.cell_length), id=f"leech-{n}")

    @property
    def chosen(self) -> Confusion | Card | None:
        """The pair or the card selected."""
        option = self.table.highlighted_option
        kind, _, number = ((option.id if option else None) or "").partition("-")
        match kind:
            case "pair":
                return self.pairs[int(number)]
            case "slip":
                return self.desk.cards[self.slips[int(number)].key]
            case "leech":
                return self.leeches[int(number)]
            case _:
                return None

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The contrast and then the drill, or the place in the guide."""
        chosen = self.chosen
        if isinstance(chosen, Card):
            pack, reads = self.desk.pack_of(chosen), self.desk.journal.reads()
            self.app.push_screen(ReaderScreen(pack, chosen.ref, reads=reads, ascii_only=self.ascii_only))
        elif chosen is not None:
            self._contrast(chosen)

    def _contrast(self, pair: Confusion) -> None:
        table = contrast(self.desk.library.packs, pair.one, pair.other)
        if table is None:
            self._drill(pair)
            return

        def answered(wanted: bool | None) -> None:
            if wanted:
                self._drill(pair)

        self.app.push_screen(ContrastScreen(table, offers_drill=True, ascii_only=self.ascii_only), answered)

    def _drill(self, pair: Confusion) -> None:
        sitting = drill(self.desk, pair.one, pair.other)
        if sitting is None:
            self.notify("No cards ask for both of them.", markup=False)
        else:
            self.post_message(Sit(sitting))

    def action_ask(self) -> None:
        """Drill the pair, or ask the card now."""
        chosen = self.chosen
        if isinstance(chosen, Card):
            self.post_message(Sit(self.desk.sit(only=(chosen.key,))))
        elif chosen is not None:
            self._drill(chosen)

    def action_suspend(self) -> None:
        """Ask the card no more, or ask it again."""
        card = self.chosen
        if not isinstance(card, Card):
            return
        held = self.desk.journal.mark(card.key).suspended
        act = Act(UNSUSPEND if held else SUSPEND, card.key)
        if saving(self, lambda: self.desk.journal.append((act,), self.desk.clock())):
            self.notify("Asked again when due." if held else "Suspended.", markup=False)
            self.renew()
