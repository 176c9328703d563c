"""An evaluation as lines to read, from the result as it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.evaluation.changes import Change

_WHAT = {
    "found": "found now",
    "lost": "found no more",
    "spurious": "should not be there, and was not",
    "dropped": "should not be there, and is gone",
    "field": "",
}


def figures(result: Mapping[str, Any]) -> Iterator[str]:
    """A line for each list, the reliability of confidences, and the time taken."""
    yield f"{'':10} {'P':>6} {'R':>6} {'F1':>6} {'hit':>6} {'missed':>6} {'false':>6}"
    for name, figures in result["lists"].items():
        yield _line(name, figures)
        if fields := _fields(figures):
            yield f"{'':10}   {fields}"
    if bins := result["reliability"]["confidence"]:
        yield ""
        yield "Of the records given this confidence, so many are right:"
        yield from map(_bin, bins)
    if values := result["reliability"]["values"]:
        told = (f"{one['share']:.1%} of {one['records']} that are {one['name']}" for one in values)
        yield f"Of the values of right records: {', '.join(told)}."
    yield ""
    yield _time(result)


def failures(result: Mapping[str, Any]) -> list[str]:
    """Why documents could not be read."""
    return [document["failure"] for document in result["documents"].values() if document["failure"]]


def differences(result: Mapping[str, Any]) -> Iterator[str]:
    """What was missed (-), what was found and should not be (+), and fields that differ (~), by document."""
    for document, held in result["documents"].items():
        for name, records in held["records"].items():
            for sign, rows in (("-", records["missed"]), ("+", records["spurious"])):
                yield from (f"{sign} {document} {name}: {record}" for record in rows)
            for one in records["found"]:
                for field, (gold, found) in one["wrong"].items():
                    yield f"~ {document} {name}: {one['record']}: {field} {found!r} for {gold!r}"


def against(before: Mapping[str, Any], after: Mapping[str, Any], changed: Sequence[Change]) -> Iterator[str]:
    """What was gained and lost since an earlier run, with F1 and time then and now."""
    yield f"Against the earlier run (version {before['version']}):"
    if other := after["documents"].keys() ^ before["documents"].keys():
        yield f"  compared are the documents of both; of one run only: {', '.join(sorted(other))}"
    for name, figures in after["lists"].items():
        earlier = before["lists"].get(name)
        if earlier and earlier["f1"] != figures["f1"] and not other:
            yield f"  {name}: F1 {earlier['f1']:.3f} before, {figures['f1']:.3f} now"
    yield f"  {before['seconds']:.1f} s before, {after['seconds']:.1f} s now"
    yield from _rows(changed)


def beside(bare: Mapping[str, Any], after: Mapping[str, Any], changed: Sequence[Change]) -> Iterator[str]:
    """The lists in which a run without the recogniser (`bare`) differs, and what the recogniser gained and lost."""
    yield ""
    yield "Without the recogniser:"
    for name, figures in bare["lists"].items():
        if figures != after["lists"][name]:
            yield _line(name, figures)
            yield f"{'':10}   {_fields(figures)}"
    yield f"  {bare['seconds']:.1f} s without, {after['seconds']:.1f} s with it"
    yield from _rows(changed)


def _rows(changed: Sequence[Change]) -> Iterator[str]:
    for better, verb in ((True, "gained"), (False, "lost")):
        rows = [change for change in changed if change.better == better]
        yield f"{len(rows)} {verb}"
        yield from (f"{'+' if better else '-'} {_change(change)}" for change in rows)


def _line(name: str, figures: Mapping[str, Any]) -> str:
    shares = " ".join(f"{figures[share]:6.3f}" for share in ("precision", "recall", "f1"))
    return f"{name:10} {shares} {figures['hit']:6} {figures['missed']:6} {figures['spurious']:6}"


def _fields(figures: Mapping[str, Any]) -> str:
    stated = figures["stated"]
    return "  ".join(f"{f} {share:.2f} of {stated[f]}" for f, share in figures["fields"].items() if share is not None)


def _bin(one: Mapping[str, Any]) -> str:
    return f"  {one['name']}  {one['share']:6.1%}  of {one['records']:5}  (mean confidence {one['stated']:.2f})"


def _time(result: Mapping[str, Any]) -> str:
    count, seconds = len(result["documents"]), result["seconds"]
    rate = f", {result['pages'] / seconds:.1f} pages a second" if seconds else ""
    loading = f"and {result['loading']:.1f} s to load the recogniser"
    return f"{count} documents of {result['pages']} pages in {seconds:.1f} s{rate}; {loading}"


def _change(change: Change) -> str:
    what = _WHAT[change.what]
    return f"{change.document} {change.list}: {change.record}{f' ({what})' if what else ''}"
