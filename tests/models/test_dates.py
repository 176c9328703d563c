"""Dates and periods as documents print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import parse_date, parse_period


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 14/10/2020", "2020-10-14"),
        ("ngày17/7/2019", "2019-07-17"),  # no blank
        ("ngày 25-7-2009", "2009-07-25"),
        ("7.12.2017", "2017-12-07"),
        ("ngày 18 tháng 11 năm 2025", "2025-11-18"),
        ("ngày 16/6 2025", "2025-06-16"),  # a slash lost
        ("ngày 27 năm 12 năm 2019", "2019-12-27"),  # a slip that stands in print
        ("ngày     tháng 7 năm 2021", "2021-07"),  # the day left blank
        ("ngày ... tháng ... năm 2022", "2022"),
        ("tháng 3/2020", "2020-03"),
        ("31/2/2020", None),  # no such day
        ("19/19 xã", None),
        ("12/2019/TT-BNV", None),  # a number, no date
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


@given(
    st.dates(date(1945, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d} tháng {m} năm {y}"]),
)
def test_every_date_comes_back(day: date, form: str) -> None:
    assert parse_date("ngày " + form.format(d=day.day, m=day.month, y=day.year)) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Tổng kết công tác thi đua năm 2020", "2020"),
        ("KẾT QUẢ KHEN THƯỞNG 6 THÁNG ĐẦU NĂM 2021", "2021-H1"),
        (
            "6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2021",
            "2021-H1",
        ),  # the year stands once, at the end
        ("kết quả 9 tháng năm 2019", "2019-9M"),
        ("Quý I năm 2026", "2026-Q1"),
        ("năm học 2016-2017", "2016-2017"),
        ("năm học 2021 - 2021", "2021"),  # a slip: one year
        ("giai đoạn 2015 - 2020", "2015-2020"),
        ("từ năm 2016 đến hết năm 2019", "2016-2019"),  # in words
        ("nhiệm kỳ 2021 - 2026", None),  # a term of office is no period
        ("bầu cử nhiệm kỳ 2021-2026, năm 2021", "2021"),
        ("không nêu năm", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    assert parse_period(text) == period
