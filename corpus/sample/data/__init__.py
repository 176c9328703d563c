"""The invented world and its sentences as TOML, each file saying what it holds."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The table `name` (`places` reads `places.toml`), parsed once a process."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
