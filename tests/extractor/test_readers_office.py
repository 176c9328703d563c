from __future__ import annotations

import os
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import docx
import pytest

from extractor.layout import lay_out
from extractor.readers import office, read
from models.errors import ReadError
from tests.extractor.layout_tools import texts

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice Writer (soffice)")
RTF = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1 .VnTime;}}\f0 T\u7863?ng c\u7901? cho x\u227? T\u224? Lu.\par "
RTF += r"\trowd\cellx2000\cellx4000\intbl X\u227?\cell S\u7889?\cell\row\pard\f1 QuyÕt ®Þnh khen th­ëng\par}"
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>
 <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
CONTENT = """<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body><office:text><text:p>Tặng cờ cho xã Tà Lu<text:note text:note-class="footnote">
 <text:note-citation>1</text:note-citation><text:note-body><text:p>Kế hoạch số 5/KH-UBND.</text:p></text:note-body>
 </text:note>.</text:p></office:text></office:body></office:document-content>"""
KIND = "application/vnd.oasis.opendocument.text"


@pytest.mark.slow
@needs_office
def test_rtf_is_read_with_its_tables_and_old_fonts(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.doc"  # as it is often named
    path.write_bytes(RTF.encode("cp1252"))
    reading = read(path)
    assert (reading.name, reading.format) == ("bao-cao.doc", "rtf")
    assert texts(lay_out(reading)) == ["Tặng cờ cho xã Tà Lu.", "Xã\tSố", "Quyết định khen thưởng"]


@pytest.mark.slow
@needs_office
def test_odt_is_read_with_its_footnotes(tmp_path: Path) -> None:
    path = tmp_path / "-bao cáo.odt"  # a name that a program might take for an option
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {"mimetype": KIND, "content.xml": CONTENT}.items():
            archive.writestr(name, text)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(kind=KIND))
    reading = read(path)
    assert (reading.name, reading.format) == ("-bao cáo.odt", "odt")
    assert texts(lay_out(reading)) == ["Tặng cờ cho xã Tà Lu.", "Kế hoạch số 5/KH-UBND."]


@pytest.mark.slow
@needs_office
def test_doc_is_read_and_one_cut_off_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph("QuyÕt ®Þnh khen th­ëng x· Tµ Lu")
    document.save(str(tmp_path / "cu.docx"))
    options = [f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "doc"]
    subprocess.run(["soffice", *options, "--outdir", tmp_path, tmp_path / "cu.docx"], check=True, capture_output=True)
    reading = read(tmp_path / "cu.doc")
    assert reading.format == "doc"
    assert texts(lay_out(reading)) == ["Quyết định khen thưởng xã Tà Lu"]
    broken = bytearray((tmp_path / "cu.doc").read_bytes())
    broken[512:] = broken[512:].replace(b"\xec\xa5", b"\0\0")  # the sign by which Word's own stream begins
    (tmp_path / "hong.doc").write_bytes(broken)
    with pytest.raises(ReadError, match=r"hong\.doc: .*; open it"):
        read(tmp_path / "hong.doc")


def _program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of that script in the place of LibreOffice."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def rtf(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.rtf"
    path.write_bytes(RTF.encode("cp1252"))
    return path


@pytest.mark.parametrize("name", ["bao-cao.doc", "bao-cao.odt", "bao-cao.rtf"])
def test_without_libreoffice_one_sentence_says_what_to_install(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_USUAL", ())
    content = {
        ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        ".odt": b"PK\x03\x04" + b"\0" * 26 + f"mimetype{KIND}".encode(),
        ".rtf": RTF.encode("cp1252"),
    }
    (tmp_path / name).write_bytes(content[Path(name).suffix])
    with pytest.raises(ReadError) as caught:
        read(tmp_path / name)
    assert f"{name}: a {Path(name).suffix} file is read with the help of LibreOffice, which is not" in str(caught.value)
    assert "install LibreOffice Writer (Debian, Ubuntu: apt-get install" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_libreoffice_is_stopped_with_all_it_started(rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait", monkeypatch)
    monkeypatch.setattr(office, "OFFICE_SECONDS", 0.5)
    with pytest.raises(ReadError, match=r"bao-cao\.rtf: LibreOffice took more than 0\.5 seconds over it; open it in"):
        read(rtf)
    child = int((tmp_path / "child").read_text())
    assert _is_over(child)


def _is_over(process: int) -> bool:
    for _ in range(50):
        status = Path(f"/proc/{process}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.02)
    return False


def test_what_libreoffice_cannot_open_is_refused(rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "exit 0", monkeypatch)  # it says nothing, and makes nothing
    with pytest.raises(ReadError, match="LibreOffice cannot open it: it is broken, or locked by a password; open it"):
        read(rtf)


def test_libreoffice_runs_with_a_profile_of_its_own_in_which_macros_are_off(
    rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = 'for a in "$@"; do case $a in -env:*) cp -r "${a#*file://}" ' + f"{tmp_path}/profile;; esac; done"
    _program(tmp_path, f'echo "$@" > {tmp_path}/said; {copy}', monkeypatch)
    with pytest.raises(ReadError):
        read(rtf)
    said = (tmp_path / "said").read_text("utf-8")
    assert "--headless" in said and "bao-cao" not in said
    settings = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text("utf-8")
    assert "DisableMacrosExecution" in settings and "BlockUntrustedRefererLinks" in settings
