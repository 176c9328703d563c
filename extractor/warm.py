"""Importing this loads what reading a report needs: models of the language, patterns, libraries.

A process that has imported it can be forked into workers that begin at once and share the memory that this takes.
"""

from __future__ import annotations

import gc
from importlib import import_module

from extractor.extract import find
from extractor.layout import lay_out
from models.page import Line, Page, Reading, Word

_READERS = ("pdf", "plain")
_REPORT = """BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2022
Thực hiện Quyết định số 12/QĐ-UBND ngày 10/01/2022 của UBND tỉnh về phong trào thi đua "Vì quê hương giàu đẹp", xã đã có
3 tập thể, 5 cá nhân được tặng Giấy khen.
Tiêu biểu là ông Lê Văn Thắng, thôn Đồng Tâm."""


def _warm() -> None:
    """Go through a small report once: what is loaded or built at its first use is there afterwards."""
    lines = tuple(Line(tuple(map(Word, text.split())), number) for number, text in enumerate(_REPORT.split("\n"), 1))
    reading = Reading("warm.txt", "txt", (Page(1, lines),), whole=True)
    find(reading, lay_out(reading))
    for reader in _READERS:
        import_module(f"extractor.readers.{reader}")


gc.disable()  # all of it stays
_warm()
gc.enable()
