"""Who may talk to the server: whoever was given the key, from a page of this server, under a name of its own.

A page of another site can make a browser send requests to this machine, but it cannot make up the `Origin`
and `Host` that the browser writes, and it does not know the key.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
KEY_PARAMETER = "key"


@dataclass(frozen=True, slots=True)
class Door:
    """The rules of one server."""

    host: str
    """The name or address it listens at."""
    port: int
    key: str = field(repr=False)

    @classmethod
    def at(cls, host: str, port: int) -> Door:
        """A door with a new key, 256 bits from the system's own source."""
        return cls(host, port, secrets.token_urlsafe(32))

    @property
    def address(self) -> str:
        """What to open in a browser: the key is in it."""
        name = LOOPBACK[0] if self._listens_everywhere else self.host
        bracketed = f"[{name}]" if ":" in name else name
        return f"http://{bracketed}:{self.port}/?{urlencode({KEY_PARAMETER: self.key})}"

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the key; browsers share cookies between ports."""
        return f"studyguide-{self.port}"

    def refusal(
        self,
        hosts: Sequence[str],
        origins: Sequence[str],
        given: Sequence[str],
        *,
        must_have_origin: bool = False,
    ) -> str:
        """Why a request is refused, for the person before the browser; empty where it is let in.

        Args:
            hosts: Every `Host` header of the request.
            origins: Every `Origin` header; a browser sends one whenever a page of another site asks.
            given: What it brings as the key.
            must_have_origin: A request that no program but a browser makes, such as opening a websocket.
        """
        if len(hosts) != 1 or not self._is_own(hosts[0]):
            return "This server does not go by that name. Open the address that `studyguide serve` printed."
        if must_have_origin and not origins:
            return "This must be opened by a page of this server."
        if any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins):
            return "A page of another site may not use this server."
        if not any(secrets.compare_digest(self.key.encode(), one.encode(errors="replace")) for one in given):
            return "The key is missing or not right. Open the address that `studyguide serve` printed."
        return ""

    @property
    def _listens_everywhere(self) -> bool:
        return self.host in ("0.0.0.0", "::")

    def _is_own(self, host: str) -> bool:
        """Whether a Host header names this server.

        Listening at every address it answers to each of them, written in digits: only a name can be made to
        point here by somebody else.
        """
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        if host.lower() not in (name, f"{name}:{port}", f"[{name}]", f"[{name}]:{port}") or port != self.port:
            return False
        if name in LOOPBACK or name == self.host.lower():
            return True
        return self._listens_everywhere and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
