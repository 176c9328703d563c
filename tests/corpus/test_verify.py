"""`verify` finds what is wrong: each row of the table is one kind of damage, done to a clean archive."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.verify import verify
from tests.corpus.archive_tools import rows, snapshot, sovang, write_reports

# The evidence of a total is its cell, what is quoted is its whole row.
TABLE = """<p>Chủ tịch UBND huyện tặng Giấy khen cho 5 tập thể.</p>
<table><tr><th>Xã</th><th>Tập thể</th></tr><tr><td>Đông Hà</td><td>2</td></tr><tr><td>Tây Hà</td><td>3</td></tr>
<tr><td>Tổng cộng</td><td>5</td></tr></table>"""


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a report, a table with a total, and a failed file."""
    folder = tmp_path_factory.mktemp("verify")
    paths = write_reports(folder / "in", 1)
    paths.append(folder / "in" / "table.html")
    paths[-1].write_text(TABLE, "utf-8")
    bad = folder / "in" / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 cut short")
    assert sovang("ingest", "--archive", folder / "archive", *paths, bad).returncode == 1
    return folder / "archive"


@pytest.fixture
def archive(clean: Path, tmp_path: Path) -> Path:
    shutil.copytree(clean, tmp_path / "archive")
    return tmp_path / "archive"


def original(archive: Path) -> Path:
    return sorted((archive / "originals").rglob("*.txt"))[0]


def truncated(archive: Path) -> None:
    path = original(archive)
    path.write_bytes(path.read_bytes()[:-5])


def tampered(archive: Path) -> None:
    path = original(archive)
    path.write_bytes(path.read_bytes().replace(b"2022", b"2023"))


def lost(archive: Path) -> None:
    original(archive).unlink()


def strange(archive: Path) -> None:
    (archive / "originals" / "00").mkdir(exist_ok=True)
    (archive / "originals" / "00" / "notes.txt").write_text("who put this here?")


def strange_copy(archive: Path) -> None:
    (archive / "derived" / "00").mkdir(parents=True)
    (archive / "derived" / "00" / "1234.pdf").write_text("of what?")


def sql(statement: str) -> Callable[[Path], None]:
    def change(archive: Path) -> None:
        with closing(sqlite3.connect(archive / "archive.db")) as connection:
            connection.execute(statement)
            connection.commit()

    return change


def damaged(archive: Path) -> None:
    path = archive / "archive.db"
    [(page,)] = rows(archive, "SELECT rootpage FROM sqlite_master WHERE name = 'passages'")
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 40] = b"\xff" * 40
    path.write_bytes(bytes(content))


def shifted_evidence(archive: Path) -> None:
    sql("UPDATE documents SET header_evidence = replace(header_evidence, '\"start\": ', '\"start\": 1')")(archive)


DAMAGE = [
    pytest.param(truncated, "is not what was received", id="an original cut short"),
    pytest.param(tampered, "is not what was received", id="an original changed"),
    pytest.param(lost, "is lost", id="an original gone"),
    pytest.param(strange, "no document knows this file", id="a stranger among the originals"),
    pytest.param(strange_copy, "it is no copy of any document", id="a stranger among the searchable copies"),
    pytest.param(sql("UPDATE documents SET text = 'x' || text WHERE id = 1"), "stand in its text", id="a text shifted"),
    pytest.param(sql('UPDATE citations SET "end" = "end" + 3'), "of citations do not", id="a citation out of place"),
    pytest.param(sql('UPDATE passages SET "end" = 100000'), "of passages do not", id="offsets past the end"),
    pytest.param(sql("DELETE FROM documents WHERE id = 1"), "belongs to no document", id="rows without a document"),
    pytest.param(shifted_evidence, "the evidence of its", id="evidence of the header out of place"),
    pytest.param(damaged, "archive.db: ", id="a database with a broken page"),
]


def test_a_clean_archive_has_no_problem(archive: Path) -> None:
    ticks: list[tuple[int, int]] = []
    before = snapshot(archive)
    assert list(verify(archive, lambda done, total: ticks.append((done, total)))) == []
    assert ticks == [(1, 3), (2, 3), (3, 3)]
    after = snapshot(archive)
    assert {name: after[name] for name in before} == before, "looking changes nothing"


@pytest.mark.parametrize(("damage", "said"), DAMAGE)
def test_damage_is_found(damage: Callable[[Path], None], said: str, archive: Path) -> None:
    damage(archive)
    assert said in "\n".join(map(str, verify(archive)))


def test_the_command(archive: Path) -> None:
    well = sovang("verify", "--archive", archive)
    assert (well.returncode, well.stdout) == (0, "all well\n")
    tampered(archive)
    lost_one = sovang("verify", "--archive", archive)
    assert lost_one.returncode == 1
    assert lost_one.stdout.count("\n") == 1
    assert lost_one.stdout.startswith("document ")


@pytest.fixture
def writing(archive: Path) -> Iterator[Archive]:
    with Archive.open(archive) as opened:
        yield opened


def test_a_file_on_its_way_is_no_problem(writing: Archive) -> None:
    """Between the copy and the row, a run is in the middle of its work; `verify` may look on."""
    with (writing.folder.database).open("rb") as source:
        writing.stage(source, "on its way.txt")
    assert list(verify(writing.folder.root)) == []
