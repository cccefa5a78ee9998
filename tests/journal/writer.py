"""A program that answers cards as fast as it can and says each time what is on record; for the tests to kill.

Arguments: the journal, a name, how many answers, and the greatest size of a file in bytes, or 0.
"""

from __future__ import annotations

import sys
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal.event import REVIEW, Act
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import NOW

if __name__ == "__main__":
    path, name, answers, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with Journal.open(path, Scheduler(), now=NOW) as journal:
        if size:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        for n in range(answers):
            item = f"{name}{n % 50}"
            try:
                (event,) = journal.append([Act(REVIEW, item, {"grade": 1 + n % 4, "n": n, "by": name})], NOW)
            except JournalError as error:
                sys.stdout.write(f"! {error}\n")
                break
            sys.stdout.write(f"{event.seq}\n")
            sys.stdout.flush()
