"""The measure of search can fail: queries are those they are called, answers are known, every rival finds."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest
from archives import taken_in
from classes import CLASSES, Queries
from relevance import answered, score, slipped
from rivals import BareTantivy, Fts5, Rival
from searching import index_of
from table import percentile

from corpus.folder import open_reading
from search.index import rebuild
from search.query import parse
from search.query.plan import planned
from tests.search.archives import Draft, put

TRUTH = {
    "header": {
        "doc_type": "Báo cáo",
        "issuer": "UBND xã An Bình",
        "title": None,
        "period": "2020",
        "number": "7/BC-UBND",
    },
    "citations": [{"number": "34-CT/TW"}, {"number": None}],
    "awards": [{"award": "Giấy khen"}],
    "movements": ["Dân vận khéo"],
    "grants": [{"name": "Lò Văn Sáng"}],
    "exemplars": [
        {"name": "Vàng A Dế", "place": "bản Hua, xã An Bình", "unit": None, "achievement": "nuôi ong"},
        {"name": "Lường Thị Mai", "place": "xã Nà Pông", "unit": None, "achievement": None},
    ],
}


@pytest.mark.parametrize(
    ("wanted", "is_answered"),
    [
        ({"issuer": "An Bình", "period": "2020"}, True),
        ({"issuer": "An Bình", "period": "2021"}, False),
        ({"issuer": "An Bìn"}, False),  # part of a word
        ({"cites": "34/CT-TW"}, True),  # as printed elsewhere
        ({"exemplar": "Vàng A Dế", "achievement": "nuôi ong"}, True),
        ({"exemplar": "Lường Thị Mai", "achievement": "nuôi ong"}, False),  # of another
        ({"names": "Lò Văn Sáng"}, True),
        ({"exemplar": "Lò Văn Sáng"}, False),  # receives an award only
        ({"movement": "dân vận khéo", "award": "Giấy khen", "number": "7/BC-UBND"}, True),
    ],
)
def test_what_answers_a_question(wanted: dict[str, str], is_answered: bool) -> None:
    assert answered(TRUTH, wanted) is is_answered


def test_a_slip_is_one_letter_and_spares_the_name_of_a_field() -> None:
    dice = random.Random(1)
    for _ in range(50):
        made = slipped('đơn_vị:"Tủa" lợn', dice)
        assert made.startswith("đơn_vị:")
        assert sum(a != b for a, b in zip(made, 'đơn_vị:"Tủa" lợn', strict=True)) == 1


def test_scores() -> None:
    assert (score("?", [], frozenset("a")).reciprocal, score("?", ["b", "a"], frozenset("a")).reciprocal) == (0, 0.5)
    assert score("?", list("abcdefghij"), frozenset("abcdefghijklm")).recall == 1  # ten of ten that can be shown
    assert percentile(range(1, 101), 99) == 99


def test_rivals_find_what_we_find(tmp_path: Path) -> None:
    drafts = [Draft(f"{n}.txt", "UBND xã An Bình", f"{2018 + n}").say(f"bài số {n}, thi đua") for n in (1, 2, 3)]
    root = put(tmp_path / "archive", drafts)
    folders = [tmp_path / name for name in ("fts5", "bare")]
    for folder in folders:
        folder.mkdir()
    rivals: list[Rival] = [Fts5.build(root, folders[0]), BareTantivy.build(root, folders[1])]

    rebuild(root)
    words = index_of(root).vocabulary()
    for query, count in (("thi đua", 3), ('"đua thi"', 0), ("đua năm:2019-2020", 2), ("bài 2", 1), ("bài -2", 2)):
        plan = planned(parse(query), words)
        assert plan
        assert [rival.search(plan, facets=True) for rival in rivals] == [count, count], query


@pytest.mark.slow
def test_every_class_is_drawn_from_the_archive(tmp_path: Path) -> None:
    root, _ = taken_in(tmp_path, reports=6, seed=3)
    rebuild(root)
    with closing(open_reading(root)) as connection:
        drawn = {name: Queries(connection, 1).of(name, 4) for name in CLASSES}
        again = {name: Queries(connection, 1).of(name, 4) for name in CLASSES}
    assert drawn == again
    assert all(len(queries) == 4 for queries in drawn.values())
    assert all(query.count('"') == 2 for query in drawn["phrase of three syllables"])
    assert all(query.isascii() for query in drawn["no diacritics"])
