from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.folder import open_reading
from models.answers.reports import Reports
from models.errors import UsageError
from search.index import Index
from search.lookups.reports import Narrowed, reports
from tests.search.archives import Draft, put

DRAFTS = [
    Draft("a.txt", "UBND huyện Suối Vàng", "2020", doc_type="Báo cáo", number="5/BC-UBND")
    .say("Hội nghị tổng kết phong trào thi đua ở xã Hòa An")
    .cite("Theo Quyết định số 77/QĐ-UBND ngày 01/02/2020", "77/QĐ-UBND", "2020-02-01", "UBND huyện"),
    Draft("b.txt", "UBND huyện Suối Vàng", "2021-H1", doc_type="Kế hoạch").say("Phát động thi đua ở xã Hoa An"),
    Draft("c.txt", "UBND huyện Mường Khê", "2015-2020", doc_type="Báo cáo").say("Thi đua giai đoạn 2015-2020"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("reports") / "archive", DRAFTS)


@pytest.fixture
def index(archive: Path) -> Iterator[Index]:
    with closing(open_reading(archive)) as connection, Index(connection, archive) as opened:
        yield opened


def names(answer: Reports) -> list[str]:
    return [hit.document.name for hit in answer.hits]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        pytest.param(Narrowed(), {"a.txt", "b.txt", "c.txt"}, id="none"),
        pytest.param(Narrowed(year=2020), {"a.txt", "c.txt"}, id="a year, also of a longer period"),
        pytest.param(Narrowed(year=2021), {"b.txt"}, id="the year of a half"),
        pytest.param(Narrowed(types=("Báo cáo",)), {"a.txt", "c.txt"}, id="type"),
        pytest.param(Narrowed(unit="suoi vang"), {"a.txt", "b.txt"}, id="unit without diacritics"),
        pytest.param(Narrowed(unit="suoi"), {"a.txt", "b.txt"}, id="a word of the unit"),
        pytest.param(Narrowed(unit="uoi vang"), set(), id="not a part of a word"),
        pytest.param(Narrowed(2020, ("Kế hoạch",)), set(), id="all at once"),
    ],
)
def test_narrowed(index: Index, narrowed: Narrowed, expected: set[str]) -> None:
    answer = reports(index, "thi dua", narrowed, 10)
    assert set(names(answer)) == expected
    assert answer.total == len(expected)


def test_exact_before_folded(index: Index) -> None:
    answer = reports(index, "Hoà An", Narrowed(), 10)
    assert [(hit.document.name, hit.exact) for hit in answer.hits] == [("a.txt", True), ("b.txt", False)]


def test_place_and_marks(index: Index) -> None:
    extract = reports(index, "hoa an", Narrowed(unit="suoi vang", year=2020), 10).hits[0].extracts[0]
    assert (extract.page, extract.section) == (1, "I. Kết quả")
    assert [extract.text[start:end] for start, end in extract.marks] == ["Hòa An"]


@pytest.mark.parametrize("query", ["Quyết định 77", "QĐ 77", "quyet dinh so 77", "77/QĐ-UBND", "77/qd-ubnd"])
def test_the_card_of_the_named_document(index: Index, query: str) -> None:
    answer = reports(index, query, Narrowed(), 10)
    assert answer.decree is not None
    assert [card.number for card in answer.decree.cards] == ["77/QĐ-UBND"]
    assert names(answer)[0] == "a.txt"


@pytest.mark.parametrize("query", ["thi đua 2020", "Quyết định 78", "77"])
def test_no_card_where_none_is_named_or_known(index: Index, query: str) -> None:
    assert reports(index, query, Narrowed(), 10).decree is None


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        pytest.param("phong tràoo thi đua", "phong trào thi đua", id="a letter too many, written as the reports do"),
        pytest.param("phong trào thi đua", None, id="nothing to mend"),
        pytest.param('"phog trào thi đuaa"', '"phong trào thi đua"', id="words of a phrase that nothing has"),
        pytest.param('"xã hòaa an" -năm:2015', '"xã hòa an" -năm:2015', id="beside a field"),
        pytest.param('đơn_vị:"Mường Khê" -năm:2015', None, id="nothing there, and no word unknown"),
        pytest.param("xyzxyz", None, id="nothing like it"),
    ],
)
def test_what_may_have_been_meant(index: Index, query: str, suggestion: str | None) -> None:
    answer = reports(index, query, Narrowed(), 10)
    assert answer.suggestion == suggestion
    assert bool(answer.hits) is ("trào" in query and '"' not in query)


@pytest.mark.parametrize(
    ("query", "narrowed", "sentence"),
    [
        pytest.param(
            "phong tràoo", Narrowed(2020, unit="suối vàng"),
            "Tìm báo cáo có phong và tràoo (từ lạ, lấy từ gần giống: trao), có năm là 2020, có “suối vàng” trong đơn vị.",
            id="a slip of who types, narrowed",
        ),
        pytest.param("phát đ", Narrowed(), "Tìm báo cáo có phát và đ (cả từ dài hơn: dua, dinh, doan, dong).", id="half typed"),
        pytest.param("ai phát động thi đua ở xã nào", Narrowed(),
            "Tìm báo cáo có phát, động, thi, đua và xã, xếp trên nếu có cả ai, ở và nào.", id="a question"),
        pytest.param("phong trao thi dua cua xa o dau", Narrowed(),
            "Tìm báo cáo có phong, trao, thi, dua, xa và dau, xếp trên nếu có cả cua và o; "
            "không báo cáo nào có đủ, nên lấy báo cáo có một phần các từ ấy.", id="without diacritics"),
        pytest.param("ph* 05", Narrowed(), "Tìm báo cáo có ph… (bắt đầu như vậy: phat, phong) và 05 (cũng là: 5).", id="numbers"),
        pytest.param("Mường 7788", Narrowed(),
            "Tìm báo cáo có Mường và 7788; không báo cáo nào có đủ, nên lấy báo cáo có một phần các từ ấy.", id="not all"),
    ],
)  # fmt: skip
def test_the_sentence_tells_what_stands_for_words(index: Index, query: str, narrowed: Narrowed, sentence: str) -> None:
    assert reports(index, query, narrowed, 10).explained == sentence


@pytest.mark.parametrize("narrowed", [Narrowed(unit="?"), Narrowed(award="--"), Narrowed(place=" ")])
def test_narrowing_by_no_word_is_one_sentence(index: Index, narrowed: Narrowed) -> None:
    with pytest.raises(UsageError, match="no word"):
        reports(index, "thi", narrowed, 10)


def test_facets_and_pages(index: Index) -> None:
    first, second = (reports(index, "thi đua", Narrowed(), 2, offset) for offset in (0, 2))
    assert (first.total, names(first) + names(second)) == (3, ["c.txt", "b.txt", "a.txt"])
    assert first.facets["unit"] == (("UBND huyện Suối Vàng", 2), ("UBND huyện Mường Khê", 1))
    assert first.facets["year"][0] == ("2020", 2)
    assert first.facets == second.facets


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        pytest.param("QĐ 77", "decree", id="document"),
        pytest.param("lò văn an", "people", id="person"),
        pytest.param("Lò Văn An năm 2020", None, id="more than a name"),
        pytest.param("giấy khen 2020", "awards", id="award and year"),
        pytest.param("GK năm 2020", "awards", id="abbreviation of an award"),
        pytest.param("giấy khen 1999", None, id="a year without counts"),
        pytest.param("giấy khen", None, id="award without a year"),
        pytest.param("thi đua 2020", None, id="no award"),
    ],
)
def test_what_is_plainly_asked_for_comes_first(tmp_path: Path, query: str, asked: str | None) -> None:
    draft = Draft("a.txt", "UBND huyện Suối Vàng", "2020").say("Thi đua").praise("Lò Văn An", place="xã Hòa An")
    cited = draft.cite("Theo Quyết định số 77/QĐ-UBND ngày 01/02/2020", "77/QĐ-UBND", "2020-02-01", "UBND huyện")
    archive = put(tmp_path / "archive", [cited.award("Giấy khen", 3, 5)])
    with closing(open_reading(archive)) as connection, Index(connection, archive) as index:
        answer = reports(index, query, Narrowed(), 10)
    assert [name for name in ("decree", "people", "awards") if getattr(answer, name)] == ([asked] if asked else [])
