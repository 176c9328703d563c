"""What an auditor can recompute from a document itself: sums, ratios, facts stated twice."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.announced import announced_checks
from extractor.checks.breakdowns import breakdown_checks, table_checks
from extractor.checks.lists import list_checks, titled_checks
from extractor.checks.names import name_checks
from extractor.checks.ratios import ratio_checks
from extractor.checks.repeats import repeat_checks
from extractor.checks.rough import is_rough
from extractor.checks.sums import sum_checks
from extractor.checks.totals import total_checks
from extractor.source import Source
from models.records import AwardCount, Check, Citation


def find_checks(source: Source, awards: Sequence[AwardCount], citations: Sequence[Citation] = ()) -> list[Check]:
    """Every printed whole, percentage or repetition that other printed numbers bear on, in reading order.

    A check is made only where the text itself makes the relation plain: a false disagreement is worse than none.
    """
    found = [
        *name_checks(source),
        *announced_checks(source, citations),
        *ratio_checks(source),
        *sum_checks(source, awards),
        *breakdown_checks(source, awards),
        *table_checks(source, awards),
        *total_checks(source),
        *list_checks(source, awards),
        *titled_checks(source),
        *repeat_checks(awards),
    ]
    plain = (check for check in found if check.kind != "sum" or not is_rough(source, check))
    return sorted(plain, key=lambda check: (check.evidence.start, check.kind))
