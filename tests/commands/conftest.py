"""The built-in pack is read from YAML once for all commands, as for a learner on any day but the first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyguide.commands.opening import opened


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the program keeps of a pack that it has read."""
    folder = tmp_path_factory.mktemp("compiled")
    with opened(folder) as desk:
        assert desk.cards
        assert desk.library.packs
    return folder / "cache"


@pytest.fixture(autouse=True)
def _read_already(compiled: Path, tmp_path: Path) -> None:
    """The data folders that these tests use hold it."""
    for folder in (tmp_path, tmp_path / "data"):
        shutil.copytree(compiled, folder / "cache")
