"""BLAKE2b, the one sum the program uses."""

from __future__ import annotations

try:
    # What hashlib hands out, without the OpenSSL library that it loads first: a twentieth of `due`.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
