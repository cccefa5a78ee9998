"""The numbers of Home, gathered once and drawn as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from studyguide.memory.model import day_date
from studyguide.study.desk import Desk
from studyguide.study.progress import ChapterProgress, Tally, TaskProgress
from studyguide.study.today import Standing, after_exam, comeback, exam_today, today_at, work_words
from studyguide.study.words import counted, dated
from studyguide.tui.keys import key_of
from studyguide.tui.text import fit, wrap
from studyguide.tui.widgets.glyphs import Glyphs, glyphs
from studyguide.tui.widgets.lines import Line, hang
from studyguide.tui.widgets.lines import lines as lines_of

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

REVIEW = "review"
"""The line that starts the sitting."""
WIDEST = 110
WAITING = Content.styled("  Reading the guide for the first time ...", "$text-muted")


class Numbers(NamedTuple):
    """What Home tells."""

    today: Standing
    total: Tally
    chapters: tuple[ChapterProgress, ...]
    tasks: tuple[TaskProgress, ...]
    unrecorded: str
    """Why nothing can be recorded; empty where everything is."""
    likely: Likely | None = None
    """Recall on the exam day; None until it is worked out, and where it cannot be."""


class Keys(NamedTuple):
    """What Home's keys are called now."""

    open: str
    read: str
    settings: str


def overview(desk: Desk) -> Numbers:
    """The numbers of now, but for likely recall, which takes a while."""
    return Numbers(
        today=today_at(desk),
        total=desk.total(),
        chapters=desk.chapters(),
        tasks=desk.tasks(),
        unrecorded=desk.journal.unrecorded,
    )


def advice(numbers: Numbers, keys: Keys) -> str:
    """The next useful thing to do, in words; empty on the day of the exam."""
    now, found = numbers.today.facts.now, numbers.today.work
    unread = next((chapter for chapter in numbers.chapters if chapter.read < chapter.sections), None)
    if numbers.unrecorded:
        return f"Nothing is recorded: {numbers.unrecorded}. You can read and practise all the same."
    if now.exam_day == now.day:
        return ""
    if not numbers.total.seen and unread is not None and not unread.read:
        return f"New here? Read “{unread.title}” first ({keys.read}), then start the sitting ({keys.open})."
    if back := comeback(numbers.today):
        return back
    if found.to_go:
        return "It goes on where you left it; what you answered is saved."
    if found.used_up:
        return "Done for today, and more is at your own pace." if found.asks else "Done for today."
    if found.reviews and found.reviews == found.again:
        return "What you missed today is asked once more."
    if found.reviews:
        return "Begin with what is due: it is what you are about to forget."
    if found.new:
        return "Nothing is due. Meet today's new cards."
    if unread is not None:
        return f"Done for today. If you have time, read on in “{unread.title}” ({keys.read})."
    return "Done for today."


def exam(numbers: Numbers, keys: Keys) -> str:
    """How far away the exam is, and what is likely to be recalled then."""
    facts = numbers.today.facts
    exam_day, day = facts.now.exam_day, facts.now.day
    if exam_day is None:
        return f"Set an exam date ({keys.settings}): then the plan makes the most of the days until it."
    if exam_day < day:
        after = after_exam(exam_day, facts.scheduler.retention)
        return f"{after} Or set a new date, clear it ({keys.settings}), or stop here."
    if exam_day == day:
        return exam_today(numbers.today.work)
    said = f"{counted(exam_day - day, 'day')} left, on {dated(day_date(exam_day), '%d %B %Y')}"
    return said if numbers.likely is None else f"{said}; likely recall {recall(numbers.likely)}"


def recall(likely: Likely) -> str:
    """Likely recall with its range: `71% (60-80%)`."""
    return f"{likely.mean:.0%} ({likely.low * 100:.0f}-{likely.high:.0%})"


def bar(part: int, whole: int, width: int, signs: Glyphs, style: str) -> Content:
    """A share as a bar of `width` cells; a share above nothing shows at least one."""
    filled = 0 if not whole or not part else max(1, round(width * part / whole))
    full, empty = ("#", ".") if signs.ascii_only else ("━", "─")
    return Content.styled(full * filled, style) + Content.styled(empty * (width - filled), "$border-blurred")


def overview_lines(
    numbers: Numbers, selected: str, width: int, signs: Glyphs, keys: Keys
) -> tuple[Line, ...]:
    """Everything on Home, each line at most `width` cells."""
    return tuple(_lines(numbers, selected, min(width, WIDEST), signs, keys))


def _lines(numbers: Numbers, selected: str, width: int, signs: Glyphs, keys: Keys) -> Iterator[Line]:
    def row(content: Content, stop: str) -> Line:
        here = stop == selected
        sign = Content.styled(f"{signs.bar} " if here else "  ", "$text-accent")
        line = fit(sign + content, width)
        return Line(line.stylize_before("bold on $surface") if here else line, stop)

    yield Line(Content(""))
    found = numbers.today.work
    start = "Start today" if found.asks and not found.used_up else "Today"
    start = "Go on" if found.to_go else start
    label = Content.styled(f"{start}   ", "bold $text-accent")
    said = wrap(Content(work_words(found, keys.open)), width - 2 - label.cell_length)
    yield from (row(line, REVIEW) for line in hang(label, said))
    ahead = wrap(Content.styled(exam(numbers, keys), "$text-muted"), width - 9)
    yield from lines_of(hang(Content.styled("  Exam   ", "$text-muted"), ahead))
    if hint := advice(numbers, keys):
        told = wrap(Content.styled(hint, "$text-muted"), width - 2)
        yield from (Line(Content("  ") + line) for line in told)
    yield Line(Content(""))
    columns = _columns(width)
    _, read, known, _ = columns
    yield _heads("Chapters", f"{'read':<{read}}{'known':<{known}}due", columns)
    for chapter in numbers.chapters:
        yield row(_chapter(chapter, columns, signs), chapter.id)
    yield Line(Content(""))
    yield _heads("Exam tasks", f"{'known':<{read + known}}exam", columns)
    for task in numbers.tasks:
        if task.tally.cards:
            yield Line(fit(Content("  ") + _task(task, columns, signs), width))


def _heads(title: str, heads: str, columns: tuple[int, int, int, int]) -> Line:
    """A heading, and what the columns beside it hold."""
    return Line(
        fit(Content.styled(f"  {title}", "bold"), columns[0] + 2) + Content.styled(heads, "$text-muted")
    )


def _columns(width: int) -> tuple[int, int, int, int]:
    """Cells for the title, and for read, known and due."""
    narrow = width < 70
    sizes = (10, 13, 4) if narrow else (15, 18, 4)
    return (max(12, width - 2 - sum(sizes)), *sizes)


def _chapter(chapter: ChapterProgress, columns: tuple[int, int, int, int], signs: Glyphs) -> Content:
    title, read, known, due = columns
    tally = chapter.tally
    name = fit(Content(f"{chapter.number:>2} {chapter.title}"), title - 2) + Content("  ")
    sections = f" {chapter.read}/{chapter.sections}"
    cards = f" {tally.known}/{tally.cards}"
    return (
        name
        + bar(chapter.read, chapter.sections, max(2, read - 8), signs, "$text-accent")
        + fit(Content.styled(sections, "$text-muted"), 8)
        + bar(tally.known, tally.cards, max(2, known - 10), signs, "$text-success")
        + fit(Content.styled(cards, "$text-muted"), 10)
        + fit(Content(str(tally.due or signs.unknown)), due)
    )


def _task(task: TaskProgress, columns: tuple[int, int, int, int], signs: Glyphs) -> Content:
    title, read, known, _ = columns
    tally = task.tally
    name = fit(Content(f"{task.id} {task.title}"), title - 2) + Content("  ")
    return (
        name
        + bar(tally.known, tally.cards, max(2, read + known - 12), signs, "$text-success")
        + fit(Content.styled(f" {tally.known}/{tally.cards}", "$text-muted"), 12)
        + Content.styled(f"{task.weight:.0%}", "$text-muted")
    )


class Overview(Widget, can_focus=True):
    """Draws the numbers; one line is selected."""

    DEFAULT_CSS: ClassVar[str] = """
    Overview { height: auto; text-wrap: nowrap; text-overflow: clip; padding: 0 1; }
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__()
        self.signs = glyphs(ascii_only)
        self.numbers: Numbers | None = None
        self.selected = REVIEW

    def show(self, numbers: Numbers | None) -> None:
        """Draw these; None while the guide is being read."""
        self.numbers = numbers
        self.clear_cached_dimensions()
        self.refresh(layout=True)

    def lines(self, width: int) -> tuple[Line, ...]:
        """What is drawn at a width."""
        if self.numbers is None:
            return tuple(Line(line) for line in wrap(WAITING, width))
        keys = Keys(*(self._key(f"home.{name}") for name in Keys._fields))
        return overview_lines(self.numbers, self.selected, width, self.signs, keys)

    def _key(self, id: str) -> str:
        """A key as prose names it."""
        name = key_of(self.screen, id)
        return "Enter" if name in ("⏎", "enter") else name

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        return max(1, len(self.lines(width)))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(line.content for line in self.lines(self.content_size.width))

    def move(self, step: int) -> None:
        """Select the next or the previous line."""
        if self.numbers is None:
            return
        stops = [REVIEW, *(chapter.id for chapter in self.numbers.chapters)]
        place = stops.index(self.selected) + step
        if 0 <= place < len(stops):
            self.select(stops[place])
        elif isinstance(self.parent, Widget):
            self.parent.scroll_relative(y=step, animate=False)

    def select(self, stop: str) -> None:
        """Select a line and bring it into view."""
        self.selected = stop
        self.refresh()
        rows = [y for y, line in enumerate(self.lines(self.content_size.width)) if line.stop == stop]
        if rows and isinstance(self.parent, Widget):
            region = Region(0, max(0, rows[0] - 1), 1, 3).translate(self.virtual_region.offset)
            self.parent.scroll_to_region(region, animate=False, force=True)

    async def on_click(self, event: events.Click) -> None:
        """Select what is clicked; a click on what is selected opens it."""
        rows = self.lines(self.content_size.width)
        stop = rows[event.y].stop if 0 <= event.y < len(rows) else ""
        if stop and stop == self.selected:
            await self.screen.run_action("screen.open")
        elif stop:
            self.select(stop)
