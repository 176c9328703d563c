"""Limits: what one document may take, and what becomes of one that takes more."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from extractor import limits
from extractor.limits import check_size, step, within_limits
from models.errors import ReadError

HERE = Path("bao-cao.pdf")


def _busy(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_work_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.2)
    sentence = r"bao-cao\.pdf: it takes too long to read; raise SOVANG_MAX_SECONDS"
    with pytest.raises(ReadError, match=sentence), within_limits(HERE):
        _busy(5)


def test_a_document_that_swallows_errors_is_ended_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.2)
    with pytest.raises(ReadError, match="too long"), within_limits(HERE), suppress(Exception):
        _busy(5)


def test_a_long_document_that_goes_on_is_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.4)
    with within_limits(HERE):
        for _ in range(20):  # pages, 0.05 s each: 1 s in all
            step()
            _busy(0.05)


def test_pages_that_are_slow_one_and_all_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is done in time, yet together they take more than pages do."""
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(ReadError, match="too long"), within_limits(HERE):
        for _ in range(100):
            step()
            _busy(0.25)
    assert time.monotonic() - begun < 3


def test_long_texts_have_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.2)
    with within_limits(HERE):
        step(characters=5_000_000)
        _busy(0.6)


def test_no_alarm_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.1)
    with within_limits(HERE):
        pass
    _busy(0.3)
    step()  # outside of any document: nothing to hold to
    _busy(0.2)


def test_who_watches_is_told_until_when_to_wait() -> None:
    told: list[float] = []
    with within_limits(HERE, told.append):
        step()
    assert len(told) == 2
    assert all(0 < until - time.monotonic() <= limits.MAX_SECONDS * 2 for until in told)


MEMORY = """
from pathlib import Path
from extractor.limits import within_limits
from models.errors import ReadError
try:
    with within_limits(Path("bao-cao.pdf")):
        hoard = [bytes(10**7) for _ in range(10**6)]
except ReadError as error:
    print(error)
print(len(bytes(300 * 2**20)))  # the limit ends with the document
"""


def _python(script: str, **settings: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    env = {**os.environ, **settings}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, cwd=root)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to its memory")
def test_a_document_that_eats_memory_is_ended() -> None:
    done = _python(MEMORY, SOVANG_MAX_MEMORY_MB="200")
    first, second = done.stdout.splitlines()
    assert first.startswith("bao-cao.pdf: reading it takes more memory than it may have; raise SOVANG_MAX_MEMORY_MB")
    assert int(second) == 300 * 2**20
    assert not done.stderr


@pytest.mark.parametrize(
    ("value", "fine"), [("250", True), ("", True), ("0", False), ("-3", False), ("viele", False), ("9" * 40, False)]
)
def test_settings_are_whole_numbers(value: str, fine: bool) -> None:
    done = _python("import extractor.limits as l; print(l.MAX_PAGES)", SOVANG_MAX_PAGES=value)
    if fine:
        assert done.stdout.strip() == (value or "3000")
    else:
        assert f"SOVANG_MAX_PAGES: '{value}' is no number from 1 to 999999999" in done.stderr


def test_texts_of_a_size_that_no_report_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_MB", 1)
    path = tmp_path / "lon.txt"
    path.write_bytes(b"x" * (limits.MB + 1))
    with pytest.raises(ReadError, match=r"lon\.txt: it holds more than 1 MB of text"):
        check_size(path)
    check_size(path, size=limits.MB)
