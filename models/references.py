"""Numbers of issued documents as they are compared: one key for all the ways in which one number is printed."""

from __future__ import annotations

import re

from models.text import fold

_SERIAL = re.compile(r"\s*0*(?P<serial>\d+)")
_SIGNS = re.compile(r"[\W_]+")


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
