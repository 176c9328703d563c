"""The marked page: every record is to be seen, and the text stays whole."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from extractor.extract import extract
from extractor.marked import report_html
from models.records import Report

TEXT = """UBND HUYỆN SÔNG HINH
Số: 15/BC-UBND

BÁO CÁO
Kết quả thi đua năm 2019

Thực hiện Kế hoạch số 9/KH-UBND ngày 02/01/2019 của UBND tỉnh về phong trào “Dân vận khéo” <b>&</b>.

- Giấy khen của Chủ tịch UBND huyện: 12 tập thể, 30 cá nhân.

Tiêu biểu có gia đình ông Hờ A Páo - xã Ea Bá.
"""


class Page(HTMLParser):
    """What a browser would show: the text, and the text in marks by kind."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self._open = "", ""
        self.marked: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            self._open = dict(attrs).get("class") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open:
            self.marked.append((self._open, data))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path: Path = tmp_path_factory.mktemp("marked") / "a.txt"
    path.write_text(TEXT, "utf-8")
    return extract(path)


@pytest.fixture(scope="module")
def page(report: Report) -> Page:
    page = Page()
    page.feed(report_html(report))
    return page


def test_every_kind_of_record_is_marked(page: Page) -> None:
    marked = {kind: text for kind, text in page.marked if not text.endswith(tuple("0123456789"))}
    assert "Dân vận khéo" in marked["movements"]
    assert "Hờ A Páo" in marked["exemplars"]
    assert {"citations", "awards", "header"} <= {kind for kind, _ in page.marked}


def test_the_text_is_whole_and_escaped(report: Report, page: Page) -> None:
    shown = " ".join(page.text.split())
    for block in report.layout.blocks:
        assert " ".join(report.layout.text[block.start : block.end].split()) in shown
    assert "<b>&</b>" in shown  # printed signs are shown, not obeyed
