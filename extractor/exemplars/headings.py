"""What headings say of those named below them: that they are examples, or that something else is told there."""

from __future__ import annotations

from extractor.exemplars import vocabulary as words
from models.records import Block

_LABEL = 6  # words of a short heading


def in_example_section(block: Block) -> bool:
    """Whether the nearest heading above the block speaks of examples, or the one over a short label ("2. Cá nhân")."""
    near = [words.plain(heading) for heading in block.section[-2:]]
    label = near and len(near[-1].split()) <= _LABEL and not words.cue("other_headings").search(near[-1])
    return any(words.cue("heading").search(heading) for heading in (near if label else near[-1:]))


def names_examples(block: Block) -> bool:
    """Whether the heading above calls those below it examples, and speaks of no work with them ("Nhân rộng ...")."""
    near = words.plain(block.section[-1]) if block.section else ""
    return words.cue("heading").search(near) is not None and words.cue("work_headings").search(near) is None


def promises(plain: str, block: Block) -> bool:
    """Whether a heading calls those below it examples, by itself or as a label below such a heading ("b) Cá nhân")."""
    text = plain[block.start : block.end]
    label = len(text.split()) <= _LABEL and not words.cue("other_headings").search(text)
    return words.cue("heading").search(text) is not None or (label and in_example_section(block))


def sorts_out(plain: str, block: Block) -> bool:
    """Whether a heading is a short label that sorts out whom a list names: "2. Cá nhân:", "b) Hộ gia đình"."""
    text = plain[block.start : block.end]
    return len(text.split()) <= _LABEL and words.cue("labels").search(text) is not None


def of_persons(plain: str, block: Block) -> bool:
    """Whether such a label sorts out persons: below it a bare name is enough."""
    return sorts_out(plain, block) and words.cue("persons_below").search(plain, block.start, block.end) is not None


def lists_proposed(block: Block) -> bool:
    """Whether a heading above begins a list of who is put forward: "DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN"."""
    return any(_is_list(heading) and words.cue("proposed").search(words.plain(heading)) for heading in block.section)


def _is_list(heading: str) -> bool:
    return words.plain(heading).lower().startswith("danh sách")


def elsewhere(block: Block) -> bool:
    """Whether a heading above speaks of what remains to be done, of faults, of rewards, of who is put forward."""
    return lists_proposed(block) or any(
        words.cue("other_headings").search(words.plain(heading)) for heading in block.section[-2:]
    )
