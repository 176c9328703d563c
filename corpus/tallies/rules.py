"""By which rules counts are judged: another version of them has all judged anew, and nobody has to raise a number."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import models.knowledge
import models.text
from corpus.identities import bodies
from corpus.tallies import judging

_DIGITS = 12
_CODE = (judging, bodies, models.text)
KNOWLEDGE = ("bodies", "levels", "places")
"""The tables of knowledge that this code reads."""


@cache
def rules_version() -> str:
    """A digest of the code and the knowledge that judgements hang on: `3f9a1c2b04de`."""
    tables = Path(models.knowledge.__file__ or "").parent
    files = [Path(module.__file__ or "") for module in _CODE] + [tables / f"{name}.toml" for name in KNOWLEDGE]
    return sha256(b"\0".join(file.read_bytes() for file in files if file.is_file())).hexdigest()[:_DIGITS]
