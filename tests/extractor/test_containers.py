from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Generator
from pathlib import Path

import pytest

from extractor import limits
from extractor.containers import budget, is_container, members, zips
from extractor.containers.unpack import unpacked
from models.errors import ReadError

SENTENCE = "Tặng giấy khen cho ba xã."


def _zip(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _packed(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _all(path: Path) -> dict[str, str]:
    """What comes of each member: its text, or the sentence that refuses it."""
    found = unpacked(path, path.parent)
    return {n: str(m) if isinstance(m, ReadError) else m.read_text("utf-8") for n, m in found}


def test_members_are_unpacked_one_by_one_under_their_names(tmp_path: Path) -> None:
    path = _zip(tmp_path / "cuoi-nam.zip", {"2020/a.txt": SENTENCE, "b.txt": "Hai.", "2020/": ""})
    assert _all(path) == {"cuoi-nam.zip!2020/a.txt": SENTENCE, "cuoi-nam.zip!b.txt": "Hai."}


def test_members_come_from_a_process_of_its_own_and_leave_nothing_behind(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"a.txt": SENTENCE, "b.txt": "Hai.", "c.txt": "Ba."})
    found = members(path)
    assert isinstance(found, Generator)
    name, first = next(found)
    assert isinstance(first, Path) and (name, first.read_text("utf-8")) == ("o.zip!a.txt", SENTENCE)
    kept = first.rename(tmp_path / "kept.txt")  # who needs it longer moves it away
    assert next(found)[0] == "o.zip!b.txt" and kept.exists()
    found.close()
    assert not first.parent.parent.exists()


def test_what_is_wrong_with_a_container_comes_from_there_too(tmp_path: Path) -> None:
    path = tmp_path / "hong.zip"
    path.write_bytes(b"PK\x03\x04 cut")
    assert is_container(path)
    with pytest.raises(ReadError, match=r"hong\.zip: it is a broken zip; get it again"):
        list(members(path))


def test_a_word_file_is_told_from_a_zip(tmp_path: Path) -> None:
    assert not is_container(_zip(tmp_path / "a.docx", {"[Content_Types].xml": "", "word/document.xml": ""}))
    assert is_container(_zip(tmp_path / "a.txt", {"b.txt": SENTENCE}))
    assert not is_container(tmp_path / "none.zip")


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    names = ["__MACOSX/._a.txt", ".DS_Store", ".an/a.txt", "thumbs.db", "a.exe", "a.txt"]
    assert list(_all(_zip(tmp_path / "o.zip", dict.fromkeys(names, SENTENCE)))) == ["o.zip!a.txt"]


@pytest.mark.parametrize("name", ["../ngoai.txt", "a/../../ngoai.txt", "/etc/ngoai.txt", "C:\\ngoai.txt", "..\\n.txt"])
def test_names_that_lead_outside_are_refused_and_the_others_go_on(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "trong"
    inside.mkdir()
    found = _all(_zip(inside / "o.zip", {name: SENTENCE, "b.txt": SENTENCE}))
    assert found.pop("o.zip!b.txt") == SENTENCE
    assert all("its name leads out of the zip; pack it again under a plain name" in text for text in found.values())
    assert len(found) == 1 and not (tmp_path / "ngoai.txt").exists()


def test_zips_in_zips_are_opened_down_to_a_depth(tmp_path: Path) -> None:
    content: str | bytes = SENTENCE
    name = "sau.txt"
    for depth in range(limits.MAX_NESTING + 1):
        content, name = _packed({name: content, f"{depth}.txt": SENTENCE}), f"z{depth}.zip"
    path = tmp_path / "o.zip"
    path.write_bytes(content if isinstance(content, bytes) else b"")
    found = _all(path)
    assert found["o.zip!3.txt"] == found["o.zip!z2.zip!2.txt"] == found["o.zip!z2.zip!z1.zip!1.txt"] == SENTENCE
    assert "zips and e-mails are packed in one another more than 3 deep" in found["o.zip!z2.zip!z1.zip!z0.zip"]


def test_a_member_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"bom.txt": b"\0" * (limits.RATIO_FROM + 1), "b.txt": SENTENCE})
    found = _all(path)
    assert "it unpacks to far more than a document holds" in found["o.zip!bom.txt"]
    assert found["o.zip!b.txt"] == SENTENCE


def test_a_member_that_understates_its_size_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"bom.txt": b"\0" * (limits.RATIO_FROM * 2)})
    raw = bytearray(path.read_bytes())
    central = raw.index(b"PK\x01\x02")
    for at in (22, central + 24):
        raw[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(raw)
    (text,) = _all(path).values()
    assert "broken in the zip" in text or "far more than a document holds" in text or len(text) <= 100


def test_the_whole_zip_has_a_budget(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {f"{n}.txt": "x" * 2000 for n in range(4)})
    budgeted = unpacked(path, tmp_path, budget.Budget(size=5000))
    refused = [name for name, member in budgeted if isinstance(member, ReadError)]
    assert refused == ["o.zip!2.txt", "o.zip!3.txt"]


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_MEMBERS", 3)
    with pytest.raises(ReadError, match="it holds more than 3 files"):
        list(unpacked(_zip(tmp_path / "o.zip", {f"{n}.txt": "x" for n in range(4)}), tmp_path))


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"kin.txt": SENTENCE, "b.txt": SENTENCE})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # the flag of a password, in the member's own head and in the list at the end
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    found = _all(path)
    assert "it is locked with a password; unpack the zip with the password" in found["o.zip!kin.txt"]
    assert found["o.zip!b.txt"] == SENTENCE


def test_names_of_windows_are_read_in_their_letters(tmp_path: Path) -> None:
    """Its own zip writes the letters of its own language, and says nothing of it."""
    raw = {"windows-1258": "Baìo caìo".encode("latin-1"), "cp437": "résumé".encode("cp437")}
    for encoding, name in (("windows-1258", "Báo cáo.txt"), ("cp437", "résumé.txt")):
        path = _zip(tmp_path / f"{encoding}.zip", {"#" * len(raw[encoding]) + ".txt": SENTENCE})
        path.write_bytes(path.read_bytes().replace(b"#" * len(raw[encoding]), raw[encoding]))
        assert list(_all(path)) == [f"{encoding}.zip!{name}"]


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"nam/a.txt": SENTENCE, "nam/b.txt": "Hai."})
    path.write_bytes(path.read_bytes().replace(b"nam/b.txt", b"nam/a.txt"))
    assert _all(path) == {"o.zip!nam/a.txt": SENTENCE, "o.zip!nam/a (2).txt": "Hai."}


def test_names_longer_than_any_file_s_are_cut_on_the_disk_only(tmp_path: Path) -> None:
    name = f"nam/{'ắ' * 300}.txt"
    assert _all(_zip(tmp_path / "o.zip", {name: SENTENCE})) == {f"o.zip!{name}": SENTENCE}


def test_links_are_passed_over(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("mat-khau.txt")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "o.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", SENTENCE)
    assert _all(path) == {"o.zip!a.txt": SENTENCE}


def test_a_packing_that_is_not_known_is_told_from_damage(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"a.txt": SENTENCE})
    raw = bytearray(path.read_bytes())
    raw[8] = raw[raw.index(b"PK\x01\x02") + 10] = 9  # Deflate64, as Windows packs large files
    path.write_bytes(raw)
    assert "packed in a way that is not known here; unpack it yourself" in _all(path)["o.zip!a.txt"]


def test_a_full_disk_is_told_by_its_name(tmp_path: Path) -> None:
    script = """
import resource
from pathlib import Path
from extractor.containers.unpack import unpacked
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
print(*(member for _, member in unpacked(Path("o.zip"), Path("."))), sep="\\n")
"""
    _zip(tmp_path / "o.zip", {"a.txt": "x" * 5000})
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.startswith("o.zip!a.txt: there is no room to unpack it in ")
    assert done.stdout.endswith("; make room there, or set TMPDIR to a folder with more\n")


def test_a_member_with_broken_bytes_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"a.txt": SENTENCE * 50, "b.txt": SENTENCE})
    raw = bytearray(path.read_bytes())
    raw[40] ^= 0xFF
    path.write_bytes(raw)
    found = _all(path)
    assert "it is broken in the zip" in found["o.zip!a.txt"]
    assert found["o.zip!b.txt"] == SENTENCE


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 cut", "hong.zip: it is a broken zip; get it again"),
        (b"", "hong.zip: it is empty; get the document again"),
        (b"no zip", "hong.zip: it is a txt file, which holds no others; add it by itself"),
    ],
)
def test_a_broken_zip_is_refused(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "hong.zip"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=re.escape(sentence)):
        list(unpacked(path, tmp_path))


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        ("Báo cáo.txt", "Báo cáo.txt"),  # as Windows and 7-Zip write it, flagged
        (unicodedata.normalize("NFD", "Báo cáo.txt"), "Báo cáo.txt"),  # as macOS does, with no flag
    ],
)
@pytest.mark.parametrize("flagged", [True, False])
def test_names_in_utf8_are_read_with_and_without_their_flag(
    packed: str, name: str, flagged: bool, tmp_path: Path
) -> None:
    path = _zip(tmp_path / "o.zip", {packed: SENTENCE})
    raw = bytearray(path.read_bytes())
    if not flagged:
        for at in (6, raw.index(b"PK\x01\x02") + 8):
            raw[at + 1] &= ~0x08
    path.write_bytes(raw)
    ((found, text),) = _all(path).items()
    assert (unicodedata.normalize("NFC", found), text) == (f"o.zip!{name}", SENTENCE)
