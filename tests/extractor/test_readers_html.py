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
