"""A bar on a terminal, after a while; nothing in a pipe."""

from __future__ import annotations

from io import StringIO

import pytest

from studyguide.plain import progress as module
from studyguide.plain.progress import progress


class Terminal(StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is a third of a second after the one before."""
    now = iter(range(1000))
    monkeypatch.setattr(module, "monotonic", lambda: next(now) / 3)


@pytest.mark.usefixtures("passing")
def test_it_grows_and_is_gone_at_the_end() -> None:
    stream = Terminal()
    with progress("Exporting", 4, stream) as bar:
        for done in range(1, 5):
            bar.at(done)
    written = stream.getvalue()
    assert "\x1b" not in written
    assert written.isascii()
    assert "Exporting [############............]  50%" in written
    assert "100%" in written
    *_, blank, end = written.split("\r")
    assert not blank.strip()
    assert end == ""
    assert max(map(len, written.split("\r"))) <= 80


@pytest.mark.usefixtures("passing")
def test_the_first_moment_is_not_worth_a_bar() -> None:
    stream = Terminal()
    with progress("Exporting", 4, stream) as bar:
        bar.at(1)
    assert stream.getvalue() == ""


@pytest.mark.usefixtures("passing")
def test_a_pipe_stays_clean() -> None:
    stream = StringIO()
    with progress("Exporting", 4, stream) as bar:
        for done in range(20):
            bar.at(done)
    assert stream.getvalue() == ""
