"""The program in a real browser: a question is answered by key presses and stands in the journal."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from studyguide.cli import run
from studyguide.commands.opening import opened

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,700",
)
OF_THE_BROWSER = ("chrome://", "data:")
"""What its own new tab asks for."""
BINARY = 2
"""How a websocket marks a message of bytes."""

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed here"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A learner's folder with a space in its name, past the first start."""
    folder = tmp_path / "my data"
    assert run(["--data-dir", str(folder), "config", "exam-date", "2027-03-01"]) == 0
    assert run(["--data-dir", str(folder), "due"]) == 0  # from now on the guide is compiled
    return folder


@pytest.fixture
def address(data: Path) -> Iterator[str]:
    """Where the program is served."""
    words = ["--data-dir", str(data), "--seed", "1", "serve", "--port", "0"]
    with subprocess.Popen(
        [sys.executable, "-m", "studyguide", *words],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "TERM": "dumb"},
    ) as program:
        assert program.stdout is not None
        try:
            yield program.stdout.readline().split()[1]
            program.terminate()
            assert program.wait(timeout=20) == 0
        finally:
            program.kill()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """Chromium with nothing in it."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'browser'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield chrome
    finally:
        chrome.quit()


class Traffic:
    """What went over the wire, as the browser notes it."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self._browser = browser
        self.urls: set[str] = set()
        """What was asked for."""
        self.shown = ""
        """Everything that was drawn in the terminal."""

    def look(self) -> Self:
        """Take in what has been noted since."""
        for entry in self._browser.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            match message["method"]:
                case "Network.requestWillBeSent":
                    self.urls.add(message["params"]["request"]["url"])
                case "Network.webSocketCreated":
                    self.urls.add(message["params"]["url"])
                case "Network.webSocketFrameReceived" if message["params"]["response"]["opcode"] == BINARY:
                    self.shown += b64decode(message["params"]["response"]["payloadData"]).decode(
                        errors="replace"
                    )
        return self


def test_a_question_is_answered_in_the_browser(browser: webdriver.Chrome, address: str, data: Path) -> None:
    wait = WebDriverWait(browser, 30, poll_frequency=0.1)
    traffic = Traffic(browser)

    def press(*keys: str) -> None:
        ActionChains(browser).send_keys(*keys).perform()

    def answers() -> int:
        with opened(data, seed=1) as desk:
            return sum(memory.reps for memory in desk.journal.memories().values())

    browser.get(address)
    wait.until(lambda _: "Start today" in traffic.look().shown)
    wait.until(lambda page: page.switch_to.active_element.tag_name == "textarea")
    press(Keys.ENTER)
    wait.until(lambda _: re.search("Don't know|Show answer|Keys", traffic.look().shown))
    assert answers() == 0
    if "Keys" in traffic.shown:  # a box for typing: keys are text until Escape
        press(Keys.ESCAPE)
        wait.until(lambda _: "Don't know" in traffic.look().shown)
    if "Show answer" in traffic.shown:
        press(Keys.SPACE, "3")
    else:
        press("x")
    wait.until(lambda _: answers() == 1)

    site = urlsplit(address).netloc
    asked = [urlsplit(url) for url in traffic.look().urls if not url.startswith(OF_THE_BROWSER)]
    assert {url.netloc for url in asked} == {site}
    assert {url.path for url in asked} >= {"/", "/ws", "/page.js", "/static/js/textual.js"}
    assert any(url.path.endswith(".ttf") for url in asked)
    notes = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [note for note in notes if note["level"] == "SEVERE"] == []

    browser.get(f"http://{site.replace('127.0.0.1', 'localhost')}/")
    assert "key is missing" in browser.find_element("tag name", "body").text
