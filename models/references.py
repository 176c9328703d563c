"""Numbers of issued documents as they are compared: one key for all the ways in which one number is printed."""

from __future__ import annotations

import re
from functools import lru_cache

from models.knowledge import load
from models.text import fold

_SERIAL = re.compile(r"\s*0*(?P<serial>\d+)")
_SIGNS = re.compile(r"[\W_]+")
_LAW = re.compile(r"(?<!\w)(?<!phap )(?<!ky )(?:bo luat|luat(?! su\b| gia\b)|phap lenh)(?!\w)")  # not of "pháp luật"
_AROUND = re.compile(r"^(?:ve|nuoc|so)\s|\s(?:sua doi|bo sung|nam|so)$")
_AMENDS = re.compile(r"^(?:ve\s+)?(?:viec\s+)?sua doi\W+bo sung(?:\s+mot so dieu)?(?:\s+cua)?(?:\s+cac)?")
_SHORT = {"tdkt": "thi dua khen thuong", "hdnd": "hoi dong nhan dan", "ubnd": "uy ban nhan dan"}


@lru_cache(maxsize=10_000)
def number_key(number: str) -> str:
    """The key of a printed number: folded letters and digits only, no leading zeros on the running number.

    Offices write dash, slash, underscore and blank as they please, and some pad with zeros. An empty string comes
    of a number without letters and digits.

    >>> number_key("34-CT/TW") == number_key("34/CT-TW"), number_key("0125/KH-UBND"), number_key("5064_QĐ-SYT")
    (True, '125khubnd', '5064qdsyt')
    """
    key = _SIGNS.sub("", fold(number))
    running = _SERIAL.match(key)
    return key[running.start("serial") :] if running else key


def serial(number: str) -> str | None:
    """The running number alone, without leading zeros; None where it is blank (`/BC-UBND`).

    >>> serial("1868/QĐ-UBND"), serial("01/2019/NĐ-CP"), serial("/BC-UBND")
    ('1868', '1', None)
    """
    running = _SERIAL.match(number)
    return running["serial"] if running else None


def symbol_of(key: str) -> str:
    """The symbol of a number's key: what is left without the running number and the year.

    >>> symbol_of(number_key("91/2017/NĐ-CP")), symbol_of(number_key("1868/QĐ-UBND"))
    ('ndcp', 'qdubnd')
    """
    return re.sub(r"^\d+", "", key)


@lru_cache(maxsize=10_000)
def may_lack_year(key: str) -> bool:
    """Whether a number of that key is the same with its year and without: of a decree, not of a decision.

    >>> may_lack_year(number_key("91/NĐ-CP")), may_lack_year(number_key("15/QĐ-UBND"))
    (True, False)
    """
    return symbol_of(key).startswith(tuple(map(number_key, load("issuing_symbols")["yeared"])))


@lru_cache(maxsize=10_000)
def law_names(name: str) -> tuple[str, ...]:
    """The laws that a law's printed name tells of, each as folded words: more than one where it amends several.

    >>> law_names("Thi đua, Khen thưởng"), law_names("sửa đổi, bổ sung một số điều của Luật TĐKT")
    (('thi dua khen thuong',), ('thi dua khen thuong',))
    """
    parts = _LAW.split(_AMENDS.sub("", fold(name).strip()))
    return tuple(plain for part in parts if (plain := _plain_name(part)))


def is_amending(name: str) -> bool:
    """Whether a law's name says that it changes another law."""
    return _AMENDS.match(fold(name).strip()) is not None


def _plain_name(part: str) -> str:
    words = " ".join(re.findall(r"\w+", part))
    for short, long in _SHORT.items():
        words = re.sub(rf"(?<!\w){short}(?!\w)", long, words)
    words = re.sub(r"\sva$", "", words)
    while (plain := _AROUND.sub("", words)) != words:
        words = plain
    return words
