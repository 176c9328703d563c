"""Answers for programs: JSON and CSV on standard output. Imports no table library."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any


def print_json(answer: object) -> None:
    """One JSON object, Vietnamese as it is."""
    print(json.dumps(_plain(answer), ensure_ascii=False, indent=2))


def _plain(answer: object) -> object:
    if is_dataclass(answer) and not isinstance(answer, type):
        return asdict(answer)
    if isinstance(answer, (list, tuple)):
        return [_plain(one) for one in answer]
    return answer


def print_csv(rows: Iterable[Mapping[str, Any]], columns: list[str]) -> None:
    """One line of column names, then one for each row; what is not stated is empty."""
    import csv

    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
