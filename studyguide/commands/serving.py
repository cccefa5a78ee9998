"""The screens in a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from studyguide.commands.context import option, tell
from studyguide.errors import StudyGuideError


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.pass_context
def serve(ctx: click.Context, port: int, host: str) -> None:
    """Open the screens in a browser, at an address that only this machine can reach; Ctrl-C ends it."""
    import asyncio

    try:
        from studyguide.web import server  # deferred: an extra, and heavy
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("aiohttp", "textual_serve"):
            raise
        raise StudyGuideError(
            "the browser needs one more package: pip install 'studyguide[web]', then `studyguide serve` again"
        ) from error
    from studyguide.web.door import LOOPBACK

    if host.lower() not in LOOPBACK:
        tell(
            f"Warning: at {host} other machines can reach this. Whoever gets to\n"
            "see the address can read and change your progress, and nothing on the way is\n"
            "encrypted.",
            err=True,
        )

    def show(address: str) -> None:
        tell(
            f"Open {address}\n"
            "Keep the address to yourself: the key in it is the only lock.\n"
            "Each tab is a program of its own; all of them write to the same journal.\n"
            "Ctrl-C ends them; every answer is saved."
        )

    asyncio.run(server.serve([sys.executable, "-m", "studyguide", *_words(ctx)], host, port, show))


def _words(ctx: click.Context) -> Iterator[str]:
    """The global options that were given, for the programs that are served."""
    if (folder := option(ctx, "data_dir")) is not None:
        yield from ("--data-dir", str(folder.absolute()))
    for pack in option(ctx, "packs") or ():
        yield from ("--pack", str(pack.absolute()))
    if (now := option(ctx, "now")) is not None:
        yield from ("--now", now.isoformat())
    if (seed := option(ctx, "seed")) is not None:
        yield from ("--seed", str(seed))
    if option(ctx, "ascii_only"):
        yield "--ascii"
