"""Knowledge as data: each TOML file beside this module says where its facts come from."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The table `name` (`document_types` reads `document_types.toml`), parsed once a process."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
