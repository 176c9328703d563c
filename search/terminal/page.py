"""What all printed answers share: the console, how numbers, dates, periods and places are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from models.answers.places import Decided, Document, OtherFile, Where
from models.labels import RECORD_FIELDS, VERDICTS, unsure
from models.text import shortened, squeeze

if TYPE_CHECKING:
    from rich.table import Table

_HALF_YEARS = {
    "H1": "6 tháng đầu {}", "H2": "6 tháng cuối {}", "9M": "9 tháng {}",
    "Q1": "Quý I/{}", "Q2": "Quý II/{}", "Q3": "Quý III/{}", "Q4": "Quý IV/{}",
}  # fmt: skip

_NARROWEST = 20
_HEADING_WIDTH = 90
SECTION_JOINT = " › "
"""What stands between the headings of a section in the archive."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Whoever read our output has gone: leave it to the command line's edge, for it is no failure."""
        raise BrokenPipeError


@cache
def console() -> Console:
    """Standard output; nothing in an answer is taken for markup."""
    return _Console(markup=False, emoji=False, highlight=False)


def say(text: str | Text = "", indent: int = 0, style: str = "") -> None:
    """Print a paragraph, wrapped between words, `indent` columns in."""
    shown = Text(text, style) if isinstance(text, str) else text
    lines = [_indented(line, indent) for line in _wrapped(shown, max(width() - indent, _NARROWEST))]
    if console().color_system is None:  # rich takes several times as long to come to the same
        print("\n".join(line.plain for line in lines))
    else:
        console().print(Text("\n").join(lines), soft_wrap=True)


def _wrapped(text: Text, room: int) -> Iterable[Text]:
    fits = cell_len(text.plain) <= room and "\n" not in text.plain
    return [text] if fits else text.wrap(console(), room)


@cache
def width() -> int:
    """How many columns there are."""
    return console().width


def _indented(line: Text, indent: int) -> Text:
    line.rstrip()
    return Text(" " * indent) + line if indent else line


def columns(*heads: str, right: Iterable[str] = (), fixed: Iterable[str] = ()) -> Table:
    """A table without rules; the columns named in `right` hold numbers, those in `fixed` are never broken."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in heads:
        numbers = head in set(right)
        table.add_column(
            head, justify="right" if numbers else "left", no_wrap=numbers or head in set(fixed), overflow="fold"
        )
    return table


def aside(page: int | None, section: str | None, *more: str | None) -> str:
    """Where something stands, in few words: `tr. 5 · 2. Kết quả khen thưởng`; of a section its last heading."""
    last = shortened((section or "").split(SECTION_JOINT)[-1], "", _HEADING_WIDTH)
    return " · ".join(filter(None, (f"tr. {page}" if page else "", last, *more)))


def number(value: int | float | None) -> str:
    """`1.940` for 1940; empty for what is not stated."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def day(iso: str | None) -> str:
    """`14/10/2020` for 2020-10-14, `7/2021` for 2021-07."""
    return "/".join(
        part.lstrip("0") if len(part) == 2 and len(iso or "") < 10 else part
        for part in reversed((iso or "").split("-"))
    )


def period(code: str | None) -> str:
    """`6 tháng đầu 2021` for 2021-H1; a year or years as they are."""
    year, _, part = (code or "").partition("-")
    return _HALF_YEARS[part].format(year) if part in _HALF_YEARS else code or ""


def name_of(document: Document) -> str:
    """What a reader knows a document by: type, number and title, else the file's name."""
    kind = " ".join(filter(None, (document.doc_type, document.number)))
    title = squeeze(document.title or "")
    return ": ".join(filter(None, (kind, title))) or document.name


def heading(document: Document) -> Text:
    """`#3 Báo cáo 12/BC-UBND: ... (UBND huyện Tuần Giáo, 2020)`."""
    stated = (document.unit, period(document.period) or day(document.date))
    corrected = (
        f"{_called(field)} do {one.by} {VERDICTS[one.verdict]}" for field, one in (document.decided or {}).items()
    )
    about = ", ".join(filter(None, (*stated, *corrected)))
    return Text.assemble((f"#{document.id} ", "bold cyan"), name_of(document), (f" ({about})" if about else "", "dim"))


def files_of(files: Iterable[OtherFile]) -> str:
    """`#12 bao-cao.pdf (bản quét), #14 bao-cao.docx (docx)`; also which of them answers come from."""
    return ", ".join(map(_file, files))


def _file(file: OtherFile) -> str:
    kind = "bản quét" if file.scanned else file.format
    return f"#{file.id} {file.name} ({kind}{', được dùng để trả lời' if file.stands else ''})"


def standing(confidence: float | None, decided: Decided | None) -> str:
    """What a person decided, with what the machine had read; else that the machine is not sure; else nothing.

    `Lan sửa 21/11/2026; máy đọc: tên “Lò Văn Hưng”`.
    """
    if decided:
        read = ", ".join(f"{_called(field)} “{_read(field, value)}”" for field, value in decided.machine.items())
        return "; ".join(filter(None, (_verdict(decided), read and f"máy đọc: {read}", decided.note)))
    doubt = unsure(confidence)
    return doubt and f"{doubt}, xem `sovang review`"


def _verdict(decided: Decided) -> str:
    return f"{decided.by} {VERDICTS[decided.verdict]} {day(decided.at[:10])}"


def _called(field: str) -> str:
    return RECORD_FIELDS.get(field, field).lower()


def _read(field: str, value: object) -> str:
    """What the machine had read; lines are kept as JSON."""
    if value is None:
        return "không có"
    return "; ".join(json.loads(str(value))) if field == "recipients" else str(value)


def say_standing(where: Where, indent: int = 0) -> None:
    """A line on what a person decided about the record there, or that the machine is not sure of it, if either."""
    if said := standing(where.confidence, where.decided):
        say(said, indent, style="yellow")


def place(where: Where) -> str:
    """`#3 tr. 5`."""
    return f"#{where.document.id} tr. {where.page}" if where.page else f"#{where.document.id}"


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Text:
    """`text` with the marks set off: by style where there is one, by «» where not."""
    shown, at = Text(), 0
    bare = console().color_system is None
    for start, end in marks:
        shown.append(_flat(text[at:start]))
        inside = _flat(text[start:end])
        shown.append(f"«{inside}»" if bare else inside, "" if bare else "bold yellow")
        at = end
    shown.append(_flat(text[at:]))
    return shown


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
