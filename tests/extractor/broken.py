"""Files as no office would send them, each made here: what a bad disk, a bad program or a bad will may make of one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

SENTENCE = "Năm 2020, Ủy ban nhân dân xã tặng Giấy khen cho 3 tập thể, 12 cá nhân. "


def pdf(*objects: str | bytes, trailer: str = "", root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right index."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        raw = body.encode("latin-1") if isinstance(body, str) else body
        out.write(b"%d 0 obj\n" % number + raw + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return out.getvalue() + end.encode()


def stream(content: bytes, entries: str = "") -> bytes:
    """A PDF stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def text_pdf(content: str, font: str = FONT, page: str = PAGE) -> bytes:
    """One page with this content."""
    return pdf(CATALOG, ONE_PAGE, page, stream(content.encode("latin-1", "replace")), font)


def lines_pdf(lines: int) -> bytes:
    """A page with so many lines, each with a raised number at its head as footnotes have."""
    rows = (
        f"BT /F 4 Tf 50 {800 - i * 0.07:.2f} Td ({i % 100}) Tj /F 7 Tf 5 -2 Td (Theo van ban {i}.) Tj ET"
        for i in range(lines)
    )
    return text_pdf("\n".join(rows))


def png(width: int, height: int, data: bytes = b"", depth: int = 8) -> bytes:
    """A PNG whose head promises so many dots, whatever `data` holds."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def tiff_loop() -> bytes:
    """A TIFF whose second page is its first again."""
    entries = [
        (256, 4, 1, 8),
        (257, 4, 1, 8),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 200),
        (278, 4, 1, 8),
        (279, 4, 1, 64),
    ]
    folder = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *e) for e in entries)
    return (b"II*\x00" + struct.pack("<I", 8) + folder + struct.pack("<I", 8)).ljust(200, b"\0") + bytes(64)


def tiff(width: int, height: int, data: bytes) -> bytes:
    """A TIFF of one strip of packed dots, `data`, whatever its size says."""
    entries = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 200),
        (278, 4, 1, height),
        (279, 4, 1, len(data)),
    ]
    folder = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *e) for e in entries) + bytes(4)
    return (b"II*\x00" + struct.pack("<I", 8) + folder).ljust(200, b"\0") + data


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, before: str = "") -> bytes:
    """A Word file with this body; `before` stands at the head of its XML."""
    xml = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return packed(
        {"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATIONS.encode(), "word/document.xml": xml.encode()}
    )


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: int, columns: int) -> str:
    """A table of a Word file."""
    row = f"<w:tr>{'<w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc>' * columns}</w:tr>"
    return f"<w:tbl>{row * rows}</w:tbl>"


def laughs(levels: int = 9) -> str:
    """Entities each ten times the one before."""
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, levels))
    return f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>'


def odt(body: str, before: str = "") -> bytes:
    """An OpenDocument text with this body."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xml = f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{office}" xmlns:text="{text}" office:version="1.2"><office:body><office:text><text:p>{body}</text:p></office:text></office:body></office:document-content>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", xml)
    return out.getvalue()


def html(body: str) -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def mail(subject: str = "Bao cao", body: str = SENTENCE, extra: str = "") -> bytes:
    """An e-mail of plain text."""
    head = f"From: a@b.example\r\nDate: Mon, 4 Jan 2021 08:00:00 +0700\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n{extra}"
    return (head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body).encode()


def parts_in_parts(depth: int) -> bytes:
    """An e-mail whose parts are nested so deep."""
    lines = ["From: a@b.example", "Date: Mon, 4 Jan 2021 08:00:00 +0700", "MIME-Version: 1.0"]
    for i in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="{i}"', "", f"--{i}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", SENTENCE]).encode()


def forwarded(times: int) -> bytes:
    """An e-mail that holds another, and so on."""
    whole = mail()
    for i in range(times):
        head = f"From: a@b.example\r\nDate: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b{i}\r\n"
        part = f"\r\n--b{i}\r\nContent-Type: message/rfc822\r\n\r\n"
        whole = f"{head}{part}".encode() + whole + f"\r\n--b{i}--\r\n".encode()
    return whole


def word(kind: str) -> bytes:
    """A Word file whose package says that it is of this kind: a template, one with macros."""
    main = b"openxmlformats-officedocument.wordprocessingml.document.main"
    with zipfile.ZipFile(io.BytesIO(docx(paragraph(SENTENCE)))) as whole:
        return packed({name: whole.read(name).replace(main, kind.encode()) for name in whole.namelist()})


def _page_loop() -> bytes:
    return pdf(
        CATALOG,
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 9 >>",
    )


def _form_loop() -> bytes:
    page = PAGE.replace("/Font <<", "/XObject << /X 6 0 R >> /Font <<")
    form = stream(
        b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    return pdf(CATALOG, ONE_PAGE, page, stream(b"/X Do BT /F 9 Tf 9 9 Td (a) Tj ET"), FONT, form)


def _index_loop() -> bytes:
    whole = text_pdf("BT /F 12 Tf 50 700 Td (Bao cao) Tj ET")
    start = whole.rindex(b"xref\n0")
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def _declared(pages: int) -> bytes:
    return pdf(CATALOG, f"<< /Type /Pages /Kids [3 0 R] /Count {pages} >>", PAGE, stream(b""), FONT)


def _many_pages(pages: int) -> bytes:
    return pdf(CATALOG, f"<< /Type /Pages /Kids [{'3 0 R ' * pages}] /Count {pages} >>", PAGE, stream(b""), FONT)


def _huge_page() -> bytes:
    page = PAGE.replace("595 842", "99999999 99999999")
    return text_pdf("BT /F 12 Tf 50 700 Td (Bao cao thi dua) Tj ET 0 0 99999999 99999999 re f", page=page)


def _unmapped_font() -> bytes:
    glyphs = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    return text_pdf("BT /F 12 Tf 50 700 Td <00010002000300040005> Tj ET", font=glyphs)


def _bomb_stream() -> bytes:
    body = zlib.compress(b"BT /F 9 Tf 9 9 Td (a) Tj ET\n" * 2_000_000, 9)
    return pdf(CATALOG, ONE_PAGE, PAGE, stream(body, "/Filter /FlateDecode"), FONT)


def _huge_image() -> bytes:
    page = PAGE.replace("/Font <<", "/XObject << /X 6 0 R >> /Font <<")
    image = stream(
        b"\0", "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    )
    return pdf(CATALOG, ONE_PAGE, page, stream(b"595 0 0 842 0 0 cm /X Do"), FONT, image)


def _picture_bomb() -> bytes:
    """A picture of 400 million dots, packed twice over into a few hundred bytes."""
    page = PAGE.replace("/Font <<", "/XObject << /X 6 0 R >> /Font <<")
    dots = zlib.compress(zlib.compress(bytes(20_000 * 20_000), 9), 9)
    filters = "/ColorSpace /DeviceGray /Filter [/FlateDecode /FlateDecode]"
    entries = f"/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /BitsPerComponent 8 {filters}"
    return pdf(CATALOG, ONE_PAGE, page, stream(b"595 0 0 842 0 0 cm /X Do"), FONT, stream(dots, entries))


def _kids_loop() -> bytes:
    return pdf(
        CATALOG,
        "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2000000000 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [4 0 R 4 0 R] >>",
        "<< /Type /Pages /Parent 3 0 R /Kids [2 0 R 3 0 R] >>",
    )


def _font_loop() -> bytes:
    """A letter drawn by a text in its own font."""
    entries = "/FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 4 0 R >> /FirstChar 66 /LastChar 66"
    more = "/Encoding << /Differences [66 /a] >> /Widths [9] /Resources << /Font << /F 5 0 R >> >>"
    return text_pdf("BT /F 12 Tf 50 700 Td (Bao cao) Tj ET", font=f"<< /Type /Font /Subtype /Type3 {entries} {more} >>")


def _word_bomb() -> bytes:
    return docx(paragraph("a" * 60_000_000))


def _understated(name: str) -> bytes:
    """A zip that says of its member that it is small."""
    raw = bytearray(packed({name: bytes(30_000_000)}))
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(raw)


def _zips_in_zips(depth: int, width: int) -> bytes:
    content = packed({"a.txt": bytes(5_000_000)})
    for _ in range(depth):
        content = packed({f"{i}.zip": content for i in range(width)})
    return content


SMALL: dict[str, Callable[[], bytes]] = {
    "trong.pdf": lambda: b"",
    "cut.pdf": lambda: text_pdf("BT /F 12 Tf 50 700 Td (Bao cao) Tj ET")[:300],
    "cut-in-stream.pdf": lambda: text_pdf("BT /F 12 Tf 50 700 Td (Bao cao) Tj ET" * 99)[:900] + b"%%EOF",
    "no-index.pdf": lambda: b"%PDF-1.7\nstartxref\n99999999999\n%%EOF",
    "page-loop.pdf": _page_loop,
    "form-loop.pdf": _form_loop,
    "index-loop.pdf": _index_loop,
    "million-pages.pdf": lambda: _declared(1_000_000),
    "negative-pages.pdf": lambda: _declared(-5),
    "4000-pages.pdf": lambda: _many_pages(4000),
    "2000-empty-pages.pdf": lambda: _many_pages(2000),
    "huge-page.pdf": _huge_page,
    "unmapped-font.pdf": _unmapped_font,
    "huge-image.pdf": _huge_image,
    "kids-loop.pdf": _kids_loop,
    "font-loop.pdf": _font_loop,
    "ops.pdf": lambda: text_pdf("q " * 200_000 + "((((" * 1000),
    "footnotes.pdf": lambda: lines_pdf(10_000),
    "huge.png": lambda: png(100_000, 100_000),
    "wide.png": lambda: png(1_000_000, 1, bytes(1_000_001)),
    "cut.png": lambda: png(800, 600, bytes(1000)),
    "dot.png": lambda: png(1, 1, bytes(2)),
    "more-than-told.png": lambda: png(50, 50, bytes(30_000_000)),
    "huge.tif": lambda: tiff(900_000, 900_000, b""),
    "more-than-told.tif": lambda: tiff(50, 50, zlib.compress(bytes(30_000_000))),
    "no-width.png": lambda: png(0, 0),
    "loop.tif": tiff_loop,
    "cut.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40),
    "laughs.docx": lambda: docx(paragraph("&e8;"), laughs()),
    "outside.docx": lambda: docx(paragraph("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "laughs.html": lambda: (laughs().replace(" d ", " html ") + "<html><body>&e8;</body></html>").encode(),
    "laughs.odt": lambda: odt("&e8;", laughs()),
    "word-bomb.docx": _word_bomb,
    "cut.docx": lambda: docx(paragraph(SENTENCE))[:-40],
    "no-body.docx": lambda: docx("").replace(b"w:body", b"w:bdoy"),
    "deep.docx": lambda: docx(
        "<w:p>" + "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000 + "</w:p>" + paragraph("a")
    ),
    "tables-in-tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 80),
    "spans.docx": lambda: docx(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>{paragraph("a")}</w:tc></w:tr></w:tbl>'
    ),
    "table.docx": lambda: docx(table(1500, 8)),
    "understated.docx": lambda: _understated("word/document.xml"),
    "deep.html": lambda: html("<div>" * 100_000 + SENTENCE),
    "deep-inline.html": lambda: html("<b><i>" * 5000 + SENTENCE),
    "tables-in-tables.html": lambda: html("<table><tr><td>" * 300 + SENTENCE),
    "spans.html": lambda: html('<table><tr><td colspan="99999999" rowspan="99999999">a</td></tr></table>'),
    "many-spans.html": lambda: html("<table>" + '<tr><td colspan="1000" rowspan="1000">a</td></tr>' * 100 + "</table>"),
    "list.html": lambda: html("<ol>" + "<li>Lò Văn An" * 20_000 + "</ol>"),
    "comments.html": lambda: b"<!--" * 50_000,
    "nul.html": lambda: b"<html>" + bytes(100_000),
    "nul.txt": lambda: bytes(100_000),
    "rtl.txt": lambda: ("\u202eBáo cáo\u202c " + "مرحبا שלום 👨‍👩‍👧‍👦🇻🇳 ").encode() * 500,
    "digits.txt": lambda: b"0123456789" * 20_000,
    "signs.txt": lambda: "….,;:-–“”()[]/*#|".encode() * 5000,
    "marks.txt": lambda: ("a" + "\u0323\u0301" * 50_000).encode(),
    "one-word.txt": lambda: b"a" * 300_000,
    "surrogates.txt": lambda: b"\xed\xa0\x80\xed\xb0\x80" * 1000,
    "half.txt": lambda: "Báo cáo".encode("utf-16")[:-1],
    "lines.txt": lambda: b"a\n" * 20_000,
    "feeds.txt": lambda: b"a\f" * 3000,
    "tabs.txt": lambda: b"a\tb\t" * 20_000,
    "pipes.md": lambda: b"| a " * 20_000,
    "stars.md": lambda: b"**a *" * 20_000,
    "broken.zip": lambda: b"PK\x03\x04" + bytes(300),
    "bomb.zip": lambda: packed({"bom.txt": bytes(30_000_000)}),
    "zips.zip": lambda: _zips_in_zips(5, 2),
    "mails.eml": lambda: parts_in_parts(3000),
    "forwarded.eml": lambda: forwarded(8),
    "header.eml": lambda: mail(subject="=?utf-8?B?" + "QUFB" * 20_000 + "?="),
    "names.eml": lambda: mail(extra="To: " + "a@b.example, " * 20_000 + "\r\n"),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{\\b " * 100_000 + b"a" + b"}" * 100_001,
    "broken.rtf": lambda: b"{\\rtf1 " + b"{" * 50_000,
    "broken.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "WordDocument".encode("utf-16-le"),
}
"""Each read within seconds, or refused."""

LARGE: dict[str, Callable[[], bytes]] = {
    "bomb-stream.pdf": _bomb_stream,
    "picture-bomb.pdf": _picture_bomb,
    "bomb.png": lambda: png(10_000, 10_000, bytes(10_000 * 10_001)),
    "bomb.tif": lambda: tiff(11_000, 10_900, zlib.compress(bytes(11_000 * 10_900), 9)),
    "long-word.txt": lambda: b"a" * 10_000_000,
    "long-line.txt": lambda: (SENTENCE * (10_000_000 // len(SENTENCE.encode()))).encode(),
    "many-lines.txt": lambda: "Ông Lò Văn An\n".encode() * 200_000,
    "line.txt": lambda: (SENTENCE * (400_000 // len(SENTENCE))).encode(),
    "lines.txt": lambda: ("- Ông Lò Văn An, xã Pú Nhi\n" * 8_000).encode(),
    "table.docx": lambda: docx(table(3_000, 10)),
    "divs.html": lambda: html("<div><p>Năm 2020</p></div>" * 15_000),
}
"""Long ones, honest but for their length."""
