"""Award decisions and the lists attached to them: who receives what."""

from __future__ import annotations

import pytest

from extractor.grants import find_grants
from extractor.source import Source
from models.records import Block, BlockKind, Header, Layout, Span

DECISION = Header(doc_type="Quyết định", number="75/QĐ-UBND", title="Về việc tặng Giấy khen của Chủ tịch UBND huyện")
Row = tuple[str, str, str | None, str | None, str]


def paper(*lines: str) -> Source:
    """Blocks, one a line: "# " begins a heading, "= " a title, tabs part the cells of a row, "~ " begins a signature."""
    marks: dict[str, BlockKind] = {"# ": "heading", "= ": "title", "~ ": "signature"}
    blocks, at, text = [], 0, []
    for line in lines:
        kind = marks.get(line[:2], "row" if "\t" in line else "paragraph")
        body = line[2:] if line[:2] in marks else line
        cells, start = [], at
        for cell in body.split("\t") if kind == "row" else ():
            cells.append(Span(start, start + len(cell)))
            start += len(cell) + 1
        blocks.append(Block(kind, at, at + len(body), 1, cells=tuple(cells), table=0 if cells else None))
        text.append(body)
        at += len(body) + 1
    return Source(Layout("\n".join(text), tuple(blocks), (), 1))


def found(*lines: str, header: Header = DECISION) -> list[Row]:
    return [(g.name, g.kind, g.role, g.unit, g.award) for g in find_grants(paper(*lines), header)]


LISTED = [
    (
        ["Điều 1. Tặng Giấy khen cho 02 cá nhân:", "1. Ông Vàng A Chứ, Trưởng bản Nà Sự;", "2. Bà Lò Thị Pánh - xã Chà Nưa."],
        [
            ("Vàng A Chứ", "person", "Trưởng bản Nà Sự", None, "Giấy khen"),
            ("Lò Thị Pánh", "person", None, "xã Chà Nưa", "Giấy khen"),
        ],
        "a numbered list; an office or a place behind the name",
    ),
    (
        ["Điều 1. Tặng Bằng khen cho 02 tập thể, 01 hộ, gồm:", "# I. Tập thể", "1. Khoa Nhi, Bệnh viện huyện", "# II. Hộ gia đình", "1. Hộ ông Đinh Phrơn, làng Bút"],
        [
            ("Khoa Nhi", "collective", None, "Bệnh viện huyện", "Bằng khen"),
            ("Đinh Phrơn", "household", None, "làng Bút", "Bằng khen"),
        ],
        "headings tell who is named; a comma parts a body from where it belongs",
    ),
    (
        ["Điều 1. Công nhận danh hiệu Chiến sĩ thi đua cơ sở cho 01 cá nhân:", "Đỗ Thị Mận, giáo viên Trường THCS Yên Lập", "Điều 2. Tặng Giấy khen cho: Trường Mầm non Sen Hồng."],
        [
            ("Đỗ Thị Mận", "person", "giáo viên", "Trường THCS Yên Lập", "Chiến sĩ thi đua cơ sở"),
            ("Trường Mầm non Sen Hồng", "collective", None, None, "Giấy khen"),
        ],
        "an award for each article; a name without number or form of address; a name within the article",
    ),
    (
        ["Điều 1. Tặng Giấy khen cho em Sùng A Dê, học sinh lớp 7B Trường PTDTBT Tả Lèng, đã có hành động dũng cảm cứu người."],
        [("Sùng A Dê", "person", "học sinh lớp 7B", "Trường PTDTBT Tả Lèng", "Giấy khen")],
        "one recipient in the sentence; the deed is left out",
    ),
    (
        ["Điều 1. Tặng Giấy khen cho 02 tập thể (có danh sách kèm theo).", "~ Lê Văn Hợi", "= DANH SÁCH", "= Tập thể được tặng Giấy khen", "TT\tTên tập thể\tĐịa chỉ", "1\tPhòng Lao động - TB & XH\tthị trấn", "2\tNhân dân và cán bộ ấp Phú An\tXã Phú Hựu"],
        [
            ("Phòng Lao động - TB & XH", "collective", None, "thị trấn", "Giấy khen"),
            ("Nhân dân và cán bộ ấp Phú An", "collective", None, "Xã Phú Hựu", "Giấy khen"),
        ],
        "the list attached behind the signature, in a table",
    ),
    (
        ["= DANH SÁCH cá nhân được tặng Giấy khen", "TT\tHọ và tên\tChức vụ, đơn vị công tác", "1\tTrần Văn Út\tĐội trưởng Đội Hình sự, Công an huyện", "\tB. DANH HIỆU LAO ĐỘNG TIÊN TIẾN\t", "1\tK'Brèm\tCông chức Địa chính - Xây dựng, UBND xã Đắk Som"],
        [
            ("Trần Văn Út", "person", "Đội trưởng", "Đội Hình sự, Công an huyện", "Giấy khen"),
            ("K'Brèm", "person", "Công chức Địa chính - Xây dựng", "UBND xã Đắk Som", "Lao động tiên tiến"),
        ],
        "office and unit in one column; a row that names the next award",
    ),
    (
        ["Điều 3. Tặng Giấy khen của Giám đốc Sở cho ông Tằng A Sồi, nhân viên y tế, xã Đồng Văn và bà Lỷ Thị Múi, xã Húc Động đã có thành tích trong tiêm chủng."],
        [
            ("Tằng A Sồi", "person", "nhân viên y tế", "xã Đồng Văn", "Giấy khen"),
            ("Lỷ Thị Múi", "person", None, "xã Húc Động", "Giấy khen"),
        ],
        "several recipients in the sentence",
    ),
    (
        ['Điều 2. Công nhận danh hiệu "Chiến sĩ thi đua cơ sở" cho:', "1. DSĐH. Phạm Văn Cương, Trưởng khoa Dược;", "2. Lái xe Đỗ Mạnh Tiến, Phòng Hành chính - Quản trị."],
        [
            ("Phạm Văn Cương", "person", "Trưởng khoa Dược", None, "Chiến sĩ thi đua cơ sở"),
            ("Đỗ Mạnh Tiến", "person", "Lái xe", "Phòng Hành chính - Quản trị", "Chiến sĩ thi đua cơ sở"),
        ],
        "a degree is no office, a calling is",
    ),
    (
        ["= DANH SÁCH được khen thưởng, tặng Giấy khen", "STT | Họ và tên | Đơn vị | Hình thức khen thưởng", "1 | Bà Kim Thị Sa | Trạm Y tế xã | Bằng khen"],
        [("Kim Thị Sa", "person", None, "Trạm Y tế xã", "Bằng khen")],
        "a table of plain text, parted by bars, with a column for the award",
    ),
    (
        ["Điều 1. Quyết định tặng Giấy khen cho các tập thể: Khoa Dược, Trường THCS Tân Lập và Phòng Văn hóa và Thông tin; các cá nhân: ông Lò Văn An, bác sĩ; bà Cầm Thị Bích - giáo viên."],
        [
            ("Khoa Dược", "collective", None, None, "Giấy khen"),
            ("Trường THCS Tân Lập", "collective", None, None, "Giấy khen"),
            ("Phòng Văn hóa và Thông tin", "collective", None, None, "Giấy khen"),
            ("Lò Văn An", "person", "bác sĩ", None, "Giấy khen"),
            ("Cầm Thị Bích", "person", "giáo viên", None, "Giấy khen"),
        ],
        "groups within the article, parted by commas or by semicolons",
    ),
    (
        ["Điều 1. Nay tặng Bằng khen cho Trần Văn Út - Đội phó; Lò Thị Bình - Công an viên; Hạng A Páo, đã có nhiều đóng góp."],
        [
            ("Trần Văn Út", "person", "Đội phó", None, "Bằng khen"),
            ("Lò Thị Bình", "person", "Công an viên", None, "Bằng khen"),
            ("Hạng A Páo", "person", None, None, "Bằng khen"),
        ],
        "names without a form of address within the article",
    ),
    (
        ["Điều 1. Tặng Giấy khen cho:", "+ Tập thể điển hình tiên tiến:", "* Trạm Y tế xã Nậm Khao", "+ Doanh nghiệp, hợp tác xã tiêu biểu", "* Hợp tác xã Chè Tuyết Shan"],
        [
            ("Trạm Y tế xã Nậm Khao", "collective", None, None, "Giấy khen"),
            ("Hợp tác xã Chè Tuyết Shan", "enterprise", None, None, "Giấy khen"),
        ],
        "groups under bullets, with more words",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "reason"), LISTED, ids=[row[2] for row in LISTED])
def test_recipients(lines: list[str], expected: list[Row], reason: str) -> None:
    assert found(*lines) == expected, reason


NOBODY = [
    (["Điều 2. Chánh Văn phòng và ông Lò Văn An chịu trách nhiệm thi hành."], "an article that gives nothing"),
    (
        ["Điều 1. Tặng Giấy khen cho:", "1. Ông Lò Văn An", "Điều 2. Giao cho:", "1. Ông Hạng A Páo"],
        "names below the next article",
    ),
    (["= DANH SÁCH đề nghị tặng Bằng khen", "1. Ông Hạng A Páo"], "proposed, not granted"),
    (["Điều 1. Thành lập Hội đồng thi đua gồm:", "1. Ông Hạng A Páo, Chủ tịch"], "members of a council"),
    (["= DANH SÁCH được tặng Giấy khen", "TT\tHọ và tên\tĐơn vị", "\tTổng cộng\t12"], "a row of totals"),
]


@pytest.mark.parametrize(("lines", "reason"), NOBODY, ids=[row[1] for row in NOBODY])
def test_no_recipients(lines: list[str], reason: str) -> None:
    assert "Hạng A Páo" not in [name for name, *_ in found(*lines)], reason
    assert len(found(*lines)) == ("Ông Lò Văn An" in lines[1:2][0] if len(lines) == 4 else 0), reason


def test_other_documents_grant_nothing() -> None:
    lines = ("Điều 1. Tặng Giấy khen cho:", "1. Ông Lò Văn An")
    assert found(*lines, header=Header(doc_type="Báo cáo", number="75/BC-UBND")) == []


def test_a_list_alone_names_its_decision() -> None:
    lines = (
        "= DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN",
        "= (Kèm theo Quyết định số 812/QĐ-UBND ngày 05/9/2022 của Chủ tịch UBND tỉnh)",
        "1. Bà Ka Thị Nhim, buôn Đưng",
    )
    [grant] = find_grants(paper(*lines), Header())
    assert (grant.name, grant.award, grant.decision) == ("Ka Thị Nhim", "Bằng khen", "812/QĐ-UBND")


def test_evidence_stands_where_the_recipient_is_named() -> None:
    source = paper("Điều 1. Tặng Giấy khen cho:", "1. Ông Báo Seo Dìn, Trưởng thôn Lùng Phủa;")
    [grant] = find_grants(source, DECISION)
    assert grant.mention == grant.evidence.quote == "Báo Seo Dìn, Trưởng thôn Lùng Phủa"
    assert source.text[grant.evidence.start :].startswith("Báo Seo Dìn")


_HEADLESS = (
    'Căn cứ Quy định số 30-QĐ/TW về "thi hành Điều lệ Đảng";',
    "Điều 1: Tặng Giấy khen cho 02 đảng viên hoàn thành xuất sắc nhiệm vụ:",
    "1. Đ/c Lý Thị Hoa, Chi bộ Trạm Y tế",
    "2. Đ/c Hoàng Văn Páo, Chi bộ bản Hua Nậm.",
)


def test_a_decision_whose_head_is_lost_still_names_its_recipients() -> None:
    rows = found(*_HEADLESS, "Điều 2: Các chi bộ chịu trách nhiệm thi hành Quyết định này.", header=Header())
    assert [(name, unit) for name, _, _, unit, _ in rows] == [
        ("Lý Thị Hoa", "Chi bộ Trạm Y tế"),
        ("Hoàng Văn Páo", "Chi bộ bản Hua Nậm"),
    ]
    assert found(*_HEADLESS, "Điều 2: Họp lại vào tuần sau.", header=Header()) == []  # nothing says it is one
