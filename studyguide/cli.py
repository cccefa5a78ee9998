"""The program's entry, and an exit status for whatever happens."""

from __future__ import annotations

import errno
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
    _open_streams()
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
        _say(error)
        return USAGE
    except StudyGuideError as error:
        _say(error)
        return MENDABLE
    except BrokenPipeError:
        _write_no_more()  # whoever read the output has enough
        return 0
    except OSError as error:
        # Errors of files are met where the files are, or name them: what is left is standard output.
        if error.filename is not None or error.errno not in (
            errno.ENOSPC,
            errno.EDQUOT,
            errno.EFBIG,
            errno.EIO,
        ):
            return _bug()
        _write_no_more()
        sys.stderr.write(f"studyguide: the output cannot be written: {error.strerror}\n")
        return MENDABLE
    except Exception:  # noqa: BLE001 - the one place where a bug is turned into a log file and a sentence
        return _bug()


def _say(error: StudyGuideError) -> None:
    from studyguide.visible import safe  # deferred: most runs have nothing to say

    sys.stderr.write(f"studyguide: {safe(str(error))}\n")


def _open_streams() -> None:
    """Stand in for standard streams that are closed; write a sign the terminal lacks as a question mark."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open as long as the process is
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as above
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as above
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


def _write_no_more() -> None:
    """Let what is still buffered for standard output go nowhere, on the way out too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
