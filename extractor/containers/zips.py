"""Zip files."""

from __future__ import annotations

import errno
import lzma
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extractor.containers.budget import SPLIT, Budget, check_ratio, distinct, file_in, is_wanted, parts_of
from extractor.limits import MAX_MEMBERS
from models.errors import ReadError

_DAMAGE = (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, lzma.LZMAError, zlib.error)
_BROKEN = ("it is broken in the zip", "get the zip again from where it came from")
_STRANGE = ("it is packed in a way that is not known here", "unpack it yourself and add what is in it")
_LOCKED, _UTF8 = 0x1, 0x800  # flags of a member: a password, a name in UTF-8


def unpack(path: Path, name: str, folder: Path, budget: Budget) -> Iterator[tuple[str, Path | ReadError]]:
    """The members of the zip at `path`, one by one in `folder`; ReadError where it cannot be opened at all."""
    taken: set[str] = set()
    with _opened(path, name) as archive:
        for info in archive.infolist():
            packed = _name(info)
            if info.is_dir() or _is_link(info) or not is_wanted(packed):
                continue
            inner = f"{name}!{distinct(packed, taken)}"
            try:
                yield inner, _unpacked(archive, info, inner, folder, budget)
            except ReadError as error:
                yield inner, error


@contextmanager
def _opened(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except PermissionError:
        raise ReadError(name, "it may not be read", "give yourself the right to read it") from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ReadError(name, "it is a broken zip", "get it again from where it came from") from None
    with archive:
        if len(archive.infolist()) > MAX_MEMBERS:
            raise ReadError(name, f"it holds more than {MAX_MEMBERS} files", SPLIT)
        yield archive


def _is_link(info: zipfile.ZipInfo) -> bool:
    """Whether it is only a way to another file, as Unix packs it."""
    return stat.S_ISLNK(info.external_attr >> 16)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Where no flag says that it is UTF-8, it may be all the same, as macOS writes it.

    Windows writes the letters of its own language: Windows-1258 where that is Vietnamese, else CP437.
    """
    if info.flag_bits & _UTF8:
        return info.filename
    for encoding in ("utf-8", "cp1258"):
        with suppress(UnicodeError):
            name = unicodedata.normalize("NFC", info.filename.encode("cp437").decode(encoding))
            if encoding == "utf-8" or all(map(_is_letter, filter(lambda sign: not sign.isascii(), name))):
                return name
    return info.filename


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign) in ("Lu", "Ll")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, folder: Path, budget: Budget) -> Path:
    _check(info, name, budget)
    target = file_in(folder, _name(info))
    try:
        with archive.open(info) as source:
            budget.copy(source, target, info.compress_size, name)
    except NotImplementedError:
        raise ReadError(name, *_STRANGE) from None
    except _DAMAGE:
        raise ReadError(name, *_BROKEN) from None
    except OSError as error:
        if error.errno in (None, errno.EINVAL):  # packed wrongly, or a place before the beginning of the file
            raise ReadError(name, *_BROKEN) from None
        raise
    return target


def _check(info: zipfile.ZipInfo, name: str, budget: Budget) -> None:
    """Refuse a member before a byte of it is unpacked."""
    plain = info.filename.replace("\\", "/")
    if plain.startswith("/") or plain[1:2] == ":" or ".." in parts_of(plain):
        raise ReadError(name, "its name leads out of the zip", "pack it again under a plain name")
    if info.flag_bits & _LOCKED:
        raise ReadError(name, "it is locked with a password", "unpack the zip with the password and add what is in it")
    budget.count(name)
    check_ratio(info.file_size, info.compress_size, name)
