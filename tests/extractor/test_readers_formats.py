from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.cli import ingest
from corpus.sources import walk
from extractor import readers
from extractor.containers.unpack import unpacked
from extractor.layout import lay_out
from extractor.readers import is_container, is_supported, read
from extractor.readers.formats import FORMATS, Format, formats_read, known
from extractor.readers.sample import begins
from models.errors import ReadError
from tests.extractor import broken
from tests.extractor.layout_tools import texts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def _wide(*streams: str) -> bytes:
    return "\0".join(streams).encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "a.pdf: it is empty; get the document again"),
        ("a.txt", b" \n\t\n" * 5000, "a.txt: it is empty"),  # blanks only, past the first bytes
        ("a.png", b"", "a.png: it is empty"),
        ("bao-cao.pdf", b"MZ\x90\x00" + b"\x00" * 60, "it is a program, not a document; leave it out"),
        ("bao-cao.txt", b"\x7fELF\x02", "it is a program"),
        ("a.doc", OLE, "a.doc: it is broken; get it again"),  # cut off before its list of streams
        ("a.xls", OLE + _wide("Root Entry", "Workbook"), "it is an Excel workbook; save it as PDF"),
        ("a.ppt", OLE + _wide("Root Entry", "PowerPoint Document"), "it is a set of slides; save it as PDF"),
        ("a.vsd", OLE + _wide("Root Entry", "VisioDocument"), "it is an Office file but no text document; save it as"),
        ("a.docx", OLE + _wide("Root Entry", "EncryptedPackage"), "it is locked by a password; save a copy without"),
        (
            "a.msg",
            OLE + _wide("Root Entry", "__substg1.0_001A001E", "WordDocument"),
            "Outlook's own format; save it as",
        ),
        ("a.ods", b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "no text"),
        ("a.rar", b"Rar!\x1a\x07", "RAR archive; unpack it"),
        ("a.dat", bytes(range(256)) * 4, "it is of an unknown kind; PDF, scans"),
        ("a.txt", b"\x00\x01\x02" * 50, "it is of an unknown kind"),
        ("a.docx", b"PK\x03\x04 broken", "it is broken"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(
    name: str, content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="it is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="there is no such file; check the name"):
        read(tmp_path / "khong-co.txt")


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Root may read everything: step down to nobody while the test runs."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.mark.usefixtures("unprivileged")
def test_a_file_without_permission_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kin.txt"
        path.write_text("Kín")
        path.chmod(0)
        with pytest.raises(ReadError, match=r"kin\.txt: it may not be read; give yourself the right"):
            read(path)


MAIL = b"Return-Path: <a@b.vn>\r\nReceived: from x\r\n\tby y\r\nMIME-Version: 1.0\r\n\r\nXin"
NAMES = "Kính gửi: Ủy ban\nV/v: khen thưởng\nNgày: 3/6\n"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("quyet-dinh.txt", b"%PDF-1.7\n", "pdf"),  # content says what it is, not the name
        ("quyet-dinh.pdf", "Quyết định".encode(), "txt"),
        ("trang", b"<!DOCTYPE html><html>", "html"),
        ("trang.txt", b"\xef\xbb\xbf\n<html><body>", "html"),
        ("trang.doc", b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><head>", "html"),  # as portals offer
        ("trang.txt", "<html><body>Xã".encode("utf-16-le"), "html"),
        ("doan.html", b"<p>Kh\xc3\xb4ng c\xc3\xb3 th\xe1\xba\xbb html", "html"),  # a fragment, by its name
        ("anh.pdf", b"\xff\xd8\xff\xe0", "scan"),
        ("anh.jpg", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "scan"),
        ("ghi-chu.MD", b"# Ghi ch\xc3\xba", "md"),
        ("khong-duoi", "Văn bản".encode("utf-16"), "txt"),
        ("bao-cao.doc", b"{\\rtf1\\ansi Xin}", "rtf"),  # WordPad, and Word where told so
        ("bao-cao.txt", OLE + _wide("Root Entry", "WordDocument"), "doc"),
        ("bao-cao.txt", OLE + b"\0" * 2**20 + _wide("WordDocument"), "doc"),  # the list of streams stands anywhere
        ("thu.txt", MAIL, "eml"),
        ("thu.eml", b"From - Mon Jun  3\n" + MAIL, "eml"),  # as Thunderbird keeps it
        ("van-ban.mht", b"From: <Saved by Word>\nSubject: X\nMIME-Version: 1.0\n\n", "eml"),
        ("cong-van.txt", NAMES.encode(), "txt"),  # a letter's own head is no e-mail's
        ("ghi.txt", b"Date: 3/6/2019\nMot\n", "txt"),  # nor one field
    ],
)
def test_formats_are_told_by_content(name: str, content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert known(path).name == expected


@pytest.mark.parametrize(
    ("name", "member", "expected"),
    [
        ("a.pdf", "word/document.xml", "docx"),
        ("a.doc", "word/document.xml", "docx"),
        ("a.docx", "bao-cao.pdf", "zip"),
        ("a.pdf", "mimetype", "odt"),
    ],
)
def test_zips_are_told_by_what_they_hold(name: str, member: str, expected: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr(member, "application/vnd.oasis.opendocument.text" if member == "mimetype" else "%PDF-1.7")
        if expected == "docx":
            archive.writestr("[Content_Types].xml", "")
    assert known(tmp_path / name).name == expected


def test_zips_and_mails_are_containers_and_word_files_are_not(tmp_path: Path) -> None:
    for name, member in {"a.zip": "x.txt", "b.docx": "[Content_Types].xml"}.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(member, "x")
    (tmp_path / "c.eml").write_bytes(MAIL)
    assert is_container(tmp_path / "a.zip") and is_container(tmp_path / "c.eml")
    assert not is_container(tmp_path / "b.docx")
    assert not is_container(tmp_path / "none.zip")
    with pytest.raises(ReadError, match="it holds files of its own and is no document"):
        read(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("mau.dotx", "openxmlformats-officedocument.wordprocessingml.template.main"),
        ("bao-cao.docm", "ms-word.document.macroEnabled.main"),
        ("mau.dotm", "ms-word.template.macroEnabledTemplate.main"),
        ("bao-cao.txt", "openxmlformats-officedocument.wordprocessingml.document.main"),  # told by its bytes
    ],
)
def test_templates_and_files_with_macros_are_word_files(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(broken.word(kind))
    assert texts(lay_out(read(path))) == [broken.SENTENCE.strip()]
    assert read(path).format == "docx"


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("bao-cao.txt", broken.text_pdf("BT /F 12 Tf 50 700 Td (Bao cao) Tj ET"), "pdf"),
        ("bao-cao.doc", broken.html(broken.SENTENCE), "html"),
        ("bao-cao.pdf", broken.SENTENCE.encode(), "txt"),
    ],
)
def test_what_is_named_for_another_kind_is_read_as_what_it_is(
    name: str, content: bytes, form: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert (read(path).name, read(path).format) == (name, form)


def test_every_format_has_a_reader_and_its_extensions_are_taken() -> None:
    for form in FORMATS.values():
        module, function = form.reader.split(":")
        package = "containers" if form.container else "readers"
        assert callable(getattr(import_module(f"extractor.{package}.{module}"), function))
        assert all(is_supported(f"bao-cao{extension.upper()}") for extension in form.extensions)


SUBTITLES = """
from dataclasses import replace
from extractor.readers.plain import reading_of

def read_subtitles(path):
    _, *lines = path.read_text("utf-8").splitlines()
    return replace(reading_of("\\n".join(lines), path.name), format="vtt")
"""


def test_one_module_and_one_entry_add_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by its bytes, read, taken from folders and zips, and named among what is read."""
    (tmp_path / "subtitles.py").write_text(SUBTITLES, "utf-8")
    monkeypatch.setattr(readers, "__path__", [*readers.__path__, str(tmp_path)])
    entry = Format("vtt", (".vtt",), "subtitles:read_subtitles", begins(b"WEBVTT"))
    monkeypatch.setitem(FORMATS, "vtt", entry)
    folder = tmp_path / "hop"
    folder.mkdir()
    for name in ("hop.vtt", "hop.txt"):
        (folder / name).write_text("WEBVTT\nTặng cờ cho xã Tà Lu.", "utf-8")
    with zipfile.ZipFile(folder / "o.zip", "w") as archive:
        archive.write(folder / "hop.vtt", "hop.vtt")
    assert texts(lay_out(read(folder / "hop.txt"))) == ["Tặng cờ cho xã Tà Lu."]
    assert [name for name, _ in unpacked(folder / "o.zip", tmp_path)] == ["o.zip!hop.vtt"]
    assert [found.name for found in walk([folder], tmp_path / "archive")] == ["hop.txt", "hop.vtt", "o.zip"]
    assert ".vtt" in formats_read()


def test_the_help_of_ingest_names_every_format() -> None:
    shown = CliRunner().invoke(ingest, ["--help"]).output
    assert f"{formats_read()} are read." in " ".join(shown.split())
