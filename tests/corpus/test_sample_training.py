"""Training texts: repeatable, offsets that hold, names of many peoples, shapes of many kinds."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corpus.sample.cli import sample
from corpus.sample.training.data import load
from corpus.sample.training.document import training
from corpus.sample.training.listing import Author, Sort
from corpus.sample.training.marked import Mark, Marked, chosen, glue, slots
from corpus.sample.training.noise import glued, scanned, wrapped
from corpus.sample.training.setting import Setting
from corpus.sample.training.truth import truth
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


@pytest.mark.parametrize("many", [10, 11, 14, 15, 19])
def test_long_lists_are_divided(many: int) -> None:
    """Held-out texts and the others share nothing of a long list, and leave nothing of it out."""
    items = range(many)
    used = [{Setting(random.Random(n), held_out).one_of(items) for n in range(300)} for held_out in (False, True)]
    assert not used[0] & used[1]
    assert used[0] | used[1] == set(items)


def test_held_out_texts_are_others(folder: Path, tmp_path: Path) -> None:
    other = write_training(tmp_path, 3, 5, held_out=True)
    assert all((folder / p.name).read_bytes() != p.read_bytes() for p in other)


def test_on_the_command_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(sample, [str(tmp_path / "set"), "--training", "3", "--seed", "3"])
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in (tmp_path / "set").glob("t*.txt")) == ["t00001.txt", "t00002.txt", "t00003.txt"]
    held = CliRunner().invoke(sample, [str(tmp_path / "held"), "--training", "2", "--held-out"])
    assert held.exit_code == 0, held.output
    alone = CliRunner().invoke(sample, [str(tmp_path / "x"), "--held-out"])
    assert (alone.exit_code, alone.output.splitlines()[-1]) == (2, "Error: --held-out needs --training.")
    with pytest.raises(UsageError, match="--training: 0 texts"):
        write_training(tmp_path, 3, 0)


@pytest.mark.parametrize("sort", ["person", "household", "collective", "enterprise", "village", "mixed"])
def test_every_frame_names_someone_and_leaves_no_slot(sort: Sort) -> None:
    for number, frame in enumerate(load("frames")[sort]):
        author = Author(Setting(random.Random(number)))
        written = glue(author.framed(sort, frame))
        assert author.kinds, frame
        assert {m.owner for m in written.marks if m.field == "name"} == set(author.kinds), frame
        assert not set("{}[]|") & set(written.text.replace(" | ", "")), written.text


@pytest.mark.parametrize(
    "table", ["words", "deeds", "solo", "documents", "decisions", "shapes", "stations", "tables", "running", "counts"]
)
def test_every_word_that_a_template_asks_for_is_known(table: str) -> None:
    """Each slot is a word, a place, a number or a thing told of a person."""
    own = {"hon", "name", "role", "unit", "place", "did", "model", "long", "about", "head", "given", "Hon", "one"}
    told = (
        own
        | {"age", "born", "people", "persons", "bodies", "households", "firms", "award", "n"}
        | {"he", "he_cap", "year", "at", "letter", "level", "recipients", "c", "i", "h", "awarder", "Awarder"}
    )
    setting = Setting(random.Random(1))
    for template in templates(load(table)):
        for slot in slots(template):
            assert slot in told or slot.startswith("hon:") or setting.word(slot), template


def templates(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from templates(part)


@pytest.mark.parametrize(
    ("template", "may_be"),
    [
        ("[a|b] c", {"a c", "b c"}),
        ("[a [b|c]|d]", {"a b", "a c", "d"}),  # what is within is chosen first
        ("x [y|], z", {"x y, z", "x, z"}),  # an empty choice leaves no blank before the comma
    ],
)
def test_alternatives(template: str, may_be: set[str]) -> None:
    assert {chosen(template, random.Random(n)) for n in range(40)} == may_be


@given(st.text(alphabet="ẳệtlđ -\n", min_size=1, max_size=60), st.integers(0, 999), st.data())
def test_damage_moves_marks_along(text: str, seed: int, data: st.DataObject) -> None:
    """What stands before, in and after a mark is damaged apart from the rest: together it is the damaged text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marked = Marked(text, (Mark(start, end, 1, "name"),))
    for damaged in (
        scanned(marked, random.Random(seed), 0.5),
        glued(marked, random.Random(seed)),
        wrapped(marked, 7),
    ):
        (mark,) = damaged.marks
        assert 0 <= mark.start <= mark.end <= len(damaged.text)
        if not text[start:end].strip(" -\n"):
            continue
        assert damaged.text[mark.start : mark.end].strip()
    assert len(wrapped(marked, 7).text) == len(text)


def test_decisions_have_grants_and_scans_have_misread_names(pairs: list[tuple[str, dict[str, Any]]]) -> None:
    assert sum(bool(gold["grants"]) for _, gold in pairs) > TEXTS / 20
    assert all(not gold["exemplars"] for _, gold in pairs if gold["grants"])
    assert any("\n" in text[slice(*r["spans"]["name"])] for text, gold in pairs for r in records(gold))


def test_counts_of_awards_say_what_is_printed() -> None:
    """Each count's numbers and its award stand in its mention; such a report names nobody."""
    golds = [truth(training(5, n), "x") for n in range(1, 200)]
    counted = [gold for gold in golds if gold.get("awards")]
    assert counted
    for gold in counted:
        assert not records(gold)
        for row in gold["awards"]:
            numbers = {int(n.replace(".", "")) for n in re.findall(r"\d[\d.]*", row["mention"].replace(".;", ";"))}
            assert numbers >= {row[f] for f in ("collectives", "individuals", "households")} - {None}
            assert row["level"] in ("nhà nước", "tỉnh", "huyện", "xã")
            assert re.fullmatch(r"20[12]\d(-H1|-9M|-Q3)?", row["period"])
