"""The README's examples are true: each `console` block is run, and shows what is printed ("..." stands for lines left out)."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOVANG = Path(sys.executable).with_name("sovang")


def steps(name: str) -> list[tuple[str, str]]:
    """The commands of a README's `console` blocks with the output shown below each."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_examples(name: str, tmp_path: Path) -> None:
    environment = os.environ | {"COLUMNS": "100", "SOVANG_ARCHIVE": "archive", "NO_COLOR": "1"}
    assert len(steps(name)) >= 5
    for command, shown in steps(name):
        words = [str(SOVANG) if w == "sovang" else w for w in shlex.split(command)]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        printed = "\n".join(line.rstrip() for line in (done.stderr + done.stdout).splitlines()) + "\n"
        wanted = re.sub(r"^\.\.\.\n", "...", shown, flags=re.M) if shown.strip() else printed
        checker = doctest.OutputChecker()
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        assert checker.check_output(wanted, printed, flags), f"$ {command}\n{printed}"
