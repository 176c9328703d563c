"""Reading with the weights alone: the same numbers, rows and spans as spaCy and thinc have."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.symbols import IDS  # type: ignore[import-not-found]
from thinc.api import NumpyOps

from models.language.recogniser import Found, Passage, load
from models.language.recogniser.examples import passages
from models.language.recogniser.features import features
from models.language.recogniser.hashing import rows_of, text_id
from models.language.recogniser.lexicon import key, table
from models.language.recogniser.network import weights_of
from models.language.recogniser.pipe import SPANS, doc_of
from models.language.recogniser.pipeline import network_of, new, recipe
from models.language.recogniser.shipped import WEIGHTS

GOLD = Path(__file__).parents[1] / "gold"


@given(st.text())
def test_texts_have_the_numbers_that_spacy_gives_them(text: str) -> None:
    for form in {key(part) for part in (text, *text.split())}:
        assert text_id(form) == get_string_id(form)


def test_symbols_have_the_numbers_that_spacy_gives_them() -> None:
    """All that a form of a word can be: those in small letters, and a shape."""
    assert table("symbols") == {name: number for name, number in IDS.items() if name and name in (name.lower(), "X")}


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1), st.integers(1, 9), st.integers(1, 5000))
def test_rows_are_those_of_thinc(ids: list[int], seed: int, rows: int) -> None:
    numbers = np.array(ids, dtype=np.uint64)
    assert (rows_of(numbers, seed, rows) == NumpyOps().hash(numbers, seed) % rows).all()


@pytest.fixture(scope="module")
def component() -> Language:
    """spaCy's pipeline with the weights of the package."""
    nlp = new(recipe()["network"], load().lexicon)
    network = network_of(nlp)
    network.initialize([nlp.make_doc("Ông Lò Văn Inh")])
    with np.load(BytesIO(files("models.language.recogniser").joinpath(WEIGHTS).read_bytes())) as shipped:
        for name, part in weights_of(network).items():
            part[...] = shipped[name]
    return nlp


def read_by(nlp: Language, asked: Sequence[Passage]) -> list[list[Found]]:
    """What the component finds."""
    told = [features(passage, load().lexicon) for passage in asked]
    docs = nlp.pipe([doc_of(nlp.vocab, one) for one in told])
    return [
        [
            Found(span.label_, one.tokens[span.start].start, one.tokens[span.end - 1].end, sure)
            for span, sure in zip(doc.spans[SPANS], doc.spans[SPANS].attrs["scores"], strict=True)
        ]
        for one, doc in zip(told, docs, strict=True)
    ]


def same(found: Sequence[Sequence[Found]], others: Sequence[Sequence[Found]]) -> int:
    """How many spans both found; they are as sure of them, but for the last digit, which hangs on the order of a sum."""
    pairs = [pair for one, other in zip(found, others, strict=True) for pair in zip(one, other, strict=True)]
    assert all(replace(a, sure=b.sure) == b and abs(a.sure - b.sure) < 0.0002 for a, b in pairs)
    return len(pairs)


def test_reads_as_the_component_does(component: Language) -> None:
    """Hundreds of passages of all sorts, empty ones among them."""
    texts = [path.read_text("utf-8") for path in sorted(GOLD.glob("*.txt"))[:25]]
    asked = [Passage(""), *(passage for text in texts for _, passage in passages(text)), Passage(" ")]
    assert 500 < len(asked) < component.batch_size
    assert same(load().read(asked), read_by(component, asked)) > 500


def test_a_long_text_is_read_as_a_short_one(component: Language) -> None:
    """Stretches that are reckoned one by one give what the whole gives, also where they meet."""
    asked = [Passage("Ông Lò Văn Inh ở bản Co đã hiến 200 m2 đất làm đường. " * 700)]
    assert same(load().read(asked), read_by(component, asked)) > 2000


def test_reading_takes_no_spacy() -> None:
    code = "import sys, extractor.warm; print({'spacy', 'thinc', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "{'numpy'}"
