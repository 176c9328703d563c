"""The weights in the package: `weights.npz`, the words they were trained on, and the manifest of what made them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from models.language.recogniser import Recogniser
from models.language.recogniser.inference import Inference
from models.language.recogniser.lexicon import Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS, WORDS, MANIFEST = "weights.npz", "words.json", "manifest.json"


def read(folder: Path | None = None) -> Recogniser:
    """The recogniser of a folder, or of the package."""
    with np.load(BytesIO(_bytes(WEIGHTS, folder))) as weights:
        return Recogniser(Inference.of(dict(weights)), words(folder))


def words(folder: Path | None = None) -> Lexicon:
    """The words that the weights of a folder, or of the package, were trained on."""
    return Lexicon.from_json(_bytes(WORDS, folder).decode())


def write(folder: Path, weights: Mapping[str, NDArray[np.float32]], lexicon: Lexicon, told: dict[str, Any]) -> None:
    """Weights and words, and the manifest: `told` with the digests of both."""
    packed = BytesIO()
    np.savez(packed, allow_pickle=False, **weights)
    data = {WEIGHTS: packed.getvalue(), WORDS: lexicon.to_json().encode()}
    for name, content in data.items():
        (folder / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
    manifest = {**told, "sha256": digests}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _bytes(name: str, folder: Path | None) -> bytes:
    return (folder / name).read_bytes() if folder else files(__package__).joinpath(name).read_bytes()
