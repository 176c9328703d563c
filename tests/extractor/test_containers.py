from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest

from extractor import limits
from extractor.containers import _members, budget, members, zips
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
    return {n: str(m) if isinstance(m, ReadError) else m.read_text("utf-8") for n, m in members(path)}


def test_members_are_unpacked_one_by_one_under_their_names(tmp_path: Path) -> None:
    path = _zip(tmp_path / "cuoi-nam.zip", {"2020/a.txt": SENTENCE, "b.txt": "Hai.", "2020/": ""})
    assert _all(path) == {"cuoi-nam.zip!2020/a.txt": SENTENCE, "cuoi-nam.zip!b.txt": "Hai."}


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
    budgeted = _members(path, "o.zip", budget.Budget(size=5000), 3)
    refused = [name for name, member in budgeted if isinstance(member, ReadError)]
    assert refused == ["o.zip!2.txt", "o.zip!3.txt"]


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_MEMBERS", 3)
    with pytest.raises(ReadError, match="it holds more than 3 files"):
        list(members(_zip(tmp_path / "o.zip", {f"{n}.txt": "x" for n in range(4)})))


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "o.zip", {"kin.txt": SENTENCE, "b.txt": SENTENCE})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # the flag of a password, in the member's own head and in the list at the end
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    found = _all(path)
    assert "it is locked with a password; unpack the zip with the password" in found["o.zip!kin.txt"]
    assert found["o.zip!b.txt"] == SENTENCE


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
        list(members(path))


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
