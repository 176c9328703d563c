"""What is found on a scan is as sure as the words it quotes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import pytest

from extractor.extract import find, report_json
from extractor.layout import lay_out
from models.page import Box, Line, Page, Reading, Word
from models.records import Report

TEXT = (
    "BÁO CÁO",
    "Thực hiện Quyết định số 57/QĐ-UBND ngày 4/3/2021 của UBND huyện Khe Mòn về khen thưởng,",
    "Chủ tịch UBND huyện tặng Giấy khen cho 31 tập thể và 46 cá nhân.",
    "Hưởng ứng phong trào thi đua “Thôn xanh - vườn ươm”, nhân dân đã trồng rừng.",
)


def _report(sure: float | None, unsure: Mapping[str, float] | None = None) -> Report:
    lines = []
    for i, text in enumerate(TEXT):
        words = [
            Word(word, Box(70 + 20 * j, 80 + 20 * i, 88 + 20 * j, 94 + 20 * i), (unsure or {}).get(word, sure), 13.0)
            for j, word in enumerate(text.split())
        ]
        lines.append(Line(tuple(words), i + 1))
    reading = Reading("quet.pdf", "pdf", (Page(1, tuple(lines), 595, 842),), scanned=sure is not None)
    return find(reading, lay_out(reading))


def _confidences(report: Report) -> dict[str, float]:
    data = json.loads(json.dumps(report_json(report)))
    return {name: data[name][0]["confidence"] for name in ("citations", "awards", "movements")}


BORN = _confidences(_report(None))


def test_sure_words_leave_no_doubt() -> None:
    assert _confidences(_report(0.97)) == BORN


@pytest.mark.parametrize(
    ("word", "doubted"),
    [
        ("57/QĐ-UBND", "citations"),
        ("46", "awards"),
        ("vườn", "movements"),
    ],
)
def test_a_word_in_doubt_makes_the_record_doubtful_that_quotes_it_and_no_other(word: str, doubted: str) -> None:
    found = _confidences(_report(0.97, {word: 0.5}))
    assert found.pop(doubted) == pytest.approx(BORN[doubted] * 0.5 / 0.95, abs=0.01)
    assert found == {name: confidence for name, confidence in BORN.items() if name != doubted}


def test_the_less_sure_the_word_the_less_sure_the_record() -> None:
    row = [_confidences(_report(0.97, {"57/QĐ-UBND": sure}))["citations"] for sure in (0.94, 0.8, 0.6, 0.2, 0.0)]
    assert row == sorted(row, reverse=True) and len(set(row)) == len(row) and math.isclose(row[-1], 0)


def test_signs_in_doubt_do_not_count() -> None:
    assert _confidences(_report(0.97, {"-": 0.1})) == BORN
