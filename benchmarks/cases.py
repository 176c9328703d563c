"""Documents whose text is known: sample reports drawn as PDF and as scans, and a folder's born-digital PDFs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import pypdfium2
import pypdfium2.raw as pdfium
from harder import harder, harder_sheet, scattered
from scoring import normal
from structure import Entries, of_truth

from corpus.sample.agenda import Job, agenda
from corpus.sample.compose import compose
from corpus.sample.gold import gold
from corpus.sample.render.lies import Lie
from corpus.sample.render.pdf import draw_pdf
from corpus.sample.render.scan import Damage, bound, draw_pictures
from corpus.sample.render.sheet import SetPage, choose_sheet, set_pages
from corpus.sample.render.truth import printed_pieces, true_blocks, true_text
from corpus.sample.world import chance
from models.text import SourceText

_MARK = 0.78  # size of print beside the largest of its line: smaller digits are footnote marks
_APART = 0.75  # sizes of print: what stands further from the letter before is of another column
_MARGIN = 0.07  # of a page's height: where its number stands
_SHORT = "decision", "cluster"  # kinds of reports that have, between them, all there is to read, on six pages

SCANS: dict[str, tuple[str, Damage]] = {
    "150-L1": ("light", Damage(0.45, 5, 0.5, 80, 0.02, colour=False, dpi=150)),
    "150-L2": ("medium", Damage(0.80, 10, -1.0, 60, 0.04, colour=False, dpi=150, toner=(0.7, 1.0))),
    "150-L3": ("bad", Damage(1.15, 16, 1.5, 38, 0.08, colour=False, dpi=150, toner=(0.55, 0.9))),
    "200-L1": ("light", Damage(0.45, 5, 0.5, 80, 0.02, colour=False)),
    "200-L2": ("medium", Damage(0.80, 10, -1.0, 60, 0.04, colour=False, toner=(0.7, 1.0))),
    "200-L3": ("bad", Damage(1.15, 16, 1.5, 38, 0.08, colour=False, toner=(0.55, 0.9))),
    "300-L1": ("light", Damage(0.45, 5, 0.5, 80, 0.02, colour=False, dpi=300)),
    "300-L2": ("medium", Damage(0.80, 10, -1.0, 60, 0.04, colour=False, dpi=300, toner=(0.7, 1.0))),
    "300-L3": ("bad", Damage(1.15, 16, 1.5, 38, 0.08, colour=False, dpi=300, toner=(0.55, 0.9))),
    "turned-90": ("laid sideways", Damage(0.45, 5, 0.5, 80, 0.02, colour=False, quarters=1)),
    "turned-180": ("upside down", Damage(0.45, 5, 0.5, 80, 0.02, colour=False, quarters=2)),
    "stamped": ("red stamp over the text, in colour", Damage(0.45, 5, 0.5, 80, 0.02, colour=True, stamped=True)),
    "faint": ("toner nearly gone", Damage(0.6, 7, 0.4, 70, 0.03, colour=False, toner=(0.22, 0.45))),
    "punched": ("holes in the margin", Damage(0.45, 5, -0.5, 80, 0.02, colour=False, punched=True)),
    "blurred": ("out of focus", Damage(1.6, 5, 0.3, 75, 0.02, colour=False)),
    "noisy": ("grainy", Damage(0.5, 26, 0.3, 70, 0.02, colour=False)),
    "stamped-grey": ("the same in grey", Damage(0.45, 5, 0.5, 80, 0.02, colour=False, stamped=True)),
    "skewed": ("laid askew by three degrees", Damage(0.45, 5, 3.0, 80, 0.02, colour=False)),
    "lid": ("dark along two sides", Damage(0.45, 5, 0.5, 80, 0.02, colour=False, lid=True)),
    "through": ("the other side shows through", Damage(0.45, 5, 0.5, 80, 0.3, colour=False)),
    "squeezed": ("JPEG of low quality", Damage(0.45, 5, 0.5, 12, 0.02, colour=False)),
    "fax": ("black and white, nothing between", Damage(0.45, 5, 0.5, 80, 0.02, colour=False, fax=True)),
    "photo": ("by hand, shadowed", Damage(0.8, 6, 0.0, 75, 0.02, colour=True, dpi=250, photo=True)),
}
"""What is done to scans, each as it is called on the command line, with a word about it."""


@dataclass(frozen=True)
class Case:
    """A file and what is known of it. `text` is in reading order, empty where only `pieces` are known: printed lines,
    as they stand on the pages. `gold` holds its records, `lies` how the pages of a sample lie in its scan."""

    path: Path
    pieces: tuple[str, ...]
    text: str = ""
    entries: Entries | None = None
    names: tuple[str, ...] = ()
    pages: int = 0
    gold: dict[str, Any] = field(default_factory=dict)
    lies: tuple[Lie, ...] = ()
    source: Drawn | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Folder and file, in short."""
        return f"{self.path.parent.name}/{self.path.stem[:12]}"


@dataclass(frozen=True)
class Drawn:
    """What the sample generator made a case of."""

    pages: list[SetPage]
    stamp: str
    seed: int


Way = Literal["usual", "hard", "scattered"]
"""How samples are set and written: as most are, as few offices set them, letter by letter in no order."""


def generated(folder: Path, reports: int, seed: int, way: Way = "usual", *, short: bool = False) -> list[Case]:
    """Sample reports as PDF in the folder; `short` takes the least that holds everything."""
    jobs = [job for job in islice(agenda(seed), 40) if not short or job.kind in _SHORT]
    folder.mkdir(exist_ok=True)
    return [_drawn(folder, seed, job, way) for job in jobs[:reports]]


def _drawn(folder: Path, seed: int, job: Job, way: Way) -> Case:
    document, dice = compose(seed, job), chance(seed, "reading", job.number)
    sheet = harder_sheet(dice) if way == "hard" else choose_sheet(dice)
    document = harder(document, sheet) if way == "hard" else document
    pages, blocks = set_pages(document, sheet), true_blocks(document)
    written = [scattered(page, dice) for page in pages] if way == "scattered" else pages
    path = folder / f"{document.stem}.pdf"
    path.write_bytes(draw_pdf(written, document.stem, job.unit.name))
    truth = gold(document, path.name)
    return Case(
        path,
        tuple(piece for page in pages for piece in printed_pieces(page)),
        normal(true_text(blocks)),
        of_truth(blocks),
        _names(truth),
        len(pages),
        truth,
        source=Drawn(pages, job.unit.name.upper(), dice.randrange(2**31)),
    )


def scanned(case: Case, folder: Path, damage: Damage) -> Case:
    """The same drawn as a scan into another folder."""
    assert case.source
    path = folder / case.path.name
    drawn = list(draw_pictures(case.source.pages, case.source.stamp, damage, case.source.seed))
    path.write_bytes(bound([picture for picture, _ in drawn]))
    return replace(case, path=path, lies=tuple(lie for _, lie in drawn))


def in_folder(folder: Path, golds: Path | None) -> Iterator[Case]:
    """The born-digital PDFs of a folder; what is printed in them is what PDFium finds."""
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            pieces = [line for page in document for line in _lines(page)]
            pages = len(document)
        known = golds / f"{path.stem}.gold.json" if golds else None
        truth = json.loads(known.read_text("utf-8")) if known and known.exists() else {}
        yield Case(path, tuple(pieces), names=_names(truth), pages=pages, gold=truth)


def _names(truth: dict[str, Any]) -> tuple[str, ...]:
    people = [str(row["name"]) for kind in ("exemplars", "grants") for row in truth.get(kind) or ()]
    signer = (truth.get("header") or {}).get("signer")
    return tuple(dict.fromkeys([*people, *([signer] if signer else [])]))


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter as PDFium gives it, or a line's end; its sides, and how far up the page it stands, from 0 to 1."""

    text: str
    size: float
    x0: float
    x1: float
    height: float


def _lines(page: Any) -> Iterator[str]:  # noqa: ANN401 - a pypdfium2 page
    """The lines of a page in the order of the file, columns apart, without footnote marks and the page's number."""
    text = page.get_textpage()
    line: list[_Letter] = []
    for letter in _letters(text.raw, page.get_height()):
        if line and (letter.text == "\n" or _is_apart(line, letter)):
            yield from _told(line)
            line = []
        line += [] if letter.text == "\n" else [letter]
    yield from _told(line)
    text.close()


def _letters(text: Any, height: float) -> Iterator[_Letter]:  # noqa: ANN401 - PDFium's pointer
    box = pdfium.FS_RECTF()
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        # PDFium marks a hyphen at a line's end by codes of its own.
        said = {10: "\n", 13: "\n", 2: "-\n", 0xFFFE: "-\n"}.get(code, chr(code))
        for c in said:
            yield _Letter(c, pdfium.FPDFText_GetFontSize(text, i), box.left, box.right, box.bottom / height)


def _is_apart(line: Sequence[_Letter], letter: _Letter) -> bool:
    """Whether more than a blank parts the letter from the line's last."""
    last = next((before for before in reversed(line) if not before.text.isspace()), letter)
    return not letter.text.isspace() and letter.x0 - last.x1 > _APART * letter.size


def _told(line: Sequence[_Letter]) -> Iterator[str]:
    largest = max((letter.size for letter in line), default=0.0)
    letters = "".join(a.text for a in line if not (a.text.isdigit() and a.size < _MARK * largest))
    if (said := normal(SourceText.read(letters).text)) and not (said.isdigit() and _in_margin(line[0])):
        yield said


def _in_margin(letter: _Letter) -> bool:
    return not _MARGIN < letter.height < 1 - _MARGIN
