"""Which texts are plainly one report, which may be one, which are two; each row of the table with its reason."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.same.groups import File, standing
from corpus.same.keys import header_keys, text_keys
from corpus.same.likeness import likeness, words_of
from corpus.same.verdict import Side, compared
from tests.corpus.archive_tools import report_text

TEXT = report_text(7)
MORE = " ".join(
    f"Xã thứ {word} có nhiều mô hình mới được nhân rộng ra các bản." for word in ["một", "hai", "ba", "bốn", "năm"]
)
LONG = f"{TEXT}\n{MORE}"
CITING = """Thực hiện Báo cáo số 7/BC-UBND ngày 12/12/2022 của UBND xã Bình Minh, UBND huyện yêu cầu các thôn khắc phục
hạn chế đã nêu, phân công người theo dõi, gửi kế hoạch về Phòng Nội vụ trước ngày 31/12/2022 để tổng hợp, trình Chủ tịch
UBND huyện xem xét; thôn nào chậm phải giải trình bằng văn bản."""
BORN = Side(LONG, False, "Báo cáo", "7/BC-UBND", "2022-12-12", "2022", 2022)
SCAN = replace(BORN, scanned=True)


def read(one: Side, *changes: tuple[str, str]) -> Side:
    """The file with words put otherwise."""
    text = one.text
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return replace(one, text=text)


def without_head(one: Side) -> Side:
    return replace(one, text=one.text[one.text.index("Thực hiện") :], number=None, date=None, doc_type=None)


def moved(one: Side) -> Side:
    """The paragraph about the examples set elsewhere, as a footnote may be."""
    first, second = one.text.split("Tiêu biểu", 1)
    sentence, rest = second.split("\n", 1)
    return replace(one, text=f"Tiêu biểu{sentence}\n{first}{rest}")


def spoilt(one: Side, every: int) -> Side:
    """A letter of every so many words read wrongly."""
    words = one.text.split(" ")
    return replace(
        one,
        text=" ".join(f"{word[:-1]}x" if at % every == 3 and word.isalpha() else word for at, word in enumerate(words)),
    )


def cut(one: Side, words: int) -> Side:
    return replace(one, text=" ".join(one.text.split(" ")[:words]))


CASES = [
    (BORN, "same", "the same bytes but for the format"),
    (without_head(BORN), "same", "a copy of the text that lost its letterhead"),
    (replace(BORN, number=None, date="2022-12"), "same", "a draft whose number and day were left open"),
    (read(BORN, ("Hòa", "Hoà")), "same", "tones set otherwise"),
    (read(BORN, ("cho 7", "cho 07")), "same", "a number with a zero before it is the same number"),
    (moved(BORN), "same", "a paragraph stands elsewhere"),
    (read(BORN, ("nhân rộng", "nhân rộng nhanh")), "same", "a word more here and there"),
    (SCAN, "same", "a scan read without a slip"),
    (spoilt(SCAN, 25), "same", "a scan with letters wrong"),
    (read(spoilt(SCAN, 13), ("10 cá nhân", "19 cá nhân")), "same", "with letters wrong a figure may be wrong too"),
    (read(SCAN, ("10 cá nhân", "110 cá nhân")), "same", "a figure with a digit that the scan doubled"),
    (read(BORN, ("10 cá nhân", "12 cá nhân")), "near", "a draft whose figure was corrected afterwards"),
    (read(BORN, ("cho 7 tập thể", "cho tập thể")), "near", "a draft that leaves a figure out"),
    (read(BORN, ("7 tập thể và 10", "10 tập thể và 7")), "near", "two figures that changed places"),
    (read(SCAN, ("10 cá nhân", "12 cá nhân")), "near", "a scan all of whose letters are right has figures right"),
    (replace(BORN, date="2022-12-30"), "near", "the same words, dated otherwise"),
    (read(BORN, ("Lê Văn Thắng", "Hoàng Thị Mai")), "near", "another person"),
    (replace(BORN, text=f"{LONG} {MORE.upper()} {MORE}"), "near", "a long part more: with its appendix"),
    (cut(BORN, 90), "near", "a file that lacks the second page"),
    (replace(SCAN, number="1/BC-UBND", year=2023), "near", "a scan whose header is read otherwise"),
    (replace(read(SCAN, ("2022", "2023")), period="2023", year=2023), None, "a scan of the report of the next year"),
    (replace(BORN, number="8/BC-UBND"), None, "another number"),
    (replace(read(BORN, ("2022", "2023")), period="2023", year=2023), None, "the report of the next year"),
    (replace(read(BORN, ("2022", "2023")), period=None, year=None), None, "that report, its header not read"),
    (replace(BORN, period="2022-H1"), None, "another period"),
    (replace(BORN, doc_type="Quyết định"), None, "another type"),
    (read(BORN, ("BÌNH MINH", "TÂN LẬP"), ("Bình Minh", "Tân Lập"), ("Đồng Tâm", "Nà Sản")), None, "another commune"),
    (replace(BORN, text=MORE * 3, number=None), None, "its appendix in a file of its own"),
    (Side(CITING), None, "what cites the report"),
]  # fmt: skip


@pytest.mark.parametrize(("other", "expected", "reason"), CASES, ids=[reason for *_, reason in CASES])
def test_verdicts(other: Side, expected: str | None, reason: str) -> None:
    there, back = compared(BORN, other), compared(other, BORN)
    assert (there and there[0]) == expected, (reason, there)
    assert (back and back[0]) == expected, "whichever comes first"


def test_few_words_tell_nothing() -> None:
    short = Side("Báo cáo kết quả thi đua năm 2022")
    assert compared(short, short) is None


def test_reports_of_one_pattern_are_two() -> None:
    """Numbered one after the other, alike but for a handful of figures, headers read or not."""
    sides = [Side(report_text(number)) for number in (7, 8, 17, 70)]
    assert all(compared(one, other) is None for one in sides for other in sides if one is not other)


def test_figures_that_differ_are_told() -> None:
    found = likeness(words_of(LONG), words_of(LONG.replace("10 cá nhân", "12 cá nhân")))
    assert (found.figures, found.replaced, found.stated()) == ((("10", "12"),), 1, "10/12")


words = st.lists(
    st.sampled_from(["xã", "bản", "thi", "đua", "5", "7", "12", "khen", "thưởng", "cá", "nhân"]), max_size=80
)


@given(words)
def test_a_text_is_like_itself(text: list[str]) -> None:
    found = likeness(text, text)
    assert (found.shared, found.surplus, found.replaced, found.figures) == (len(text), 0, 0, ())


@given(words, words)
def test_likeness_is_of_both(one: list[str], other: list[str]) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert (there.surplus, there.words) == (back.surplus, back.words)
    assert 0 <= there.shared <= there.words


@pytest.mark.parametrize("seed", range(10))
def test_a_scan_shares_keys_and_another_report_few(seed: int) -> None:
    chance = random.Random(seed)
    syllables = [f"{a}{b}" for a in "bcdghklmnt" for b in ("a", "an", "ong", "inh", "u", "oi", "ay")]
    text = [chance.choice(syllables) for _ in range(600)]
    scan = [word if chance.random() > 0.05 else f"{word}x" for word in text]
    other = [chance.choice(syllables) for _ in range(600)]
    keys = set(text_keys(text))
    assert len(keys & set(text_keys(scan))) >= 3
    assert not keys & set(text_keys(other))
    assert text_keys(text) == text_keys(list(text))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        pytest.param(("07/BC-UBND", None, None, None, 2022), ("7-BC/UBND", None, None, None, 2022), 1, id="number, year"),
        pytest.param(("7/BC-UBND", None, None, None, 2022), ("7/BC-UBND", None, None, None, 2021), 0, id="other year"),
        pytest.param(("/BC-UBND", None, None, None, 2022), ("/BC-UBND", None, None, None, 2022), 0, id="blank number"),
        pytest.param((None, "Kết quả thi đua", "UBND xã A", "2022", 2022), (None, "KẾT QUẢ thi đua;", "UBND xã A", "2022", 2022), 1, id="title"),
        pytest.param((None, "Kết quả", "UBND xã A", "2022", 2022), (None, "Kết quả", "UBND xã B", "2022", 2022), 0, id="other office"),
    ],
)  # fmt: skip
def test_header_keys(one: tuple[object, ...], other: tuple[object, ...], shared: int) -> None:
    keys: Callable[..., object] = header_keys
    assert len(set(keys(*one)) & set(keys(*other))) == shared  # type: ignore[call-overload]


FILES = [File(1), File(2, scanned=True, paged=True), File(3, paged=True), File(4)]


@pytest.mark.parametrize(
    ("links", "barred", "expected", "reason"),
    [
        ([], [], {1: 1, 2: 2, 3: 3, 4: 4}, "none"),
        ([(1, 2)], [], {1: 1, 2: 1, 3: 3, 4: 4}, "born digital before a scan"),
        ([(1, 2), (2, 3)], [], {1: 3, 2: 3, 3: 3, 4: 4}, "pages before none, over another file"),
        ([(1, 4)], [], {1: 1, 2: 2, 3: 3, 4: 1}, "alike: the first"),
        ([(1, 2), (2, 4)], [(1, 4)], {1: 1, 2: 1, 3: 3, 4: 4}, "the surer link holds, the other would join two apart"),
        ([(2, 4), (1, 2)], [(1, 4)], {1: 1, 2: 4, 3: 3, 4: 4}, "whichever is surer"),
    ],
)
def test_who_stands(
    links: list[tuple[int, int]], barred: list[tuple[int, int]], expected: dict[int, int], reason: str
) -> None:
    assert standing(FILES, links, {frozenset(pair) for pair in barred}) == expected, reason


def test_what_people_looked_at_stands() -> None:
    assert standing([File(1, paged=True), File(2, decided=True, scanned=True)], [(1, 2)], set()) == {1: 2, 2: 2}
