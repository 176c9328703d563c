"""Which engine is meant by a name."""

from __future__ import annotations

from models.errors import UsageError
from search.engines import Engine

DEFAULT = "tantivy"
NAMES = ("tantivy", "whoosh")


def engine_named(name: str) -> type[Engine]:
    """The engine called `name`, its library imported only now; UsageError where there is none."""
    if name == "tantivy":
        from search.engines.tantivy import TantivyEngine

        return TantivyEngine
    if name == "whoosh":
        from search.engines.whoosh import WhooshEngine

        return WhooshEngine
    raise UsageError(f"--engine {name}", "there is no such search engine", f"choose one of {', '.join(NAMES)}")
