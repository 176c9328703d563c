"""Citations: every mention of another issued document, with its number, date, issuer and subject."""

from extractor.citations.find import find_citations
from extractor.citations.references import find_references

__all__ = ["find_citations", "find_references"]
