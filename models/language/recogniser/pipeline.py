"""The pipeline with the recogniser in it, for training."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, cast

import spacy
from spacy.language import Language

from models.language.recogniser import Passage, pipe
from models.language.recogniser.features import features
from models.language.recogniser.lexicon import Lexicon
from models.language.recogniser.network import Network


def recipe() -> dict[str, Any]:
    """How the recogniser is made, from `recipe.toml`."""
    return tomllib.loads(files(__package__).joinpath("recipe.toml").read_text("utf-8"))


def new(network: Mapping[str, Any], lexicon: Lexicon) -> Language:
    """A pipeline without weights: `new(...)(text)` takes a text as a passage with nothing above it."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = lambda text: pipe.doc_of(nlp.vocab, features(Passage(text), lexicon))
    nlp.add_pipe("recogniser", config={"network": dict(network)})
    return nlp


def network_of(nlp: Language) -> Network:
    """The network of the recogniser in a pipeline."""
    component: Any = nlp.get_pipe("recogniser")
    return cast("Network", component.model)
