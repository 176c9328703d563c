from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UsageError
from models.text import SourceText
from search.analysis import document_numbers, tokens
from search.query import parse


def folded(query: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    parsed = parse(query)
    return [clause.folded for clause in parsed.wanted], [clause.folded for clause in parsed.unwanted]


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        pytest.param("thi đua", [("thi",), ("dua",)], [], id="words"),
        pytest.param('"thi đua" 2020', [("thi", "dua"), ("2020",)], [], id="phrase"),
        pytest.param("“Dân vận khéo”", [("dan", "van", "kheo")], [], id="curly quotes"),
        pytest.param("«nông thôn» „mới”", [("nong", "thon"), ("moi",)], [], id="other quotes"),
        pytest.param('thi "đua', [("thi",), ("dua",)], [], id="quote never closed"),
        pytest.param("khen -covid", [("khen",)], [("covid",)], id="left out"),
        pytest.param('khen -"dịch bệnh"', [("khen",)], [("dich", "benh")], id="phrase left out"),
        pytest.param("-covid khen", [("covid",), ("khen",)], [], id="minus at the start leaves nothing out"),
        pytest.param("nông - lâm", [("nong",), ("lam",)], [], id="a dash between blanks is a dash"),
        pytest.param("KH-UBND", [("kh", "ubnd")], [], id="no blank before: side by side"),
        pytest.param("1868/QĐ-UBND", [("1868", "qd", "ubnd")], [], id="a number's parts side by side"),
        pytest.param("1.940", [("1940",)], [], id="thousands are one number"),
        pytest.param("khen khen KHEN", [("khen",)], [], id="each once"),
        pytest.param("ho\u0300a", [("hoa",)], [], id="decomposed letters are put together"),
        pytest.param("(a) & b* ?c! [d] {e} ^f~2 g:h", [("a",), ("b",), ("c",), ("d",), ("e",), ("f", "2"), ("g", "h")], [],
                     id="signs of query languages mean nothing"),
    ],
)  # fmt: skip
def test_queries(query: str, wanted: list[tuple[str, ...]], unwanted: list[tuple[str, ...]]) -> None:
    assert folded(query) == (wanted, unwanted)


@pytest.mark.parametrize("query", ["", "   ", "\n", "\u200b"])
def test_a_blank_query_is_one_sentence(query: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        parse(query)


@pytest.mark.parametrize("query", ["?!…", "- - -", '""', "“”", "/-/", "("])
def test_signs_alone_look_for_nothing(query: str) -> None:
    assert not parse(query).wanted


@given(st.text())
def test_no_sign_is_ever_an_error(query: str) -> None:
    try:
        assert parse(query).wanted or not [*tokens(query)] or " -" in " ".join(query.split())
    except UsageError:
        assert not SourceText.read(query).text.strip()


@pytest.mark.parametrize(("query", "exact"), [("hoa binh", False), ("hòa binh", True), ("ĐUA", True), ("1868", False)])
def test_diacritics_make_a_query_exact(query: str, exact: bool) -> None:
    assert parse(query).exact is exact


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("Hoà", "hòa", id="both placements of the tone mark"),
        pytest.param("Uỷ", "ủy", id="both placements, uy"),
        pytest.param("UBND", "ubnd", id="case"),
    ],
)
def test_exact_forms(text: str, exact: str) -> None:
    assert [t.exact for t in tokens(text)] == [t.exact for t in tokens(exact)]


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Quyết định số 1868/QĐ-UBND ngày 14/10/2020", ["1868qdubnd"]),
        ("972/KH- UBND và 34/CT-TW", ["972khubnd", "34cttw"]),  # a blank that a line break left
        ("giai đoạn 2016 - 2020, ngày 14-10-2020", []),  # years and dates are no numbers of documents
        ("số 12/KH-UBND - xã Quài", ["12khubnd"]),  # a dash between blanks ends the number
    ],
)
def test_document_numbers_are_found_whole(text: str, keys: list[str]) -> None:
    assert [key for _, _, key in document_numbers(text)] == keys
