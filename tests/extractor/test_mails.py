from __future__ import annotations

import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.containers import budget, mails
from extractor.containers.unpack import unpacked
from extractor.layout import lay_out
from extractor.readers import read
from models.errors import ReadError
from tests.extractor.layout_tools import texts

SENTENCE = "Tặng giấy khen cho ba xã."
PNG = b"\x89PNG\r\n\x1a\n"


def _mail(body: str = "", **attached: bytes) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "phong@khemon.vn", "tinh@khemon.vn", "Báo cáo năm 2019"
    mail.set_content(body)
    for name, content in attached.items():
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail


def _found(path: Path) -> dict[str, str]:
    """What comes of each part: its text as it is read, or the sentence that refuses it."""
    return {
        n: str(m) if isinstance(m, ReadError) else "\n".join(texts(lay_out(read(m))))
        for n, m in unpacked(path, path.parent)
    }


def _opened(mail: EmailMessage | bytes, folder: Path) -> dict[str, str]:
    path = folder / "thu.eml"
    path.write_bytes(mail if isinstance(mail, bytes) else bytes(mail))
    return _found(path)


def test_the_body_and_what_is_attached_are_files(tmp_path: Path) -> None:
    mail = _mail("Kính gửi báo cáo.", **{"Báo cáo năm.txt": SENTENCE.encode(), "macro.exe": b"MZ"})
    assert _opened(mail, tmp_path) == {"thu.eml!body.txt": "Kính gửi báo cáo.", "thu.eml!Báo cáo năm.txt": SENTENCE}


def test_of_two_forms_of_a_body_the_one_with_its_tables_is_taken(tmp_path: Path) -> None:
    mail = _mail("Xã Tà Lu 5")
    mail.add_alternative("<table><tr><td>Xã Tà Lu</td><td>5</td></tr></table>", subtype="html")
    assert list(_opened(mail, tmp_path)) == ["thu.eml!body.html"]


@pytest.mark.parametrize("body", ["", " \n\n", "<html><body><br>&nbsp;</body></html>"])
def test_a_body_that_says_nothing_is_none(body: str, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.vn", "x"
    mail.set_content(body, subtype="html" if "<" in body else "plain")
    mail.add_attachment(SENTENCE.encode(), "text", "plain", filename="a.txt")
    assert list(_opened(mail, tmp_path)) == ["thu.eml!a.txt"]


HEAD = "From: a@b.vn\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('filename="bao-cao.txt"', "bao-cao.txt"),
        ("filename*=UTF-8''B%C3%A1o%20c%C3%A1o.txt", "Báo cáo.txt"),  # by the rules
        ("filename*0*=UTF-8''B%C3%A1o%20;\n filename*1*=c%C3%A1o.txt", "Báo cáo.txt"),  # by the rules, in two pieces
        ('filename="=?UTF-8?B?QsOhbyBjw6FvLnR4dA==?="', "Báo cáo.txt"),  # as Gmail and Outlook write it
        ('filename="=?UTF-8?B?QsOhbyA=?=\n =?UTF-8?B?Y8OhbyBuxINtLnR4dA==?="', "Báo cáo năm.txt"),  # folded
        ('filename="Báo cáo.txt"', "Báo cáo.txt"),  # plain bytes, against the rules
        ('filename="../../etc/cron.d/x.txt"', "x.txt"),  # never a path
        (r'filename="C:\\Users\\an\\x.txt"', "x.txt"),
        ('filename="=?UTF-9?B?Qsg=?=.txt"', "=?UTF-9?B?Qsg=?=.txt"),  # an encoding that there is not
    ],
)
def test_names_of_attachments_are_decoded(header: str, name: str, tmp_path: Path) -> None:
    raw = f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; {header}\n\n{SENTENCE}"
    assert _opened(raw.encode(), tmp_path) == {f"thu.eml!{name}": SENTENCE}


def test_two_files_of_one_name_are_two(tmp_path: Path) -> None:
    mail = _mail()
    for words in ("Một.", "Hai."):
        mail.add_attachment(words.encode(), "text", "plain", filename="a.txt")
    assert _opened(mail, tmp_path) == {"thu.eml!a.txt": "Một.", "thu.eml!a (2).txt": "Hai."}


def test_an_attachment_without_a_name_is_named_by_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "thu.eml"
    path.write_text(f"{HEAD}Content-Type: application/pdf\n\n%PDF-1.7", "utf-8")
    assert [name for name, _ in unpacked(path, tmp_path)] == ["thu.eml!part.pdf"]


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-8", SENTENCE.encode()),
        ("windows-1258", "Tãòng giâìy khen cho ba xaÞ.".encode("latin-1")),  # its tone marks follow their letters
        ("x-unknown", SENTENCE.encode()),  # told by its letters
        ("us-ascii", SENTENCE.encode()),  # untrue
        ("x-user-defined", "TÆng giÊy khen cho ba x·, b¶n.".encode("latin-1")),  # TCVN3
    ],
)
def test_bodies_are_read_in_their_encoding(charset: str, content: bytes, tmp_path: Path) -> None:
    raw = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode() + content
    (text,) = _opened(raw, tmp_path).values()
    assert text.startswith(SENTENCE[:-1])


def test_mails_and_zips_in_one_another_are_opened_down_to_a_depth(tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("trong.txt", SENTENCE)
    inner = _mail("Thư trong.", **{"goi.zip": stream.getvalue()})
    middle, outer = _mail("Thư giữa."), _mail("Thư ngoài.")
    middle.add_attachment(inner)
    outer.add_attachment(middle)
    found = _opened(outer, tmp_path)
    assert found["thu.eml!body.txt"] == "Thư ngoài." and found["thu.eml!part.eml!body.txt"] == "Thư giữa."
    assert found["thu.eml!part.eml!part.eml!body.txt"] == "Thư trong."
    assert "packed in one another more than 3 deep" in found["thu.eml!part.eml!part.eml!goi.zip"]


def test_small_pictures_in_the_text_are_ornaments_and_large_ones_pages(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.vn", "x"
    mail.set_content('<p>Xin gửi.</p><img src="cid:logo">', subtype="html")
    for name, size in (("logo.png", 500), ("trang-1.png", mails._LOGO)):
        mail.add_related(PNG + b"0" * size, "image", "png", filename=name, cid=f"<{name}>")
    path = tmp_path / "thu.eml"
    path.write_bytes(bytes(mail))
    assert [name for name, _ in unpacked(path, tmp_path)] == ["thu.eml!body.html", "thu.eml!trang-1.png"]


def test_a_mail_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "MAX_MAIL_MB", 1)
    with pytest.raises(ReadError, match=r"thu\.eml: it is an e-mail of more than 1 MB; split it"):
        _opened(bytes(_mail("x")) + b"x" * 2**20, tmp_path)


def test_attachments_count_against_the_budget(tmp_path: Path) -> None:
    path = tmp_path / "thu.eml"
    path.write_bytes(bytes(_mail("", **{"a.txt": b"x" * 2000, "b.txt": b"y" * 2000})))
    found = mails.unpack(path, "thu.eml", tmp_path, budget.Budget(size=3000))
    refused = {name: isinstance(member, ReadError) for name, member in found}
    assert refused == {"thu.eml!a.txt": False, "thu.eml!b.txt": True}


def test_parts_nested_without_end_are_refused(tmp_path: Path) -> None:
    depth = 3000
    raw = HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    with pytest.raises(ReadError, match="its parts are nested without end"):
        _opened(raw.encode(), tmp_path)


def test_a_mail_in_a_mail_that_cannot_be_written_again_is_refused(tmp_path: Path) -> None:
    raw = f"{HEAD}Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=b\nTặng cờ"
    assert _opened(raw.encode(), tmp_path) == {
        "thu.eml!part.eml": "thu.eml!part.eml: it is broken in the e-mail; open it in a mail program and save what is "
        "attached"
    }


_LINES = st.sampled_from(
    [
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: multipart/alternative; boundary=b",
        "Content-Type: message/rfc822",
        'Content-Type: text/html; charset="',
        "Content-Type: text/plain; charset=utf-16",
        "Content-Type: ;;=",
        "Content-Disposition: attachment; filename*=utf-8'vi'%E1%ff.txt; filename*1*=x",
        "Content-Disposition: attachment; filename==?utf-8?b?****?=.txt",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: x-uuencode",
        "--b",
        "--b--",
        "",
        "begin 644 x",
        "Tặng cờ",
        "\x00\ud800",
    ]
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_LINES, max_size=14))
def test_broken_mails_give_files_or_sentences(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "thu.eml"
    path.write_bytes("\n".join([HEAD + "Subject: x", *lines]).encode("utf-8", "surrogatepass"))
    for name, member in unpacked(path, tmp_path):
        assert name.startswith("thu.eml!")
        assert isinstance(member, ReadError) or member.is_file()
