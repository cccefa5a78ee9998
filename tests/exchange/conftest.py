"""The small pack, here too."""

from tests.guide.conftest import small

__all__ = ["small"]
