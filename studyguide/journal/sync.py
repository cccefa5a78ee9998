"""A folder shared by several machines: each writes one file there, and takes in those of the others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from studyguide.errors import JournalError
from studyguide.journal.journal import Journal
from studyguide.journal.merge import take_prefix
from studyguide.journal.transfer import export, files_in


class Synced(NamedTuple):
    """What came of it."""

    new: int
    """Events that were not here."""
    files: int
    """Files of others that were read."""
    written: bool
    """Whether there was anything new to leave for the others."""
    remarks: tuple[str, ...]
    """What was amiss with files of others, one sentence each."""


def sync(journal: Journal, folder: Path, now: datetime) -> Synced:
    """Take in every file of the folder as far as it is whole, then write this device's own.

    A backup is made before. A file with a clash of ids is left alone. Raises JournalError where the folder
    cannot be read or written, or where this device's own file clashes.
    """
    if not folder.is_dir():
        raise JournalError(f"there is no folder {folder}; make it, or see whether its disk is there")
    journal.must_record()
    journal.back_up(now)
    own = folder / f"{journal.device}.jsonl"
    new, remarks, elsewhere = 0, [], dict[str, int]()
    others = [file for file in files_in(folder) if file.suffix == ".jsonl" and file != own]
    if own.is_file():
        new += take_prefix(journal, own).new
    for file in others:
        try:
            taken = take_prefix(journal, file)
        except JournalError as error:
            remarks.append(f"nothing is taken: {error}")
            continue
        new += taken.new
        for device, seq in taken.ends.items():
            elsewhere[device] = max(seq, elsewhere.get(device, 0))
        if taken.fault:
            events = taken.new + taken.known
            remarks.append(f"{taken.fault}; the {events} events before that are taken")
    # Devices that no longer write, as after the journal was moved, have nobody else to speak for them.
    retired = [
        device
        for device, seq in sorted(journal.ends().items())
        if device != journal.device and elsewhere.get(device, 0) < seq
    ]
    written = export(journal, own, (*retired, journal.device))
    return Synced(new, len(others), written, tuple(remarks))
