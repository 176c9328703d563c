"""Index, lookups, audit and the command line."""
