"""The marked page: every record is to be seen, and the text stays whole."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extractor.extract import extract
from extractor.marked import LABELS, report_html
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
        self.names: list[str] = []
        self.links: list[str] = []
        self.tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            self._open = dict(attrs).get("class") or ""
        if tag == "a":
            self.names += [value for key, value in attrs if key == "id" and value]
            self.links += [value[1:] for key, value in attrs if key == "href" and value]
        if tag in ("h2", "table"):
            self.names += [value for key, value in attrs if key == "id" and value]
            self.tables += tag == "table"

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
    assert ("movements", "Dân vận khéo") in page.marked
    assert any(kind == "exemplars" and "Hờ A Páo" in text for kind, text in page.marked)
    assert {"citations", "awards", "header"} <= {kind for kind, _ in page.marked}


def test_the_text_is_whole_and_escaped(report: Report, page: Page) -> None:
    shown = " ".join(page.text.split())
    for block in report.layout.blocks:
        assert " ".join(report.layout.text[block.start : block.end].split()) in shown
    assert "<b>&</b>" in shown  # printed signs are shown, not obeyed


def test_every_record_is_listed_and_leads_to_its_place(report: Report, page: Page) -> None:
    records = sum(len(getattr(report, kind)) for kind in LABELS if kind != "header") + len(report.header_evidence)
    assert len([link for link in page.links if "-" in link]) == records
    assert set(page.links) <= set(page.names)
    assert len(page.names) == len(set(page.names))


def test_the_rows_of_a_table_stand_in_one(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("Kết quả:\nTT | Xã | Giấy khen\n1 | Ea Bá | 4\n2 | Ea Trol | 5\nCộng | | 8\n", "utf-8")
    page = Page()
    page.feed(html := report_html(extract(path)))
    assert page.tables == 2  # the particulars and the table
    assert ("checks wrong", "8") in page.marked  # 4 and 5 do not make 8
    assert "<strong>" in html


def test_doubtful_records_are_marked(tmp_path: Path) -> None:
    """In the text by an outline, in the list in words; others are not."""
    path = tmp_path / "bao-cao.txt"
    path.write_text(TEXT, "utf-8")
    report = extract(path)
    sure, doubtful = (
        report_html(replace(report, exemplars=(replace(report.exemplars[0], confidence=confidence),)))
        for confidence in (0.8, 0.79)
    )
    assert 'class="exemplars unsure"' in doubtful and "xã Ea Bá · chưa chắc (0,79) <q>" in doubtful
    assert 'class="exemplars"' in sure and "chưa chắc" not in sure
