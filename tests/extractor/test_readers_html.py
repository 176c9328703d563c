from __future__ import annotations

from pathlib import Path

import pytest

from extractor.layout import lay_out
from extractor.readers import read
from models.errors import ReadError
from models.records import Layout
from tests.extractor.layout_tools import texts


def _laid(body: str, folder: Path) -> Layout:
    path = folder / "thu.html"
    path.write_text(f"<!doctype html><html><head><title>Tên</title></head><body>{body}</body></html>", "utf-8")
    return lay_out(read(path))


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>Xã <b>Tà</b> Lu.</p><p>Hai.</p>", ["Xã Tà Lu.", "Hai."]),
        ("<p>Số 5/KH-<b>UBND</b> mới.</p>", ["Số 5/KH-UBND mới."]),  # markup inside a word
        ("<div>Một.<br>Hai.</div>", ["Một.", "Hai."]),  # a line break
        ("<script>var a = 1</script><style>p{}</style><p>Một.</p><!-- hai -->", ["Một."]),  # never shown
        ('<p style="display: none">Ẩn.</p><p hidden>Ẩn.</p><p>Hiện.</p>', ["Hiện."]),
        ("<ul><li>Một;</li><li>- Hai;</li></ul>", ["- Một;", "- Hai;"]),  # no bullet before a printed one
        ('<ol start="3"><li>Ba đơn vị</li><li>Bốn đơn vị</li></ol>', ["3. Ba đơn vị", "4. Bốn đơn vị"]),
        ("Chữ rời<p>Đoạn.</p>", ["Chữ rời", "Đoạn."]),  # text outside of any element
    ],
)
def test_what_a_browser_shows_is_read(body: str, blocks: list[str], tmp_path: Path) -> None:
    assert texts(_laid(body, tmp_path)) == blocks


def test_tables_keep_spans_and_footnotes_their_marks(tmp_path: Path) -> None:
    layout = _laid(
        "<p>Đã ban hành kế hoạch<sup>1</sup>, trồng 5 m<sup>3</sup> cây.</p>"
        "<table><tr><th rowspan=2>TT</th><th colspan=2>Đơn vị</th></tr><tr><td>xã</td><td>thôn</td></tr>"
        "<tr><td>1</td><td>Tà Lu</td><td>5</td></tr></table><p><sup>1</sup> Kế hoạch số 5/KH-UBND.</p>",
        tmp_path,
    )
    assert texts(layout, "paragraph", "footnote") == [
        "Đã ban hành kế hoạch, trồng 5 m3 cây.",
        "Kế hoạch số 5/KH-UBND.",
    ]
    cells = [[layout.text[c.start : c.end] for c in b.cells] for b in layout.blocks if b.kind == "row"]
    assert cells == [["TT", "Đơn vị", ""], ["", "xã", "thôn"], ["1", "Tà Lu", "5"]]


def test_a_table_that_holds_the_page_is_no_table(tmp_path: Path) -> None:
    body = "<table><tr><td><p>Một.</p><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>"
    assert [b.kind for b in _laid(body, tmp_path).blocks] == ["paragraph", "row"]


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no text in it"):
        _laid("<script>var a</script>", tmp_path)


@pytest.mark.parametrize(
    ("around", "kept"),
    [
        ('<ul><li><a href="/a">Giới thiệu</a></li><li><a href="/b">Văn bản</a></li></ul>', []),  # a menu
        ('<div><a href="/">Trang chủ</a> » <a href="/b">Văn bản</a></div>', []),  # the path to the page
        ('<div id="footer"><p>Bản quyền thuộc Sở.</p></div>', []),  # named for what it is
        (
            '<ul><li><a href="/a">Kế hoạch 5</a> của xã;</li><li>Tờ trình 3.</li></ul>',
            ["- Kế hoạch 5 của xã;", "- Tờ trình 3."],
        ),
        ('<p><a href="/a">Quyết định 5</a></p>', ["Quyết định 5"]),  # a lone link is part of the text
        ('<p><a href="#_ftnref1">[8]</a><a href="#_ftnref2">[9]</a></p>', ["[8][9]"]),  # links within the page
    ],
)
def test_what_is_about_the_site_is_left_out(around: str, kept: list[str], tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(f"<html><body>{around}<p>Xã đã họp dân.</p></body></html>", "utf-8")
    assert texts(lay_out(read(path))) == [*kept, "Xã đã họp dân."]


def test_a_letterhead_below_other_text_of_the_page_has_both_cells(tmp_path: Path) -> None:
    head = (
        "<table><tr><td>UBND XÃ TÀ LU<br>Số: 5/BC-UBND</td>"
        "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr></table>"
    )
    path = tmp_path / "trang.html"
    path.write_text(f"<html><body><p>Lượt xem: 120</p>{head}<p>BÁO CÁO</p></body></html>", "utf-8")
    assert {"UBND XÃ TÀ LU", "Số: 5/BC-UBND"} <= set(texts(lay_out(read(path)), "letterhead"))
