"""The wheel: built, installed in an environment of its own, and run."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_holds_the_content_and_runs(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "studyguide/_content/pack.yaml" in names
    assert "studyguide/tui/app.tcss" in names
    assert "studyguide/journal/schema.sql" in names
    assert not [name for name in names if name.startswith("tests/")]

    # The wheel's own dependencies are those of this environment: no network is needed to run it.
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    site = next((home / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    here = Path(sys.executable).parents[1] / "lib" / site.parent.name / "site-packages"
    borrowed = [
        str(path) for path in here.iterdir() if path.suffix != ".pth" and "studyguide" not in path.name
    ]
    for path in borrowed:
        (site / Path(path).name).symlink_to(path)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        [str(home / "bin" / "python"), "-m", "studyguide", "--data-dir", str(tmp_path / "data"), "due"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "10 new" in result.stdout
