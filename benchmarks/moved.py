"""Letters read wrong when lines may have been moved: each printed line is looked for where it most likely is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_GONE = "\0"  # stands for a letter that a line accounts for
_CLOSE, _FOUND = 80.0, 60.0  # of 100: how much a stretch must be like a line, next to the line before or elsewhere
_TELLING = 12  # letters: a shorter line may stand somewhere by chance
_ASTRAY = 40  # letters that may stand between a line and the one before, misread or not printed at all

Place = tuple[int, int]


def moved_errors(lines: Iterable[str], read: str) -> int:
    """Letters to be changed, put in or taken out to make the lines of what was read, in whatever order they stand.

    What no line accounts for was read where nothing is printed; blanks among it do not count.
    """
    text = _Text(list(lines), read)
    text.follow()
    text.fill_gaps()
    text.search()
    return text.wrong + sum(not (c.isspace() or c == _GONE) for c in text.left)


class _Text:
    """What was read, `left` of it when lines are taken out; offsets stay."""

    def __init__(self, lines: Sequence[str], read: str) -> None:
        self.lines, self.left, self.wrong = lines, read, 0
        self.places: list[Place | None] = [None] * len(lines)

    def _take(self, number: int, place: Place) -> None:
        start, end = place
        self.wrong += Levenshtein.distance(self.lines[number], self.left[start:end].strip())
        self.left = self.left[:start] + _GONE * (end - start) + self.left[end:]
        self.places[number] = place

    def follow(self) -> None:
        """Take the lines that go on where the one before ends, and those that stand in one place only."""
        at = 0
        for number, line in enumerate(self.lines):
            if place := self._exactly(at, line) or self._like(at, line):
                self._take(number, place)
                at = place[1]

    def fill_gaps(self) -> None:
        """Take what stands between the lines before and after a line for a reading of it, if it is as long."""
        for number, line in enumerate(self.lines):
            around = self.places[max(number - 1, 0)], self.places[min(number + 1, len(self.lines) - 1)]
            if self.places[number] or not (around[0] and around[1]):
                continue
            start, end = around[0][1], around[1][0]
            said = self.left[start:end].strip()
            if _GONE not in said and len(line) / 1.5 <= len(said) <= 1.5 * len(line) + 1:
                self._take(number, (start, end))

    def search(self) -> None:
        """Take the lines that are left from wherever they are, or for lost."""
        rest = [number for number, place in enumerate(self.places) if not place]
        for number in sorted(rest, key=lambda number: -len(self.lines[number])):
            self._take(number, self._anywhere(self.lines[number]))

    def _exactly(self, at: int, line: str) -> Place | None:
        """Where the line stands letter by letter: right here, or else in one place only."""
        start = at + (self.left[at : at + 1] == " ")
        if not self.left.startswith(line, start):
            start = self.left.find(line) if len(line) >= _TELLING else -1
            start = -1 if self.left.find(line, start + 1) >= 0 else start
        return (start, start + len(line)) if start >= 0 else None

    def _like(self, at: int, line: str) -> Place | None:
        """A stretch here, or a little later, that is like the line."""
        ahead = self.left[at : at + len(line) + (_ASTRAY if len(line) >= _TELLING else 1)]
        found = fuzz.partial_ratio_alignment(line, ahead, score_cutoff=_CLOSE) if len(line) <= len(ahead) else None
        return self._trimmed(line, at + found.dest_start, at + found.dest_end) if found else None

    def _anywhere(self, line: str) -> Place:
        start = self.left.find(line)
        if start >= 0:
            return start, start + len(line)
        found = None
        if len(line) <= len(self.left):
            found = fuzz.partial_ratio_alignment(line, self.left, score_cutoff=_FOUND)
        return (self._trimmed(line, found.dest_start, found.dest_end) or (0, 0)) if found else (0, 0)

    def _trimmed(self, line: str, start: int, end: int) -> Place | None:
        """The stretch some letters longer or shorter that is most like the line."""
        ends = [(start + a, end + b) for a in range(-2, 3) for b in range(-3, 4)]
        free = [(a, b) for a, b in ends if 0 <= a < b <= len(self.left) and _GONE not in self.left[a:b]]
        return min(
            free, key=lambda at: (Levenshtein.distance(line, self.left[slice(*at)]), at[1] - at[0]), default=None
        )
