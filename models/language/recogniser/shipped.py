"""The weights in the package: `weights.bin`, the words they were trained on, and the manifest of what made them."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from models.language.recogniser import Recogniser
from models.language.recogniser.lexicon import Lexicon
from models.language.recogniser.pipeline import new

WEIGHTS, WORDS, MANIFEST = "weights.bin", "words.json", "manifest.json"


def read(folder: Path | None = None) -> Recogniser:
    """The recogniser of a folder, or of the package."""
    manifest = json.loads(_bytes(MANIFEST, folder))
    lexicon = words(folder)
    nlp = new(manifest["recipe"]["network"], lexicon)
    pipe: Any = nlp.get_pipe("recogniser")
    pipe.model.from_bytes(_bytes(WEIGHTS, folder))
    return Recogniser(nlp, lexicon)


def words(folder: Path | None = None) -> Lexicon:
    """The words that the weights of a folder, or of the package, were trained on."""
    return Lexicon.from_json(_bytes(WORDS, folder).decode())


def write(folder: Path, recogniser: Recogniser, told: dict[str, Any]) -> None:
    """Weights and words, and the manifest: `told` with the digests of both."""
    pipe: Any = recogniser.nlp.get_pipe("recogniser")
    data = {WEIGHTS: pipe.model.to_bytes(), WORDS: recogniser.lexicon.to_json().encode()}
    for name, content in data.items():
        (folder / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
    manifest = {**told, "sha256": digests}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _bytes(name: str, folder: Path | None) -> bytes:
    return (folder / name).read_bytes() if folder else files(__package__).joinpath(name).read_bytes()
