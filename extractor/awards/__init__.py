"""Award counts: how many collectives, persons and households received what, from whom, for what, when."""

from extractor.awards.find import find_awards

__all__ = ["find_awards"]
