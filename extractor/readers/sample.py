"""What a file shows of itself before it is read: its first bytes, what a zip holds, which text it may be."""

from __future__ import annotations

import errno
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from extractor.readers.encodings import UTF8_MARK, utf16_of
from models.errors import ReadError

_HEAD = 4096  # bytes looked at
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MIMETYPE = 30  # where an OpenDocument file names its kind, after the head of the zip's first member
_BLOCK = 2**20


@dataclass(frozen=True)
class Sample:
    """The file at `path` and its first bytes, `head`; what else a test may ask is looked up when asked for."""

    path: Path
    head: bytes

    @cached_property
    def text(self) -> str:
        """The head as text: sign for sign where it is not UTF-16."""
        encoding = utf16_of(self.head)
        if encoding:
            return self.head.decode(encoding, "ignore").lstrip("\ufeff")
        return self.head.removeprefix(UTF8_MARK).decode("latin-1")

    @cached_property
    def is_text(self) -> bool:
        """Whether these are letters: no zero bytes outside of UTF-16, and next to no control signs."""
        if self.head.startswith(UTF8_MARK) or utf16_of(self.head):
            return True
        return b"\x00" not in self.head and len(_CONTROL.findall(self.head)) <= len(self.head) // 100

    @property
    def is_zip(self) -> bool:
        """Whether it begins as a zip does, whole or broken."""
        return self.head.startswith(_ZIP)

    @cached_property
    def names(self) -> frozenset[str] | None:
        """The names of what a zip holds; None for a broken one, and for what is no zip."""
        if not self.is_zip:
            return None
        try:
            with zipfile.ZipFile(self.path) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return None

    def holds(self, name: str) -> bool:
        """Whether it is a zip with a member of that name."""
        return name in (self.names or ())

    def is_open_document(self, kind: str = "") -> bool:
        """Whether it is an OpenDocument file, of that kind ("text") if one is given."""
        told = f"mimetypeapplication/vnd.oasis.opendocument.{kind}"
        return self.is_zip and self.head[_MIMETYPE:].startswith(told.encode())

    def has_stream(self, name: str = "") -> bool:
        """Whether it is a file of the old Office kind, with a stream of that name ("WordDocument") if one is given."""
        return self.head.startswith(_OLE) and (not name or self._says(name.encode("utf-16-le")))

    def _says(self, words: bytes) -> bool:
        with self.path.open("rb") as file:
            before = b""
            while block := file.read(_BLOCK):
                if words in before + block:
                    return True
                before = block[-len(words) :]
        return False


Test = Callable[[Sample], bool]


def begins(*magics: bytes) -> Test:
    """A test whether a file begins with one of `magics`."""
    return lambda sample: sample.head.startswith(magics)


def check_kind(path: Path) -> None:
    """Refuse what is no file, before it is opened: to open a pipe would be to wait for its other end.

    OSError where there is nothing at `path`.
    """
    kind = path.stat().st_mode
    if S_ISDIR(kind):
        raise ReadError(path, "it is a folder, not a file", "name the files in it")
    if not S_ISREG(kind):
        raise ReadError(path, "it is a pipe or a device, not a file", "name the file itself, or save it to one first")


def sample_of(path: Path) -> Sample:
    """The sample of the file at `path`; ReadError where there is none, it is empty, no file, or it may not be read."""
    try:
        check_kind(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if not head.strip() and not (head and file.read(_HEAD).strip()):
                raise ReadError(path, "it is empty", "get the document again from where it came from")
            return Sample(path, head)
    except OSError as error:
        raise ReadError(path, *_unread(error)) from None


def _unread(error: OSError) -> tuple[str, str]:
    """What is wrong where the file cannot be opened, and what to do."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return "there is no such file", "check the name"
    if error.errno == errno.ELOOP:
        return "it is a link that leads round in a circle", "name the file itself"
    if isinstance(error, PermissionError):
        return "it may not be read", "give yourself the right to read it"
    return f"it cannot be read ({error.strerror})", "check the disk it is on"
