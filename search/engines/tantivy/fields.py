"""The fields of the index: of whole reports, of their heads, of passages."""

from __future__ import annotations

from tantivy import Schema, SchemaBuilder

from search.query.fields import FACETS, FIELDS

STATE = "come_to"
MEANINGS = "meanings"
WHOLE, HEAD, PART = "whole_", "head_", ""
"""What the fields of whole reports, their heads and passages begin with."""


def schema() -> Schema:
    """All fields."""
    builder = SchemaBuilder()
    for kind in (WHOLE, PART):
        for name in ("folded", "exact", "numbers"):
            builder.add_text_field(kind + name, tokenizer_name="whitespace", index_option="position")
    for name in ("folded", "numbers"):
        builder.add_text_field(HEAD + name, tokenizer_name="whitespace", index_option="position")
    for name in FIELDS:
        builder.add_text_field(f"in_{name}", tokenizer_name="whitespace", index_option="position")
    for name in FACETS:
        builder.add_text_field(f"facet_{name}", tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field(MEANINGS, tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("document", indexed=True, fast=True)
    builder.add_unsigned_field("passage", fast=True)
    builder.add_text_field(STATE, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()
