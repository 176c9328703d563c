"""The one table of formats, and how a file's bytes tell which it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.errors import ReadError

_HEAD = 4096  # bytes looked at
_FORMATS_READ = "PDF, scans and photographs, .docx, .html, .md and .txt are read"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the extensions it is known by, and its reader as `module:function` in this package."""

    name: str
    extensions: tuple[str, ...]
    reader: str


FORMATS = {
    f.name: f
    for f in (
        Format("pdf", (".pdf",), "pdf:read_pdf"),
        Format("scan", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), "scan:read_scan"),
        Format("docx", (".docx",), "docx:read_docx"),
        Format("html", (".html", ".htm", ".xhtml"), "html:read_html"),
        Format("md", (".md", ".markdown"), "plain:read_plain"),
        Format("txt", (".txt",), "plain:read_plain"),
    )
}
SUPPORTED = frozenset(extension for f in FORMATS.values() for extension in f.extensions) | {".zip"}
"""The extensions, in small letters, of what is taken from a folder."""

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"MZ", "it is a program, not a document", "leave it out"),
    (b"\x7fELF", "it is a program, not a document", "leave it out"),
    (b"\xd0\xcf\x11\xe0", "it is in the old Office format", "open it in Word and save it as .docx"),
    (b"{\\rtf", "it is in the RTF format", "open it in Word and save it as .docx"),
    (b"Rar!", "it is a RAR archive", "unpack it and add what is in it"),
    (b"7z\xbc\xaf", "it is a 7z archive", "unpack it and add what is in it"),
    (b"\x1f\x8b", "it is a gzip archive", "unpack it and add what is in it"),
)
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def known(path: Path) -> Format:
    """The format of the file at `path`, by what is in it; ReadError where it is none of those that are read."""
    head = _first_bytes(path)
    for magic, what, advice in _REFUSED:
        if head.startswith(magic):
            raise ReadError(path, what, advice)
    found = next((name for name, test in _TESTS if test(head)), None)
    if found == "zip":
        return FORMATS[_office_format(path)]
    if found:
        return FORMATS[found]
    return _text_format(path, head)


def is_container(path: Path) -> bool:
    """Whether the file at `path` is a zip that holds documents (a .docx, a zip inside, is none)."""
    try:
        with path.open("rb") as file:
            if not _is_zip(file.read(4)):
                return False
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except OSError:
        return False
    except zipfile.BadZipFile:
        return path.suffix.lower() == ".zip"


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(path, "it is a folder, not a file", "name the files in it")
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if not head.strip() and not (head and file.read(_HEAD).strip()):
                raise ReadError(path, "it is empty", "get the document again from where it came from")
            return head
    except FileNotFoundError:
        raise ReadError(path, "there is no such file", "check the name") from None
    except PermissionError:
        raise ReadError(path, "it may not be read", "give yourself the right to read it") from None
    except OSError as error:
        raise ReadError(path, f"it cannot be read ({error.strerror})", "check the disk it is on") from None


def _is_image(head: bytes) -> bool:
    return head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def _is_zip(head: bytes) -> bool:
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


_TESTS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("pdf", lambda head: b"%PDF-" in head[:1024]),
    ("scan", _is_image),
    ("zip", _is_zip),
    ("html", lambda head: bool(_HTML.match(head.removeprefix(_TEXT_MARKS[0])))),
)


def _office_format(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        raise ReadError(path, "it is broken", "get it again from where it came from") from None
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names:
        raise ReadError(path, "it is an Office file but no text document", f"{_FORMATS_READ}; save it as one of them")
    raise ReadError(path, "it is a zip of other files", "add the zip itself, or unpack it and add what is in it")


def _text_format(path: Path, head: bytes) -> Format:
    """Text of some kind by its name; what is no text is refused."""
    if not head.startswith(_TEXT_MARKS) and (b"\x00" in head or len(_CONTROL.findall(head)) > len(head) // 100):
        raise ReadError(path, "it is of an unknown kind", _FORMATS_READ)
    suffix = path.suffix.lower()
    textual = (FORMATS[name] for name in ("html", "md"))
    return next((f for f in textual if suffix in f.extensions), FORMATS["txt"])
