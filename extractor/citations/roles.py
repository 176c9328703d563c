"""The role that a citation plays, by the words before it: căn cứ, thực hiện, sửa đổi, thay thế, bãi bỏ ..."""

from __future__ import annotations

import re
from functools import cache

from models import knowledge
from models.patterns import either

PROVISION = r"(?:Phụ lục|Chương|Mục|[Đđ]iều|[Kk]hoản|[Đđ]iểm)\s+\w+"
"""Pattern, without groups, of a provision: `Điều 7`, `khoản 2`."""

# "Bãi bỏ Điều 7, Điều 8 Chương II Quyết định số ...", "Triển khai thực hiện tốt Quyết định số ..."
_NEAR = rf"(?:\w+\s+){{0,3}}(?:{PROVISION}\s*,?\s*(?:và\s+)?)*"
# "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số ...", "Xét đề nghị của UBND tỉnh (Tờ trình số ...)"
_TOLD = r"(?:\w+\s+){0,5}của\s+[^;.:]{3,90}?(?:\s+tại\s+(?:các\s+)?|\s*\(\s*)"
_LISTED = re.compile(r";\s*(?:và\s+)?(?:các\s+)?$")


@cache
def _words() -> tuple[tuple[str, str], ...]:
    return tuple((entry["name"], rf"(?i:{either(entry['before'])})") for entry in knowledge.load("citations")["role"])


@cache
def _right_before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?<!\w){words}\s+(?:{_NEAR}|{_TOLD})$")) for name, words in _words())


@cache
def _opening() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"[\s+*–-]*(?:Tiếp tục\s+)?{words}(?!\w)")) for name, words in _words())


def role(before: str) -> str | None:
    """The role told by the words of the sentence before a citation, where they stand right before it.

    >>> role("Điều 2. Bãi bỏ khoản 3 Điều 5 "), role("Theo đề nghị của Trưởng phòng Nội vụ tại ")
    ('bãi bỏ', 'căn cứ')
    """
    return next((name for name, pattern in _right_before() if pattern.search(before)), None)


def listed_role(before: str) -> str | None:
    """The role with which the sentence opens, for one further on in its list: `Căn cứ Luật ...; Nghị định ...`."""
    if not _LISTED.search(before):
        return None
    return next((name for name, pattern in _opening() if pattern.match(before)), None)
