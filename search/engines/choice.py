"""Which engine is meant by a name."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from models.errors import UsageError
from search.engines import Engine

DEFAULT = "tantivy"
_CLASSES = {
    "tantivy": ("search.engines.tantivy", "TantivyEngine"),
    "whoosh": ("search.engines.whoosh", "WhooshEngine"),
}
NAMES = tuple(_CLASSES)


def engine_named(name: str) -> type[Engine]:
    """The engine called `name`, its library imported only now; UsageError where there is none."""
    if name not in _CLASSES:
        raise UsageError(f"--engine {name}", "there is no such search engine", f"choose one of {', '.join(NAMES)}")
    module, of_class = _CLASSES[name]
    return cast("type[Engine]", getattr(import_module(module), of_class))
