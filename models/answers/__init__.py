"""The answers: what a lookup gives, each with the places in the archive that prove it.

Terms as in the records. Every answer turns into JSON by `dataclasses.asdict`. A module for each kind of answer, so that
a lookup loads only its own.
"""
