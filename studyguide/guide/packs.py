"""Where packs are found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def built_in() -> Path:
    """The folder of the pack that comes with the program: inside the package, or beside it in a checkout."""
    # importlib.resources would say the same and cost a tenth of a start.
    package = Path(__file__).parents[1]
    shipped = package / "_content"
    return shipped if shipped.is_dir() else package.parent / "content"


def is_installed(folder: Path) -> bool:
    """Whether this is the built-in pack as it is installed: the next version of the program replaces it."""
    return folder.name == "_content" and folder.resolve() == built_in().resolve()


def find_packs(data_dir: Path, extra: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Folders of packs: the built-in one, the learner's in the data folder, those asked for."""
    try:
        own = sorted(path for path in (data_dir / "packs").iterdir() if path.is_dir())
    except OSError:
        own = []
    return (built_in(), *own, *extra)
