"""What tests share: coroutine tests, repeatable hypothesis runs, and no way into the developer's home."""

from __future__ import annotations

import asyncio
import inspect
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from studyguide.guide.library import read_pack
from studyguide.guide.model import Pack
from studyguide.guide.packs import built_in

# Textual reads this when it is first imported: what glides would make a pilot wait.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

settings.register_profile(
    "ci",
    max_examples=50,
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("local", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "local"))


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test in an event loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The built-in pack, which takes a while to read."""
    return read_pack(built_in())


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every default folder lies in a temporary one, and no personal setting reaches a test."""
    home: Path = tmp_path_factory.mktemp("home")
    for name in ("STUDYGUIDE_DATA_DIR", "NO_COLOR", "COLORFGBG", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
