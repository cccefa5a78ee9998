"""The program's entry, and an exit status for whatever happens."""

from __future__ import annotations

import gc
import os
import sys

from studyguide import __version__
from studyguide.commands.status import BUG, INTERRUPTED, MENDABLE, USAGE
from studyguide.errors import StudyGuideError, UsageError


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command; its exit status."""
    try:
        status = _quick(arguments) if "due" in arguments else None
        if status is None:
            from studyguide.commands.program import start  # deferred: click takes longer than `due` does

            status = start(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except UsageError as error:
        sys.stderr.write(f"studyguide: {error}\n")
        return USAGE
    except StudyGuideError as error:
        sys.stderr.write(f"studyguide: {error}\n")
        return MENDABLE
    except BrokenPipeError:
        # Whoever read the output has enough; nothing more may be written on the way out either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - the one place where a bug is turned into a log file and a sentence
        return _bug()


def _quick(arguments: list[str]) -> int | None:
    # A process that ends at once leaves no garbage worth looking for, neither meanwhile nor at its end.
    gc.disable()
    from studyguide.commands.quick import answer

    status = answer(arguments)
    gc.enable() if status is None else gc.freeze()
    return status


def _bug() -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="studyguide-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"studyguide {__version__}, Python {sys.version}\n")
        traceback.print_exc(file=log)
    sys.stderr.write(f"studyguide: a bug. Please report it with {log.name}\n")
    return BUG
