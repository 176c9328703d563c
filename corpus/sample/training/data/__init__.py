"""What training texts are made of, as TOML: each file says what it holds."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The table `name` (`frames` reads `frames.toml`), parsed once a process."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
