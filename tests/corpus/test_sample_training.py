"""Training texts: repeatable, offsets that hold, names of many peoples, shapes of many kinds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from corpus.sample.cli import sample
from corpus.sample.write import write_training
from models.errors import UsageError
from models.text import SourceText

TEXTS = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("training")
    write_training(made, 3, TEXTS)
    return made


@pytest.fixture(scope="module")
def pairs(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    golds = sorted(folder.glob("*.gold.json"))
    found = [json.loads(p.read_text("utf-8")) for p in golds]
    return [((folder / gold["document"]).read_bytes().decode(), gold) for gold in found]


def records(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [*gold["exemplars"], *gold["grants"]]


def test_texts_are_as_they_are_kept(pairs: list[tuple[str, dict[str, Any]]]) -> None:
    assert len(pairs) == TEXTS
    for text, _ in pairs:
        assert SourceText.read(text).text == text
        assert "\r" not in text


def test_each_span_holds_its_field(pairs: list[tuple[str, dict[str, Any]]]) -> None:
    for text, gold in pairs:
        for record in records(gold):
            assert record["spans"].keys() <= {
                "name",
                "honorific",
                "role",
                "unit",
                "place",
                "achievement",
                "award",
                "field",
            }
            for field, (start, end) in record["spans"].items():
                assert " ".join(text[start:end].split()) == record[field], gold["document"]
                assert 0 <= start < end <= len(text)
            told = {f for f in ("name", "honorific", "role", "unit", "place", "achievement") if record.get(f)}
            by_place = {"unit"} if gold["grants"] else set()  # the place stands for it where no other is told
            assert told - by_place <= record["spans"].keys()


def test_every_kind_is_named_and_some_texts_name_nobody(pairs: list[tuple[str, dict[str, Any]]]) -> None:
    kinds = {record["kind"] for _, gold in pairs for record in records(gold)}
    assert kinds == {"person", "household", "collective", "enterprise"}
    assert any(not records(gold) for _, gold in pairs)


def test_one_place_or_deed_is_told_of_several(pairs: list[tuple[str, dict[str, Any]]]) -> None:
    for field in ("place", "achievement"):
        shared = [
            (gold["document"], tuple(record["spans"][field]))
            for _, gold in pairs
            for record in records(gold)
            if field in record["spans"]
        ]
        assert len(set(shared)) < len(shared), field


def test_a_text_is_the_same_however_many_are_written(folder: Path, tmp_path: Path) -> None:
    few = write_training(tmp_path, 3, 5)
    assert [p.read_bytes() for p in few] == [(folder / p.name).read_bytes() for p in few]


def test_another_seed_gives_other_texts(folder: Path, tmp_path: Path) -> None:
    other = write_training(tmp_path, 4, 5)
    assert all((folder / p.name).read_bytes() != p.read_bytes() for p in other)


def test_on_the_command_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(sample, [str(tmp_path / "set"), "--training", "3", "--seed", "3"])
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in (tmp_path / "set").glob("t*.txt")) == ["t00001.txt", "t00002.txt", "t00003.txt"]
    with pytest.raises(UsageError, match="--training: 0 texts"):
        write_training(tmp_path, 3, 0)
