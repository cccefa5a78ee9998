"""`studyguide serve` as a learner starts it, and ends it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from studyguide.cli import run

linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what is listened at")


@contextmanager
def serving(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, serving at a free port, and the address that it printed."""
    program = subprocess.Popen(
        [sys.executable, "-m", "studyguide", *words, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    with program:
        assert program.stdout is not None
        try:
            first = program.stdout.readline()
            assert first.startswith("Open http://127.0.0.1:"), program.communicate()
            yield program, first.split()[1]
        finally:
            program.kill()


def listened_at(port: int) -> set[str]:
    """The addresses at which somebody listens at a port, as Linux writes them."""
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            local, _, state = line.split()[1:4]
            address, _, at = local.partition(":")
            if state == "0A" and int(at, 16) == port:
                found.add(address)
    return found


@linux
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_listens_at_loopback_only_and_ends_cleanly(sign: signal.Signals, tmp_path: Path) -> None:
    with serving("--data-dir", str(tmp_path)) as (program, address):
        port = urlsplit(address).port
        assert port is not None
        assert listened_at(port) == {"0100007F"}
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for path, status in (("/", 403), (f"/?{urlsplit(address).query}", 200)):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == status
        connection.close()
        program.send_signal(sign)
        assert program.wait(timeout=20) == 0
        assert program.stdout is not None
        assert program.stderr is not None
        said = program.stdout.read()
        assert program.stderr.read() == ""
        assert "a program of its own" in said
        assert max(map(len, said.splitlines())) <= 80


def test_a_port_that_is_taken(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == 1
    said = capfd.readouterr()
    assert said.err.startswith(f"studyguide: cannot serve at 127.0.0.1 port {port}: ")
    assert "--port" in said.err
    assert said.out == ""


def test_another_address_is_warned_of_first(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "192.0.2.1", "--port", "0"]) == 1  # kept for documentation: nobody has it
    said = capfd.readouterr().err
    assert said.startswith("Warning: at 192.0.2.1 other machines can reach this.")
    assert said.splitlines()[-1].startswith("studyguide: cannot serve at 192.0.2.1")


@pytest.mark.parametrize("missing", ["aiohttp", "textual_serve"])
def test_without_the_extra_one_line_says_how_to_get_it(missing: str) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from studyguide.cli import main; main(['serve', '--port', '0'])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "pip install 'studyguide[web]'" in ended.stderr
