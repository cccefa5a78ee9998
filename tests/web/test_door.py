"""Who is let in, decided on headers alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyguide.web.door import Door

DOOR = Door("127.0.0.1", 8000, "right")
OWN = "127.0.0.1:8000"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_the_names_of_this_machine_are_its_own(host: str) -> None:
    assert DOOR.refusal([host], [], ["right"]) == ""
    assert DOOR.refusal([host], [f"http://{host}"], ["right"], must_have_origin=True) == ""


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [OWN, OWN],
        [""],
        ["127.0.0.1"],
        ["127.0.0.1:8001"],
        ["localhost"],
        ["studyguide.example:8000"],
        ["127.0.0.1.example:8000"],
        ["127.0.0.1:8000@example.org"],
        ["example.org@127.0.0.1:8000"],
        ["127.0.0.1:8000/x"],
        ["10.0.0.7:8000"],
        ["127.0.0.1:99999"],
        ["[127.0.0.1:8000"],
    ],
)
def test_every_other_host_is_refused(hosts: list[str]) -> None:
    assert "does not go by that name" in DOOR.refusal(hosts, [], ["right"])


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://example.org",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8001",
        "http://localhost:8000",
        "http://127.0.0.1:8000.example.org",
        "file://",
    ],
)
def test_a_page_of_another_site_is_refused(origin: str) -> None:
    assert "another site" in DOOR.refusal([OWN], [origin], ["right"])
    assert "another site" in DOOR.refusal([OWN], [f"http://{OWN}", origin], ["right"])


def test_a_websocket_must_say_which_page_opens_it() -> None:
    assert "must be opened by a page" in DOOR.refusal([OWN], [], ["right"], must_have_origin=True)


@given(st.lists(st.text()))
@example(["", "righ", "right ", "RIGHT", "r\udcffght"])
def test_without_the_key_nobody_is_let_in(given: list[str]) -> None:
    assert (DOOR.refusal([OWN], [], given) == "") == ("right" in given)


@pytest.mark.parametrize(
    ("host", "name", "own"),
    [
        ("192.0.2.7", "192.0.2.7:8000", True),
        ("192.0.2.7", "192.0.2.8:8000", False),
        ("desk.example", "Desk.example:8000", True),
        ("0.0.0.0", "192.0.2.7:8000", True),
        ("::", "[2001:db8::7]:8000", True),
        ("0.0.0.0", "made-to-point-here.example:8000", False),
    ],
)
def test_at_another_address(host: str, name: str, own: bool) -> None:
    assert (Door(host, 8000, "right").refusal([name], [], ["right"]) == "") is own


@pytest.mark.parametrize(
    ("host", "start"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/?key="),
        ("::1", "http://[::1]:8000/?key="),
        ("0.0.0.0", "http://127.0.0.1:8000/?key="),
    ],
)
def test_the_address_holds_a_key_of_its_own(host: str, start: str) -> None:
    first, second = Door.at(host, 8000), Door.at(host, 8000)
    assert first.address.startswith(start)
    assert first.address.endswith(first.key)
    assert first.key != second.key
    assert len(first.key) >= 43
    assert first.key not in repr(first)


def test_at_the_port_of_the_web_browsers_leave_it_out() -> None:
    assert Door("127.0.0.1", 80, "right").refusal(["localhost"], ["http://localhost"], ["right"]) == ""
