"""Files of one report in an archive: joined as they come, named once in answers, and what people decide holds."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

import corpus.migrations
from corpus.archive import Archive, Arrival, Failure
from corpus.folder import open_reading
from corpus.migrations import migrate
from corpus.queries.awards import Sought, award_counts
from corpus.queries.citations import citations
from corpus.queries.documents import changed_since, documents, last_change
from corpus.queries.exemplars import exemplars
from corpus.queries.files import other_files
from corpus.review import desk as review
from corpus.review.waiting import Wanted, waiting
from corpus.rows import Rows, store
from corpus.same import desk
from corpus.same.cli import same
from corpus.same.pairs import held
from corpus.same.reports import near, shared
from corpus.same.store import settle
from corpus.status import status
from corpus.verify import verify
from extractor.extract import extract
from models.errors import ArchiveError, UsageError
from tests.corpus.archive_tools import report_text, rows, sovang

BY = "Lan"
Put = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder) as opened:
        yield opened


@pytest.fixture
def put(archive: Archive, tmp_path: Path) -> Put:
    """Put a report into the archive as a file of a format; its name makes its bytes. Returns its identifier."""

    def put_in(name: str, text: str = "", form: str = "txt", scanned: bool = False, document: int = 0) -> int:
        path = tmp_path / f"{name}.txt"
        path.write_text(text or report_text(7), "utf-8")
        made = store(extract(path))
        read = Rows({**made.document, "format": form}, {**made.tables, "files": [{"scanned": int(scanned)}]})
        document = document or archive.next_id()
        staged = archive.stage(BytesIO(name.encode()), name)
        archive.put(document, Arrival(name, f"/in/{name}", staged.sha256, staged.size), read)
        return document

    return put_in


def stands(archive: Archive) -> dict[str, str | None]:
    """By name of file, the file that stands for its report instead, if another does."""
    query = (
        "SELECT d.name, m.name FROM documents d JOIN files f ON f.document = d.id "
        "LEFT JOIN documents m ON m.id = f.same_as"
    )
    return dict(rows(archive.folder.root, query))


FORMS = {"a.docx": ("docx", False), "b.pdf": ("pdf", False), "c.pdf": ("pdf", True)}


@pytest.mark.parametrize("order", list(permutations(FORMS)))
def test_the_same_file_stands_in_whatever_order_they_come(order: tuple[str, ...], archive: Archive, put: Put) -> None:
    for name in order:
        put(name, form=FORMS[name][0], scanned=FORMS[name][1])
    assert stands(archive) == {"b.pdf": None, "a.docx": "b.pdf", "c.pdf": "b.pdf"}


def test_answers_take_the_report_once(archive: Archive, put: Put) -> None:
    put("a")
    put("b")
    put("c", report_text(8))
    with closing(open_reading(archive.folder.root)) as connection:
        assert [one.name for one in documents(connection)] == ["a", "c"]
        assert [one.document for one in award_counts(connection, Sought())] == [1, 3]
        assert [one.where.document.name for one in citations(connection, "7")] == ["a"]
        assert [one.where.document.name for one in exemplars(connection)] == ["a", "c"]
        assert {one.name for one in waiting(connection, Wanted())} == {"a", "c"}
        told = {
            number: [(file.name, file.stands) for file in files]
            for number, files in other_files(connection, (1, 2, 3)).items()
        }
    assert told == {1: [("b", False)], 2: [("a", True)]}
    found = status(archive.folder.root)
    assert (found.copies, found.unconfirmed, found.may_be_one) == (1, 1, 0)
    assert list(verify(archive.folder.root)) == []


def test_another_takes_over_where_the_one_that_stands_goes(archive: Archive, put: Put) -> None:
    first, second = put("a"), put("b")
    with closing(open_reading(archive.folder.root)) as connection:
        before = last_change(connection)
        archive.remove(first)
        assert stands(archive) == {"a": None, "b": None}
        assert [pair[:2] for pair in changed_since(connection, before)] == [(first, False), (second, True)]
        before = last_change(connection)
        archive.restore(first)
        assert stands(archive) == {"a": None, "b": "a"}
        assert [pair[:2] for pair in changed_since(connection, before)] == [(first, True), (second, False)]
    put("a", report_text(9), document=first)
    assert stands(archive) == {"a": None, "b": None}, "read again, it is another report"
    archive.put(first, Arrival("a", "/in/a"), Failure("it is broken", "get it again"))
    assert stands(archive) == {"b": None}


def test_what_people_looked_at_stands(archive: Archive, put: Put) -> None:
    put("scan", form="pdf", scanned=True)
    review.accept(archive, ["1.period"], BY)
    put("a.pdf", form="pdf")
    assert stands(archive) == {"scan": None, "a.pdf": "scan"}


DRAFT = report_text(7).replace("10 cá nhân", "12 cá nhân")


def test_a_draft_and_its_final_version_wait_for_a_person(archive: Archive, put: Put) -> None:
    draft, final = put("draft", DRAFT), put("final")
    put("scan", scanned=True)
    assert stands(archive) == {"draft": None, "final": None, "scan": "final"}
    with closing(open_reading(archive.folder.root)) as connection:
        [pair] = near(connection)
        assert (pair.one.id, pair.other.id, pair.found.stated()) == (draft, final, "12/10")
        desk.confirm(archive, [draft, final], BY)
        assert near(connection) == []
    assert stands(archive) == {"draft": None, "final": "draft", "scan": "draft"}
    put("final", document=final)
    assert stands(archive)["final"] == "draft", "kept when it is read again"
    desk.undo(archive, [final], BY)
    assert stands(archive) == {"draft": None, "final": None, "scan": "final"}
    desk.apart(archive, [draft, final], BY)
    with closing(open_reading(archive.folder.root)) as connection:
        assert near(connection) == [], "decided: nobody is asked again"


def test_what_a_person_parted_is_never_joined_again(archive: Archive, put: Put) -> None:
    first, second = put("a"), put("b")
    desk.apart(archive, [second], BY, "hai năm khác nhau")
    assert stands(archive) == {"a": None, "b": None}
    put("b", document=second)
    third = put("c")
    assert stands(archive) == {"a": None, "b": None, "c": "a"}, "nor over a third"
    archive.remove(first)
    archive.restore(first)
    assert stands(archive)["b"] is None
    desk.undo(archive, [second], BY)
    assert stands(archive) == {"a": None, "b": "a", "c": "a"}
    desk.apart(archive, [first, third], BY)
    desk.confirm(archive, [first, third], BY)
    assert stands(archive)["c"] == "a", "the last decision holds"
    desk.undo(archive, [third], BY)
    assert stands(archive)["c"] != "a", "and undone, that before it"


def test_confirmed_until_a_further_file_comes(archive: Archive, put: Put) -> None:
    put("a")
    put("b")
    desk.confirm(archive, [2], BY)
    with closing(open_reading(archive.folder.root)) as connection:
        assert [report.waits for report in shared(connection)] == [False]
        put("c.pdf", form="pdf")
        [report] = shared(connection)
    assert report.stands.name == "c.pdf"
    assert report.waits, "nobody has seen the new one"


@pytest.mark.parametrize(
    ("ids", "by", "said"),
    [
        ([3], BY, "no other file holds its report"),
        ([1, 4], BY, "not in the answers"),
        ([9, 1], BY, "there is none"),
        ([1], " ", "needs the name"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(ids: list[int], by: str, said: str, archive: Archive, put: Put) -> None:
    for name, text in (("a", ""), ("b", ""), ("c", report_text(8)), ("d", report_text(9))):
        put(name, text)
    archive.remove(4)
    for decide in (desk.confirm, desk.apart):
        with pytest.raises(UsageError, match=said):
            decide(archive, ids, by)
    with pytest.raises(UsageError, match="nobody has decided"):
        desk.undo(archive, [1], BY)
    assert rows(archive.folder.root, "SELECT * FROM joinings") == []


def test_all_or_nothing(archive: Archive, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> set[int]:
        raise sqlite3.OperationalError("in the middle")

    put("a")
    monkeypatch.setattr("corpus.same.store.settle", broken)
    with pytest.raises(ArchiveError):
        put("b")
    assert stands(archive) == {"a": None}
    assert rows(archive.folder.root, "SELECT count(*) FROM likenesses") == [(0,)]


def test_an_archive_of_an_earlier_schema_is_compared_once_it_is_opened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    with closing(Database(folder / "archive.db")) as database:
        monkeypatch.setattr("corpus.migrations._STEPS", corpus.migrations._STEPS[:4])
        migrate(database)
        monkeypatch.undo()
        for number, name in enumerate(("a", "b", "c"), 1):
            path = tmp_path / f"{name}.txt"
            path.write_text(report_text(7 if name < "c" else 8), "utf-8")
            kept = {"name": name, "origin": name, "state": "ready", "added": "2026-01-01", "change": number}
            database.table("documents").insert({**store(extract(path)).document, **kept})
    with closing(open_reading(folder)) as connection:
        assert [one.name for one in documents(connection)] == ["a", "c"]
        assert [pair[:2] for pair in changed_since(connection, 3)] == [(2, False)]
    assert list(verify(folder)) == []


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_each_report_has_one_that_stands(seed: int, archive: Archive, put: Put) -> None:
    """And what stands is what would stand were all looked at afresh."""
    chance = random.Random(seed)
    texts = [report_text(7), report_text(7), report_text(7), DRAFT, report_text(8), report_text(8)]
    numbers = [put(str(at), text, scanned=at == 1) for at, text in enumerate(texts)]

    def happens(what: str) -> None:
        some = chance.sample(numbers, 2)
        match what:
            case "read again":
                put(str(some[0] - 1), texts[some[0] - 1], scanned=some[0] == 2, document=some[0])
            case "removed" | "restored":
                (archive.remove if what == "removed" else archive.restore)(some[0])
            case "undone":
                desk.undo(archive, some[:1], BY)
            case _:
                (desk.confirm if what == "confirmed" else desk.apart)(archive, some, BY)

    for _ in range(30):
        with suppress(UsageError):  # of a removed one nothing can be decided
            happens(chance.choice(["read again", "removed", "restored", "confirmed", "apart", "undone"]))
        assert list(verify(archive.folder.root)) == []
        with archive.transaction() as connection:
            parted = {frozenset((one.one, one.other)) for one in held(connection) if one.verdict == "apart"}
            assert settle(connection, numbers) == set()
        stand = rows(archive.folder.root, "SELECT document, coalesce(same_as, document) FROM files")
        together = {frozenset((a, b)) for a, main in stand for b, other in stand if a != b and main == other}
        assert not together & parted


def test_verify_finds_a_file_for_which_none_stands(archive: Archive, put: Put) -> None:
    put("a")
    put("b")
    with closing(sqlite3.connect(archive.folder.database)) as connection:
        connection.execute("UPDATE documents SET state = 'removed' WHERE id = 1")
        connection.commit()
    [problem] = list(verify(archive.folder.root))
    assert "document 1, which should stand for its report, does not" in str(problem)


@pytest.mark.slow
def test_the_commands(folder: Path, tmp_path: Path) -> None:
    for number, name in ((7, "a.txt"), (7, "b.txt"), (8, "c.txt")):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(f"{report_text(number)}{' ' * (name == 'b.txt')}", "utf-8")
    assert sovang("ingest", tmp_path / "in", "--archive", folder, "--jobs", 1).returncode == 0
    shown = sovang("same", "--archive", folder).stdout
    assert "#1 a.txt (txt) (to be confirmed)\n    #2 b.txt (txt): 129 of 129 words the same, no figure differs" in shown
    assert "1 reports in several files to be confirmed" in shown
    assert "2 reports in 3 files, 1 to be confirmed" in sovang("status", "--archive", folder).stdout
    assert "cũng có ở: #2 b.txt (txt)" in sovang("search", "phong trào", "--archive", folder).stdout
    assert "#1 a.txt (txt, được dùng để trả lời)" in sovang("show", 2, "--archive", folder).stdout
    done = sovang("same", "confirm", 1, "--by", BY, "--archive", folder)
    assert (done.stdout, done.stderr) == ("1 a.txt and 2 b.txt: one report\n", "")
    assert "0 reports" in sovang("same", "--archive", folder).stdout
    sovang("same", "apart", 2, "--by", BY, "--archive", folder)
    found = json.loads(sovang("search", "phong trào", "--json", "--archive", folder).stdout)
    assert (found["total"], [hit["document"]["files"] for hit in found["hits"]]) == (3, [[], [], []])
    assert sovang("same", "undo", 1, "--by", BY, "--archive", folder).stdout.startswith(
        "1: undone that Lan held it apart"
    )
    assert json.loads(sovang("search", "phong trào", "--json", "--archive", folder).stdout)["total"] == 2
    wrong = sovang("same", "apart", 3, "--by", BY, "--archive", folder)
    assert (wrong.returncode, wrong.stderr.count("\n"), "no other file" in wrong.stderr) == (2, 1, True)


def test_the_list_as_json(archive: Archive, put: Put) -> None:
    put("a")
    put("b")
    put("draft", DRAFT)
    done = CliRunner().invoke(same, ["--json", "--archive", str(archive.folder.root)])
    found = json.loads(done.output)
    assert (found["waiting"], found["may_be_one"]) == (1, 1)
    assert found["reports"][0]["copies"][0]["file"] == {"id": 2, "name": "b", "format": "txt", "scanned": False}
    assert found["near"][0]["found"]["figures"] == [["10", "12"]]
    desk.confirm(archive, [1], BY, "đã so")
    done = CliRunner().invoke(same, ["--decided", "--archive", str(archive.folder.root)])
    assert done.output.startswith("#1 and #2: same, by Lan, 20")
    assert done.output.endswith("(đã so)\n1 decisions\n")
