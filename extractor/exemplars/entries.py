"""The entries of a list, and what is said of several of them at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.records import ExemplarKind, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a list; all spans lie in the plain text. `shared` names the fields that another name gave it."""

    kind: ExemplarKind
    start: int
    end: int  # of what is said without a break: the mention
    name: Span
    honorific: Span | None = None
    role: Span | None = None
    unit: Span | None = None
    place: Span | None = None
    deed: Span | None = None
    sign: str = ""
    sure: bool = True
    head: str = ""  # what the name shares with others and stands before the first: "Công an huyện"
    shared: tuple[str, ...] = ()

    @property
    def of_person(self) -> bool:
        """Whether the name is a person's."""
        return self.kind in ("person", "household")

    @property
    def bare(self) -> bool:
        """Whether nothing is said of the name itself."""
        return not (self.role or self.unit or self.place or self.deed)


def households_go_on(entries: list[Entry]) -> list[Entry]:
    """ "gia đình ông A, bà B": the word for a household holds for the names after it that are told nothing else."""
    out: list[Entry] = []
    for entry in entries:
        follows = bool(out) and out[-1].kind == "household" and entry.kind == "person" and entry.sign in (",", "và")
        goes_on = follows and not entry.role and not entry.unit and entry.honorific is not None
        out.append(replace(entry, kind="household") if goes_on else entry)
    return out


def spread_back(entries: list[Entry]) -> list[Entry]:
    """ "ông A, bà B - bản Co - xã Pú Nhi": what is said once holds for the bare names before."""
    out = list(entries)
    for i in range(len(out) - 2, -1, -1):
        entry, after = out[i], out[i + 1]
        if not (entry.of_person and after.of_person and entry.bare and after.sign in (",", "và")):
            continue
        place, unit, deed = after.place, None if after.role else after.unit, after.deed
        gained = tuple(n for n, v in (("place", place), ("unit", unit), ("achievement", deed)) if v)
        out[i] = replace(entry, place=place, unit=unit, deed=deed, shared=gained)
    return out
