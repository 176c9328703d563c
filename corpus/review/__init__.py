"""What people decide about records: accepted, changed or rejected, signed and dated, kept through re-extraction.

A decision is anchored by the document's SHA-256, the list, and the place with its words. The rows of the archive show
what was decided; what the machine read stays beside it, and undoing brings it back.
"""
