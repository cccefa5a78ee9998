"""Text that cannot act on a terminal: what would is shown as a mark such as `\\x1b`."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    r"""A learner's own text, with marks such as `\x1b` for what cannot be seen.

    That is control characters but the line feed, bidirectional overrides, line separators, half characters.
    """
    return _UNSEEN.sub(lambda found: _mark(ord(found[0])), text)


def safe(text: str) -> str:
    """Anything that is printed; as `visible`, but that a tab stays."""
    return "\t".join(map(visible, text.split("\t")))


def _mark(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
