"""The archive over time: originals, records, ingestion, identities, the sample reports."""
