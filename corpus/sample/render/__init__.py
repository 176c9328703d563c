"""Renderers: each takes a document and gives the bytes of one file; none adds to what the document says."""
