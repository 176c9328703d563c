"""The truth of a sample on paper, and what may be done to the paper."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import islice

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageChops

from corpus.sample.agenda import agenda
from corpus.sample.compose import compose
from corpus.sample.model import Block, Document, Phrase, Row
from corpus.sample.render.lies import moved
from corpus.sample.render.scan import Damage, draw_pictures, draw_scan
from corpus.sample.render.setting import Rule
from corpus.sample.render.sheet import PAGE, SetPage, choose_sheet, set_pages
from corpus.sample.render.truth import printed_pieces, true_blocks, true_text
from corpus.sample.world import chance

SEED = 11
CLEAN = Damage(0.3, 2, 0.0, 85, 0.0, colour=False, dpi=72)


def documents() -> list[Document]:
    return [compose(SEED, job) for job in islice(agenda(SEED), 8)]


def letters(text: str) -> str:
    return "".join(sorted("".join(text.split())))


def pages_of(document: Document) -> list[SetPage]:
    return set_pages(document, choose_sheet(chance(SEED, "truth")))


@pytest.mark.parametrize("document", documents(), ids=lambda d: d.stem[:20])
def test_every_printed_letter_is_in_the_truth_and_none_else(document: Document) -> None:
    printed = [piece for page in pages_of(document) for piece in printed_pieces(page)]
    assert letters("".join(printed)) == letters(true_text(true_blocks(document)))


@pytest.mark.parametrize("over", [False, True], ids=["kept together", "run over"])
def test_a_footnote_runs_over_where_the_office_lets_it(over: bool) -> None:
    """Of the sixty times that the note says it, some stand on the page of its mark and the others on the next."""
    blocks = [Block("paragraph", Phrase(f"Việc thứ {n} đã làm xong.")) for n in range(19)]
    long = Phrase("Văn bản chỉ đạo").noted(Phrase("kế hoạch, công văn, hướng dẫn; " * 60)) + "."
    document = replace(documents()[0], blocks=(*blocks, Block("paragraph", long)), appendix=())
    sheet = replace(choose_sheet(chance(SEED, "truth")), notes_run_over=over)
    pages = [" ".join(printed_pieces(page)) for page in set_pages(document, sheet)]
    told = [page.count("dẫn;") for page in pages]
    bearing = next(i for i, page in enumerate(pages) if "Văn bản chỉ đạo." in page)
    assert sum(told) == 60
    assert 0 < told[bearing] < 60 if over else told[bearing] == 60


def test_what_is_printed_around_the_text_is_no_part_of_it() -> None:
    rows = tuple(Row((Phrase(f"{n}"), Phrase("Xã Mường Hoong"))) for n in range(1, 60))
    table = Block("table", rows=(Row((Phrase("TT"), Phrase("Đơn vị"))), *rows), widths=(0.2, 0.8))
    document = replace(documents()[0], blocks=(table,), appendix=())
    sheet = replace(choose_sheet(chance(SEED, "truth")), heads_again=True, foot="Báo cáo năm")
    pages = set_pages(document, sheet)
    around = [{glyphs.text for glyphs in page.around} for page in pages]
    assert around[0] == {"Báo cáo năm"}
    assert around[1] >= {"Báo cáo năm", "2", "TT"}
    assert sum(piece == "Đơn vị" for page in pages for piece in printed_pieces(page)) == 1
    assert not any(page.rules for page in set_pages(document, replace(sheet, ruled=False))[1:2])


def test_headings_footnotes_and_rows_stand_where_they_belong() -> None:
    first = documents()[0]
    noted = Phrase("Đã ban hành kế hoạch").noted(Phrase("Kế hoạch số 12/KH-UBND.")) + ", hướng dẫn."
    blocks = (
        Block("part", Phrase("Phần thứ nhất")),
        Block("part", Phrase("KẾT QUẢ")),
        Block("heading", Phrase("I. CHỈ ĐẠO")),
        Block("heading", Phrase("1. Ưu điểm")),
        Block("paragraph", noted),
        Block("heading", Phrase("II. PHONG TRÀO")),
        Block("table", rows=(Row((Phrase("TT"), Phrase("Đơn vị"))), Row((Phrase("1"), Phrase(""))))),
    )
    told = [b for b in true_blocks(replace(first, blocks=blocks, appendix=())) if b.kind not in ("head", "tail")]
    part = "Phần thứ nhất KẾT QUẢ"
    assert [(b.kind, b.text, b.section) for b in told] == [
        ("heading", part, ()),
        ("heading", "I. CHỈ ĐẠO", (part,)),
        ("heading", "1. Ưu điểm", (part, "I. CHỈ ĐẠO")),
        ("paragraph", "Đã ban hành kế hoạch, hướng dẫn.", (part, "I. CHỈ ĐẠO", "1. Ưu điểm")),
        ("footnote", "Kế hoạch số 12/KH-UBND.", (part, "I. CHỈ ĐẠO", "1. Ưu điểm")),
        ("heading", "II. PHONG TRÀO", (part,)),
        ("row", "TT\tĐơn vị", (part, "II. PHONG TRÀO")),
        ("row", "1\t", (part, "II. PHONG TRÀO")),
    ]
    assert [b.mark for b in told if b.mark] == ["1"]
    assert [b.opens for b in told if b.kind == "row"] == [True, False]


@pytest.mark.parametrize(
    ("damage", "size"),
    [
        (CLEAN, PAGE),
        (replace(CLEAN, quarters=1), PAGE[::-1]),
        (replace(CLEAN, quarters=2), PAGE),
        (replace(CLEAN, photo=True, colour=True), PAGE),
    ],
    ids=["straight", "sideways", "upside down", "photograph"],
)
def test_a_scan_lies_as_it_was_laid(damage: Damage, size: tuple[float, float]) -> None:
    data = draw_scan(pages_of(documents()[2])[:1], "UBND HUYỆN", damage, 3)
    assert pypdfium2.PdfDocument(io.BytesIO(data))[0].get_size() == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize(
    "damage",
    [
        CLEAN,
        replace(CLEAN, turn=2.0),
        replace(CLEAN, quarters=1),
        replace(CLEAN, quarters=2, turn=-1.0),
        replace(CLEAN, quarters=3),
        replace(CLEAN, photo=True),
    ],
    ids=["straight", "askew", "right", "over", "left", "photograph"],
)
def test_places_are_known_where_they_come_to_lie(damage: Damage) -> None:
    """Squares of ink in three corners are dark where the lie says, and only there."""
    corners = [(80.0, 100.0), (500.0, 120.0), (90.0, 760.0)]
    rules = [Rule(x, y - 6, x, y + 6, 12.0) for x, y in corners]
    ((jpeg, lie),) = draw_pictures([SetPage(1, [], rules)], "", replace(damage, colour=False), 3)
    dots = np.asarray(Image.open(io.BytesIO(jpeg)).convert("L"))
    scale = max(dots.shape) / PAGE[1]
    for x, y in moved(np.array(corners), lie):
        column, row = round(x * scale), round(y * scale)
        assert dots[row, column] < 60
        assert dots[row + 25, column + 25] > 80


def drawn(damage: Damage, page: SetPage) -> Image.Image:
    data = draw_scan([page], "UBND HUYỆN", damage, 3)
    picture: Image.Image = pypdfium2.PdfDocument(io.BytesIO(data))[0].render(scale=1).to_pil().convert("RGB")
    return picture


def darkness(picture: Image.Image) -> float:
    """How dark the picture is, of 255."""
    return 255 - sum(v * n for v, n in enumerate(picture.convert("L").histogram())) / (picture.width * picture.height)


def redness(picture: Image.Image) -> int:
    """How many dots are red."""
    red, _, blue = picture.split()
    return sum(ImageChops.subtract(red, blue).histogram()[60:])


def test_damage_shows() -> None:
    page = pages_of(documents()[1])[1]
    margin, clean = (0, 200, 60, 640), drawn(CLEAN, page)
    assert darkness(drawn(replace(CLEAN, punched=True), page).crop(margin)) > darkness(clean.crop(margin)) + 2
    assert darkness(drawn(replace(CLEAN, toner=(0.2, 0.4)), page)) < darkness(clean) - 5
    assert darkness(drawn(replace(CLEAN, photo=True), page)) > darkness(clean) + 20
    assert redness(drawn(replace(CLEAN, stamped=True, colour=True), page)) > redness(clean) + 500
