"""The server, asked over loopback."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from typing import Any

import pytest
from aiohttp import ClientResponse, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from studyguide.web.door import Door
from studyguide.web.server import application, command_line


class Greeter:
    """Stands in for the program of a tab: says hello, and what it was sent."""

    def __init__(self, command: str, *, write_bytes: Callable[[bytes], Awaitable[None]], **_: Any) -> None:
        self.command, self.say = command, write_bytes

    async def start(self, width: int, height: int) -> None:
        await self.say(f"{self.command} {width}x{height}".encode())

    async def send_bytes(self, data: bytes) -> None:
        await self.say(data)

    async def stop(self) -> None:
        """There is nothing to stop."""


@pytest.fixture(autouse=True)
def _no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual_serve.server.AppService", Greeter)


@asynccontextmanager
async def served() -> AsyncIterator[tuple[TestClient[web.Request, web.Application], Door]]:
    door = Door("127.0.0.1", unused_port(), "right")
    app = application(["program", "my data"], door)
    async with TestClient(TestServer(app, host=door.host, port=door.port)) as client:
        yield client, door


def own_origin(door: Door) -> dict[str, str]:
    return {"Origin": f"http://127.0.0.1:{door.port}"}


async def refused(response: ClientResponse) -> str:
    assert response.status == 403
    assert not response.cookies
    return await response.text()


async def test_without_the_key_nothing_is_given() -> None:
    async with served() as (client, door):
        for path in (
            "/",
            "/?key=",
            "/?key=wrong",
            "/page.js?key=right",
            "/static/js/textual.js",
            "/download/x",
        ):
            assert "key is missing" in await refused(await client.get(path))
        cookie = {"Cookie": f"{door.cookie}=wrong"}
        assert "key is missing" in await refused(await client.get("/", headers=cookie))
        other = {"Cookie": "studyguide-1=right"}
        assert "key is missing" in await refused(await client.get("/", headers=other))


async def test_the_key_opens_the_page_and_the_cookie_everything_else() -> None:
    async with served() as (client, door):
        page = await client.get("/?key=right")
        assert page.status == 200
        cookie = page.cookies[door.cookie]
        assert (cookie["samesite"], cookie["httponly"], cookie["domain"]) == ("Strict", True, "")
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        for path in ("/", "/page.js", "/static/js/textual.js", "/static/css/xterm.css"):
            assert (await client.get(path)).status == 200
        assert (await client.get("/static/")).status == 403
        assert (await client.get("/static/../server.py")).status == 404


async def test_a_name_that_was_made_to_point_here_is_refused() -> None:
    async with served() as (client, door):
        for host in (f"evil.example:{door.port}", "127.0.0.1:1", "localhost"):
            said = await refused(await client.get("/?key=right", headers={"Host": host}))
            assert "does not go by that name" in said


async def test_a_page_of_another_site_is_refused_whatever_it_knows() -> None:
    async with served() as (client, door):
        await client.get("/?key=right")
        for origin in ("http://evil.example", "null", f"http://localhost:{door.port}"):
            for path in ("/?key=right", "/static/js/textual.js", "/ws"):
                assert "another site" in await refused(await client.get(path, headers={"Origin": origin}))
            with pytest.raises(WSServerHandshakeError) as failure:
                await client.ws_connect("/ws", headers={"Origin": origin})
            assert failure.value.status == 403


async def test_a_websocket_needs_origin_and_key() -> None:
    async with served() as (client, door):
        with pytest.raises(WSServerHandshakeError):
            await client.ws_connect("/ws?key=right", headers=own_origin(door))
        await client.get("/?key=right")
        with pytest.raises(WSServerHandshakeError):
            await client.ws_connect("/ws")
        async with client.ws_connect("/ws?width=80&height=24", headers=own_origin(door)) as tab:
            assert await tab.receive_bytes() == b"exec program 'my data' 80x24"
            await tab.send_str(json.dumps(["stdin", "q"]))
            assert await tab.receive_bytes() == b"q"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


async def test_the_page_asks_no_other_site_and_may_not() -> None:
    async with served() as (client, door):
        page = await client.get("/?key=right")
        text = await page.text()
        links = _Links()
        links.feed(text)
        links.found += re.findall(r'url\("([^"]*)"\)', text)
        assert len(links.found) > 4
        for link in links.found:
            assert re.match(r"/\w|data:|$", link), link
            if link.startswith("/"):
                assert (await client.get(link)).status == 200, link
        assert f'"ws://127.0.0.1:{door.port}/ws"' in text
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert set(re.findall(r"\w+://[^ ;]+", policy)) == {f"ws://127.0.0.1:{door.port}"}
        assert "unsafe-inline" not in policy.partition("style-src")[0]


@pytest.mark.skipif(sys.platform == "win32", reason="the words are for a POSIX shell")
def test_words_reach_the_program_whole() -> None:
    words = [sys.executable, "-c", "import sys; print(sys.argv[1:])", "my data", "a'b", '"; echo $HOME `id`']
    said = subprocess.run(
        ["sh", "-c", command_line(words)], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == str(words[3:])
    assert shlex.split(command_line(words))[1:] == words
