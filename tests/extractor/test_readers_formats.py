from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.readers import SUPPORTED, is_container, read
from extractor.readers.formats import FORMATS, known
from models.errors import ReadError


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "a.pdf: it is empty; get the document again"),
        ("a.txt", b" \n\t\n" * 5000, "a.txt: it is empty"),  # blanks only, past the first bytes
        ("a.png", b"", "a.png: it is empty"),
        ("bao-cao.pdf", b"MZ\x90\x00" + b"\x00" * 60, "it is a program, not a document; leave it out"),
        ("bao-cao.txt", b"\x7fELF\x02", "it is a program"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office format; open it in Word and save it as .docx"),
        ("a.rtf", b"{\\rtf1 xin}", "RTF"),
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


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("quyet-dinh.txt", b"%PDF-1.7\n", "pdf"),  # content says what it is, not the name
        ("quyet-dinh.pdf", "Quyết định".encode(), "txt"),
        ("trang", b"<!DOCTYPE html><html>", "html"),
        ("trang.txt", b"\xef\xbb\xbf\n<html><body>", "html"),
        ("doan.html", b"<p>Kh\xc3\xb4ng c\xc3\xb3 th\xe1\xba\xbb html", "html"),  # a fragment, by its name
        ("anh.pdf", b"\xff\xd8\xff\xe0", "scan"),
        ("anh.jpg", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "scan"),
        ("ghi-chu.MD", b"# Ghi ch\xc3\xba", "md"),
        ("khong-duoi", "Văn bản".encode("utf-16"), "txt"),
    ],
)
def test_formats_are_told_by_content(name: str, content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert known(path).name == expected


def test_zips_are_containers_and_word_files_are_not(tmp_path: Path) -> None:
    for name, member in {"a.zip": "x.txt", "b.docx": "[Content_Types].xml"}.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(member, "x")
    assert is_container(tmp_path / "a.zip")
    assert not is_container(tmp_path / "b.docx")
    assert not is_container(tmp_path / "none.zip")
    with pytest.raises(ReadError, match="it is a zip of other files"):
        read(tmp_path / "a.zip")


def test_every_format_has_a_reader_and_its_extensions_are_taken() -> None:
    from importlib import import_module

    for form in FORMATS.values():
        module, function = form.reader.split(":")
        assert callable(getattr(import_module(f"extractor.readers.{module}"), function))
        assert set(form.extensions) <= SUPPORTED
