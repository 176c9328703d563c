"""What finding the records takes: beside underthesea's word segmentation of the same text, and as documents grow.

    python benchmarks/finding.py [FOLDER] [--runs 3]

FOLDER holds text reports; without it, sample reports are written first. Reading is left out; layout and all that is
found is timed, and the making of the archive's rows. Then documents of odd shapes and of 1, 2 and 4 times a length
tell whether the time grows with the length alone. Last, how long it takes to load the language pipeline, beside
importing spaCy and one call of underthesea. Processor time, ours and theirs in turn; the least of the runs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus.rows import store
from corpus.sample.write import write_samples
from extractor.extract import find
from extractor.layout import lay_out
from extractor.readers import read
from models.page import Reading

_PAGE = 2000  # characters
_LENGTH = 200_000  # characters of the shortest document of each shape
_SHAPES: dict[str, str] = {
    "one line of names": "ông Lò Văn An, bà Mùa Thị Sua - xã Pú Nhi; ",
    "one line of counts": "tặng Giấy khen cho 3 tập thể, 5 cá nhân, ",
    "one line of citations": "Quyết định số 12/QĐ-UBND ngày 10/01/2022 của UBND tỉnh, ",
    "lines of one word": "xã\n",
    "rows of a table": "3\tLò Văn An\tBản Co, xã Pú Nhi\tGiấy khen của Chủ tịch UBND huyện\t2 tập thể\n",
    "percentages": "12/34 xã đạt 35,3% ",
    "initials": "A. B. C. ",
    "open brackets": "(",
    "open quotes": "“phong trào ",
}
_LOAD = {
    "pipeline": "from models.language import load; load()('Hà Nội là thủ đô')",
    "bare": "import spacy; from underthesea import word_tokenize; word_tokenize('Hà Nội là thủ đô')",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or _samples(Path(scratch) / "samples")
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
        _against_segmentation([read(path) for path in sorted(folder.glob("*.txt"))], texts, arguments.runs)
        _growth(Path(scratch), {"report after report": "\n".join(texts), **_SHAPES})
    _loading(arguments.runs)


def _samples(folder: Path) -> Path:
    write_samples(folder, reports=24, formats=("txt",))
    return folder


def _against_segmentation(readings: list[Reading], texts: list[str], runs: int) -> None:
    from underthesea import word_tokenize

    def extract() -> None:
        for reading in readings:
            store(find(reading, lay_out(reading)))

    def segment() -> None:
        for text in texts:
            for line in text.split("\n"):
                word_tokenize(line)

    _seconds(extract), _seconds(segment)  # what is loaded once is not counted
    ours, theirs = zip(*((_seconds(extract), _seconds(segment)) for _ in range(runs)), strict=True)
    pages = sum(map(len, texts)) / _PAGE
    print(
        f"{pages:.0f} pages of text: found {pages / min(ours):.0f} pages/s, segmented {pages / min(theirs):.0f} pages/s"
    )
    print(f"finding takes {min(ours) / min(theirs):.2f} x what the segmentation takes")


def _growth(scratch: Path, shapes: dict[str, str]) -> None:
    print(f"milliseconds for {_PAGE} characters, of {_LENGTH} and of 2 and 4 times as many")
    for name, piece in shapes.items():
        taken = [_per_page(scratch / "shape.txt", piece, _LENGTH * times) for times in (1, 2, 4)]
        print(f"{name:24}" + "".join(f"{1000 * seconds:8.1f}" for seconds in taken))


def _per_page(path: Path, piece: str, length: int) -> float:
    path.write_text((piece * (length // len(piece) + 1))[:length], encoding="utf-8")
    reading = read(path)
    return _seconds(lambda: store(find(reading, lay_out(reading)))) / (length / _PAGE)


def _loading(runs: int) -> None:
    times: dict[str, list[float]] = {name: [] for name in _LOAD}
    for _ in range(runs):
        for name, code in _LOAD.items():
            timed = f"import time; s = time.process_time(); {code}; print(time.process_time() - s)"
            times[name].append(float(subprocess.check_output([sys.executable, "-c", timed], text=True)))
    ours, bare = (min(taken) for taken in times.values())
    print(f"pipeline loaded in {ours:.2f} s, spaCy and underthesea bare in {bare:.2f} s, {ours / bare:.2f} x")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
