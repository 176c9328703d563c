from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UsageError
from models.text import SourceText
from search.analysis import document_numbers, tokens
from search.query import parse, tree
from search.query.explain import explained


def shape(node: tree.Node | None) -> object:
    """The tree in short: a word is a string, a phrase a tuple, the rest lists that begin with what they are."""
    match node:
        case tree.Phrase(words=(word,)):
            return f"{word.folded}*" if word.prefix else word.folded
        case tree.Phrase():
            return node.folded
        case tree.Field():
            return [node.name, node.years or shape(node.phrase)]
        case tree.Not():
            return ["not", shape(node.one)]
        case tree.Any():
            return ["or", *map(shape, node.of)]
        case tree.All():
            return ["and", *map(shape, node.of)]
        case None:
            return None


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        pytest.param("thi đua", ["thi", "dua"], id="words"),
        pytest.param('"thi đua" 2020', [("thi", "dua"), "2020"], id="phrase"),
        pytest.param("“Dân vận khéo”", [("dan", "van", "kheo")], id="curly quotes"),
        pytest.param("«nông nghiệp» „mới”", [("nong", "nghiep"), "moi"], id="other quotes"),
        pytest.param('thi "đua khen', ["thi", ("dua", "khen")], id="quote never closed: what follows it"),
        pytest.param('thi"đua', ["thi", "dua"], id="a quote within a word is none"),
        pytest.param("khen -covid", ["khen", ["not", "covid"]], id="left out"),
        pytest.param('khen -"dịch bệnh"', ["khen", ["not", ("dich", "benh")]], id="phrase left out"),
        pytest.param("-covid khen", ["covid", "khen"], id="minus at the start leaves nothing out"),
        pytest.param('-"dịch bệnh" khen', ["khen", ["not", ("dich", "benh")]], id="but before a phrase it does"),
        pytest.param("-năm:2020 khen", ["khen", ["not", ["year", (2020, 2020)]]], id="and before a field"),
        pytest.param("nông - lâm", ["nong", "lam"], id="a dash between blanks is a dash"),
        pytest.param("đoàn kết - gương mẫu", ["doan", "ket", "guong", "mau"], id="so are those of slogans"),
        pytest.param("bao nhiêu?", ["bao", "nhieu"], id="a question mark is no wildcard"),
        pytest.param("KH-UBND", [("kh", "ubnd")], id="no blank before: side by side"),
        pytest.param("1868/QĐ-UBND", [("1868", "qd", "ubnd")], id="a number's parts side by side"),
        pytest.param("1.940", ["1940"], id="thousands are one number"),
        pytest.param("khen khen KHEN", ["khen"], id="each once"),
        pytest.param("ho\u0300a", ["hoa"], id="decomposed letters are put together"),
        pytest.param("kỷ kỉ quý sỹ my", ["ki", "ki", "qui", "si", "mi"], id="y alone after some letters is i"),
        pytest.param("tuyên thủy y yêu", ["tuyen", "thuy", "y", "yeu"], id="other y stay"),
        pytest.param("thi* đua", ["thi*", "dua"], id="prefix"),
        pytest.param('"thi đua y*"', [("thi", "dua", "y")], id="prefix of a phrase's last word"),
        pytest.param("* thi * đua", ["thi", "dua"], id="a star alone"),
        pytest.param("lúa OR ngô", [["or", "lua", "ngo"]], id="or"),
        pytest.param("lúa HOẶC ngô HOẶC sắn 2020", [["or", "lua", "ngo", "san"], "2020"], id="or binds closer than and"),
        pytest.param("lúa hoặc ngô or sắn", ["lua", "hoac", "ngo", "or", "san"], id="in small letters they are words"),
        pytest.param("OR lúa OR", ["lua"], id="or without a partner"),
        pytest.param("lúa OR -ngô", ["lua", ["not", "ngo"]], id="or before what is left out"),
        pytest.param("NOT NOT a", ["not", "a"], id="no other operators"),
        pytest.param("năm:2020", [["year", (2020, 2020)]], id="year"),
        pytest.param("nam:2018-2022 year:2022–2018", [["year", (2018, 2022)]], id="years, in whatever order and dash"),
        pytest.param('loại:"báo cáo"', [["type", ("bao", "cao")]], id="field with a phrase"),
        pytest.param("đơn_vị:“Tuần Giáo” đơn-vị:Tỏa", [["unit", ("tuan", "giao")], ["unit", "toa"]], id="field names"),
        pytest.param("đơn_vị:'Tuần Giáo' K'Diệp", [["unit", ("tuan", "giao")], ("k", "diep")], id="single quotes"),
        pytest.param("văn_bản:1868/QĐ-UBND", [["document", ("1868", "qd", "ubnd")]], id="document"),
        pytest.param("khen -năm:2020", ["khen", ["not", ["year", (2020, 2020)]]], id="field left out"),
        pytest.param("năm:ngoái", [["and", "nam", "ngoai"]], id="no year: words"),
        pytest.param("màu:đỏ", [["and", "mau", "do"]], id="no field: words"),
        pytest.param("Kính gửi: chủ tịch", ["kinh", "gui", "chu", "tich"], id="a colon before a blank"),
        pytest.param("lúc 8:30 http://a.vn", ["luc", ("8", "30"), ("http", "a", "vn")], id="other colons"),
        pytest.param("HTX", [["or", "htx", ("hop", "tac", "xa")]], id="abbreviation"),
        pytest.param("hợp tác xã Sen", [["or", ["and", "hop", "tac", "xa"], "htx"], "sen"], id="what it stands for"),
        pytest.param('"hợp tác xã"', [["or", ("hop", "tac", "xa"), "htx"]], id="in quotes too"),
        pytest.param("(a) & b* ?c! [d] {e} ^f~2 g:h", ["a", "b*", "c", "d", "e", ("f", "2"), ["and", "g", "h"]],
                     id="signs of query languages mean nothing"),
    ],
)  # fmt: skip
def test_queries(query: str, wanted: list[object]) -> None:
    found = shape(parse(query).root)
    if query == '"thi đua y*"':
        assert found == ["and", ("thi", "dua", "y")]
        assert [phrase.words[-1].prefix for phrase in tree.phrases(parse(query).root)] == [True]
    else:
        assert found == ["and", *wanted]


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        pytest.param('thi "đua khen', "dấu ngoặc kép chưa đóng", id="open quote"),
        pytest.param("màu:đỏ", "không có trường “màu”", id="unknown field"),
        pytest.param("năm:ngoái", "năm:2020", id="no year"),
        pytest.param("đơn_vị: Tuần", "liền sau dấu hai chấm", id="a blank after the colon"),
        pytest.param("  -covid", "ít nhất một từ", id="only what is left out"),
        pytest.param("-covid khen", "dấu trừ ở đầu", id="a minus that leaves nothing out"),
        pytest.param("-5% hộ nghèo", None, id="nor is meant to"),
        pytest.param("-màu:đỏ khen", "không có trường “màu”", id="unknown field left out"),
        pytest.param("thi đua: khen 8:30", None, id="ordinary colons"),
    ],
)
def test_hints(query: str, hint: str | None) -> None:
    hints = parse(query).hints
    assert (hint is None and not hints) or (hint is not None and hint in hints[0])


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ('"thi đua" năm:2018-2022 -covid', "Tìm báo cáo có “thi đua”, có năm từ 2018 đến 2022, không có covid."),
        ("lúa OR ngô th*", "Tìm báo cáo có (lúa hoặc ngô) và th… (bắt đầu như vậy)."),
        ("lúa ngô sắn", "Tìm báo cáo có lúa, ngô và sắn."),
        ("khen -năm:2020", "Tìm báo cáo có khen, không có năm là 2020."),
        (
            "đơn_vị:'Mường Khê' -loại:BC",
            "Tìm báo cáo có “Mường Khê” trong đơn vị, không có BC trong loại.",
        ),
        ("HTX khen", "Tìm báo cáo có HTX (tức “hợp tác xã”) và khen."),
        ("hợp tác xã", "Tìm báo cáo có hợp, tác và xã (viết tắt HTX)."),
        ("?!", "Không có từ nào để tìm."),
    ],
)
def test_explained(query: str, sentence: str) -> None:
    assert explained(parse(query)) == sentence


@pytest.mark.parametrize("query", ["", "   ", "\n", "\u200b"])
def test_a_blank_query_is_one_sentence(query: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        parse(query)


@pytest.mark.parametrize("query", ["?!…", "- - -", '""', "“”", "/-/", "("])
def test_signs_alone_look_for_nothing(query: str) -> None:
    assert parse(query).root is None


@given(st.text())
def test_no_sign_is_ever_an_error(query: str) -> None:
    try:
        assert (
            parse(query).root
            or not [*tokens(query)]
            or " -" in " ".join(query.split())
            or "OR" in query
            or "HOẶC" in query
        )
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
