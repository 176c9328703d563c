"""Reports in several files, and pairs that may be one, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.same.likeness import Likeness
from corpus.same.reports import Copy, File, Near, Shared


def report(one: Shared) -> Iterator[str]:
    """The file that stands for the report, then the others, each with why it is held to be one with it."""
    yield f"{file(one.stands)}{' (to be confirmed)' if one.waits else ''}"
    for copy in one.copies:
        yield f"    {file(copy.file)}: {_why(copy)}"


def pair(one: Near) -> str:
    """Two reports that may be one, with what differs."""
    return f"{file(one.one)} and {file(one.other)}: {likeness(one.found)}"


def file(one: File) -> str:
    """A file as it is called: `#12 bao-cao.pdf (scan)`."""
    return f"#{one.id} {one.name} ({'scan' if one.scanned else one.format})"


def likeness(found: Likeness) -> str:
    """How alike two texts are: `1773 of 1774 words the same, 1 other, no figure differs`."""
    same = f"{found.shared} of {found.words} words the same"
    other = f"{found.replaced} other" if found.replaced else ""
    figures = f"figures that differ: {found.stated()}" if found.figures else "no figure differs"
    more = f"{found.surplus} words more in one" if found.surplus else ""
    return ", ".join(filter(None, (same, other, figures, more)))


def _why(copy: Copy) -> str:
    reasons = [likeness(copy.found)] if copy.found else []
    if said := copy.confirmed:
        reasons.append(f"confirmed by {said.by}, {said.at[:10]}{f' ({said.note})' if said.note else ''}")
    return "; ".join(reasons) or "by another file of the report"
