"""Does a printed line go on with the paragraph above it?"""

from __future__ import annotations

from extractor.layout.mend import glued, torn
from extractor.layout.setting import Setting
from extractor.layout.signs import (
    bare,
    begins,
    document_type,
    ended,
    ends_with_type,
    goes_on,
    hanging,
    loud,
    opener,
    shouting,
)
from extractor.layout.strips import Strip, text_of

_BLANK_LINE = 0.7  # heights of a line; less white space does not part the lines of a heading in capitals


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
    if shouting(before.text) and not loud(after.text) and any(map(str.isalpha, after.text)):
        return False
    if opener(after.text) and not _swallowed(before, after, setting):
        return False
    if not ended(before.text) and (goes_on(after.text) or _loud_both(before, after, setting)):
        return True
    if _decides(before, after) or _after_bold(paragraph, after, setting):
        return False
    if hanging(before.text) or (before.text.endswith(";") and goes_on(after.text)):
        return True
    if _calls_for_number(before) and after.text[0].isdigit():
        return True
    if torn(before.tokens[-1].text, after.tokens[0].text):
        return True  # also where every line is a paragraph: "7/2020/QĐ-" ends none
    return not setting.whole and (_cut_word(before, after, setting) or _by_space(before, after, setting))


def _decides(before: Strip, after: Strip) -> bool:
    """Whether "QUYẾT ĐỊNH:" stands under the grounds of a decision, the last of which ends with a comma."""
    return not loud(before.text) and after.text.endswith(":") and document_type(after.text) is not None


def _after_bold(paragraph: list[Strip], after: Strip, setting: Setting) -> bool:
    """Whether a numbered heading in bold ends above text that is not bold: neither at the edge nor at a sentence."""
    if after.tokens[0].bold or not all(token.bold for strip in paragraph for token in strip.tokens):
        return False
    if not opener(paragraph[0].text):
        return False
    return setting.set_in(after) or not setting.full(paragraph[-1], after)


def _cut_word(before: Strip, after: Strip, setting: Setting) -> bool:
    """A number or symbol broken by the line: "1." and "240"."""
    return not setting.parts(after) and glued(before.tokens[-1].text, after.tokens[0].text)


def _loud_both(before: Strip, after: Strip, setting: Setting) -> bool:
    """A heading or title in capitals over several lines."""
    near = after.gap < _BLANK_LINE or not setting.parts(after)
    return near and loud(before.text) and shouting(after.text)


def _by_space(before: Strip, after: Strip, setting: Setting) -> bool:
    if setting.parts(after) or setting.set_in(after):
        return False
    runs_on = setting.parted or setting.indented
    if runs_on and not ended(before.text) and not _loud_after_quiet(before, after):
        return True
    return setting.full(before, after)


def _loud_after_quiet(before: Strip, after: Strip) -> bool:
    return shouting(after.text) and not shouting(before.text)


def _calls_for_number(before: Strip) -> bool:
    """Whether the line ends with a word that a number follows: "số", "ngày", "Điều", "Nghị định"."""
    return begins(before.tokens[-1].text, "body", "before_numbers") or ends_with_type(before.text)


def _swallowed(before: Strip, after: Strip, setting: Setting) -> bool:
    """Whether what looks like numbering or a bullet is a piece of the sentence above: "(2016 / - 2020)"."""
    kind, _ = opener(after.text) or ("", "")
    if kind not in ("bullet", "number", "roman", "capital") or ended(before.text) or setting.whole:
        return False
    if setting.parts(after) or setting.set_in(after) or shouting(before.text):
        return False
    if kind != "bullet":
        return _calls_for_number(before)
    return not after.text.startswith("+") and setting.full(before, after)
