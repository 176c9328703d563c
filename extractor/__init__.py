"""One file in, one report out. Knows no database."""
