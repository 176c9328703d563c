"""E-mails: the body as a file of its own, and what is attached."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path, PurePosixPath

from extractor.containers.budget import SPLIT, Budget, distinct, file_in, is_wanted, parts_of
from extractor.limits import MAX_MAIL_MB, MAX_TEXT_MB, MB, TOO_BIG, TOO_SLOW, within_limits
from models.errors import ReadError

_BODIES = {"text/plain": "body.txt", "text/html": "body.html"}
_UTF8_MARK = b"\xef\xbb\xbf"
_LOGO = 40_000  # bytes: a picture set in the text of a mail that is smaller is an ornament, no page
_DAMAGE = (
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)  # what the library raises over mails that break the rules
_SAVE = "open it in a mail program and save what is attached"
_ENDLESS = "its parts are nested without end"
_NAMED = ("content-type", "content-disposition")


def unpack(path: Path, name: str, folder: Path, budget: Budget) -> Iterator[tuple[str, Path | ReadError]]:
    """The body and the attachments of the e-mail at `path`, one by one in `folder`; ReadError where it is too large.

    Of a body in two forms the one with markup is taken, since it keeps tables; a body without text is none.
    """
    taken: set[str] = set()
    for part in _all_parts(_parsed(path, name), name):
        own = distinct(_name(part), taken)
        if not is_wanted(own) or _is_ornament(part):
            continue
        target = file_in(folder, own)
        try:
            budget.count(f"{name}!{own}")
            content = _content(part)
            budget.copy(io.BytesIO(content), target, len(content), f"{name}!{own}")
        except ReadError as error:
            yield f"{name}!{own}", error
            continue
        except _DAMAGE:
            yield f"{name}!{own}", ReadError(f"{name}!{own}", "it is broken in the e-mail", _SAVE)
            continue
        if not _is_body(part) or _has_text(target):
            yield f"{name}!{own}", target


def _parsed(path: Path, name: str) -> Message:
    if path.stat().st_size > MAX_MAIL_MB * MB:
        raise ReadError(name, f"it is an e-mail of more than {MAX_MAIL_MB} MB", SPLIT)
    try:
        with path.open("rb") as file:
            return BytesParser(policy=compat32).parse(file)
    except RecursionError:
        raise ReadError(name, _ENDLESS, _SAVE) from None
    except _DAMAGE:
        raise ReadError(name, "it is a broken e-mail", _SAVE) from None


def _all_parts(mail: Message, name: str) -> Iterator[Message]:
    try:
        yield from _parts(mail)
    except RecursionError:
        raise ReadError(name, _ENDLESS, _SAVE) from None


def _parts(part: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; of alternatives the one that is shown best."""
    _repair(part)
    inner = part.get_payload()
    if part.get_content_maintype() != "multipart" or not isinstance(inner, list):
        yield part
        return
    subparts = [one for one in inner if isinstance(one, Message)]
    if part.get_content_subtype() == "alternative":
        subparts = [max(subparts, key=_worth)] if subparts else []
    for one in subparts:
        yield from _parts(one)


def _repair(part: Message) -> None:
    """Make letters of the bytes of UTF-8 that some programs put in file names, against the rules."""
    for field, value in list(part.raw_items()):
        if field.lower() in _NAMED and not str(value).isascii():
            part.replace_header(field, str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _worth(part: Message) -> int:
    kinds = {one.get_content_type() for one in part.walk()}
    return 2 if "text/html" in kinds else int("text/plain" in kinds)


def _is_body(part: Message) -> bool:
    attached = part.get_content_disposition() == "attachment" or _given(part)
    return part.get_content_type() in _BODIES and not attached


def _given(part: Message) -> str:
    """The name that a part gives itself, as it stands there; empty where there is none, or it is past reading."""
    try:
        return part.get_filename() or ""
    except (TypeError, ValueError):
        return ""


def _is_ornament(part: Message) -> bool:
    """Whether it is a small picture that the text of the mail shows, such as a logo."""
    shown = part.get_content_maintype() == "image" and part.get("Content-ID") is not None
    return shown and len(_content(part)) < _LOGO


def _name(part: Message) -> str:
    """The file name of a part, its last step only; made from what the part is where it has none."""
    kind = part.get_content_type()
    if _is_body(part):
        return _BODIES[kind]
    given = parts_of(_decoded(_given(part)).replace("\x00", ""))
    name = " ".join(given[-1].split()) if given else "part"
    if PurePosixPath(name).suffix:
        return name
    return name + (".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or "")


def _decoded(name: str) -> str:
    """A name with its encoded words (`=?UTF-8?B?...?=`) resolved; as it is where they are broken."""
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return name


def _content(part: Message) -> bytes:
    """The bytes of a part; text in the encoding that the mail names comes in UTF-8, so that a reader need not guess."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    if not _is_body(part):
        return content
    try:
        return _UTF8_MARK + content.decode(part.get_content_charset() or "utf-8").encode("utf-8")
    except (LookupError, UnicodeError):
        return content


def _has_text(path: Path) -> bool:
    """Whether a body says anything: many a mail is only the envelope of its attachments.

    One that is past reading passes for one that does; what is wrong with it is said in its own row.
    """
    from extractor.readers import read

    try:
        with within_limits(path):
            return any(page.items for page in read(path).pages)
    except ReadError as error:
        past = (error.what, error.advice) in (TOO_SLOW, TOO_BIG)
        return past or path.stat().st_size > MAX_TEXT_MB * MB
