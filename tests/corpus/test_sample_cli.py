"""`sovang sample` on the command line: what it writes, what it leaves alone, one sentence for what is wrong."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.sample.cli import sample
from corpus.sample.write import write_samples
from models.errors import SovangError, UsageError


def stamps(folder: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}


def test_writes_reports_with_their_truth(tmp_path: Path) -> None:
    result = CliRunner().invoke(sample, [str(tmp_path / "new"), "--reports", "3", "--formats", "txt,docx"])
    assert result.exit_code == 0, result.output
    names = sorted(p.name for p in (tmp_path / "new").glob("*"))
    assert sum(n.endswith(".gold.json") for n in names) == 3
    assert {Path(n).suffix for n in names} >= {".txt", ".docx"}


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    first = write_samples(tmp_path, 5, 4, ["txt"])
    before = stamps(tmp_path)
    assert write_samples(tmp_path, 5, 4, ["txt"]) == first
    assert stamps(tmp_path) == before


def test_what_was_lost_is_written_again_and_what_was_changed_is_left(tmp_path: Path) -> None:
    first = write_samples(tmp_path, 5, 4, ["txt"])
    first[2].unlink()
    first[3].write_text("cut short", "utf-8")
    with pytest.raises(SovangError, match="was not written as a sample"):
        write_samples(tmp_path, 5, 4, ["txt"])
    assert first[2].exists()
    assert first[3].read_text("utf-8") == "cut short"


def test_more_reports_keep_those_that_are_there(tmp_path: Path) -> None:
    few = write_samples(tmp_path, 5, 2, ["txt"])
    before = stamps(tmp_path)
    many = write_samples(tmp_path, 5, 5, ["txt"])
    assert many[:2] == few
    assert all(stamps(tmp_path)[p.name] == before[p.name] for p in few)


def test_another_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (name,) = (p.name for p in write_samples(tmp_path / "a", 5, 1, ["txt"]))
    other = tmp_path / "b"
    other.mkdir()
    (other / name).write_text("mine", "utf-8")
    with pytest.raises(SovangError, match=name) as caught:
        write_samples(other, 5, 1, ["txt"])
    assert caught.value.exit_code == 1
    assert (other / name).read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("reports", "formats", "told"),
    [
        (0, ["txt"], "--reports: 0 reports"),  # fewer than one
        (-3, ["txt"], "--reports: -3 reports"),
        (1, ["odt"], "--formats: odt is no format"),  # not one of ours
        (1, [], "--formats: nothing is no format"),  # an empty list
    ],
)
def test_wrong_arguments_are_usage_errors(reports: int, formats: list[str], told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        write_samples(tmp_path, 1, reports, formats)
    assert caught.value.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="is a file, not a folder"):
        write_samples(tmp_path / "file", 1, 1, ["txt"])
    with pytest.raises(SovangError, match="cannot be made"):
        write_samples(tmp_path / "file" / "below", 1, 1, ["txt"])


UNPRIVILEGED = """
import os, sys, tempfile
from pathlib import Path
from corpus.sample.write import write_samples
from models.errors import SovangError
with tempfile.TemporaryDirectory() as warm:  # imports all that is needed while it can be read
    write_samples(Path(warm), 1, 1, ["txt"])
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    write_samples(Path(sys.argv[1]), 1, 1, ["txt"])
except SovangError as error:
    print(error); sys.exit(error.exit_code)
"""


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that nobody but its owner may write to, and not even the owner; outside of pytest's private folders."""
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        folder = Path(above) / "closed"
        folder.mkdir(mode=0o555)
        yield folder


def test_a_folder_without_permission(closed: Path) -> None:
    run = subprocess.run([sys.executable, "-c", UNPRIVILEGED, str(closed)], capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert "cannot be written" in run.stdout
    assert run.stdout.count("\n") == 1


def test_the_command_starts_without_what_draws() -> None:
    """Only writing needs reportlab, Pillow, numpy and python-docx."""
    code = (
        "import sys, corpus.sample.cli; print([m for m in ('reportlab', 'PIL', 'numpy', 'docx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
