"""`sovang pdf ID`: a scan gets a searchable copy, once; what has text of its own needs none."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pypdfium2
import pytest

from tests.corpus.archive_tools import sovang, write_reports
from tests.printed import photographed, printed

LINES = [
    "Thực hiện Kế hoạch số 41/KH-UBND ngày 05/01/2023 của UBND huyện Sông Mây, các xã",
    "đã phát động phong trào thi đua tới các thôn, bản; huyện tặng Giấy khen cho 27 tập thể.",
]
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="no Tesseract on this machine")


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1: a PDF with text; 2: plain text; 3: a PDF with text that was removed."""
    folder = tmp_path_factory.mktemp("archive")
    printed(folder / "a.pdf", [LINES], 60, 100, 11)
    (text,) = write_reports(folder, 1)
    printed(folder / "c.pdf", [LINES[:1]], 60, 100, 11)
    for path in (folder / "a.pdf", text, folder / "c.pdf"):
        sovang("ingest", "--archive", folder / "archive", "--jobs", "1", path)
    sovang("remove", "--archive", folder / "archive", "3")
    return folder / "archive"


@pytest.mark.parametrize("document", ["1", "2"])
def test_what_has_text_is_searchable_already(document: str, archive: Path) -> None:
    done = sovang("pdf", document, "--archive", archive)
    assert done.returncode == 0, done.stderr
    assert "it has text of its own and is searchable already" in done.stdout
    assert not (archive / "derived").exists()


@pytest.mark.parametrize(("document", "said"), [("9", "there is none with this ID"), ("3", "it was removed")])
def test_refusals(document: str, said: str, archive: Path) -> None:
    done = sovang("pdf", document, "--archive", archive)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("name", ["scan.pdf", "scan.tiff"])
def test_a_scan_gets_a_copy_and_stays_as_it_is(name: str, tmp_path: Path) -> None:
    scan = photographed(tmp_path / name, printed(tmp_path / "born.pdf", [LINES, LINES[1:]], 60, 100, 12))
    archive = tmp_path / "archive"
    sovang("ingest", "--archive", archive, scan)
    without = sovang("pdf", "1", "--archive", archive, PATH="/nowhere")
    assert (without.returncode, "Tesseract with Vietnamese is not on this machine" in without.stderr) == (1, True)
    assert not (archive / "derived").exists()

    done = sovang("pdf", "1", "--archive", archive)
    assert done.returncode == 0, done.stderr
    (copy,) = (archive / "derived").rglob("*.*")
    assert f"made: {copy}" in done.stdout
    assert copy.parent.name + copy.stem == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert text_of(copy).count("thi đua tới các thôn") == 2
    assert sovang("verify", "--archive", archive).returncode == 0

    before = copy.stat()
    again = sovang("pdf", "1", "--archive", archive)
    assert f"there already: {copy}" in again.stdout
    assert copy.stat() == before


@needs_tesseract
@pytest.mark.slow
def test_only_the_pages_that_are_pictures_are_touched(tmp_path: Path) -> None:
    """Of a PDF of a page with text and a scanned one, the first keeps its text, the second gets some."""
    born = printed(tmp_path / "born.pdf", [LINES], 60, 100, 12)
    mixed = pypdfium2.PdfDocument.new()
    for part in (born, photographed(tmp_path / "scan.pdf", born)):
        mixed.import_pages(pypdfium2.PdfDocument(part))
    mixed.save(tmp_path / "mixed.pdf")
    sovang("ingest", "--archive", tmp_path / "archive", tmp_path / "mixed.pdf")
    sovang("pdf", "1", "--archive", tmp_path / "archive")
    (copy,) = (tmp_path / "archive" / "derived").rglob("*.pdf")
    with pypdfium2.PdfDocument(copy) as document:
        first, second = (page.get_textpage().get_text_bounded() for page in document)
    with pypdfium2.PdfDocument(born) as document:
        assert first == document[0].get_textpage().get_text_bounded()
    assert "41/KH-UBND" in second
