"""Concept box and comparison: a table whose columns can be covered."""

from __future__ import annotations

from studyguide.guide.markup import plain
from studyguide.guide.model import Comparison, ConceptBox, Row
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.lines import Line, Stop
from studyguide.tui.widgets.section import SectionView
from studyguide.tui.widgets.table import draw_table


class TableView(SectionView):
    """A table; `c` covers the last column, then the one before it, and so on."""

    def __init__(self, section: ConceptBox | Comparison, context: Context) -> None:
        """Draw `section` as part of `context`."""
        super().__init__(section, context)
        self.section = section

    def covers(self) -> tuple[str, ...]:
        """The column heads, last first."""
        return tuple(f"column {plain(column)}" for column in reversed(self.section.columns))

    def body_stops(self) -> tuple[Stop, ...]:
        """The rows."""
        return tuple(Stop(row.id, note=row.note) for row in self.section.rows)

    def body(self, width: int) -> tuple[Line, ...]:
        """The table."""
        covered = len(self.section.columns) - self.covering

        def hidden(row: Row, column: int) -> bool:
            return column == covered and self.is_covered(row.id)

        return draw_table(self.section.columns, self.section.rows, width, self.glyphs, hidden)
