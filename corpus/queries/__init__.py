"""Everything that lookups ask of archive.db, as plain SQL over a read-only connection. Light: no sqlite-utils."""
