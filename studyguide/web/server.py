"""The server: textual-serve's terminal and process handling behind a door of our own.

textual-serve by itself lets every page of every site open its websocket, and its page asks another site for a
font. So it is used for what it does well, and routes, page and headers are ours.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from importlib import resources
from string import Template

from aiohttp import web
from textual_serve.server import Server

from studyguide.errors import StudyGuideError
from studyguide.web.door import KEY_PARAMETER, Door

_PATIENCE = 5.0
"""Seconds that open tabs get to end when the server does."""

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(words: Sequence[str], door: Door) -> web.Application:
    """The server's answers. Each websocket starts the program of `words`, and ends it with itself."""
    served = Server(command_line(words), host=door.host, port=door.port)
    page, script = Template(_text("page.html")), _text("page.js")

    async def show_page(request: web.Request) -> web.Response:
        text = page.substitute(websocket=f"ws://{request.host}/ws")
        response = web.Response(text=text, content_type="text/html")
        response.set_cookie(door.cookie, door.key, httponly=True, samesite="Strict")
        return response

    async def show_script(_: web.Request) -> web.Response:
        return web.Response(text=script, content_type="text/javascript")

    tabs: set[asyncio.Task[object]] = set()

    async def run_tab(request: web.Request) -> web.StreamResponse:
        task = asyncio.current_task()
        assert task is not None
        tabs.add(task)
        try:
            return await served.handle_websocket(request)
        finally:
            tabs.discard(task)

    async def end_tabs(_: web.Application) -> None:
        for task in tuple(tabs):
            task.cancel()
        if tabs:
            await asyncio.wait(tabs, timeout=_PATIENCE)

    @web.middleware
    async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
        given = [request.cookies.get(door.cookie, "")]
        if request.path == "/":
            given += request.query.getall(KEY_PARAMETER, [])
        refusal = door.refusal(
            request.headers.getall("Host", []),
            request.headers.getall("Origin", []),
            given,
            must_have_origin=request.path == "/ws",
        )
        return web.Response(status=403, text=f"{refusal}\n") if refusal else await handler(request)

    async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_headers(request.host))

    app = web.Application(middlewares=[guard])
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(end_tabs)
    app.add_routes(
        [
            web.get("/", show_page),
            web.get("/page.js", show_script),
            web.get("/ws", run_tab),
            web.get("/download/{key}", served.handle_download),
            web.static("/static", served.statics_path),
        ]
    )
    return app


def _text(name: str) -> str:
    return resources.files("studyguide.web").joinpath(name).read_text(encoding="utf-8")


def _headers(host: str) -> dict[str, str]:
    """What the browser must not do: ask other sites, be framed by one, tell it the address, keep anything."""
    return {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' data:; connect-src 'self' ws://{host}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def command_line(words: Sequence[str]) -> str:
    """The words as the system's shell takes them, each kept whole."""
    if os.name == "nt":
        return subprocess.list2cmdline(words)
    return f"exec {shlex.join(words)}"


async def serve(words: Sequence[str], host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until the program is interrupted or told to end.

    Args:
        words: The program that each tab runs, with its arguments.
        host: The name or address to listen at.
        port: The port; 0 takes a free one.
        tell: Is given the address to open, once it can be opened.

    Raises:
        StudyGuideError: The port is taken, or there is no such address.
    """
    import socket

    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise StudyGuideError(f"there is no address {host!r} here to serve at: {error.strerror}") from error
    with listening:
        if os.name != "nt":  # there it would let a second program take the port too
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(place)
        except OSError as error:
            raise StudyGuideError(
                f"cannot serve at {host} port {port}: {error.strerror}; choose another with --port"
            ) from error
        door = Door.at(host, listening.getsockname()[1])
        runner = web.AppRunner(application(words, door), access_log=None, shutdown_timeout=_PATIENCE)
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            tell(door.address)
            await _told_to_end()
        finally:
            await runner.cleanup()


async def _told_to_end() -> None:
    """Return at an interrupt or a request to end."""
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    # Windows has none: there the interrupt is raised where the loop runs.
    with suppress(NotImplementedError):
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, ended.set)
    await ended.wait()
