"""Whatever records hang on makes another version; what only shows or scores them does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.version import digest, extractor_version

FILES = {
    "find.py": b"RULE = 1\n",
    "knowledge/words.toml": b"words = ['khen']\n",
    "trained/model/weights": bytes(range(256)),
    "evaluation/score.py": b"LIKE = 0.9\n",
    "__pycache__/find.pyc": b"\0",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / "package" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "package" / name).write_bytes(content)
    return tmp_path / "package"


@pytest.mark.parametrize("name", ["find.py", "knowledge/words.toml", "trained/model/weights"])
def test_another_version(folder: Path, name: str) -> None:
    before = digest([folder])
    (folder / name).write_bytes(FILES[name] + b"\n")
    assert digest([folder]) != before
    (folder / name).write_bytes(FILES[name])
    assert digest([folder]) == before, "what is put back is the version that it was"
    (folder / name).rename(folder / "another name")
    assert digest([folder]) != before
    (folder / "another name").unlink()
    assert digest([folder]) != before


@pytest.mark.parametrize("name", ["evaluation/score.py", "__pycache__/find.pyc"])
def test_the_same_version(folder: Path, name: str) -> None:
    before = digest([folder])
    (folder / name).write_bytes(b"another\n")
    assert digest([folder]) == before


def test_bytes_do_not_pass_from_one_file_to_the_next(tmp_path: Path) -> None:
    for package, parts in {"one": (b"ab", b"c"), "other": (b"a", b"bc")}.items():
        (tmp_path / package / "rules").mkdir(parents=True)
        for name, part in zip(("a.py", "b.py"), parts, strict=True):
            (tmp_path / package / "rules" / name).write_bytes(part)
    assert digest([tmp_path / "one" / "rules"]) != digest([tmp_path / "other" / "rules"])


def test_of_what_is_installed() -> None:
    assert re.fullmatch("[0-9a-f]{12}", extractor_version())
