"""A small valid pack to read, change and break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.guide.small_pack import SMALL, SmallPack


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    """A copy of the small pack that a test may change."""
    folder = tmp_path / "tea"
    shutil.copytree(SMALL, folder)
    return SmallPack(folder)
