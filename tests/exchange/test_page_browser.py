"""The exported page in headless Chromium: it opens, asks the network for nothing, and reads well."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studyguide.exchange.page import html_page
from studyguide.guide.model import Pack

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="module")
def page(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "all.html"
    file.write_text(html_page(pack, pack.chapters), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def chapter(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("chapter") / "one.html"
    file.write_text(html_page(pack, pack.chapters[:1]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("not run: chromium and chromedriver are not installed")
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = Chrome(options=options, service=Service(driver))
    try:
        yield opened
    finally:
        opened.quit()


def requests(browser: Chrome) -> list[str]:
    entries = (json.loads(one["message"])["message"] for one in browser.get_log("performance"))  # type: ignore[no-untyped-call]
    asked = (
        one["params"]["request"]["url"] for one in entries if one["method"] == "Network.requestWillBeSent"
    )
    # What its own new tab asks for is none of ours.
    return [url for url in asked if not url.startswith(("chrome:", "data:"))]


def shown_as(browser: Chrome, scheme: str, width: int) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def test_it_asks_for_nothing_and_complains_of_nothing(browser: Chrome, page: Path) -> None:
    browser.get(page.as_uri())
    for scheme, width in (("light", 1280), ("dark", 390)):
        shown_as(browser, scheme, width)
        too_wide = browser.execute_script(
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth"
        )
        assert too_wide == 0
    assert browser.execute_script("return document.querySelectorAll('svg').length") > 20
    assert requests(browser) == [page.as_uri()]
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_an_answer_folds_out(browser: Chrome, chapter: Path) -> None:
    browser.get(chapter.as_uri())
    visible = "return document.querySelector('details.answer > p').checkVisibility()"
    assert browser.execute_script(visible) is False
    browser.execute_script("document.querySelector('details.answer > summary').click()")
    assert browser.execute_script(visible) is True


CONTRASTS = """
const channel = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
const parsed = text => {
  const numbers = text.match(/[\\d.]+/g).map(Number);
  return numbers[3] === 0 ? null : numbers.slice(0, 3);
};
const ground = e => parsed(getComputedStyle(e).backgroundColor) ?? ground(e.parentElement);
for (const one of document.querySelectorAll('details')) one.open = true;
let worst = [21, ''];
for (const e of document.querySelectorAll('h1,h2,h3,h4,p,li,a,code,strong,em,dt,dd,th,td,summary')) {
  const [a, b] = [light(parsed(getComputedStyle(e).color)), light(ground(e))];
  const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (contrast < worst[0]) worst = [contrast, e.outerHTML.slice(0, 80)];
}
return worst;
"""
"""The lowest contrast of any text on the page, by WCAG 2, and where."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(browser: Chrome, chapter: Path, scheme: str) -> None:
    browser.get(chapter.as_uri())
    shown_as(browser, scheme, 1280)
    worst, where = browser.execute_script(CONTRASTS)
    assert worst >= 4.5, where
