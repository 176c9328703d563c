"""People's decisions: what may be decided, what they do to the answers, how they are undone, and that they are kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from corpus.archive import Archive, Arrival
from corpus.folder import open_reading
from corpus.ingest import ingest, retry
from corpus.queries.awards import Sought, award_counts
from corpus.queries.citations import citations
from corpus.queries.documents import documents, last_change
from corpus.queries.exemplars import exemplars
from corpus.review import desk, words
from corpus.review.anchors import anchor, meet
from corpus.review.cli import review
from corpus.review.fields import read_changes
from corpus.review.model import Anchor, Decision, Verdict, called
from corpus.review.waiting import Wanted, counts, made, waiting
from corpus.rows import store
from corpus.verify import verify
from extractor.extract import extract
from models.errors import UsageError
from tests.corpus.archive_tools import report_text, rows, sovang, start

NAME = "Lê Văn Thắng"


class Silent:
    """Progress that nobody watches."""

    def begin(self, total: int) -> None: ...
    def more(self) -> None: ...
    def step(self, event: object) -> None: ...


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of one report."""
    path = tmp_path / "report.txt"
    path.write_text(report_text(7), "utf-8")
    with Archive.open(tmp_path / "archive") as archive:
        ingest(archive, [path], 1, Silent())
    return tmp_path / "archive"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder) as opened:
        yield opened


def the_id(folder: Path, list_name: str) -> str:
    """The ID of the one record of a list."""
    with closing(open_reading(folder)) as connection:
        [one] = waiting(connection, Wanted(list=list_name))
    return one.id


# list, as typed, as kept, why
VALUES = [
    ("exemplars", "name=Lo\u0300 Va\u0306n  An ", {"name": "Lò Văn An"}, "NFC, single blanks"),
    ("exemplars", "place=", {"place": None}, "an empty value takes a field away"),
    ("exemplars", "achievement=trồng 2=3 vụ", {"achievement": "trồng 2=3 vụ"}, "only the first = parts"),
    ("awards", "individuals=12", {"individuals": 12}, "a number"),
    ("awards", "period=2020-9M", {"period": "2020-9M"}, "a period"),
    ("citations", "date=2020-10", {"date": "2020-10"}, "a date as far as it is known"),
    ("header", "unit=UBND xã Mường Mùn", {"issuer": "UBND xã Mường Mùn"}, "a report's unit is its issuer"),
    ("header", "year=2020", {"year": 2020}, "a year"),
    ("header", "recipients=Như trên; Lưu: VT;", {"recipients": '["Như trên", "Lưu: VT"]'}, "lines"),
    ("header", "doc_type=", {"doc_type": None}, "a header may be without any field"),
]


@pytest.mark.parametrize(("name", "typed", "kept", "why"), VALUES, ids=[row[-1] for row in VALUES])
def test_values(name: str, typed: str, kept: dict[str, Any], why: str) -> None:
    assert read_changes(name, [typed]) == kept, why


# list, as typed, what the sentence says
WRONG = [
    ("exemplars", "name=", "cannot be empty; reject the record instead"),
    ("exemplars", "age=7", "the fields are name, kind"),
    ("exemplars", "Lò Văn An", "no FIELD=VALUE"),
    ("exemplars", "kind=man", "choose one of person, household"),
    ("awards", "individuals=-3", "write a number"),
    ("awards", "individuals=năm", "write a number"),
    ("awards", "individuals=9999999999", "write a number"),
    ("awards", "level=trung ương", "choose one of nhà nước"),
    ("awards", "period=năm 2020", "write it as 2020"),
    ("citations", "date=14/10/2020", "write it as 2020-10-14"),
    ("citations", "date=2020-02-30", "write it as 2020-10-14"),
    ("citations", "date=2020-10-14-1", "write it as 2020-10-14"),
    ("header", "year=20", "write a year"),
    ("checks", "stated=3", "accept or reject it"),
]


@pytest.mark.parametrize(("name", "typed", "said"), WRONG, ids=[row[1] for row in WRONG])
def test_values_that_cannot_be(name: str, typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_changes(name, [typed])


def test_lists_are_shown_as_they_are_typed() -> None:
    assert words.values(read_changes("header", ["recipients=Như trên;Lưu: VT"])) == "recipients=Như trên; Lưu: VT"


@pytest.mark.parametrize("text", ["", "12", "12.", ".name", "0.abc", "12.a b", "x.period", "1" * 30 + ".abc"])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(UsageError, match="no ID of a record"):
        called(text)


LEAD = "Tiêu biểu trong phong trào có "
TEXT = LEAD + "ông Lò Văn An, bà Quàng Thị Bó và ông Vừ A Lử cùng nhiều hộ khác trong bản."


def row(words: str, text: str = TEXT, at: int = 0, **fields: object) -> dict[str, Any]:
    """The row of an exemplar with these words in `text`, looked for from `at`."""
    begin = text.index(words, at)
    name = fields.pop("name", None) or words.split(" ", 1)[1]
    rest = {"kind": "person", **dict.fromkeys(("honorific", "role", "unit", "place", "field", "achievement")), **fields}
    return {"id": begin, "start": begin, "end": begin + len(words), "name": name, "decided": None, **rest}


def decision(of: dict[str, Any], others: list[dict[str, Any]], verdict: Verdict = "accepted") -> Decision:
    at = anchor("exemplars", of, [of, *others], TEXT)
    read = {name: of[name] for name in of if name not in ("id", "start", "end", "decided")}
    return Decision(1, "00", "exemplars", "x", verdict, at, read, {}, "Lan", "2026-01-05")


AN, BO, LU = row("ông Lò Văn An"), row("bà Quàng Thị Bó"), row("ông Vừ A Lử")
LONGER = "Phần mở đầu này mới được đọc ra. " * 9 + TEXT
MENDED = TEXT.replace("Lò Văn An", "Lò Văn Ân")
WITHOUT = TEXT.replace("ông Lò Văn An, ", "")
TWICE = TEXT + " Ở bản khác, hội nông dân còn kể về ông Lò Văn An nữa; người dân ai cũng biết."
# verdict, the text as it is read now, the rows found now, which of them is meant, why
MEETINGS = [
    ("accepted", TEXT, [AN, BO, LU], 0, "nothing has changed"),
    ("rejected", TEXT, [AN, BO, LU], 0, "a rejected reading is read again"),
    ("accepted", LONGER, [row("bà Quàng Thị Bó", LONGER), row("ông Lò Văn An", LONGER)], 1, "the text has grown before it"),
    ("accepted", TEXT, [row("Lò Văn An", name="Lò Văn An"), BO], 0, "fewer words of it"),
    ("accepted", MENDED, [row("ông Lò Văn Ân", MENDED), BO], 0, "a mark is read otherwise"),
    ("rejected", MENDED, [row("ông Lò Văn Ân", MENDED), BO], None, "another reading than the rejected may be right"),
    ("accepted", TEXT, [row("ông Lò Văn An", name="Lò Văn"), BO], 0, "another name from the same words"),
    ("accepted", WITHOUT, [row("bà Quàng Thị Bó", WITHOUT)], None, "only the neighbour is found"),
    ("accepted", TEXT, [], None, "nothing is found"),
    ("accepted", TWICE, [row("ông Lò Văn An", TWICE), row("ông Lò Văn An", TWICE, len(TEXT))], 0, "the same name twice"),
    ("accepted", TWICE, [row("ông Lò Văn An", TWICE, len(TEXT))], None, "the same name, but in another place"),
    ("accepted", TEXT, [row("ông Lò Văn An", kind="household")], 0, "another kind at the place"),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "text", "found", "meant", "why"), MEETINGS, ids=[one[-1] for one in MEETINGS])
def test_what_a_decision_meets(verdict: Verdict, text: str, found: list[Any], meant: int | None, why: str) -> None:
    met = meet([decision(AN, [BO, LU], verdict)], found, text)
    assert met.get(1) == (None if meant is None else found[meant]), why


def test_a_decision_is_not_carried_over_to_what_stood_beside() -> None:
    """Two records of the same words: where one is found no more, the other is not taken for it."""
    household = {**row("ông Lò Văn An", kind="household", name="Lò Văn"), "id": 999}
    assert meet([decision(AN, [household])], [household], TEXT) == {}


def test_an_id_stays_while_the_reading_stays(folder: Path, archive: Archive) -> None:
    before = the_id(folder, "exemplars")
    desk.change(archive, before, ["place=thôn Đoài"], "Lan")
    desk.undo(archive, [before], "Lan")
    retry(archive, archive.chosen([1]), 1, Silent())
    assert the_id(folder, "exemplars") == before


def test_accept_change_reject_undo(folder: Path, archive: Archive) -> None:
    one = the_id(folder, "exemplars")
    with closing(open_reading(folder)) as connection:
        [as_read] = exemplars(connection)
        change = last_change(connection)
        desk.accept(archive, [one], "Lan")
        [named] = exemplars(connection)
        assert named.where.decided
        assert (named.where.decided.verdict, named.where.decided.by, named.where.decided.machine) == (
            "accepted",
            "Lan",
            {},
        )
        assert last_change(connection) == change + 1, "the index is to follow"

        desk.change(archive, one, ["name=Lê Văn Thăng", "place="], "Trần  Hoa", "xem bản giấy")
        [named] = exemplars(connection, ["le van thang"])
        assert (named.name, named.place, named.achievement) == ("Lê Văn Thăng", None, as_read.achievement)
        assert named.where.decided
        assert named.where.decided.machine == {"name": NAME, "place": as_read.place}
        assert (named.where.decided.by, named.where.decided.note) == ("Trần Hoa", "xem bản giấy")

        desk.reject(archive, [one], "Lan")
        assert exemplars(connection) == []
        assert [(held.verdict, held.found) for held in made(connection, Wanted())] == [("rejected", True)]

        desk.undo(archive, [one], "Lan")
        [named] = exemplars(connection)
        assert named.name == "Lê Văn Thăng", "what held before holds again"
        desk.undo(archive, [one], "Lan")
        desk.undo(archive, [one], "Lan")
        assert exemplars(connection) == [as_read]
        assert counts(connection) == (0, 0)
        with pytest.raises(UsageError, match="nobody has decided"):
            desk.undo(archive, [one], "Lan")
    assert rows(folder, "SELECT count(*), count(undone_at) FROM decisions") == [(3, 3)], "history is kept"


def test_changed_numbers_are_found_by_the_new_one(folder: Path, archive: Archive) -> None:
    with closing(open_reading(folder)) as connection:
        [cited] = citations(connection, "7")
        desk.change(archive, the_id(folder, "citations"), ["number=1868/KH-UBND"], "Lan")
        assert citations(connection, "7") == []
        [found] = citations(connection, "1868")
        assert found.where.decided
        assert found.where.decided.machine == {"number": cited.number}


def test_header_unit_and_year(folder: Path, archive: Archive) -> None:
    with closing(open_reading(folder)) as connection:
        [before] = documents(connection)
        desk.change(archive, "1.unit", ["UBND xã Bình An"], "Lan")
        desk.change(archive, "1.period", ["2021"], "Lan")
        [after] = documents(connection)
        assert (after.unit, after.period, after.year) == ("UBND xã Bình An", "2021", 2021), (
            "the year follows the period"
        )
        assert after.decided
        assert after.decided["issuer"].machine == {"issuer": before.unit}
        desk.change(archive, "1.year", ["2019"], "Lan")
        desk.undo(archive, ["1.period"], "Lan")
        [after] = documents(connection)
        assert (after.period, after.year) == (before.period, 2019), "a year that a person gave stays"
        desk.undo(archive, ["1.year", "1.issuer"], "Lan")
        assert documents(connection) == [before]
        desk.reject(archive, ["1.title"], "Lan")
        assert documents(connection)[0].title is None


def test_all_or_nothing(folder: Path, archive: Archive) -> None:
    with pytest.raises(UsageError, match="no such record"):
        desk.accept(archive, [the_id(folder, "exemplars"), "1.00000000"], "Lan")
    assert rows(folder, "SELECT count(*) FROM decisions") == [(0,)]


def test_a_decision_is_signed(folder: Path, archive: Archive) -> None:
    with pytest.raises(UsageError, match="needs the name"):
        desk.accept(archive, [the_id(folder, "exemplars")], " ")


def extract_anew(archive: Archive, reads: Callable[[str], str]) -> None:
    """As a later version would: the text is `reads` of what it was."""
    [document] = archive.chosen([1])
    original = archive.original(document)
    assert original
    text = original.with_name("as it is read now.txt")
    text.write_text(reads(original.read_text("utf-8")), "utf-8")
    archive.put(1, Arrival(document["name"], document["origin"], document["sha256"]), store(extract(text)))
    text.unlink()


def test_decisions_are_kept_when_a_document_is_read_again(folder: Path, archive: Archive) -> None:
    desk.change(archive, the_id(folder, "exemplars"), ["name=Lê Văn Thăng"], "Lan")
    desk.reject(archive, [the_id(folder, "awards")], "Lan")
    desk.change(archive, "1.period", ["2021"], "Lan")
    extract_anew(
        archive,
        lambda text: text.replace("BÁO CÁO\n", "BÁO CÁO\nSơ bộ\n").replace(", xã đã", ",\nxã ta đã"),
    )
    with closing(open_reading(folder)) as connection:
        assert [named.name for named in exemplars(connection)] == ["Lê Văn Thăng"]
        assert award_counts(connection, Sought()) == []
        assert documents(connection)[0].period == "2021"
        assert counts(connection) == (3, 0)
    assert list(verify(folder)) == []


def test_what_is_found_no_more_is_shown_and_met_again_later(folder: Path, archive: Archive) -> None:
    one = the_id(folder, "exemplars")
    desk.accept(archive, [one], "Lan")
    extract_anew(archive, lambda text: text.replace("Tiêu biểu như ông Lê Văn Thắng", "Nhiều người"))
    with closing(open_reading(folder)) as connection:
        assert exemplars(connection) == []
        [lost] = made(connection, Wanted(), lost=True)
        assert (lost.id, lost.by, lost.found, lost.values["name"]) == (one, "Lan", False, NAME)
        extract_anew(archive, str)
        assert made(connection, Wanted(), lost=True) == []
        assert [named.where.decided.by for named in exemplars(connection) if named.where.decided] == ["Lan"]
    extract_anew(archive, lambda text: text.replace("Tiêu biểu như ông Lê Văn Thắng", "Nhiều người"))
    desk.undo(archive, [one], "Lan")
    with closing(open_reading(folder)) as connection:
        assert counts(connection) == (0, 0)


def test_a_movement_that_was_renamed_is_sound(folder: Path, archive: Archive) -> None:
    desk.change(archive, the_id(folder, "movements"), ["name=Chung tay vì quê hương"], "Lan")
    assert list(verify(folder)) == []


def test_what_waits(folder: Path, archive: Archive) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute("UPDATE exemplars SET confidence = 0.5")
        connection.execute("""UPDATE documents SET inferred = '["title"]', issuer = NULL""")
        connection.commit()
    with closing(open_reading(folder)) as connection:
        found = waiting(connection, Wanted(below=0.8))
        assert [(one.list, one.confidence) for one in found if one.list != "header"] == [("exemplars", 0.5)]
        headers = {one.id: one for one in found if one.list == "header"}
        assert {name: one.inferred for name, one in headers.items()} == {"1.title": ("title",), "1.issuer": ()}
        assert next(words.record(headers["1.issuer"])) == "1.issuer  header: issuer=(nothing)"
        assert list(words.record(headers["1.title"]))[1].endswith("confidence 0.50, inferred: title")
        [doubtful] = waiting(connection, Wanted(below=0.8, list="exemplars"))
        assert NAME in doubtful.quote
        assert doubtful.page == 1
        with pytest.raises(UsageError, match="document 2: there is none"):
            waiting(connection, Wanted(below=0.8, document=2))
        with pytest.raises(UsageError, match="document 2: there is none"):
            made(connection, Wanted(document=2))
        desk.accept(archive, [doubtful.id], "Lan")
        assert waiting(connection, Wanted(below=0.8, list="exemplars")) == [], "decided is decided"


@pytest.mark.slow
def test_the_commands(folder: Path) -> None:
    listed = json.loads(sovang("review", "--all", "--json", "--list", "exemplars", "--archive", folder).stdout)
    [one] = listed["waiting"]
    assert one["values"]["name"] == NAME
    accepted = sovang("--archive", folder, "review", "accept", one["id"], "--by", "Lan")
    assert (accepted.returncode, accepted.stdout) == (0, f"{one['id']} (exemplars): accepted\n")
    changed = sovang("review", "--archive", folder, "change", one["id"], "name=Lê Văn Thăng", SOVANG_BY="Hoa")
    assert changed.returncode == 0
    shown = sovang("review", "--decided", "--archive", folder).stdout
    assert "changed: name=Lê Văn Thăng" in shown
    assert "by Hoa, " in shown
    assert "read by the machine: name=Lê Văn Thắng" in shown
    assert "Hoa sửa" in sovang("exemplar", "Thăng", "--archive", folder).stdout
    assert "máy đọc: tên “Lê Văn Thắng”" in sovang("show", "1", "--archive", folder).stdout
    as_json = json.loads(sovang("exemplar", "Thăng", "--json", "--archive", folder).stdout)
    assert as_json["people"][0]["mentions"][0]["where"]["decided"]["machine"] == {"name": NAME}
    assert sovang("review", "reject", one["id"], "--by", "Lan", "--archive", folder).returncode == 0
    shown = json.loads(sovang("show", "1", "--json", "--archive", folder).stdout)
    assert shown["exemplars"] == []
    assert [row["id"] for row in shown["rejected"]] == [one["id"]]
    undone = sovang("review", "undo", one["id"], "--by", "Hoa", "--archive", folder)
    assert undone.stdout.startswith(f"{one['id']}: undone what Lan rejected on 20")
    assert "1 decisions of people\n" in sovang("status", "--archive", folder).stdout
    unsigned = sovang("review", "accept", one["id"], "--archive", folder)
    assert (unsigned.returncode, unsigned.stderr.count("\n")) == (2, 1)


@pytest.mark.slow
def test_two_who_decide_at_once(folder: Path) -> None:
    ids = [the_id(folder, name) for name in ("exemplars", "awards", "citations", "movements")]
    runs = [start("review", "accept", one, "--by", one, "--wait", "60", "--archive", folder) for one in ids]
    for run in runs:
        _, said = run.communicate(timeout=60)
        assert run.returncode == 0, said
    assert rows(folder, "SELECT count(*), sum(met) FROM decisions") == [(4, 4)]


def test_walking_through(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute("UPDATE exemplars SET confidence = 0.5")
        connection.execute("UPDATE awards SET confidence = 0.6")
        connection.execute("UPDATE citations SET confidence = 0.7")
        connection.commit()
    answers = "Lan\nc\nkind=man\nc\nname=Lê Văn Thăng\nr\nq\n"
    done = CliRunner().invoke(review, ["--archive", str(folder), "walk"], input=answers)
    assert done.exit_code == 0, done.output
    assert "choose one of person" in done.output
    assert rows(folder, "SELECT list, verdict, made_by FROM decisions ORDER BY id") == [
        ("exemplars", "changed", "Lan"),
        ("awards", "rejected", "Lan"),
    ]


def test_anchors_hold_what_stands_around() -> None:
    at = anchor("exemplars", BO, [AN, BO, LU], TEXT)
    assert at == Anchor(BO["start"], BO["end"], "bà Quàng Thị Bó", f"{LEAD}ông Lò Văn An,", TEXT[BO["end"] + 1 :])
