"""Does a printed line go on with the paragraph above it?"""

from __future__ import annotations

from extractor.layout.setting import Setting
from extractor.layout.signs import bare, begins, ended, goes_on, loud, opener, shouting
from extractor.layout.strips import Strip, text_of


def paragraphs(strips: list[Strip], setting: Setting) -> list[list[Strip]]:
    """The lines of each paragraph, in order."""
    groups: list[list[Strip]] = []
    for strip in strips:
        if groups and continues(groups[-1], strip, setting):
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return groups


def continues(paragraph: list[Strip], after: Strip, setting: Setting) -> bool:
    """Whether `after` belongs to the paragraph that the lines `paragraph` have begun.

    Signs in the words come first (numbering, capitals, a sentence left open), then white space, then whether the line
    above was full.
    """
    before = paragraph[-1]
    whole = text_of(tuple(t for s in paragraph for t in s.tokens)) if len(paragraph) < 3 else ""
    if bare(whole):
        return not opener(after.text)
    if before.text.endswith("./."):
        return False
    if shouting(before.text) and not loud(after.text):
        return False
    if opener(after.text) and not _swallowed(before, after, setting):
        return False
    if not ended(before.text) and (goes_on(after.text) or _loud_both(before, after, setting)):
        return True
    return not setting.whole and _by_space(before, after, setting)


def _loud_both(before: Strip, after: Strip, setting: Setting) -> bool:
    """A heading or title in capitals over several lines."""
    return loud(before.text) and shouting(after.text) and not setting.parts(after)


def _by_space(before: Strip, after: Strip, setting: Setting) -> bool:
    open_number = begins_after_number_word(before) and after.text[0].isdigit()
    if setting.parts(after):
        return open_number
    if setting.set_in(after):
        return False
    done = ended(before.text)
    if setting.parted and not done and not _loud_after_quiet(before, after):
        return True
    return (open_number and not done) or setting.full(before, after)


def _loud_after_quiet(before: Strip, after: Strip) -> bool:
    return shouting(after.text) and not shouting(before.text)


def begins_after_number_word(before: Strip) -> bool:
    """Whether the line ends with a word that calls for a number: "số", "ngày", "Điều"."""
    return begins(before.tokens[-1].text, "body", "before_numbers")


def _swallowed(before: Strip, after: Strip, setting: Setting) -> bool:
    """Whether what looks like numbering or a bullet is a piece of the sentence above: "(2016 / - 2020)"."""
    kind, _ = opener(after.text) or ("", "")
    if kind not in ("bullet", "number") or ended(before.text) or setting.whole:
        return False
    if setting.parts(after) or setting.set_in(after) or shouting(before.text):
        return False
    if kind == "number":
        return begins_after_number_word(before)
    return not after.text.startswith("+") and setting.full(before, after)
