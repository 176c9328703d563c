"""Sample reports as some offices set them and some programs write them: what is seldom, and must be read as well."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.sample.model import Block, BlockKind, Document, Phrase, Row
from corpus.sample.render.setting import Glyphs, width
from corpus.sample.render.sheet import SetPage, Sheet, choose_sheet

_DEEPER: tuple[tuple[BlockKind, str], ...] = (
    ("heading", "1. Về chỉ đạo, điều hành"),
    ("heading", "1.1. Công tác tham mưu, ban hành văn bản"),
    (
        "paragraph",
        "Văn bản được ban hành đúng thẩm quyền, sát với nhiệm vụ từng quý và dễ theo dõi khi tổ chức thực hiện.",
    ),
    ("heading", "1.2. Công tác kiểm tra"),
    ("heading", "a) Ở các phòng, ban"),
    ("paragraph", "Đoàn kiểm tra làm việc trực tiếp, kết luận bằng văn bản và hẹn ngày khắc phục."),
    ("heading", "b) Ở cơ sở"),
    ("item", "- Kiểm tra theo kế hoạch đã báo trước, không gây phiền hà cho cơ sở;"),
    ("item", "+ Nơi làm tốt được nêu tên tại giao ban;"),
    ("item", "+ Nơi làm chưa tốt được góp ý riêng."),
    ("heading", "2. Về tuyên truyền"),
    ("paragraph", "Tin, bài về điển hình được đăng đều trên trang thông tin điện tử và phát trên loa của bản."),
)
_NOTES = (
    "Văn bản chỉ đạo trong kỳ gồm kế hoạch phát động, công văn đôn đốc, thông báo kết luận giao ban, hướng dẫn chấm "
    "điểm và quyết định thành lập tổ kiểm tra; bản chụp được lưu cùng hồ sơ khen thưởng tại bộ phận văn "
    "thư và gửi cho các đơn vị trong khối để làm căn cứ khi tự chấm điểm cuối năm.",
    "Thành phần đoàn gồm đại diện phòng chuyên môn, công đoàn và ban thanh tra nhân dân; biên bản được hai bên "
    "ký ngay trong ngày, những việc phải khắc phục được ghi thành từng mục với người chịu trách nhiệm và hạn làm xong, "
    "sau đó niêm yết tại nhà văn hóa của bản để người dân cùng theo dõi.",
    "Mỗi tháng hai bài, do các đơn vị luân phiên viết và chịu trách nhiệm về số liệu.",
)
_GROUPS = "Khối thứ nhất", "Khối thứ hai"


def harder(document: Document, sheet: Sheet) -> Document:
    """The document with headings of every depth, long footnotes, and rows across the tables that have rules."""
    grouped = _grouped if sheet.ruled else _as_it_is
    blocks = [grouped(block) for block in document.blocks]
    at = next((i for i, block in enumerate(blocks) if block.phrase.text.startswith("II. ")), None)
    if at is not None:
        blocks[at:at] = _deeper()
    return replace(document, blocks=tuple(blocks), appendix=tuple(map(grouped, document.appendix)))


def _deeper() -> Iterator[Block]:
    notes = map(Phrase, _NOTES)
    for kind, text in _DEEPER:
        phrase = Phrase(text)
        yield Block(kind, phrase.noted(next(notes)) if kind == "paragraph" else phrase)


def _as_it_is(block: Block) -> Block:
    return block


def _grouped(block: Block) -> Block:
    """A table with a row across it above each half of its rows."""
    if len(block.rows) < 5:
        return block
    head, *rows = block.rows
    middle = len(rows) // 2
    first, second = (_across(name, len(head.cells)) for name in _GROUPS)
    return replace(block, rows=(head, first, *rows[:middle], second, *rows[middle:]))


def _across(text: str, columns: int) -> Row:
    return Row((Phrase(text), *[Phrase()] * (columns - 1)), across=True)


def harder_sheet(dice: random.Random, feet: Sequence[str] = ("", "Báo cáo công tác thi đua, khen thưởng")) -> Sheet:
    """A sheet with some of the ways that not all offices have."""
    return replace(
        choose_sheet(dice),
        ruled=dice.random() < 0.5,
        heads_again=dice.random() < 0.5,
        notes_run_over=True,
        foot=dice.choice(feet),
    )


def scattered(page: SetPage, dice: random.Random) -> SetPage:
    """The page as some programs write it: letter by letter, without blanks, its lines in no order."""
    runs = [list(_letters(glyphs)) for glyphs in page.printed]
    dice.shuffle(runs)
    return SetPage(page.number, [letter for run in runs for letter in run], page.rules, page.sign)


def _letters(glyphs: Glyphs) -> Iterator[Glyphs]:
    x = glyphs.x
    for letter in glyphs.text:
        if not letter.isspace():
            yield replace(glyphs, x=x, text=letter)
        x += width(letter, glyphs.style, glyphs.size)
