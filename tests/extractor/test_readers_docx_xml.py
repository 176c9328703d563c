"""What Word files hold that python-docx cannot write: notes, boxes, changes, controls, lists of several levels."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from extractor.layout import lay_out
from extractor.readers import read
from models.records import Layout
from tests.extractor.layout_tools import texts

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _laid(folder: Path, body: str, **parts: str) -> Layout:
    """The layout of a Word file with this body; `parts` are its notes."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {_W} {_MC}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    for name, content in parts.items():
        xml = f"<w:{name} {_W}>{content}</w:{name}>".encode()
        part = Part(PackURI(f"/word/{name}.xml"), _TYPE.format(name), xml, document.part.package)
        document.part.relate_to(part, _RELATION + name)
    path = folder / "thu.docx"
    document.save(str(path))
    return lay_out(read(path))


_BOX = f"<w:txbxContent><w:p>{_run('Đóng dấu treo')}</w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f"<w:p>{_run('Xã có 5 ')}<w:del><w:r><w:delText>bản</w:delText></w:r></w:del><w:ins>{_run('thôn')}</w:ins></w:p>",
            ["Xã có 5 thôn"],
            id="changes count as accepted",
        ),
        pytest.param(
            f"<w:moveFrom>{_run('cũ')}</w:moveFrom><w:p><w:moveTo>{_run('Chỗ mới')}</w:moveTo></w:p>",
            ["Chỗ mới"],
            id="what was moved stands where it went",
        ),
        pytest.param(
            f"<w:p>{_run('Bản Nà Sản')}{_run('ghi chú riêng', '<w:vanish/>')}</w:p>", ["Bản Nà Sản"], id="hidden"
        ),
        pytest.param(f"<w:p>{_run('Tờ trình', '<w:caps/>')}</w:p>", ["TỜ TRÌNH"], id="shown in capitals"),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{_run('Họ và tên: Lù A Páo')}</w:p></w:sdtContent></w:sdt>",
            ["Họ và tên: Lù A Páo"],
            id="a content control of whole paragraphs",
        ),
        pytest.param(
            f"<w:p><w:r><mc:AlternateContent><mc:Choice>{_BOX}</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback>"
            f"</mc:AlternateContent></w:r>{_run('Đoạn văn mang khung.')}</w:p>",
            ["Đoạn văn mang khung.", "Đóng dấu treo"],
            id="a text box, kept for old programs too, stands once",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:tc><w:p>{_run('Một')}</w:p></w:tc><w:tc><w:p>{_run('Hai')}</w:p></w:tc></w:tr>"
            f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:p>{_run('Bỏ')}</w:p></w:tc></w:tr></w:tbl>",
            ["Một\tHai"],
            id="a row taken out",
        ),
    ],
)
def test_the_text_is_what_is_shown(body: str, expected: list[str], tmp_path: Path) -> None:
    assert texts(_laid(tmp_path, body)) == expected


def _note(kind: str, text: str) -> str:
    return f'<w:{kind} w:id="2"><w:p>{_run(text)}</w:p></w:{kind}>'


@pytest.mark.parametrize(
    ("kind", "reference", "text", "mark"),
    [
        ("footnote", '<w:footnoteReference w:id="2"/>', " Sáu hộ mới.", "1"),
        ("endnote", '<w:endnoteReference w:id="2"/>', " Sáu hộ mới.", "i"),  # as Word numbers endnotes
        ("footnote", '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>', "* Sáu hộ mới.", "*"),
        ("footnote", '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>[a]</w:t>', "[a] Sáu hộ mới.", "a"),
    ],
)
def test_notes_of_all_kinds(kind: str, reference: str, text: str, mark: str, tmp_path: Path) -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    body = f"<w:p>{_run('Xã có 90 hộ')}<w:r>{raised}{reference}</w:r>{_run('.')}</w:p>"
    layout = _laid(tmp_path, body, **{f"{kind}s": _note(kind, text)})
    assert [(b.kind, b.mark) for b in layout.blocks] == [("paragraph", None), ("footnote", mark)]
    assert texts(layout) == ["Xã có 90 hộ.", "Sáu hộ mới."]


def _level(number: int, form: str, pattern: str) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'


_LISTS = (
    f'<w:abstractNum {_W} w:abstractNumId="70">{_level(0, "upperRoman", "%1.")}{_level(1, "decimal", "%2.")}'
    f"{_level(2, 'lowerLetter', '%3)')}{_level(3, 'bullet', '+')}{_level(4, 'bullet', chr(0xF0B7))}</w:abstractNum>",
    f'<w:num {_W} w:numId="70"><w:abstractNumId w:val="70"/></w:num>',
    f'<w:num {_W} w:numId="71"><w:abstractNumId w:val="70"/></w:num>',
    f'<w:num {_W} w:numId="72"><w:abstractNumId w:val="70"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


@pytest.mark.parametrize(
    ("places", "labels"),
    [
        ([(70, 0), (70, 1), (70, 1), (70, 2), (70, 0), (70, 1)], ["I.", "1.", "2.", "a)", "II.", "1."]),
        ([(70, 0), (71, 0)], ["I.", "II."]),  # lists of one kind count on
        ([(70, 0), (70, 0), (72, 0), (72, 0)], ["I.", "II.", "I.", "II."]),  # one that starts anew
        ([(70, 3), (70, 4)], ["+", "-"]),  # a bullet is what it is, or a dash for a sign of a font of symbols
    ],
)
def test_numbers_of_lists(places: list[tuple[int, int]], labels: list[str], tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_LISTS[0]))
    numbering.extend(map(parse_xml, _LISTS[1:]))
    for number, level in places:
        properties = document.add_paragraph("Xã Pá Lau họp dân.")._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
    path = tmp_path / "muc.docx"
    document.save(str(path))
    assert texts(lay_out(read(path))) == [f"{label} Xã Pá Lau họp dân." for label in labels]
