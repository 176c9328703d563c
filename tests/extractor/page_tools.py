"""Pages made for a test: a small report set as offices set them, as PDF and as a scan of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from models.page import Line, Page, Reading, Table

WIDTH, HEIGHT = A4
LEFT, RIGHT = 85.0, 553.0

BODY = (
    "Năm 2023, Ủy ban nhân dân huyện Sông Mây đã phát động ba phong trào",
    "thi đua theo Kế hoạch số 41/KH-UBND và tặng Giấy khen cho 27 tập thể",
)
NOTE = "Quyết định số 903/QĐ-UBND ngày 20/11/2023 của Chủ tịch Ủy ban nhân dân huyện Sông Mây."
ROWS = (("TT", "Đơn vị", "Giấy khen"), ("1", "Xã Bản Lầu", "12"), ("2", "Xã Nậm Tin", ""), ("3", "Thị trấn", "15"))


def fonts() -> None:
    folder = files("models") / "fonts"
    for name, style in (("Serif", "Regular"), ("Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"LiberationSerif-{style}.ttf")))


def pdf(path: Path, *pages: Callable[[Canvas], object], **options: object) -> Path:
    fonts()
    canvas = Canvas(str(path), pagesize=A4, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def put(canvas: Canvas, x: float, top: float, text: str, size: float = 14, font: str = "Serif") -> float:
    """Print `text` with its base line `top` points from the page's top; the x where it ends."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - top, text)
    return x + float(pdfmetrics.stringWidth(text, font, size))


def middle(canvas: Canvas, x: float, top: float, text: str, size: float = 13, font: str = "Bold") -> None:
    put(canvas, x - pdfmetrics.stringWidth(text, font, size) / 2, top, text, size, font)


def justified(canvas: Canvas, top: float, text: str) -> None:
    words = text.split()
    room = RIGHT - LEFT - sum(pdfmetrics.stringWidth(w, "Serif", 14) for w in words)
    x = LEFT
    for word in words:
        x = put(canvas, x, top, word) + room / (len(words) - 1)


def letterhead(canvas: Canvas) -> None:
    middle(canvas, 160, 60, "ỦY BAN NHÂN DÂN", font="Serif")
    middle(canvas, 160, 76, "HUYỆN SÔNG MÂY")
    middle(canvas, 160, 100, "Số: 87/BC-UBND", font="Serif")
    middle(canvas, 410, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    middle(canvas, 410, 76, "Độc lập - Tự do - Hạnh phúc")
    middle(canvas, 410, 100, "Sông Mây, ngày 05 tháng 12 năm 2023", font="Serif")
    middle(canvas, 319, 130, "BÁO CÁO", 14)


def report(canvas: Canvas) -> None:
    """The first page: letterhead, body with a footnote mark, footnote under a rule."""
    letterhead(canvas)
    for n in range(8):
        justified(canvas, 170 + 36 * n, BODY[0])
        justified(canvas, 188 + 36 * n, BODY[1])
    end = put(canvas, LEFT, 458, "theo quyết định khen thưởng")
    end = put(canvas, end, 453, "1", 8)
    put(canvas, end, 458, ". Diện tích trồng mới là 350 m")
    canvas.line(LEFT, HEIGHT - 760, LEFT + 140, HEIGHT - 760)
    put(canvas, 108, 771, "1", 6)
    put(canvas, 113, 775, NOTE, 10)


def table(canvas: Canvas) -> None:
    """The second page: page number, a ruled table, a line below."""
    middle(canvas, 297, 40, "2", 13, "Serif")
    for n in range(5):
        canvas.line(LEFT, HEIGHT - 80 - 30 * n, RIGHT, HEIGHT - 80 - 30 * n)
    for x in (LEFT, 130, 400, RIGHT):
        canvas.line(x, HEIGHT - 80, x, HEIGHT - 200)
    for n, row in enumerate(ROWS):
        for x, text in zip((95, 140, 410), row, strict=True):
            put(canvas, x, 100 + 30 * n, text, 13)
    for n in range(6):
        justified(canvas, 240 + 18 * n, BODY[n % 2])


def signature(canvas: Canvas) -> None:
    """The last page: Nơi nhận beside the signature, one line of it long."""
    for n in range(6):
        justified(canvas, 70 + 18 * n, BODY[n % 2])
    put(canvas, LEFT, 200, "Nơi nhận:", 12, "Bold")
    recipients = ("- Như trên;", "- Thường trực Huyện ủy, Thường trực HĐND huyện, các phòng, ban;", "- Lưu: VT.")
    for n, text in enumerate(recipients):
        put(canvas, LEFT, 240 + 13 * n, text, 11)
    middle(canvas, 430, 200, "TM. ỦY BAN NHÂN DÂN", 14)
    middle(canvas, 430, 218, "CHỦ TỊCH", 14)
    middle(canvas, 430, 300, "Lò Văn Sinh", 14)


def pictures(path: Path, dpi: int = 200, turn: float = 0.0) -> list[Image.Image]:
    """The pages of a PDF as a scanner gives them, laid in askew by `turn` degrees."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    return [page.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white") for page in pages]


def scanned(path: Path, pages: Sequence[Image.Image], dpi: int = 200) -> Path:
    """A PDF of pictures, or a picture file, by the ending of `path`."""
    pages[0].save(path, save_all=True, append_images=list(pages[1:]), dpi=(dpi, dpi), resolution=dpi)
    return path


def lines(page: Page, *zones: str) -> list[str]:
    return [line.text for line in only_lines(page) if not zones or line.zone in zones]


def only_lines(page: Page) -> Iterator[Line]:
    return (item for item in page.items if isinstance(item, Line))


def cells(page: Page) -> list[list[str]]:
    tables = [item for item in page.items if isinstance(item, Table)]
    return [[cell.text for cell in row] for table in tables for row in table.rows]


def marks(reading: Reading) -> list[str]:
    return [w.text for page in reading.pages for line in only_lines(page) for w in line.words if w.raised]
