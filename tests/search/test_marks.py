from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import fold
from search.marks import excerpt, marks
from search.query import parse
from search.query.plan import Plan, planned


class Words:
    """The vocabulary of an archive, for the forms that may stand for a word."""

    known_words = {"thi": 9, "dua": 9, "khen": 9, "thuong": 90, "thuoug": 1, "thuan": 2, "tdkh": 3}

    def size(self) -> int:
        return 100

    def count(self, word: str) -> int:
        return self.known_words.get(word, 0)

    def known(self, words: Iterable[str]) -> dict[str, int]:
        return {word: self.known_words[word] for word in words if word in self.known_words}

    def written(self, word: str) -> int:
        return len(word)

    def meanings(self, key: str) -> list[str]:
        return {"qđđ": ["quỹ_đại_đoàn"]}.get(key, [])

    def beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        return [(word, count) for word, count in self.known_words.items() if word.startswith(prefix)][:most]


def plan(query: str) -> Plan:
    made = planned(parse(query), Words())
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        pytest.param("Phong trào thi đua yêu nước", "thi dua", ["thi đua"], id="side by side is one mark"),
        pytest.param("Hoa và Hòa và Hoà", "Hòa", ["Hòa", "Hoà"], id="exact where the text has it"),
        pytest.param("Hoa nở", "Hòa", ["Hoa"], id="folded where it has not"),
        pytest.param("Hoa và Hòa", "hoa", ["Hoa", "Hòa"], id="typed without diacritics: both"),
        pytest.param("thi tài, đua sức, thi đua", '"thi đua"', ["thi đua"], id="phrase"),
        pytest.param("số 34/CT-TW.", "34-CT/TW", ["34/CT-TW"], id="one number, two prints"),
        pytest.param("số 05-CT/TW.", "5-CT/TW", ["05-CT/TW"], id="leading zero"),
        pytest.param("có 1.940 cá nhân", "1940", ["1.940"], id="thousands"),
        pytest.param("khen và phê", "khen -chê", ["khen"], id="what is left out is not marked"),
        pytest.param("khen thưởng, thuận", "thu*", ["thưởng", "thuận"], id="what begins so"),
        pytest.param("được khen thưởug", "thưởng", ["thưởug"], id="a slip of scanning"),
        pytest.param("hợp tác xã Sen, HTX Súng", "HTX", ["hợp tác xã", "HTX"], id="abbreviations without diacritics"),
        pytest.param("Ông ở xã, ai ở thôn; thi đua", "ai thi đua ở xã nào", ["ở xã", "thi đua"], id="questions beside words"),
        pytest.param("không có gì", "khen", [], id="nothing"),
        pytest.param("Nghị quyết số 57 về đổi mới, chuyển đổi số", "chuyển đổi số", ["chuyển đổi số"],
                     id="a syllable that stands in its word is not marked elsewhere"),
        pytest.param("số xã, lượng mưa và số lượng", "số lượng xã", ["xã", "số lượng"], id="one that never does, is"),
        pytest.param("số này và lượng kia", "số lượng", ["số", "lượng"], id="none side by side: each"),
        pytest.param("lượng số, chất lượng", "số lượng", ["lượng số", "lượng"], id="the other way round is no word"),
        pytest.param('đua xe, thi đua, thi "thi đua"', '"thi đua" thi', ["thi đua", "thi", "thi đua"], id="phrases stay"),
    ],
)  # fmt: skip
def test_marks(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, plan(query))] == marked


@given(st.lists(st.sampled_from(["thi", "đua", "khen", "thưởng", "Hòa", "-", "1868/QĐ-UBND", ".", "\n"]), max_size=80))
def test_an_excerpt_keeps_its_marks_on_the_same_words(words: list[str]) -> None:
    text, query = " ".join(words), plan("đua 1868/qd-ubnd")
    found = marks(text, query)
    shown, inside = excerpt(text, found, 60)
    assert len(shown) <= 60 + 4
    assert bool(inside) == bool(found)
    originals = {fold(text[start:end]) for start, end in found}
    for start, end in inside:
        assert any(fold(shown[start:end]) in original for original in originals)


def test_nothing_is_meant_by_an_abbreviation_that_was_not_typed() -> None:
    matches = plan("thi đua khen thưởng").matches
    assert [match.forms[0].folded for match in matches][-1] == ("tdkt",)  # which no report has; tdkh, one does
    assert [match.meant for match in matches] == [None] * 5
