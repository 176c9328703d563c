"""The recogniser: offsets through tokens and tags, training that can be repeated, the weights that are shipped."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
import unicodedata
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UsageError
from models.language.recogniser import FIELDS, NAMES, Found, Passage, load
from models.language.recogniser.examples import Annotated, annotated
from models.language.recogniser.features import COLUMNS, features, width
from models.language.recogniser.lexicon import Lexicon, key
from models.language.recogniser.pipeline import network_of
from models.language.recogniser.shipped import MANIFEST, WEIGHTS, WORDS
from models.language.recogniser.tags import LABELS, TAGS, Labelled, spans_of, tags_of
from models.language.recogniser.tokens import tokens
from models.language.recogniser.train import trained
from models.language.recogniser.trial import Verdict, reliability

PACKAGE = files("models.language.recogniser")
TINY = {"rows": [200] * 7, "widths": [8] * 7, "flags": 4, "width": 16, "pieces": 2, "windows": [1, 1]}
HARM = {"upper": 0.1, "lower": 0.1, "bare": 0.1, "unknown": 0.1}
BLANKS = " \t\u00a0\u2003\n"
WORDS_OF_TEXTS = [
    "Lò",
    "Thị",
    "Hoà",
    "uỷ",
    "H'Hen",
    "K’",
    "đ/c",
    "1.200",
    "m2",
    "(",
    "“",
    ";",
    "TP.",
    "xã",
    "Đắk",
    "e\u0302\u0323",
]


def texts() -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(WORDS_OF_TEXTS), st.text(max_size=6))
    return st.lists(st.tuples(pieces, st.text(BLANKS, max_size=3))).map(lambda all_: "".join(a + b for a, b in all_))


@given(texts())
def test_tokens_cover_all_that_is_no_blank(text: str) -> None:
    """With odd blanks, in NFC and in NFD: each token is what stands at its offsets, and nothing is left out."""
    for spelt in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        found = tokens(spelt)
        assert [spelt[token.start : token.end] for token in found] == [token.word for token in found]
        assert all(a.end <= b.start for a, b in pairwise(found))
        left = "".join("" if any(t.start <= i < t.end for t in found) else c for i, c in enumerate(spelt))
        assert not left.strip()


@given(st.data())
@settings(max_examples=60)
def test_spans_come_back_from_their_tags(data: st.DataObject) -> None:
    text = data.draw(texts().filter(lambda t: len(tokens(t)) > 2))
    found = tokens(text)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(found)), min_size=2, max_size=8)))
    stretches = list(pairwise(cuts))[::2]
    spans = [Labelled(data.draw(st.sampled_from(LABELS)), found[a].start, found[b - 1].end) for a, b in stretches]
    scores = np.eye(len(TAGS), dtype=np.float32)[tags_of(found, spans)]
    back = [Labelled(s.label, found[s.start].start, found[s.end - 1].end) for s in spans_of(scores)]
    assert back == spans
    assert all(s.sure == 1.0 for s in spans_of(scores))


def test_tags_that_make_no_span_are_passed_over() -> None:
    """The likeliest tag of a token is not taken where it cannot follow the one before it."""
    scores = np.full((3, len(TAGS)), 0.001, dtype=np.float32)
    scores[0, 0] = 0.9
    scores[1, [TAGS.index("I-place"), TAGS.index("B-place")]] = 0.5, 0.4
    scores[2, TAGS.index("I-place")] = 0.9
    assert [(s.label, s.start, s.end) for s in spans_of(scores)] == [("place", 1, 3)]


@given(texts(), texts(), texts())
@settings(max_examples=40, deadline=None)
def test_features_of_any_text(text: str, heading: str, before: str) -> None:
    found = features(Passage(text, heading, before), LEXICON)
    assert found.ids.shape == (len(found.tokens), len(COLUMNS))
    assert found.flags.shape == (len(found.tokens), width())


LEXICON = Lexicon.of_knowledge()


@pytest.mark.parametrize(
    ("words", "shapes"),
    [
        (["trưởng", "thôn", "Lò"], ["office-0", "office-1", "family-0"]),  # the longest phrase wins: no village
        (["Uỷ", "ban"], ["body-0", "body-1"]),  # old places of tone marks
        (["có", "mưa"], ["", ""]),
    ],
)
def test_shapes(words: list[str], shapes: list[str]) -> None:
    assert LEXICON.shapes([key(word) for word in words]) == shapes


def test_lexicon_comes_back_from_json() -> None:
    assert Lexicon.from_json(LEXICON.to_json()) == LEXICON


def folder_with(tmp_path: Path, text: str, **truth: object) -> Path:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "a.gold.json").write_text(json.dumps(truth), "utf-8")
    return tmp_path


def test_examples_from_a_folder(tmp_path: Path) -> None:
    """Lines broken within a sentence are one passage; spans keep their places in it."""
    text = "I. ĐIỂN HÌNH\nNhiều năm nay ở bản Co ai cũng quý mến ông Lò\nVăn Inh, người trồng rừng.\n- Bà Vì Thị An.\n"
    name, deed = text.index("Lò\nVăn Inh"), text.index("trồng rừng")
    row = {
        "kind": "person",
        "spans": {"name": [name, name + 10], "achievement": [deed, deed + 10], "honorific": [0, 1]},
    }
    found = annotated(folder_with(tmp_path, text, exemplars=[row], grants=[]))
    assert [one.passage.text for one in found] == [
        "I. ĐIỂN HÌNH",
        "Nhiều năm nay ở bản Co ai cũng quý mến ông Lò Văn Inh, người trồng rừng.",
        "- Bà Vì Thị An.",
    ]
    assert found[1].passage.heading == "I. ĐIỂN HÌNH"
    said = [(s.label, found[1].passage.text[s.start : s.end]) for s in found[1].spans]
    assert said == [("person", "Lò Văn Inh"), ("achievement", "trồng rừng")]


def test_no_examples(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no"):
        annotated(tmp_path)


def few() -> list[Annotated]:
    names = ["Lò Văn Inh", "Vì Thị Pâng", "Y Bhem Niê", "Thạch Thị Sa"]
    rows = []
    for name in names * 5:
        text = f"Ông {name} ở bản Co đã hiến đất làm đường."
        spans = (Labelled("person", 4, 4 + len(name)), Labelled("achievement", text.index("hiến"), len(text) - 1))
        rows.append(Annotated("a", Passage(text), spans))
        rows.append(Annotated("a", Passage(f"Ông {name}, Chủ tịch UBND xã, phát biểu chỉ đạo."), ()))
    return rows


def weights(seed: int) -> bytes:
    recipe = {"seed": seed, "epochs": 4, "tokens": 100, "rate": [0.01, 0.001], "drop": 0.1, "smooth": 0.02}
    nlp = trained(few(), {**recipe, "network": TINY, "harm": HARM}, LEXICON)
    return network_of(nlp).to_bytes()


def test_training_can_be_repeated() -> None:
    first = weights(1)
    assert weights(1) == first
    assert weights(2) != first


def test_shipped_weights_are_those_of_the_manifest() -> None:
    manifest = json.loads(PACKAGE.joinpath(MANIFEST).read_text("utf-8"))
    for name in (WEIGHTS, WORDS):
        assert hashlib.sha256(PACKAGE.joinpath(name).read_bytes()).hexdigest() == manifest["sha256"][name]
    assert manifest["recipe"] == tomllib.loads(PACKAGE.joinpath("recipe.toml").read_text("utf-8"))
    assert set(manifest["scores"]) == {*NAMES, *FIELDS}
    assert len(PACKAGE.joinpath(WEIGHTS).read_bytes()) <= 3_000_000


def test_nothing_heavy_is_imported_before_it_is_asked() -> None:
    code = "import sys, models.language.recogniser, extractor.exemplars; print({'spacy', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "set()"


PASSAGES = [
    # The deed alone tells that he is an example; nothing praises him.
    (
        "Suốt mười năm nay, thầy giáo Vàng A Chống ở bản Nà Sự vượt suối, băng rừng vận động học sinh ra lớp.",
        "Vàng A Chống",
    ),
    # A name of another people, without a form of address.
    ("Nói đến Y Wơn Ayŭn ở buôn Cuôr, bà con ai cũng quý, bởi anh nhận nuôi bốn em nhỏ mồ côi.", "Y Wơn Ayŭn"),
    # A householder behind the word for a couple.
    ("Ở thôn Đông Trung, vợ chồng ông Phan Văn Lộc hiến 600 m2 đất làm đường.", "Phan Văn Lộc"),
]
OTHERS = [
    # Who speaks is none.
    "Phát biểu tại buổi lễ, ông Trần Quốc Hưng, Phó Chủ tịch UBND tỉnh, ghi nhận những kết quả đã đạt được.",
    # Nor is one who is helped.
    "Cháu Lê Thị Mai ở thôn Đông Trung được cứu sống, nay đã ra viện.",
    # Nor is one after whom a street is called.
    "Tuyến đường Nguyễn Huệ dài 2 km được mở rộng.",
]


def names(text: str) -> list[Found]:
    (found,) = load().read([Passage(text, "II. Gương người tốt, việc tốt")])
    return [one for one in found if one.label in NAMES and one.sure > 0.9]


@pytest.mark.parametrize(("text", "name"), PASSAGES)
def test_finds_who_is_told_as_an_example(text: str, name: str) -> None:
    assert [text[one.start : one.end] for one in names(text)] == [name]


@pytest.mark.parametrize("text", OTHERS)
def test_passes_others_over(text: str) -> None:
    assert names(text) == []


def test_reads_nothing_in_nothing() -> None:
    assert load().read([]) == []
    assert load().read([Passage(""), Passage(" \n")]) == [[], []]


def test_reliability() -> None:
    one = Verdict("role", 3, [(0.99, True), (0.985, False), (0.6, True)])
    assert one.figures() == {"precision": 0.667, "recall": 0.667, "f1": 0.667}
    assert reliability([one]) == [
        {"least": 0.5, "spans": 1, "right": 1.0},
        {"least": 0.98, "spans": 2, "right": 0.5},
    ]
