"""Answers for people: Vietnamese labels, plain tables that fit a narrow terminal, no colour where there is none."""
