"""One file in, one report out. Knows no database."""

EXTRACTOR_VERSION = "2"
"""Raised whenever the same file may give other records; an archive counts what an earlier version made as stale."""
