"""The work on a document grows with its length and no faster: counted in calls of functions, which no load disturbs."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest

from corpus.rows import store
from extractor.extract import find
from extractor.layout import lay_out
from extractor.readers import read

LENGTH = 20_000  # characters of the shorter document: several blocks even where all stands on one line
SHAPES = {
    "one line of names": "ông Lò Văn An, bà Mùa Thị Sua - xã Pú Nhi; ",
    "one line of citations": "Quyết định số 12/QĐ-UBND ngày 10/01/2022 của UBND tỉnh, ",
    "sentences": "Xã A có 12/34 hộ đạt 35,3%. Phong trào thi đua “Vì dân” đã được phát động. ",
    "lines of one word": "xã\n",
    "rows of a table": "3\tLò Văn An\tBản Co\tGiấy khen của Chủ tịch UBND huyện\t2 tập thể\n",
    "short paragraphs": "Tiêu biểu là ông Lò Văn An ở bản Co.\nUBND xã tặng Giấy khen cho 2 cá nhân.\n\n",
    "references back": "Quyết định số 5/QĐ-UBND đã hết hạn; Quyết định này có hiệu lực. Kế hoạch trên đã xong.\n",
    "numbers that come again": "Năm nay có 7 tập thể được tặng Bằng khen của UBND tỉnh.\n",
}


def calls(path: Path, text: str) -> int:
    """How many functions are called to lay out `text`, find its records and make their rows."""
    path.write_text(text, encoding="utf-8")
    reading = read(path)
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        store(find(reading, lay_out(reading)))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("piece", SHAPES.values(), ids=SHAPES)
def test_twice_the_text_is_twice_the_work(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "report.txt"
    once, twice = ((piece * (LENGTH * times // len(piece) + 1))[: LENGTH * times] for times in (1, 2))
    calls(path, piece)  # what is made at its first use is made now
    assert calls(path, twice) < 2.5 * calls(path, once)  # four times, were each part held against each other
