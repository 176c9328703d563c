"""References of a draft held against the archive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection
from types import SimpleNamespace

import pytest

from corpus.folder import open_reading
from models.errors import ReadError
from search.lookups.draft import check
from tests.search.archives import Draft, put

UNIT = "UBND huyện Suối Vàng"
HELD = [
    Draft("a.txt", UNIT, "2020")
    .cite("Quyết định số 77/QĐ-UBND ngày 01/02/2020 của UBND huyện", "77/QĐ-UBND", "2020-02-01", "UBND huyện")
    .cite("Chỉ thị 34-CT/TW ngày 07/4/2014 của Bộ Chính trị", "34-CT/TW", "2014-04-07", "Bộ Chính trị", doc_type="Chỉ thị")
    .cite("Nghị định 91/2017/NĐ-CP ngày 31/7/2017", "91/2017/NĐ-CP", "2017-07-31", "Chính phủ", doc_type="Nghị định")
    .law("Luật Giáo dục ngày 14/6/2019", "Giáo dục", "2019-06-14"),
    Draft("b.txt", "UBND huyện Mường Khê", "2020")
    .cite("Quyết định số 77/QĐ-UBND ngày 05/3/2020 của UBND huyện", "77/QĐ-UBND", "2020-03-05", "UBND huyện"),
    Draft("d.txt", UNIT, "2022")
    .cite("Quyết định số 80/QĐ-UBND ngày 03/02/2021 của UBND huyện", "80/QĐ-UBND", "2021-02-03", "UBND huyện")
    .cite("Quyết định số 81/QĐ-UBND ngày 01/02/2020 của UBND huyện", "81/QĐ-UBND", "2020-02-01", "UBND huyện")
    .cite("Quyết định số 81/QĐ-UBND ngày 07/8/2021 của UBND huyện", "81/QĐ-UBND", "2021-08-07", "UBND huyện"),
    Draft("c.txt", UNIT, "2021", number="80/QĐ-UBND", doc_type="Quyết định", date="2021-02-02").say("Khen thưởng"),
]  # fmt: skip
HEAD = "ỦY BAN NHÂN DÂN\nHUYỆN SUỐI VÀNG\nSố: 9/BC-UBND\nBÁO CÁO\nKết quả công tác thi đua\n\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("draft") / "archive", HELD)


@pytest.fixture
def connection(archive: Path) -> Iterator[Connection]:
    opened = open_reading(archive)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        pytest.param("Thực hiện Quyết định số 77/QĐ-UBND ngày 01/02/2020 của UBND huyện về thi đua.", "found",
                     id="the district of the draft's own head"),
        pytest.param("Thực hiện Quyết định số 77/QĐ-UBND ngày 01/02/2020 về thi đua.", "found", id="by its date"),
        pytest.param("Thực hiện Quyết định số 77/QĐ-UBND về thi đua.", "ambiguous", id="two districts have one"),
        pytest.param("Thực hiện Quyết định số 77/QĐ-UBND ngày 02/02/2020 của UBND huyện.", "differs", id="another date"),
        pytest.param("Thực hiện Chỉ thị số 34/CT-TW ngày 07/4/2014 của Bộ Chính trị.", "found", id="printed otherwise"),
        pytest.param("Thực hiện Quyết định số 78/QĐ-UBND ngày 01/02/2020 của UBND huyện.", "unknown", id="no such number"),
        pytest.param("Thực hiện Nghị định số 91/2017/NĐ-CP ngày 31-7-2017.", "found", id="a number with its year"),
        pytest.param("Thực hiện Nghị định 91/NĐ-CP của Chính phủ.", "found", id="the year left out"),
        pytest.param("Thực hiện Nghị định số 91 năm 2017 của Chính phủ.", "found", id="the symbol left out"),
        pytest.param("Thực hiện Nghị định số 91 năm 2018 của Chính phủ.", "differs", id="another year"),
        pytest.param("Thực hiện Chỉ thị 34 của Bộ Chính trị về thi đua.", "found", id="type, number and issuer"),
        pytest.param("Thực hiện Chỉ thị số 34-CT/TW của Ban Bí thư.", "differs", id="another issuer"),
        pytest.param("Thực hiện Quyết định số 80/QĐ-UBND ngày 02/02/2021.", "found", id="held"),
        pytest.param("Thực hiện Quyết định số 80/QĐ-UBND ngày 03/02/2021.", "differs", id="a slip that a report has too"),
        pytest.param("Thực hiện Luật Giáo dục năm 2019.", "found", id="a law by name and year"),
        pytest.param("Thực hiện Luật Trồng trọt năm 2018.", "unknown", id="a law that nobody cites"),
    ],
)  # fmt: skip
def test_states(connection: Connection, tmp_path: Path, sentence: str, state: str) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(HEAD + sentence, "utf-8")
    answer = check(connection, str(draft))
    assert [(one.state, one.times, bool(one.cards)) for one in answer.references] == [(state, 1, state != "unknown")]


def test_each_document_once_in_the_order_of_the_text(connection: Connection, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    again = "Quyết định số 78/QĐ-UBND ngày 01/02/2020"
    draft.write_text(
        f"{HEAD}Thực hiện {again} và Chỉ thị số 34-CT/TW.\n\nThực hiện {again}, các xã đã thi đua.", "utf-8"
    )
    answer = check(connection, str(draft))
    assert [(one.number, one.times) for one in answer.references] == [("78/QĐ-UBND", 2), ("34-CT/TW", 1)]


def test_what_says_less_later_is_the_same_at_another_place(connection: Connection, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        f"{HEAD}Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị.\n\nTheo Chỉ thị 34/CT-TW, xã đã làm.\n\n"
        "Chỉ thị số 34 nêu rõ như vậy.", "utf-8"
    )  # fmt: skip
    (one,) = check(connection, str(draft)).references
    assert (one.state, one.times, one.date) == ("found", 3, "2014-04-07")
    assert [(spot.line, spot.mention) for spot in one.places] == [
        (7, "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị"), (9, "Chỉ thị 34/CT-TW"), (11, "Chỉ thị số 34"),
    ]  # fmt: skip


@pytest.mark.parametrize(("year", "state"), [("2020", "found"), ("2021", "ambiguous")])
def test_a_draft_names_nothing_that_was_not_there_yet(
    connection: Connection, tmp_path: Path, year: str, state: str
) -> None:
    draft = tmp_path / "draft.txt"
    dated = HEAD.replace("BÁO CÁO", f"Suối Vàng, ngày 05 tháng 12 năm {year}\n\nBÁO CÁO")
    draft.write_text(f"{dated}Thực hiện Quyết định số 81/QĐ-UBND của UBND huyện.", "utf-8")
    assert [one.state for one in check(connection, str(draft)).references] == [state]


def test_two_dates_for_one_number_are_told_apart(connection: Connection, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(f"{HEAD}Theo Chỉ thị 34-CT/TW ngày 07/4/2014.\n\nTheo Chỉ thị 34-CT/TW ngày 08/4/2014.", "utf-8")
    answer = check(connection, str(draft))
    assert [(one.date, one.state) for one in answer.references] == [("2014-04-07", "found"), ("2014-04-08", "differs")]


def test_a_draft_that_names_nothing(connection: Connection, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Các xã đã thi đua.", "utf-8")
    assert check(connection, str(draft)).references == ()


def test_what_is_typed(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Theo Quyết định số 77/QĐ-UBND ngày 01/02/2020 của UBND huyện Suối Vàng"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    answer = check(connection, "-")
    assert (answer.name, [one.state for one in answer.references]) == ("", ["found"])


def test_what_is_quoted_in_a_mail(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "> > Theo Quyết định số 77/QĐ-\n> > UBND ngày 01/02/2020, các xã đã làm."
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    (one,) = check(connection, "-").references
    assert (one.number, one.date, one.state) == ("77/QĐ-UBND", "2020-02-01", "found")


def test_what_says_less_goes_to_the_number_in_full(connection: Connection, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        f"{HEAD}Theo Chỉ thị 34-CT/TW.\n\nChỉ thị số 34 nêu rõ.\n\nChỉ thị số 34-CT/TW ngày 07/4/2014 đã rõ.", "utf-8"
    )
    (one,) = check(connection, str(draft)).references
    assert (one.times, one.date) == (3, "2014-04-07")


def test_a_file_that_cannot_be_read(connection: Connection, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere"):
        check(connection, str(tmp_path / "nowhere.txt"))
