"""A light start: what a command may not import."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "spacy",
    "underthesea",
    "pdfplumber",
    "pypdfium2",
    "numpy",
    "sqlite_utils",
    "tesserocr",
    "PIL",
    "docx",
    "lxml",
    "reportlab",
    "ocrmypdf",
}


def imported(*words: str) -> set[str]:
    """The top-level modules in memory after `sovang WORDS`."""
    code = (
        "import json, sys, contextlib, io\n"
        "from search.cli import main\n"
        f"sys.argv = ['sovang', *{list(words)!r}]\n"
        "out = io.StringIO()\n"
        "with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):\n"
        "    main()\n"
        "print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_help_imports_nothing_heavy() -> None:
    assert not imported("--help") & (HEAVY | {"rich", "whoosh", "sqlite3"})


@pytest.mark.parametrize(
    "command", ["search", "decree", "awards", "exemplar", "documents", "show", "ingest", "extract", "sample", "pdf"]
)
def test_help_of_a_command_imports_nothing_heavy(command: str) -> None:
    assert not imported(command, "--help") & HEAVY
