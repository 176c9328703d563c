"""Files of other word processors (.doc, .odt, .rtf): LibreOffice makes .docx of them, and those are read.

It runs without a window, with a profile of its own, in which macros and whatever a document links to are
switched off, and only so long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from extractor.limits import OFFICE_SECONDS, step
from extractor.readers.docx import read_docx
from models.errors import ReadError
from models.page import Reading

_PROGRAMS = ("soffice", "libreoffice")
_USUAL = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:/Program Files/LibreOffice/program/soffice.exe")
_INSTALL = (
    "install LibreOffice Writer (Debian, Ubuntu: apt-get install --no-install-recommends libreoffice-writer; macOS: "
    "brew install --cask libreoffice), or save it as .docx or PDF"
)
_SAVE = "open it in a word processor and save it as .docx"
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "DisableActiveContent")
_SETTING = f'<item oor:path="{_SECURITY}"><prop oor:name="{{name}}" oor:op="fuse"><value>true</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{''.join(_SETTING.format(name=name) for name in _SETTINGS)}</oor:items>\n"
)


def read_doc(path: Path) -> Reading:
    """The one long page of a file of Word 97 to 2003."""
    return _read(path, "doc")


def read_odt(path: Path) -> Reading:
    """The one long page of an OpenDocument text."""
    return _read(path, "odt")


def read_rtf(path: Path) -> Reading:
    """The one long page of a file in the Rich Text Format."""
    return _read(path, "rtf")


def _read(path: Path, form: str) -> Reading:
    """Raises ReadError where there is no LibreOffice, or none of its making can be read."""
    program = _program()
    if program is None:
        raise ReadError(path, f"a .{form} file is read with the help of LibreOffice, which is not here", _INSTALL)
    with tempfile.TemporaryDirectory(prefix="sovang-") as folder:
        converted = _converted(program, path, form, Path(folder))
        try:
            return replace(read_docx(converted), name=path.name, format=form)
        except ReadError as error:
            raise ReadError(path, error.what, error.advice) from None


def _program() -> str | None:
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((usual for usual in _USUAL if Path(usual).exists()), None)


def _converted(program: str, path: Path, form: str, folder: Path) -> Path:
    # A name of ours: LibreOffice goes by the extension where it can, and takes a leading dash for an option.
    original = folder / f"original.{form}"
    shutil.copyfile(path, original)
    options = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
    work = ("--convert-to", "docx:Office Open XML Text", "--outdir", str(folder), str(original))
    _run(path, [program, f"-env:UserInstallation={_profile(folder).as_uri()}", *options, *work])
    step()
    made = folder / "original.docx"
    if not made.exists():
        raise ReadError(path, "LibreOffice cannot open it: it is broken, or locked by a password", _SAVE)
    return made


def _run(path: Path, command: list[str]) -> None:
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    try:
        process.wait(OFFICE_SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadError(path, f"LibreOffice took more than {OFFICE_SECONDS} seconds over it", _SAVE) from None
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End what still runs: soffice is a script, and the program a child of it."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


def _profile(folder: Path) -> Path:
    """A profile for this run alone, in `folder`: two LibreOffices cannot share one."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    return profile
