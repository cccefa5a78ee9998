"""Make the golden journal of this schema version, once a release: `python -m tests.journal.make_golden`.

A golden file that is there is never written again: it is what people have on their disks.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from studyguide.journal.event import BURY, DISPUTE, FLAG, READ, RESET, REVIEW, SUSPEND, UNDO, VISIT, Act
from studyguide.journal.journal import Journal
from studyguide.journal.migrate import newest
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import DAY, NOW, raw

GOLDEN = Path(__file__).with_name("golden")


def fill(path: Path) -> None:
    """Some of everything, from two devices."""
    for device in range(2):
        with Journal.open(path, Scheduler(), now=NOW) as journal:
            for n in range(30):
                when = NOW + (n // 3 + 40 * device) * DAY
                body = {"grade": 1 + (n * 7 + device) % 4, "correct": n % 4 > 0, "certainty": n % 4}
                journal.append([Act(REVIEW, f"pack/card-{n % 11}", {**body, "note": "é [/x] 漢"})], when)
                if n % 7 == 6:
                    journal.undo(when)
            acts = [Act(FLAG, "pack/card-1"), Act(SUSPEND, "pack/card-2"), Act(BURY, "pack/card-3")]
            acts += [Act(RESET, "pack/card-4"), Act(READ, "chapter#section"), Act(VISIT, "chapter#section")]
            acts += [Act(DISPUTE, "pack/card-5", {"text": "no"}), Act("sitting", "s"), Act("unheard-of", "x")]
            events = journal.append(acts, NOW + (20 + 40 * device) * DAY)
            journal.append([Act(UNDO, target=events[1].id)], NOW + (20 + 40 * device) * DAY)
        with raw(path) as db:
            db.execute("update meta set value = 'elsewhere' where key = 'device_origin'")


if __name__ == "__main__":
    golden = GOLDEN / f"version-{newest()}.db"
    if golden.exists():
        sys.exit(f"{golden} is there already")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "journal.db"
        fill(made)
        with raw(made) as db:
            db.execute("pragma journal_mode=delete")
            db.execute("vacuum")
        shutil.copy(made, golden)
