"""Promises 14 to 17: files to import, pages of other sites, tables for spreadsheets, a stranger's query."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import random
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, redirect_stdout
from datetime import timedelta
from pathlib import Path

from studyguide.cli import run
from studyguide.errors import StudyGuideError
from studyguide.exchange.flips import flip_html
from studyguide.exchange.notes import read_notes
from studyguide.exchange.own_pack import write_pack
from studyguide.exchange.reviews import reviews, reviews_csv
from studyguide.exchange.tsv import html_row, read_tsv, tsv
from studyguide.guide.library import read_pack
from tests.exchange.test_tsv import BAD
from tests.journal.helpers import DAY, NOW, opened, review
from tests.torture.tally import Figure, Tally, figure, folder, scaled, shared
from tests.web.test_server import served

IMPORTS, REQUESTS, CELLS, QUERIES = 5000, 2000, 20_000, 40
README = Path(__file__).parents[2] / "README.md"
_NAMES = (
    "../../out",
    "/etc/x",
    "..",
    "a/b",
    "C:\\x",
    "~",
    "con",
    "\x00",
    "=cmd|' /C calc'!A0",
    "x" * 300,
    "é\u202e",
    ".",
)
_ACTIVE = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9.]+([eE][+-]?[0-9]+)?")


def figures(scale: float) -> Iterator[Figure]:
    """What others send, and what is sent to others."""
    tally = shared(imports, scaled(IMPORTS, scale))
    tried = f"{tally.done['files']:,} hostile files to import, {tally.done['taken']:,} taken"
    yield figure("14 an import stays in its folder", tried, tally, "tracebacks", "files outside")
    tally = asyncio.run(requests(scaled(REQUESTS, scale)))
    tried = f"{tally.done['requests']:,} requests of strangers, {tally.done['own']:,} own ones"
    yield figure("15 what is served is yours alone", tried, tally, "accepted", "own ones refused")
    tally = cells(range(scaled(CELLS, scale)))
    tried = f"{tally.done['cells']:,} cells of exported tables"
    yield figure("16 no exported cell is a formula", tried, tally, "active", "changed")
    tally = queries(range(scaled(QUERIES, scale)))
    tried = f"{tally.done['answers']:,} answers in {tally.done['journals']:,} journals, by the README's query"
    yield figure("17 plain sqlite3 counts what stats counts", tried, tally, "different")


def imports(seeds: range) -> Tally:
    """Tables, notes and archives under other names, made into packs."""
    tally = Tally()
    with folder(in_memory=True) as place:
        for seed in seeds:
            dice = random.Random(seed)
            tally.done["files"] += 1
            source = place / dice.choice(["in.tsv", "in.md", "in.apkg"])
            source.write_bytes(_file(dice))
            out = place / "packs" / "out"
            out.parent.mkdir(exist_ok=True)
            try:
                cards = read_notes(source).cards if dice.random() < 0.5 else read_tsv(source)
                write_pack(out, cards, dice.choice(_NAMES).replace("\x00", ""), source.name, replace=True)
                tally.done["taken"] += 1
                read_pack(out)
            except StudyGuideError as error:
                if not all(line.isprintable() for line in str(error).splitlines()):
                    tally.found("unprintable messages", f"seed {seed}: {str(error)!r}")
            except Exception as error:  # noqa: BLE001 - whatever is raised is what is counted
                tally.found("tracebacks", f"seed {seed}: {error!r}")
            outside = {path.relative_to(place).parts[:2] for path in place.rglob("*")}
            if outside - {(source.name,), ("packs",), ("packs", "out")}:
                tally.found("files outside", f"seed {seed}: {outside}")
            source.unlink()
    return tally


def _file(dice: random.Random) -> bytes:
    match dice.randrange(6):
        case 0:
            return dice.choice(BAD)[0]
        case 1:
            archive = io.BytesIO()
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
                written.writestr(dice.choice(_NAMES).replace("\x00", "0"), b"0" * dice.randint(0, 100_000))
            return archive.getvalue()
        case 2:
            return dice.randbytes(dice.randint(0, 300))
        case 3:
            lines = ["#separator:tab\n", "#html:true\n", "#guid column:1\n"][: dice.randint(0, 3)]
            lines += [f"{dice.choice(_NAMES)}{n}\t{dice.choice(_NAMES)}\tx{n}\n" for n in range(3)]
            return "".join(lines).encode()
        case 4:
            pieces = ["Q: a", "A: b", "c :: d", "", "# x", "```", "Q:", ":: ::", "[x](../../etc)", *_NAMES]
            return "\n".join(dice.choices(pieces, k=12)).encode()
        case _:
            signs = "ab\"'\t\n,;#=<>&[]{}\\:\r é\u2028"
            return "".join(dice.choices(signs, k=dice.randint(0, 200))).encode()


async def requests(count: int) -> Tally:
    """Requests to a server over loopback that no page of its own would make, and some that one does."""
    tally = Tally()
    dice = random.Random(15)
    async with served() as (client, door):
        own = (f"127.0.0.1:{door.port}", f"localhost:{door.port}")
        hosts = (
            *(
                "evil.example",
                f"evil.example:{door.port}",
                "127.0.0.1",
                "localhost",
                f"127.0.0.1:{door.port + 1}",
            ),
            *(f"127.0.0.1.evil.example:{door.port}", f"evil.example@127.0.0.1:{door.port}", "", "[::1]"),
            *(
                f"0.0.0.0:{door.port}",
                f"127.1:{door.port}",
                f"localhost.:{door.port}",
                f"127.0.0.1:{door.port}x",
            ),
        )
        origins = (
            *(
                "null",
                "",
                "http://evil.example",
                f"https://127.0.0.1:{door.port}",
                "file://",
                "http://127.0.0.1",
            ),
            *(
                f"http://evil.example:{door.port}",
                f"http://127.0.0.1:{door.port}.evil.example",
                "http://localhost:1",
            ),
        )
        for _ in range(count):
            path = dice.choice(["/", "/page.js", "/static/js/textual.js", "/ws"])
            headers = {"Host": dice.choice(own), "Cookie": f"{door.cookie}={door.key}"}
            match dice.randrange(4):
                case 0:
                    headers["Host"] = dice.choice(hosts)
                case 1:
                    headers["Origin"] = dice.choice(origins)
                case 2:
                    headers["Cookie"] = (
                        f"{door.cookie}={dice.choice(['', 'righ', 'rightx', 'RIGHT', 'wrong'])}"
                    )
                case _:
                    path = dice.choice(["/", "/page.js"])
                    response = await client.get(path, headers=headers)
                    tally.done["own"] += 1
                    if response.status != 200:
                        tally.found("own ones refused", f"{path} {headers}: {response.status}")
                    continue
            if path == "/ws":
                headers |= {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
                headers |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
            client.session.cookie_jar.clear()
            tally.done["requests"] += 1
            response = await client.get(path, headers=headers)
            if response.status < 400:
                tally.found("accepted", f"{path} {headers}: {response.status}")
            response.close()
    return tally


def cells(seeds: range) -> Tally:
    """Texts that a spreadsheet might run, through both kinds of tables and back through a CSV reader."""
    tally = Tally()
    starts = [*_ACTIVE, "", " ", "'", '"', "a"]
    texts = []
    for seed in seeds:
        dice = random.Random(seed)
        rest = dice.choice(["1+1", "SUM(A1)", "cmd|' /C calc'!A0", 'HYPERLINK("x")', "12.5", "x", "", "\n=1"])
        texts.append(dice.choice(starts) + dice.choice([*starts, ""]) + rest)
    with folder(in_memory=True) as place, opened(place / "journal.db") as journal:
        journal.append([review(text or "x") for text in texts], NOW)
        table = reviews_csv(reviews(journal.events()))
    rows = list(csv.reader(io.StringIO(table, newline="")))[1:]
    for text, row in zip(texts, rows, strict=True):
        _judge(tally, text or "x", row)
        if row[0] not in (text or "x", f"'{text}"):
            tally.found("changed", f"{text!r} became {row[0]!r}")
    table = tsv(
        html_row(f"g{n}", flip_html(text), flip_html(text), text, ("tag",)) for n, text in enumerate(texts)
    )
    body = "\n".join(line for line in table.split("\n") if not line.startswith("#"))
    for row in csv.reader(io.StringIO(body, newline=""), delimiter="\t"):
        _judge(tally, "", row)
    return tally


def _judge(tally: Tally, text: str, row: list[str]) -> None:
    for cell in row:
        tally.done["cells"] += 1
        if cell.startswith(_ACTIVE) and not _NUMBER.fullmatch(cell):
            tally.found("active", f"{text!r} in {row!r}")


def queries(seeds: range) -> Tally:
    """The query that the README gives, beside `stats`."""
    tally = Tally()
    found = re.search(r'sqlite3 journal\.db "(.*?)"', README.read_text(encoding="utf-8"), re.DOTALL)
    assert found, "the README has a query"
    with folder(in_memory=True) as place:
        for seed in seeds:
            dice = random.Random(seed)
            (place / "journal.db").unlink(missing_ok=True)
            with opened(place / "journal.db") as journal:
                for n in range(dice.randint(1, 60)):
                    now = NOW + n * timedelta(hours=7)
                    if dice.random() < 0.25:
                        journal.undo(now)
                    else:
                        journal.append([review(f"q{dice.randrange(9)}", dice.randint(1, 4))], now)
            with closing(sqlite3.connect(place / "journal.db")) as db:
                counted = sum(count for _, count in db.execute(found[1]))
            said = io.StringIO()
            with redirect_stdout(said):
                run(["--data-dir", str(place), "--now", (NOW + 30 * DAY).isoformat(), "stats", "--json"])
            told = json.loads(said.getvalue())["answers"]
            tally.done["answers"] += counted
            tally.done["journals"] += 1
            if counted != told:
                tally.found("different", f"seed {seed}: sqlite3 counts {counted}, stats {told}")
    return tally
