"""The widget for each kind of section: the one `match` of this face."""

from __future__ import annotations

from typing import assert_never

from studyguide.guide.model import (
    BigIdea,
    Checkpoint,
    Comparison,
    ConceptBox,
    Examples,
    Flow,
    Glossary,
    Layers,
    MuddyPoints,
    Objectives,
    Outline,
    Prose,
    Scenario,
    Section,
)
from studyguide.tui.widgets.checkpoint import CheckpointView
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.examples import ExamplesView
from studyguide.tui.widgets.flow import FlowView
from studyguide.tui.widgets.glossary import GlossaryView
from studyguide.tui.widgets.layers import LayersView
from studyguide.tui.widgets.muddy import MuddyView
from studyguide.tui.widgets.objectives import ObjectivesView
from studyguide.tui.widgets.outline import OutlineView
from studyguide.tui.widgets.prose import ProseView
from studyguide.tui.widgets.scenario import ScenarioView
from studyguide.tui.widgets.section import SectionView
from studyguide.tui.widgets.tables import TableView


def section_view(section: Section, context: Context) -> SectionView:
    """The widget that draws `section`."""
    match section:
        case Objectives():
            return ObjectivesView(section, context)
        case Glossary():
            return GlossaryView(section, context)
        case BigIdea() | Prose():
            return ProseView(section, context)
        case ConceptBox() | Comparison():
            return TableView(section, context)
        case Outline():
            return OutlineView(section, context)
        case Layers():
            return LayersView(section, context)
        case Flow():
            return FlowView(section, context)
        case Examples():
            return ExamplesView(section, context)
        case Scenario():
            return ScenarioView(section, context)
        case MuddyPoints():
            return MuddyView(section, context)
        case Checkpoint():
            return CheckpointView(section, context)
        case _:
            assert_never(section)
