"""The pack that is shipped, read once for all that is asserted of it."""

from __future__ import annotations

import pytest

from studyguide.guide.library import read_pack
from studyguide.guide.model import Pack
from studyguide.guide.packs import built_in


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The built-in pack."""
    return read_pack(built_in())
