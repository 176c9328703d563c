"""The one table of formats: what each is called, how its bytes tell it, and what reads it.

A reader is one module, with a function `read_x(path) -> Reading`, and one entry in this table: adding a format touches
nothing else. A container, which holds files of its own, is one module of `extractor.containers` and one entry. What is
taken from folders, zips and e-mails, and what errors and `sovang ingest --help` say is read, follow from the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from extractor.readers.sample import Sample, Test, begins, sample_of
from models.errors import ReadError


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the extensions it is known by, its reader, and the test that knows it by its first bytes.

    `reader` is `module:function` in this package, of a container in `extractor.containers`. Where bytes tell nothing,
    text is of the format `by_name` that has its extension. `label` is what people call it, if not by its extension.
    """

    name: str
    extensions: tuple[str, ...]
    reader: str
    test: Test | None
    label: str = ""
    container: bool = False
    by_name: bool = False


_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FIELD = r"[\w-]+:[ \t]?[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*"
_FIRST_FIELDS = re.compile(rf"\s*(?:From [^\r\n]*\r?\n)?(?P<fields>(?:{_FIELD})+)")
_MAIL = re.compile(r"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To|From|Date|Subject):", re.I | re.M)
_MAIL_FIELDS = 2  # of those, at least
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
_MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")


def _is_pdf(sample: Sample) -> bool:
    """A PDF, whatever stands before its first line; a zip may begin with one, stored as it is."""
    return b"%PDF-" in sample.head[:1024] and not sample.is_zip


def _is_html(sample: Sample) -> bool:
    return bool(_HTML.match(sample.text))


def _is_picture(sample: Sample) -> bool:
    return sample.head.startswith(_MAGIC) or (sample.head[:4] == b"RIFF" and sample.head[8:12] == b"WEBP")


def _is_word(sample: Sample) -> bool:
    """Word's old format; a message of Outlook's may have such a file in it."""
    return sample.has_stream("WordDocument") and not sample.has_stream("__substg1.0_")


def _is_zip(sample: Sample) -> bool:
    """A zip of files: no Office file, which is a zip too; a broken one where it is named as one."""
    if sample.names is None:
        return sample.is_zip and sample.path.suffix.lower() == ".zip"
    return not sample.holds("[Content_Types].xml") and not sample.is_open_document()


def _is_mail(sample: Sample) -> bool:
    fields = _FIRST_FIELDS.match(sample.text)
    return fields is not None and len(set(map(str.lower, _MAIL.findall(fields["fields"])))) >= _MAIL_FIELDS


FORMATS = {
    f.name: f
    for f in (
        Format("zip", (".zip",), "zips:unpack", _is_zip, container=True),
        Format("eml", (".eml", ".mht", ".mhtml"), "mails:unpack", _is_mail, container=True),
        Format("pdf", (".pdf",), "pdf:read_pdf", _is_pdf, label="PDF"),
        Format("scan", _PICTURES, "scan:read_scan", _is_picture, label="scans and photographs"),
        Format("docx", (".docx", ".docm", ".dotx", ".dotm"), "docx:read_docx", lambda s: s.holds("word/document.xml")),
        Format("doc", (".doc", ".dot"), "office:read_doc", _is_word),
        Format("odt", (".odt", ".ott"), "office:read_odt", lambda s: s.is_open_document("text")),
        Format("rtf", (".rtf",), "office:read_rtf", begins(b"{\\rtf")),
        Format("html", (".html", ".htm", ".xhtml"), "html:read_html", _is_html, by_name=True),
        Format("md", (".md", ".markdown"), "plain:read_plain", None, by_name=True),
        Format("txt", (".txt",), "plain:read_plain", None, by_name=True),
    )
}
"""By name, in the order in which their tests are tried: an e-mail may show the bytes of what is in it."""


def is_supported(name: str) -> bool:
    """Whether a file of that name is taken from a folder, a zip or an e-mail: its extension is in the table."""
    suffix = PurePath(name).suffix.lower()
    return any(suffix in f.extensions for f in FORMATS.values())


def formats_read() -> str:
    """The formats as people call them, for a sentence: `PDF, .docx and .txt`."""
    labels = [f.label or f.extensions[0] for f in sorted(FORMATS.values(), key=lambda f: f.container)]
    return f"{', '.join(labels[:-1])} and {labels[-1]}"


_UNPACK = "unpack it and add what is in it"
_AGAIN = "get it again from where it came from"
_PDF = "save it as PDF"
_REFUSED: tuple[tuple[Test, str, str], ...] = (
    (begins(b"MZ", b"\x7fELF"), "it is a program, not a document", "leave it out"),
    (begins(b"Rar!"), "it is a RAR archive", _UNPACK),
    (begins(b"7z\xbc\xaf"), "it is a 7z archive", _UNPACK),
    (begins(b"\x1f\x8b"), "it is a gzip archive", _UNPACK),
    (lambda s: s.has_stream("EncryptedPackage"), "it is locked by a password", "save a copy without the password"),
    (lambda s: s.has_stream("__substg1.0_"), "it is a message in Outlook's own format", "save it as .eml"),
    (lambda s: s.has_stream() and not s.has_stream("Root Entry"), "it is broken", _AGAIN),
    (lambda s: s.holds("xl/workbook.xml") or s.has_stream("Workbook"), "it is an Excel workbook", _PDF),
    (lambda s: s.holds("ppt/presentation.xml") or s.has_stream("PowerPoint Document"), "it is a set of slides", _PDF),
    (
        lambda s: s.has_stream() or s.holds("[Content_Types].xml") or s.is_open_document(),
        "it is an Office file but no text document",
        "save it as .docx or PDF",
    ),
    (lambda s: s.is_zip, "it is broken", _AGAIN),
)


def known(path: Path) -> Format:
    """The format of the file at `path`, by what is in it; ReadError where it is none of those that are read."""
    sample = sample_of(path)
    if told := next((f for f in FORMATS.values() if f.test and f.test(sample)), None):
        return told
    for test, what, advice in _REFUSED:
        if test(sample):
            raise ReadError(path, what, advice)
    if not sample.is_text:
        raise ReadError(path, "it is of an unknown kind", f"{formats_read()} are read")
    suffix = path.suffix.lower()
    return next((f for f in FORMATS.values() if f.by_name and suffix in f.extensions), FORMATS["txt"])


def may_be_container(path: Path) -> bool:
    """Whether its first bytes leave it open that the file holds others; no more of it is looked at."""
    try:
        sample = sample_of(path)
    except ReadError:
        return False
    return sample.is_zip or _is_mail(sample)


def is_container(path: Path) -> bool:
    """Whether the file at `path` holds files of its own, as a zip or an e-mail does; a .docx is none."""
    try:
        return known(path).container
    except ReadError:
        return False
