"""What every engine must do alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines import Engine, EngineBroken, Entry
from search.engines.whoosh import WhooshEngine
from search.query import parse

ENGINES: list[type[Engine]] = [WhooshEngine]

TEXTS = {
    1: ("Quyết định số 1868/QĐ-UBND về khen thưởng", "thi đua ở Hòa Bình"),
    2: ("thi đua ở Hoa Lư",),
    3: ("hội thi; cuộc đua", "Chỉ thị 34/CT-TW"),
    4: ("in can the to may",),  # Vietnamese syllables that English stop lists drop
}


def entry(document: int, *texts: str) -> Entry:
    return Entry(document, tuple((document * 100 + at, text) for at, text in enumerate(texts)))


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    opened: Engine = request.param.open(tmp_path)
    opened.apply([], [entry(document, *texts) for document, texts in TEXTS.items()], 4)
    return opened


def found(engine: Engine, query: str, within: set[int] | None = None) -> list[int]:
    return [one.document for one in engine.search(parse(query), within, 10).found]


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
    ],
)
def test_what_is_found(engine: Engine, query: str, documents: list[int]) -> None:
    results = engine.search(parse(query), None, 10)
    assert sorted(one.document for one in results.found) == documents
    assert results.total == len(documents)


@pytest.mark.parametrize(("query", "order"), [("Hòa", [1, 2]), ("Hoa ở", [2, 1]), ("thi đua", [1, 2, 3])])
def test_exact_before_folded_and_side_by_side_before_apart(engine: Engine, query: str, order: list[int]) -> None:
    documents = found(engine, query)
    assert documents[-1] == order[-1]
    assert query == "thi đua" or documents == order


def test_some_words_where_no_document_has_all(engine: Engine) -> None:
    results = engine.search(parse("khen xyz"), None, 10)
    assert not results.complete
    assert [one.document for one in results.found] == [1]


def test_only_within(engine: Engine) -> None:
    assert found(engine, "thi đua", {2, 3}) != found(engine, "thi đua")
    assert set(found(engine, "thi đua", {2, 3})) == {2, 3}
    assert found(engine, "thi đua", set()) == []


def test_the_limit_leaves_the_total(engine: Engine) -> None:
    results = engine.search(parse("thi đua"), None, 1)
    assert (len(results.found), results.total) == (1, 3)


def test_the_best_passage_comes_first(engine: Engine) -> None:
    assert engine.search(parse("Hòa Bình"), None, 1).found[0].passages[0] == 101


def test_changes(engine: Engine) -> None:
    engine.apply([1], [entry(2, "văn nghệ"), entry(2, "thể thao")], 7)
    assert engine.change() == 7
    assert found(engine, "khen") == found(engine, "hoa") == found(engine, "nghệ") == []
    assert found(engine, "thể thao") == [2]


def test_nothing_is_doubled(engine: Engine) -> None:
    for change in range(5, 9):
        engine.apply([], [entry(2, "thi đua")], change)
    assert found(engine, "thi đua").count(2) == 1
    assert len(engine.search(parse("thi đua"), {2}, 10).found[0].passages) == 1


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


def test_damage_is_told(engine: Engine, tmp_path: Path) -> None:
    engine.close()
    for path in tmp_path.iterdir():
        path.write_bytes(b"rubbish")
    with pytest.raises(EngineBroken):
        broken = type(engine).open(tmp_path)
        broken.search(parse("khen"), None, 1)
