"""A long run shows how it goes: a bar with the time left on a terminal, lines elsewhere, a summary in the end."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from corpus.ingest import Event
from corpus.progress import line, summary
from tests.corpus.archive_tools import MAIN, write_reports


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 2)
    (tmp_path / "in" / "[bold]empty.txt").write_bytes(b"")
    ours, theirs = pty.openpty()
    command = [*MAIN, "ingest", "--jobs", "1", "--archive", str(tmp_path / "archive"), str(tmp_path / "in")]
    terminal = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True, env=terminal)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # on Linux, how a terminal whose other end is closed says so
        pass
    os.close(ours)
    said, _ = run.communicate(timeout=60)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert "-:--:--" in plain or re.search(r"0:00:\d\d", plain), "the time left"
    assert "[bold]empty.txt: it is empty" in plain, "a name is no markup"
    assert said == "2 added, 1 failed\n"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Event("added", "a.txt", 7), "7 a.txt: added"),
        (Event("there", "a.txt", 7), "7 a.txt: already there"),
        (Event("failed", "a.txt", 7, "a.txt: it is empty; look"), "7 a.txt: it is empty; look"),
    ],
)
def test_line(event: Event, expected: str) -> None:
    assert line(event) == expected


def test_summary() -> None:
    events = [Event("added", "a", 1), Event("failed", "b", 2, "b: no"), Event("added", "c", 3)]
    assert summary(events) == "2 added, 1 failed"
    assert summary([]) == "nothing to do"
