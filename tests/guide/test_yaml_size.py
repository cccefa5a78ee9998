"""What the largest file costs that the reader takes."""

from __future__ import annotations

import subprocess
import sys

from studyguide.guide import yaml_strict
from studyguide.guide.fingerprint import MAX_BYTES
from studyguide.guide.packs import built_in

LARGEST = """
import resource
from pathlib import Path
from studyguide.guide.yaml_strict import MAX_BYTES, MAX_DEPTH, MAX_VALUES, parse
levels = MAX_DEPTH - 2
# One sign beyond the first 65,536 makes every character of the text take four bytes.
start = "# \\U0001f600\\na: " + "".join(f"{{k{level}: " for level in range(levels)) + "["
end = "]" + "}" * levels + "\\n"
values = MAX_VALUES - 2 * levels - 4
width = (MAX_BYTES - len(start.encode()) - len(end)) // values
parse((start + ("b" * (width - 2) + ",\\n") * values + end).encode(), "f")
status = Path("/proc/self/status")
if status.exists():
    # What getrusage tells on Linux counts what the parent held when it forked, too.
    print(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_the_largest_file_there_can_be_is_read_within_200_megabytes() -> None:
    ran = subprocess.run([sys.executable, "-c", LARGEST], capture_output=True, text=True, check=True)
    # Linux counts kilobytes, macOS bytes.
    assert int(ran.stdout) / (1024**2 if sys.platform == "darwin" else 1024) < 200


def test_the_built_in_chapters_stay_far_below_the_limits() -> None:
    for file in built_in().rglob("*.yaml"):
        document = yaml_strict.read_file(file)
        assert 10 * (len(document.keys) + len(document.values)) < yaml_strict.MAX_VALUES
        assert 10 * file.stat().st_size < MAX_BYTES
