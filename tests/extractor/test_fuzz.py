"""Bad input to every reader: for each a report or one sentence, in good time, and nothing printed."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extractor.containers.unpack import unpacked
from extractor.extract import extract
from extractor.limits import within_limits
from extractor.readers import is_container
from models.errors import ReadError
from tests.extractor import broken

# Seconds each takes; the others are done in less than one. What PDFium itself does not survive is tried in a worker.
_SLOW = (
    "2000-empty-pages.pdf",
    "footnotes.pdf",
    "ops.pdf",
    "laughs.odt",
    "broken.rtf",
    "broken.doc",
    "table.docx",
    "deep.html",
    "list.html",
    "many-spans.html",
    "nul.html",
    "digits.txt",
    "signs.txt",
    "lines.txt",
    "feeds.txt",
    "tabs.txt",
    "pipes.md",
    "stars.md",
    "spans.docx",
    "spans.html",
    "tables-in-tables.html",
    "deep-inline.html",
    "unmapped-font.pdf",
    "huge-image.pdf",
    "wide.png",
    "dot.png",
    "loop.tif",
)
_OWN_PROCESS = ("form-loop.pdf", "bomb-stream.pdf", "picture-bomb.pdf")
# Held to their time, these are ended by it: `tests/corpus/test_bad_input.py` sees to that.
_ENDLESS = ("deep.rtf", "long-line.txt", "many-lines.txt")
_LONGEST = 60.0  # seconds; far more than any takes, on a machine with much else to do


def _outcomes(path: Path) -> list[str]:
    """What comes of the file, or of each file in it: the text, or the sentence."""
    try:
        if is_container(path):
            return [str(m) if isinstance(m, ReadError) else _outcome(m) for _, m in unpacked(path, path.parent)] or [
                "nothing in it"
            ]
    except ReadError as error:
        return [str(error)]
    return [_outcome(path)]


def _outcome(path: Path) -> str:
    try:
        with within_limits(path):
            report = extract(path)
    except ReadError as error:
        return str(error)
    assert all(0 <= b.start <= b.end <= len(report.layout.text) for b in report.layout.blocks)
    return report.layout.text


def _is_sentence(text: str) -> bool:
    return "\n" not in text and "Traceback" not in text and ": " in text and "; " in text


def _rows(names: dict[str, Callable[[], bytes]]) -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.slow if name in _SLOW or names is broken.LARGE else (), id=name)
        for name in names
        if name not in _OWN_PROCESS + _ENDLESS
    ]


def _try(name: str, content: bytes, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = folder / name
    path.write_bytes(content)
    begun = time.monotonic()
    outcomes = _outcomes(path)
    assert time.monotonic() - begun < _LONGEST
    assert all(outcomes)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", _rows(broken.SMALL))
def test_broken_files(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _try(name, broken.SMALL[name](), tmp_path, capfd)


@pytest.mark.parametrize("name", _rows(broken.LARGE))
def test_long_files(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _try(name, broken.LARGE[name](), tmp_path, capfd)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("million-pages.pdf", "it has more than 3000 pages"),
        ("4000-pages.pdf", "it has more than 3000 pages"),
        ("huge.png", "million pixels"),
        ("word-bomb.docx", "MB of text"),
        ("laughs.docx", "it is a broken Word file"),
        ("outside.docx", "there is no text in it"),  # what lies outside of the file is not fetched
        ("bomb.zip", "it unpacks to far more than a document holds"),
        ("zips.zip", "packed in one another more than 3 deep"),
        ("huge.tif", "million pixels"),
        ("forwarded.eml", "packed in one another more than 3 deep"),
        ("cut.pdf", "it is a PDF cut off before its end"),
        ("nul.txt", "it is of an unknown kind"),
    ],
)
def test_what_is_wrong_is_said(name: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(broken.SMALL[name]())
    outcomes = _outcomes(path)
    assert all(says in outcome and _is_sentence(outcome) for outcome in outcomes)


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("L", (220, 90), 255)
    ImageDraw.Draw(image).text((10, 30), "Bao cao nam 2020", fill=0)
    image.save(out, kind)
    return out.getvalue()


def _stored(content: bytes) -> bytes:
    """The zip again with nothing packed, so that a change of a byte reaches the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return out.getvalue()


_WHOLE: dict[str, bytes] = {
    "a.pdf": broken.text_pdf("BT /F 12 Tf 50 700 Td (Quyet dinh so 12/QD-UBND) Tj ET 50 690 400 1 re f"),
    "a.docx": broken.docx(broken.paragraph(broken.SENTENCE) + broken.table(2, 3)),
    "b.docx": _stored(broken.docx(broken.paragraph(broken.SENTENCE) + broken.table(2, 3))),
    "a.html": broken.html(
        f"<h1>Báo cáo</h1><table><tr><td colspan=2>{broken.SENTENCE}</td></tr></table><ul><li>a</ul>"
    ),
    "a.txt": f"BÁO CÁO\n\n{broken.SENTENCE}\n1\tXã A\t12\n2\tXã B\t15\n".encode(),
    "a.md": f"# BÁO CÁO\n\n**{broken.SENTENCE}**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
    "a.zip": broken.packed({"a.txt": broken.SENTENCE.encode(), "b.zip": broken.packed({"b.txt": b"Hai."})}),
    "a.eml": broken.mail(),
}
_PICTURES = {"a.png": _picture("PNG"), "a.tif": _picture("TIFF"), "a.jpg": _picture("JPEG"), "a.bmp": _picture("BMP")}


@st.composite
def _mutated(draw: st.DrawFn, files: dict[str, bytes]) -> tuple[str, bytes]:
    """A whole file with some bytes turned, left out, doubled, or the rest cut off."""
    name = draw(st.sampled_from(sorted(files)))
    raw = bytearray(files[name])
    for _ in range(draw(st.integers(1, 6))):
        at, length = draw(st.integers(0, max(len(raw) - 1, 0))), draw(st.integers(1, 40))
        match draw(st.sampled_from(("turn", "turn", "cut", "double", "end", "digit"))):
            case "turn" if raw:
                raw[at] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del raw[at : at + length]
            case "double":
                raw[at:at] = raw[at : at + length] * draw(st.integers(1, 50))
            case "end":
                del raw[max(at, 8) :]
            case "digit":
                raw[at:at] = b"9" * draw(st.integers(1, 12))
    return name, bytes(raw)


def _fuzz(examples: int) -> settings:
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples, deadline=None, suppress_health_check=checks)


def _survives(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    begun = time.monotonic()
    _outcomes(path)
    assert time.monotonic() - begun < _LONGEST


_ANY = st.tuples(st.sampled_from([*_WHOLE, *_PICTURES, "a.rtf.txt", "a"]), st.binary(max_size=400))
_TEXTS = st.text(
    st.sampled_from("aàáđĐƠ 1234567890/-–.,;:()[]“”\"'…%|#*\t\n\f\u0301\u200b\u202e\ufeff\U0001f600ﬁ\ue000"),
    max_size=400,
)


@_fuzz(40)
@given(_ANY)
def test_any_bytes(tmp_path: Path, file: tuple[str, bytes]) -> None:
    _survives(tmp_path, *file)


@_fuzz(60)
@given(_mutated(_WHOLE))
def test_damaged_files(tmp_path: Path, file: tuple[str, bytes]) -> None:
    _survives(tmp_path, *file)


@_fuzz(60)
@given(_TEXTS)
def test_any_text(tmp_path: Path, text: str) -> None:
    _survives(tmp_path, "a.txt", text.encode("utf-8", "surrogatepass"))


@pytest.mark.slow
@_fuzz(60)
@given(_mutated(_PICTURES))
def test_damaged_pictures(tmp_path: Path, file: tuple[str, bytes]) -> None:
    _survives(tmp_path, *file)


@pytest.mark.slow
@_fuzz(1500)
@given(st.one_of(_ANY, _mutated(_WHOLE), _TEXTS.map(lambda text: ("a.md", text.encode()))))
def test_much_of_it(tmp_path: Path, file: tuple[str, bytes]) -> None:
    _survives(tmp_path, *file)
