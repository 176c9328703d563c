"""Whether two citations of one number may be of one document, or plainly are although a day, a body or a symbol is not
the same: then one of the two is a slip."""

from __future__ import annotations

import re

from corpus.identities.bodies import Body
from corpus.identities.stated import Member
from models.names import edits
from models.references import number_key, serial, symbol_of

_YEAR_IN_NUMBER = re.compile(r"[/_-]\s?((?:19|20)\d\d)(?=[/_-])")
_RARE = 2  # digits of a running number that is not used on the same day of another year by chance

SLIP = 2
"""Letters that two symbols of one document differ in at most."""


def may_be_one(one: Member, other: Member) -> bool:
    """Whether nothing that one states speaks against the other."""
    return (
        _bodies_agree(one, other)
        and _dates_agree(one, other)
        and _is_of_the_time(one, other)
        and _is_of_the_time(other, one)
    )


def _bodies_agree(one: Member, other: Member) -> bool:
    if not one.bodies or not other.bodies:
        return True
    return any(_is_one(a, b, one, other) for a in one.bodies for b in other.bodies)


def _is_one(a: Body, b: Body, one: Member, other: Member) -> bool:
    """Whether both are one body; that of a name that two provinces have is not."""
    if not a.may_be(b):
        return False
    return not (a.local and b.local and a.place and b.place and _in_two_provinces(one, other))


def _in_two_provinces(one: Member, other: Member) -> bool:
    """Whether the reports come from two provinces."""
    unit, other_unit = one.cited.where.document.unit, other.cited.where.document.unit
    if unit == other_unit:
        return False
    lies_in, other_lies_in = one.units.province(unit), other.units.province(other_unit)
    return bool(lies_in and other_lies_in) and lies_in != other_lies_in


def _dates_agree(one: Member, other: Member) -> bool:
    if not one.date or not other.date:
        return True
    return one.date.startswith(other.date) or other.date.startswith(one.date)


def _is_of_the_time(one: Member, other: Member) -> bool:
    """Whether `one`, where it has no date, may mean a document of the date and for the years that `other` gives."""
    if one.date or not other.date:
        return True
    of_later = one.latest is not None and int(other.date[:4]) > one.latest
    return not of_later and not (one.years and other.years and one.years != other.years)


def slip_of_date(one: Member, other: Member) -> bool:
    """Whether both are one although their days are not."""
    if not (one.full and other.full and _bodies_agree(one, other) and one.date and other.date):
        return False
    if _year_of_number(one) and _year_of_number(other):
        return True
    if one.date[:4] == other.date[:4]:
        return not one.far_subject(other)  # a year has one such number
    return _slip_of_year(one, other)


def _slip_of_year(one: Member, other: Member) -> bool:
    """Whether two dates in two years are of one document: its subject names the year, or the day is the same."""
    if one.same_subject(other) and one.years:
        return True
    (year, day), (other_year, other_day) = _parted(one), _parted(other)
    near = abs(int(year) - int(other_year)) == 1 or edits(year, other_year, most=1) <= 1
    if not near or not day or day != other_day or one.other_subject(other):
        return False
    number = one.cited.number or ""
    return one.same_subject(other) or len(serial(number) or "") >= _RARE or _of_the_party_centre(one)


def _parted(one: Member) -> tuple[str, str]:
    """Year and day of the date."""
    year, _, day = (one.date or "").partition("-")
    return year, day


def slip_of_issuer(one: Member, other: Member) -> bool:
    """Whether both are one although their issuers are not."""
    if not one.date or one.date != other.date or _bodies_agree(one, other):
        return False
    at_home = _in_two_provinces(one, other)  # every province has its own plan of that day
    return (one.same_subject(other) or _of_the_party_centre(one)) and not at_home


def _of_the_party_centre(one: Member) -> bool:
    """Whether the number is one of the Party's central organs, which are taken for each other."""
    return number_key(one.cited.number or "").endswith("tw")


def slip_of_symbol(one: Member, other: Member) -> bool:
    """Whether both are one although the symbols of their numbers are not: `91/2017/NĐ-CP`, `91/NĐ-CP`."""
    if not one.date or one.date != other.date or one.other_subject(other):
        return False
    if one.cited.doc_type != other.cited.doc_type or not (one.full and other.full and _bodies_agree(one, other)):
        return False
    symbols = [symbol_of(number_key(member.cited.number or "")) for member in (one, other)]
    return one.same_subject(other) or edits(symbols[0], symbols[1], most=SLIP) <= SLIP


def _year_of_number(one: Member) -> str | None:
    match = _YEAR_IN_NUMBER.search(one.cited.number or "")
    return match[1] if match else None
