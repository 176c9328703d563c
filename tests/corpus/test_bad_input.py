"""Files that cannot be read, all in one run: each is a row with its own reason, whatever came before it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.archive_tools import MAIN, report_text, rows, sovang
from tests.extractor import broken

NO_PAGES = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
xref
0 3
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000058 00000 n\x20
trailer
<< /Size 3 /Root 1 0 R >>
startxref
110
%%EOF
"""


def pdf(encrypt: StandardEncryption | None = None) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=encrypt)
    canvas.drawString(72, 700, "Giay khen")
    canvas.save()
    return target.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


# In the order of their names: a locked PDF right before others that PDFium refuses.
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "01 empty.pdf": (lambda: b"", "it is empty"),
    "02 empty.png": (lambda: b"", "it is empty"),
    "03 program.pdf": (lambda: b"MZ\x90" * 100, "it is a program"),
    "04 locked.pdf": (lambda: pdf(StandardEncryption("bi-mat")), "it is locked by a password"),
    "05 no pages.pdf": (lambda: NO_PAGES, "it is a PDF without pages"),
    "06 cut.pdf": (lambda: pdf()[:400], "it is a PDF cut off"),
    "07 damaged.png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "it is a damaged picture"),
    "08 out.zip": (lambda: zipped("../out.txt", b"x"), "its name leads out of the zip"),
    "09 bomb.zip": (lambda: zipped("big.txt", bytes(1 << 30)), "it unpacks to far more"),
}


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_each_is_a_row_with_its_own_reason(tmp_path: Path, jobs: int) -> None:
    inputs, folder = tmp_path / "in", tmp_path / "archive"
    inputs.mkdir()
    for name, (content, _) in BAD.items():
        (inputs / name).write_bytes(content())
    (inputs / "10 good.txt").write_text(report_text(1))
    done = sovang("ingest", inputs, "--archive", folder, "--jobs", jobs)
    assert (done.returncode, done.stdout) == (1, f"1 added, {len(BAD)} failed\n")
    failed = dict(rows(folder, "SELECT substr(name, 1, 2), reason FROM documents WHERE state = 'failed' ORDER BY name"))
    assert failed.keys() == {name[:2] for name in BAD}
    for name, (_, reason) in BAD.items():
        assert failed[name[:2]].startswith(reason)
    again = sovang("retry", "--archive", folder, "--jobs", jobs)
    assert (again.returncode, again.stdout) == (1, f"{len(BAD)} failed\n")
    assert rows(folder, "SELECT count(*) FROM documents") == [(len(BAD) + 1,)]
    assert not (tmp_path / "out.txt").exists()
    assert sovang("verify", "--archive", folder).stdout == "all well\n"


@pytest.mark.slow
def test_all_broken_files_in_one_run(tmp_path: Path) -> None:
    """With little time and memory for each: a row or more a file, a good one among them, nothing but sentences."""
    inputs, folder = tmp_path / "in", tmp_path / "archive"
    inputs.mkdir()
    for name, make in broken.SMALL.items() | broken.LARGE.items():
        (inputs / name).write_bytes(make())
    (inputs / "zz good.txt").write_text(report_text(1))
    env = {**os.environ, "SOVANG_MAX_SECONDS": "4", "SOVANG_MAX_MEMORY_MB": "700"}
    command = [*MAIN, "ingest", str(inputs), "--archive", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, env=env)
    assert done.returncode == 1
    assert re.fullmatch(r"\d+ added, (?:\d+ already there, )?\d+ failed\n", done.stdout)
    assert all(re.match(r"\[\d+/\d+\] \d+ [^:]+: \w", line) for line in done.stderr.splitlines())
    assert "fault of this program" not in done.stderr
    named = {name.split("!")[0] for (name,) in rows(folder, "SELECT name FROM documents")}
    assert {path.name for path in inputs.iterdir()} - named <= {"names.eml"}, "its body is that of another mail"
    assert rows(folder, "SELECT state FROM documents WHERE name = 'zz good.txt'") == [("ready",)]
    assert sovang("verify", "--archive", folder).stdout == "all well\n"
