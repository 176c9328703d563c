"""The lookups: from what a person asks to an answer with its evidence. Each takes a read-only connection."""
