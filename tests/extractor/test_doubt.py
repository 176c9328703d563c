"""Confidence follows what is seen of a record: its rule, what it states, and how the words it quotes were read."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from extractor.doubt import EVERY, confidence, share, signs
from extractor.extract import find, report_json
from extractor.layout import lay_out
from models.knowledge import load
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
    assert found.pop(doubted) < BORN[doubted]
    assert found == {name: confidence for name, confidence in BORN.items() if name != doubted}


def test_the_less_sure_the_word_the_less_sure_the_record() -> None:
    row = [_confidences(_report(0.97, {"46": sure}))["awards"] for sure in (0.97, 0.94, 0.8, 0.6, 0.2)]
    assert row == sorted(row, reverse=True) and row[0] > row[2] > row[3] > 0


def test_signs_in_doubt_do_not_count() -> None:
    assert _confidences(_report(0.97, {"-": 0.1})) == BORN


def _signs(text: str) -> dict[str, list[tuple[str, ...]]]:
    """The signs of the records of a text as it lies in a file."""
    lines = tuple(Line((Word(line, None),), number) for number, line in enumerate(text.splitlines(), 1))
    report = find(reading := Reading("bao-cao.txt", "txt", (Page(1, lines),)), lay_out(reading))
    return signs(report)


NAMED = "Điển hình tiên tiến trong năm có: Nguyễn Hồng Chuyên, ông Hờ A Páo - xã Chà Nưa."
SPOILT = "Phong trào thiđua yêu nước, côngtác khenthưởng đã lhu được kẽt quả tốt."
ROW = "Điển hình tiên tiến trong năm có: Trường Mầm non Sen Hồng, Trường Tiểu học Nà Pen, Trạm Y tế xã Chà Nưa."
# text, list, signs that its first record has, signs that it has not, why
SIGNS = [
    (
        TEXT[1],
        "citations",
        {"citations", "citations: citations.numbered"},
        {"citations: no number", "citations: no date", "impossible word", "bad copy", "word under 0.95"},
        "all is stated",
    ),
    (
        "Thực hiện Quyết định số 57/QĐ-UBND.",
        "citations",
        {"citations: no date", "citations: no issuer"},
        {"citations: no number"},
        "what is left out",
    ),
    (NAMED, "exemplars", {"exemplars: person", "exemplars: no honorific"}, {"exemplars: collective"}, "a bare name"),
    (ROW, "exemplars", {"exemplars: bodies in a row", "exemplars: bodies in a row, strong"}, {"exemplars: no place"}, "a row"),
    (
        ROW.replace(", Trạm", "; ông Hờ A Páo, Trạm"),
        "exemplars",
        {"exemplars: collective"},
        {"exemplars: bodies in a row"},
        "a person among them",
    ),
    (
        "Hưởng ứng phong trào thi đua “Thôn xanhsạch, vườn đẹp”, nhân dân đã trồng rừng.",
        "movements",
        {"impossible word"},
        {"bad copy"},
        "a lost blank makes a word that there is none of",
    ),
    (TEXT[2] + "\n" + SPOILT, "awards", {"bad copy"}, {"impossible word"}, "a sound record in a bad copy"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "has", "lacks", "why"), SIGNS, ids=[row[-1] for row in SIGNS])
def test_signs(text: str, name: str, has: set[str], lacks: set[str], why: str) -> None:
    shown = set(_signs(text)[name][0])
    assert has <= shown, why
    assert not lacks & shown, why


def test_bodies_in_a_row_are_surer_than_one_among_persons() -> None:
    label = "Phong trào thi đua trên lĩnh vực giáo dục: "
    row = label + "Trường Mầm non Sen Hồng, Trường Tiểu học Nà Pen, Trường THCS Chà Nưa, Trường Mầm non Hoa Ban."
    mixed = row.replace(", Trường T", "; ông Hờ A Páo; Trường T")
    sure, less = (confidence(_signs(text)["exemplars"][0]) for text in (row, mixed))
    assert sure >= 0.8 > less


@pytest.mark.parametrize(
    ("shown", "expected", "why"),
    [
        ([], 0.88, "what all records share"),
        (["row"], 0.95, "a sign that speaks for it"),
        (["row", "row"], 0.95, "a sign counts once"),
        (["unheard of"], 0.88, "a sign that was never measured says nothing"),
        (["surest"], 0.99, "nothing is certain"),
        (["worst"], 0.01, "nor is the contrary"),
    ],
)
def test_the_share_that_is_right(shown: list[str], expected: float, why: str) -> None:
    assert share({EVERY: 2.0, "row": 1.0, "surest": 9.0, "worst": -9.0}, shown) == expected, why


TABLE = load("confidence")["signs"]


def test_the_table_counts_what_it_weighs() -> None:
    assert TABLE[EVERY]["weight"] > 0
    for sign, row in TABLE.items():
        assert all(0 <= right <= records for records, right in (row["first"], row["samples"])), sign


@pytest.mark.parametrize("sign", [*(f"word under {level}" for level in (0.95, 0.9, 0.75, 0.5)), "impossible word"])
def test_what_speaks_against_a_record(sign: str) -> None:
    assert TABLE[sign]["weight"] < 0


def test_rules_that_were_measured_differ() -> None:
    """A numbered citation is surer than a school class named in a label of examples."""
    doubtful = ("exemplars", "exemplars: labelled", "exemplars: collective", "exemplars: no place")
    assert confidence(["citations", "citations: citations.numbered"]) > 0.95 > confidence(doubtful)
