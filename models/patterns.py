"""Parts of regular expressions that are made from words of the knowledge tables."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """Pattern of any of `words`, without groups: the longest first, blanks of any width.

    >>> either(["thi đua", "thi đua yêu nước"])
    'thi\\\\s+đua\\\\s+yêu\\\\s+nước|thi\\\\s+đua'
    """
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
