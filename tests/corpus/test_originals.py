"""Files as received: named by content, written once, and every moment at which a run may be killed is mended."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from corpus.folder import Folder
from corpus.originals import Originals, fingerprint

CONTENT = "Báo cáo".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(Folder(tmp_path))


def test_a_file_comes_to_its_place(originals: Originals, tmp_path: Path) -> None:
    staged = originals.stage(BytesIO(CONTENT), "Báo cáo.PDF")
    assert (staged.sha256, staged.size, staged.path.parent.name) == (SHA256, len(CONTENT), "incoming")
    assert originals.find(SHA256, "Báo cáo.PDF") == staged.path, "to be had before it is in its place"
    originals.keep(SHA256, "Báo cáo.PDF")
    place = tmp_path / "originals" / SHA256[:2] / f"{SHA256[2:]}.pdf"
    assert place.read_bytes() == CONTENT
    assert originals.find(SHA256, "Báo cáo.PDF") == place
    assert list(originals.all()) == [place]


def test_what_is_there_is_never_written_again(originals: Originals) -> None:
    place = originals.place(SHA256, "a.txt")
    place.parent.mkdir(parents=True)
    place.write_bytes(b"tampered with")
    originals.stage(BytesIO(CONTENT), "a.txt")
    originals.keep(SHA256, "a.txt")
    assert place.read_bytes() == b"tampered with"


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        pytest.param("a.txt", ".txt", id="common"),
        pytest.param("Quyết định 1868.DOCX", ".docx", id="capitals"),
        pytest.param("no suffix", "", id="none"),
        pytest.param("7.12.2017", ".2017", id="a date for a name"),
        pytest.param("a.pdf ", "", id="a blank after it"),
        pytest.param("a.../../x", "", id="a path in the name"),
        pytest.param("a.tàiliệu", "", id="letters with marks"),
        pytest.param("z.zip!in/b.html", ".html", id="a member of a zip"),
    ],
)
def test_suffix(name: str, suffix: str, originals: Originals) -> None:
    place = originals.place(SHA256, name)
    assert place.name == SHA256[2:] + suffix
    assert place.parent.parent == originals.folder.originals


def test_settling_after_a_kill(originals: Originals) -> None:
    """Killed while copying, before the row was written, and after it."""
    known = originals.stage(BytesIO(CONTENT), "a.txt")
    unknown = originals.stage(BytesIO(b"no row yet"), "b.txt")
    (originals.folder.incoming / "copy.part").write_bytes(b"half a fi")
    originals.settle(lambda sha256: sha256 == SHA256)
    assert not known.path.exists()
    assert not unknown.path.exists()
    assert originals.find(SHA256, "a.txt") == originals.place(SHA256, "a.txt")
    assert not originals.folder.incoming.exists()
    assert [path.read_bytes() for path in originals.all()] == [CONTENT]


def test_settling_where_the_file_had_already_come(originals: Originals) -> None:
    for _ in range(2):
        originals.stage(BytesIO(CONTENT), "a.txt")
        originals.settle(lambda _: True)
    assert len(list(originals.all())) == 1


def test_fingerprint_is_the_sha256_of_the_bytes() -> None:
    assert fingerprint(BytesIO(CONTENT)) == SHA256
