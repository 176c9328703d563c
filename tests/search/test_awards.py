from __future__ import annotations

from pathlib import Path

import pytest

from corpus.folder import open_reading
from models.answers.awards import AwardTable
from models.errors import UsageError
from search.lookups.awards import AwardFilters, as_rows, awards, checked_level
from tests.search.archives import Draft, put

A, B = "UBND huyện Suối Vàng", "UBND huyện Mường Khê"
GK = "Giấy khen"


def table(folder: Path, *drafts: Draft, **filters: object) -> AwardTable:
    put(folder / "archive", drafts)
    connection = open_reading(folder / "archive")
    try:
        return awards(connection, AwardFilters(**filters))  # type: ignore[arg-type]
    finally:
        connection.close()


def year(name: str, period: str = "2020", unit: str | None = A, **header: str) -> Draft:
    return Draft(name, unit, period, **header)


@pytest.mark.parametrize(
    ("drafts", "collectives", "reason"),
    [
        pytest.param([year("a").award(GK, 5).award(GK, 7)], 12, None, id="different counts of one report add up"),
        pytest.param([year("a").award(GK, 5).award(GK, 5)], 5, "nêu lần nữa", id="stated twice, counted once"),
        pytest.param(
            [year("a").award(GK, 5, occasion="phòng chống dịch").award(GK, 5, occasion="bầu cử đại biểu")],
            10, None, id="equal counts for two occasions are two",
        ),
        pytest.param(
            [year("a").award(GK, 5, occasion="thành tích trong bầu cử").award(GK, 5, occasion="thành tích công tác bầu cử")],
            5, "nêu lần nữa", id="one occasion in other words",
        ),
        pytest.param(
            [year("a").award(GK, 90).award(GK, 5, occasion="phòng chống dịch")],
            90, "nằm trong số chung", id="an occasion lies within the whole",
        ),
        pytest.param([year("a").award(GK, 5), year("b", "2020-H1").award(GK, 3)], 5, "kỳ trùng với 2020", id="half-year"),
        pytest.param(
            [year("a", "2020-H1").award(GK, 5), year("b", "2020-H2").award(GK, 3)], 8, None, id="two halves",
        ),
        pytest.param(
            [year("a", "2020-Q1").award(GK, 5), year("b", "2020-9M").award(GK, 9)], 9, "2020-9M", id="quarter, nine months",
        ),
        pytest.param(
            [year("a", "2015-2020").award(GK, 50), year("b").award(GK, 9)], 50, "2015-2020", id="years and one of them",
        ),
        pytest.param([year("a").award(GK, 5), year("b", "2021").award(GK, 3)], 8, None, id="two years"),
        pytest.param([year("a").award(GK, 5), year("b", unit=B).award(GK, 5)], 10, None, id="two units"),
        pytest.param(
            [year("a").award(GK, 5), year("b", unit="Cụm").award(GK, 5, locality="huyện Suối Vàng")],
            5, "cùng số", id="one unit in another's report",
        ),
        pytest.param(
            [year("a", date="2020-12-01").award(GK, 5), year("b", date="2021-01-09").award(GK, 6)],
            6, "số khác", id="two reports on one year: the later one",
        ),
        pytest.param([year("a").award(GK, 5).award(GK, 9, status="proposed")], 5, "đề nghị", id="not granted"),
        pytest.param([year("a").award(GK, 5).award(GK, 9, status="quota")], 5, "chỉ tiêu", id="quota"),
        pytest.param([year("a").award(GK, 5).award(GK, 9, occasion="đăng ký")], 5, "đăng ký", id="registered only"),
        pytest.param([year("a").award(GK, 5), Draft("b", A).award(GK, 9)], 5, "không rõ kỳ", id="period unknown"),
        pytest.param([year("a").award(GK, 5), year("b", unit=None).award(GK, 9)], 5, "không rõ của đơn vị", id="unit unknown"),
        pytest.param([year("b", unit=None).award(GK, 9)], 9, None, id="unit unknown, but the only one"),
        pytest.param(
            [year("a").award(GK, 3, occasion="phòng chống dịch").award(GK, None, 8)], 3, None, id="no whole of the same kind",
        ),
    ],
)  # fmt: skip
def test_totals(tmp_path: Path, drafts: list[Draft], collectives: int, reason: str | None) -> None:
    answer = table(tmp_path, *drafts)
    assert [total.collectives for total in answer.totals if total.counts] == [collectives]
    left_out = [row.left_out for row in answer.rows if row.left_out]
    assert [reason in left for left in left_out if reason] == ([True] if reason else [])
    assert sum(total.left_out for total in answer.totals) == len(left_out)


def test_a_province_and_its_districts_are_not_added(tmp_path: Path) -> None:
    answer = table(tmp_path, year("a").award(GK, 5), year("b", unit="UBND tỉnh Hòa Lạc").award(GK, 50))
    assert [(total.rank, total.collectives) for total in answer.totals] == [("huyện", 5), ("tỉnh", 50)]


def test_levels_are_not_added(tmp_path: Path) -> None:
    answer = table(tmp_path, year("a").award("Bằng khen", 5, level="tỉnh").award("Bằng khen", 2, level="nhà nước"))
    assert [(total.level, total.collectives) for total in answer.totals] == [("nhà nước", 2), ("tỉnh", 5)]


@pytest.mark.parametrize(
    ("filters", "periods"),
    [
        pytest.param({"year": 2020}, ["2015-2020", "2020"], id="year, and what holds it"),
        pytest.param({"year": 2021}, ["2021-H1"], id="half of the year"),
        pytest.param({"award": "giay khen"}, ["2015-2020", "2020", "2021-H1"], id="award without diacritics"),
        pytest.param({"award": "LĐTT"}, [], id="another award, abbreviated"),
        pytest.param({"level": "huyện"}, ["2015-2020", "2020", "2021-H1"], id="level"),
        pytest.param({"level": "tỉnh"}, [], id="another level"),
        pytest.param({"unit": "suoi vang"}, ["2015-2020", "2020", "2021-H1"], id="unit"),
        pytest.param({"unit": "muong khe"}, [], id="another unit"),
    ],
)
def test_filters(tmp_path: Path, filters: dict[str, object], periods: list[str]) -> None:
    drafts = [year(period, period).award(GK, 1) for period in ("2015-2020", "2020", "2021-H1")]
    assert [row.period for row in table(tmp_path, *drafts, **filters).rows] == periods


def test_several_years_are_left_out_of_the_total_of_one(tmp_path: Path) -> None:
    answer = table(tmp_path, year("a", "2015-2020").award(GK, 50), year("b").award(GK, 9), year=2020)
    assert [total.collectives for total in answer.totals] == [9]


def test_abbreviated_award(tmp_path: Path) -> None:
    draft = year("a").award("Lao động tiên tiến", 3)
    assert len(table(tmp_path, draft, award="LĐTT").rows) == 1


def test_rows_for_csv_have_their_source(tmp_path: Path) -> None:
    rows, columns = as_rows(table(tmp_path, year("a.txt").award(GK, 978, 932)))
    assert list(rows[0]) == columns
    assert (rows[0]["collectives"], rows[0]["file"], rows[0]["page"]) == (978, "a.txt", 1)


def test_levels_by_any_spelling() -> None:
    assert [checked_level(text) for text in ("huyen", "Cấp tỉnh", "NHÀ NƯỚC")] == ["huyện", "tỉnh", "nhà nước"]
    with pytest.raises(UsageError, match="no level"):
        checked_level("trời")


def test_parts_that_the_report_adds_up_itself_are_not_added_again(tmp_path: Path) -> None:
    answer = table(tmp_path, year("a").award(GK, 5, 7).award(GK, 5).award(GK, None, 7))
    assert [(total.collectives, total.individuals, total.left_out) for total in answer.totals] == [(5, 7, 2)]
