"""The query language: what people type, as a tree (`tree`), explained (`explain`), and as engines take it (`plan`)."""

from search.query.parse import parse
from search.query.tree import Query

__all__ = ["Query", "parse"]
