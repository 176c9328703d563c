"""A wheel built from the tree, installed into an empty environment with the tree out of sight, runs every command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = [
    ["sample", "reports", "--reports", "3", "--formats", "txt,pdf,docx"],
    ["ingest", "reports", "--jobs", "1"],
    ["status"],
    ["documents"],
    ["show", "1"],
    ["show", "2", "--png", "page.png"],
    ["pdf", "2"],
    ["search", "thi đua"],
    ["decree", "34-CT/TW"],
    ["awards"],
    ["exemplar"],
    ["verify"],
    ["remove", "1"],
    ["retry"],
    ["reindex"],
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    (wheel,) = folder.glob("sovang-*.whl")
    pip = [str(folder / "env/bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SOVANG", "VIRTUAL_ENV"))}
    return subprocess.run([folder / "env/bin/sovang", *words], cwd=folder, env=clean, capture_output=True, text=True)


@pytest.mark.slow
def test_every_command_runs_from_the_wheel(environment: Path) -> None:
    listed = run(environment, "--help").stdout
    for words in COMMANDS:
        done = run(environment, *words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        assert words[0] in listed
    report = next((environment / "reports").glob("*.txt"))
    assert '"citations"' in run(environment, "extract", "--json", str(report)).stdout


@pytest.mark.slow
def test_the_wheel_holds_the_packages_and_nothing_else(environment: Path) -> None:
    code = "import importlib.metadata as m, json; print(json.dumps(sorted({f.parts[0] for f in m.files('sovang')})))"
    top = subprocess.run(
        [environment / "env/bin/python", "-c", code], cwd=environment, capture_output=True, text=True, check=True
    ).stdout
    names = {name for name in json.loads(top) if not name.endswith(".dist-info") and name not in ("..", "bin")}
    assert names == {"corpus", "extractor", "models", "search"}
