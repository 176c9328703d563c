"""What every engine must do alike."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines import Engine, EngineBroken, Entry, Passage, Results, Slice
from search.engines.tantivy import TantivyEngine
from search.engines.whoosh import WhooshEngine
from search.query import parse
from search.query.plan import Both, Either, InField, Plan, Step, Without, form_of, planned
from tests.search.remote import RemoteEngine

ENGINES: list[type[Engine]] = [TantivyEngine, WhooshEngine, RemoteEngine]

TEXTS = {
    1: ("Quyết định số 1868/QĐ-UBND về khen thưởng", "thi đua ở Hòa Bình"),
    2: ("thi đua ở Hoa Lư",),
    3: ("hội thi; cuộc đua", "Chỉ thị 34/CT-TW"),
    4: ("in can the to may",),  # Vietnamese syllables that English stop lists drop
}
UNITS = {1: "UBND huyện Tuần An", 2: "UBND huyện Tuần An", 3: "Sở Nội vụ tỉnh Hòa Lâm", 4: "UBND xã Tuần"}
YEARS = {1: (2020,), 2: (2019, 2020, 2021), 3: (2021,), 4: ()}


def entry(document: int, *texts: str) -> Entry:
    passages = tuple(Passage(document * 100 + at, text, "Kết quả") for at, text in enumerate(texts))
    fields = {"unit": (UNITS.get(document, "UBND xã"),), "document": ("Quyết định 1868/QĐ-UBND",) * (document == 1)}
    return Entry(document, passages, f"Báo cáo số {document}", fields, YEARS.get(document, ()))


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    opened: Engine = request.param.open(tmp_path)
    opened.apply([], [entry(document, *texts) for document, texts in TEXTS.items()], 4)
    return opened


def search(engine: Engine, query: str, wanted: Slice = Slice(10)) -> Results:
    plan = planned(parse(query), engine.vocabulary())
    assert plan is not None
    return engine.search(plan, wanted)


def found(engine: Engine, query: str) -> list[int]:
    return [one.document for one in search(engine, query).found]


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        pytest.param("khen", [1], id="a word"),
        pytest.param("thi đua", [1, 2, 3], id="all words, in whatever passage"),
        pytest.param('"thi đua"', [1, 2], id="phrase"),
        pytest.param("1868/QĐ-UBND", [1], id="number"),
        pytest.param("1868/qd-ubnd", [1], id="number without diacritics"),
        pytest.param("34-CT/TW", [3], id="number as printed elsewhere"),
        pytest.param("thi đua -khen", [2, 3], id="a word left out counts for the whole document"),
        pytest.param("hoa", [1, 2], id="without diacritics everything"),
        pytest.param("in can the", [4], id="short words are words"),
        pytest.param("xyz", [], id="nothing"),
        pytest.param("năm:2020", [1, 2], id="a year, also of a longer period"),
        pytest.param("năm:2021-2030", [2, 3], id="years"),
        pytest.param('đơn_vị:"tuan an"', [1, 2], id="words of a unit side by side"),
        pytest.param('đơn_vị:"an tuan"', [], id="not in another order"),
        pytest.param("đơn_vị:tuần thi", [1, 2], id="a field and a word"),
        pytest.param("văn_bản:01868/QĐ-UBND", [1], id="the number of a document that is cited"),
        pytest.param('văn_bản:"quyết định 1868"', [1], id="its type and running number"),
        pytest.param("thi -năm:2021", [1], id="a year left out"),
        pytest.param('thi -đơn_vị:"tuần an"', [3], id="a unit left out"),
        pytest.param("thư*", [1], id="what begins so"),
        pytest.param("thuonng", [1], id="a slip of who types"),
        pytest.param("thưở", [1], id="half typed"),
        pytest.param("số 03", [3], id="a zero before a number"),
        pytest.param("ai được khen thi đua ở Hòa Bình không?", [1], id="words of a question need not be there"),
        pytest.param("ai duoc khen thi dua o hoa binh khong", [1], id="without diacritics"),
        pytest.param("hội OR hòa", [1, 2, 3], id="one of two"),
        pytest.param("hội HOẶC chỉ -2021", [3], id="in Vietnamese"),
        pytest.param("kết quả lư", [2], id="a heading over the passage"),
        pytest.param("báo cáo số 3 đua", [3], id="words of the title"),
    ],
)
def test_what_is_found(engine: Engine, query: str, documents: list[int]) -> None:
    results = search(engine, query)
    assert sorted(one.document for one in results.found) == documents
    assert results.total == len(documents)


@pytest.mark.parametrize(("query", "order"), [("Hòa", [1, 2]), ("Hoa ở", [2, 1]), ("thi đua", [1, 2, 3])])
def test_exact_before_folded_and_side_by_side_before_apart(engine: Engine, query: str, order: list[int]) -> None:
    documents = found(engine, query)
    assert documents[-1] == order[-1]
    assert query == "thi đua" or documents == order


def test_all_words_in_the_head_come_before_all_in_a_passage(engine: Engine) -> None:
    engine.apply([], [entry(5, "báo cáo số 3, số 3, số 3"), entry(6, "Chương trình, kế hoạch, báo cáo, số 3 mục")], 5)
    assert found(engine, "báo cáo số 3")[0] == 3


def test_what_a_long_query_tells_together_comes_before_its_words_apart(engine: Engine) -> None:
    apart = ("mô hình trồng ngô", "nuôi trẻ", "cá nhân", "đèn lồng", "trên đường", "lòng dân", "hồ sơ")
    engine.apply([], [entry(5, *apart), entry(6, "mô hình nuôi cá lồng trên long hồ")], 5)  # a slip: long for lòng
    assert found(engine, "mô hình nuôi cá lồng trên lòng hồ") == [6, 5]


def test_a_word_as_typed_comes_before_what_may_stand_for_it(engine: Engine) -> None:
    texts = [entry(at, "thường trực") for at in range(10, 30)]
    engine.apply([], [*texts, entry(5, "thuờmg trực, thuờmg trực"), entry(6, "Thường vụ họp; các mục khác, trực")], 5)
    documents = [one.document for one in search(engine, "thuong truc", Slice(100)).found]
    assert len(documents) == 22
    assert documents[-1] == 5


def test_an_abbreviation_beside_what_it_stands_for_counts_once(engine: Engine) -> None:
    engine.apply([], [entry(5, "xã nông thôn mới NTM, tiêu chí khác"), entry(6, "nông thôn mới")], 5)
    results = search(engine, "nông thôn mới")
    assert [one.exact for one in results.found] == [3, 3]  # and not four where both stand


def test_few_words_must_all_be_there(engine: Engine) -> None:
    assert not search(engine, "được khen không").complete
    assert not search(engine, "ai được khen ở đâu?").complete  # one word tells, and all are asked for


def test_some_words_where_no_document_has_all(engine: Engine) -> None:
    results = search(engine, "khen xyz")
    assert not results.complete
    assert [one.document for one in results.found] == [1]


def test_a_word_may_be_half_typed_though_it_is_one_without_diacritics(engine: Engine) -> None:
    engine.apply([], [entry(5, "nuôi cá lồng"), entry(6, "lo cho cá")], 5)
    assert sorted(found(engine, "cá lồ")) == [5, 6]
    assert found(engine, "cá lo") == [6]


def test_a_field_as_typed_comes_first_and_shows_where_it_stands(engine: Engine) -> None:
    entries = [
        Entry(at, (Passage(at * 100, "mở đầu"), Passage(at * 100 + 1, f"bà {name}")), fields={"person": (name,)})
        for at, name in ((5, "Lò Thị Hoa"), (6, "Lò Thị Hòa"))
    ]
    engine.apply([], entries, 5)
    results = search(engine, 'người:"Lò Thị Hoà"')
    assert [(one.document, one.passages) for one in results.found] == [(6, (601,)), (5, (501,))]


def test_a_value_as_facets_show_it_narrows_to_just_this(engine: Engine) -> None:
    units = {5: "UBND xã Mường", 6: "UBND xã Mường Lập"}
    engine.apply([], [Entry(at, (Passage(at, "mới"),), fields={"unit": (unit,)}) for at, unit in units.items()], 5)

    def narrowed(unit: str) -> set[int]:
        plan = planned(parse("mới"), engine.vocabulary(), (InField("unit", form_of(unit), value=unit),))
        assert plan is not None
        return {one.document for one in engine.search(plan, Slice(10)).found}

    assert (narrowed("UBND xã Mường"), narrowed("xa muong")) == ({5}, {5, 6})


def test_pages_follow_one_another(engine: Engine) -> None:
    whole = found(engine, "thi đua")
    parts = [search(engine, "thi đua", Slice(1, at)).found for at in range(4)]
    assert [one.document for part in parts for one in part] == whole


def test_facets_count_reports_whatever_slice_is_shown(engine: Engine) -> None:
    facets = search(engine, "thi đua", Slice(1, facets=True)).facets
    assert facets["year"] == (("2020", 2), ("2021", 2), ("2019", 1))
    assert facets["unit"] == (("UBND huyện Tuần An", 2), ("Sở Nội vụ tỉnh Hòa Lâm", 1))
    assert not search(engine, "thi đua").facets


def test_the_limit_leaves_the_total(engine: Engine) -> None:
    results = search(engine, "thi đua", Slice(1))
    assert (len(results.found), results.total) == (1, 3)


def test_the_best_passage_comes_first(engine: Engine) -> None:
    assert search(engine, "Hòa Bình").found[0].passages[0] == 101


def test_changes(engine: Engine) -> None:
    engine.apply([1], [entry(2, "văn nghệ"), entry(2, "thể thao")], 7)
    assert engine.change() == 7
    assert found(engine, "khen") == found(engine, "hoa") == found(engine, "nghệ") == []
    assert found(engine, "thể thao") == [2]


def test_nothing_is_doubled(engine: Engine) -> None:
    for change in range(5, 9):
        engine.apply([], [entry(2, "thi đua")], change)
    assert found(engine, "thi đua").count(2) == 1
    assert len(search(engine, "thi đua số 2").found[0].passages) == 1


def test_a_failed_change_leaves_what_was(engine: Engine) -> None:
    def entries() -> object:
        yield entry(9, "mới")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.apply([1], entries(), 9)  # type: ignore[arg-type]
    assert engine.change() == 4
    assert found(engine, "khen") == [1]
    engine.apply([], [entry(9, "mới")], 9)  # the lock is free again
    assert found(engine, "mới") == [9]


def test_many_commits_are_one_index(engine: Engine) -> None:
    for change in range(5, 8):  # so many entries that Whoosh keeps files of their own for each commit
        engine.apply([], [entry(at, "thi đua", *["mục"] * 20) for at in range(change * 10, change * 10 + 5)], change)
    assert search(engine, "thi đua -khen").total == 17
    assert search(engine, "mục", Slice(1, facets=True)).facets["unit"] == (("UBND xã", 15),)


def test_what_is_written_is_there_when_opened_again(engine: Engine, tmp_path: Path) -> None:
    engine.close()
    again = type(engine).open(tmp_path)
    assert again.change() == 4
    assert found(again, "khen") == [1]


def test_an_empty_index(tmp_path: Path) -> None:
    for kind in ENGINES:
        folder = tmp_path / kind.name
        folder.mkdir()
        empty = kind.open(folder)
        assert (empty.change(), found(empty, "khen")) == (0, [])


WORDS = st.sampled_from(["thi", "đua", "khen", "Hòa", "hoa", "thưởng", "34/CT-TW", "2020", "tiên", "tiến", "tiênn"])
TYPED = st.sampled_from(
    ["thi", '"thi đua"', "-khen", "Hòa", "hoa", "th*", "OR", "34-CT/TW", "năm:2020", "tien", "tiêm"]
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.lists(st.lists(WORDS, max_size=12), max_size=3), st.sampled_from([(), (2020,)])), max_size=6),
    st.lists(st.lists(TYPED, min_size=1, max_size=4).map(" ".join), min_size=3, max_size=8),
)
def test_engines_agree(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[tuple[list[list[str]], tuple[int, ...]]], queries: list[str]
) -> None:
    engines = [kind.open(tmp_path_factory.mktemp(kind.name)) for kind in ENGINES]
    entries = [
        Entry(at, tuple(Passage(at * 10 + n, " ".join(text)) for n, text in enumerate(texts)), years=years)
        for at, (texts, years) in enumerate(drafts, 1)
    ]
    for engine in engines:
        engine.apply([], entries, 1)
    for query in queries:
        if planned(parse(query), engines[0].vocabulary()):
            one, *others = (search(engine, query, Slice(100, facets=True)) for engine in engines)
            for other in others:
                assert {f.document: f.exact for f in one.found} == {f.document: f.exact for f in other.found}
                assert (one.total, one.complete, one.facets) == (other.total, other.complete, other.facets)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param(normalize("NFD", "Quàng Thị Ế"), "quàng thị ế", id="marks that stand apart"),
        pytest.param("nương 🏆 rẫy 👩‍🌾", "nương rẫy", id="pictures"),
        pytest.param("\u200bnhà\u00a0văn\u00adhóa\ufeff", "nhà", id="signs that are not seen"),
        pytest.param("ﬁ ² Ⅻ №5 ½ 中文 кубок", "кубок", id="letters of others"),
        pytest.param("\x00\x1b[31m \ud7ff \U0010ffff bản", "bản", id="signs that are none"),
        pytest.param("a" * 70_000 + " nương", "nương", id="a word longer than engines take"),
        pytest.param("lúa " * 100_000 + "nếp", '"lúa nếp"', id="a hundred thousand words"),
        pytest.param("¶ nếp ¶ nương ¶", "nương", id="the sign that stands between texts"),
        pytest.param("« » ... “” -- ", "xyz", id="no words"),
        pytest.param("", "xyz", id="nothing"),
    ],
)
def test_whatever_a_passage_holds(engine: Engine, text: str, query: str) -> None:
    engine.apply([], [Entry(9, (Passage(900, text, text), Passage(901, "đuôi")), text, {"unit": (text,)})], 5)
    assert found(engine, query) == ([] if query == "xyz" else [9])
    assert found(engine, "đuôi") == [9]


def test_a_report_without_passages_is_found_by_what_is_known_of_it(engine: Engine) -> None:
    engine.apply([], [Entry(9, (), "Phụ lục 12", {"unit": ("UBND xã Ẩn",)}, (2024,)), Entry(10, ())], 5)
    assert found(engine, "phụ lục") == found(engine, "năm:2024") == found(engine, 'đơn_vị:"xã ẩn"') == [9]
    assert search(engine, "phụ lục").found[0].passages == ()
    assert holding(engine, Without(thi(engine))) == {4, 9, 10}
    engine.apply([9], [], 6)
    assert found(engine, "phụ lục") == []


def test_every_page_once_and_in_order(engine: Engine) -> None:
    engine.apply([], [entry(at, "cùng một lời", *["mục"] * (at % 3)) for at in range(10, 67)], 5)
    whole = search(engine, "cùng lời", Slice(1000))
    pages = [search(engine, "cùng lời", Slice(10, at)) for at in range(0, 70, 10)]
    assert [one.document for page in pages for one in page.found] == [one.document for one in whole.found]
    assert len({one.document for one in whole.found}) == whole.total == 57
    assert {page.total for page in pages} == {57}
    assert search(engine, "cùng lời", Slice(10, 10_000)).found == ()


def holding(engine: Engine, *steps: Step) -> set[int]:
    results = engine.search(Plan(Both(steps)), Slice(100))
    assert results.total == len(results.found)
    return {one.document for one in results.found}


def thi(engine: Engine) -> Step:
    plan = planned(parse("thi"), engine.vocabulary())
    assert plan
    return plan.root.of[0]


def test_steps_go_together(engine: Engine) -> None:
    word, early, late = thi(engine), InField("year", years=(2019, 2020)), InField("year", years=(2021, 2021))
    assert holding(engine, word, Without(early)) == {3}
    assert holding(engine, Without(word)) == holding(engine, Without(Either((word, early)))) == {4}
    assert holding(engine, Either((early, late))) == {1, 2, 3}
    assert holding(engine, early, late) == holding(engine, Both((early, late))) == {2}
    assert holding(engine, Either((Both((early, late)), Without(word)))) == {2, 4}
    assert holding(engine, Without(Both((early, late))), word) == {1, 3}
    assert holding(engine, Without(Without(late))) == {2, 3}


def test_changes_are_seen_by_others_who_open_the_index(engine: Engine, tmp_path: Path) -> None:
    engine.apply([1], [entry(9, "mới")], 5)
    other = type(engine).open(tmp_path)
    assert (other.change(), found(other, "mới"), found(other, "khen")) == (5, [9], [])


def test_one_who_reads_stays_whole_while_another_writes(engine: Engine, tmp_path: Path) -> None:
    other = type(engine).open(tmp_path)
    before = found(other, "thi đua")
    for change in range(5, 9):
        engine.apply([], [entry(change * 10, "thi đua")], change)
    assert set(found(other, "thi đua")) >= set(before)
    assert len(found(type(engine).open(tmp_path), "thi đua")) == len(before) + 4


def test_a_change_of_nothing_is_a_change(engine: Engine) -> None:
    engine.apply([77], [], 9)
    assert (engine.change(), len(found(engine, "thi đua"))) == (9, 3)


def test_what_is_dropped_is_new_when_opened_again(engine: Engine, tmp_path: Path) -> None:
    engine.close()
    type(engine).drop(tmp_path)
    assert not tmp_path.exists()
    tmp_path.mkdir()
    assert type(engine).open(tmp_path).change() == 0


def test_what_a_report_explains_stands_for_one_another(engine: Engine) -> None:
    notes = ("vqg=vườn_quốc_gia", "vuon_quoc_gia=VQG")
    engine.apply([], [Entry(5, (Passage(500, "vườn quốc gia"),), meanings=notes), entry(6, "đến VQG")], 5)
    words = engine.vocabulary()
    assert (list(words.meanings("vqg")), list(words.meanings("vq"))) == (["vườn_quốc_gia"], [])
    for query in ("VQG", "vuon quoc gia", '"vườn quốc gia"'):
        assert sorted(found(engine, query)) == [5, 6]
    assert found(engine, "vqg") == [6]  # small letters may be a word


def test_the_words_of_an_index(engine: Engine) -> None:
    words = engine.vocabulary()
    assert words.known(["dua", "xyz", "khen"]) == {"dua": 3, "khen": 1}
    assert (words.count("dua"), words.count("xyz"), words.written("thi"), words.written("thí")) == (3, 0, 3, 0)
    assert list(words.beginning("th", 9)) == [("thi", 4), ("the", 1), ("thuong", 1)]
    assert words.size() >= sum(map(len, TEXTS.values()))


def test_damage_is_told(engine: Engine, tmp_path: Path) -> None:
    engine.close()
    for path in tmp_path.iterdir():
        path.write_bytes(b"rubbish")
    with pytest.raises(EngineBroken):
        broken = type(engine).open(tmp_path)
        search(broken, "khen")
