"""Other choices for reading scans: each is put into a place that the reader has, and taken out again."""

from __future__ import annotations

import importlib

import numpy as np
import pytest
from cases import SCANS
from choices import CHOICES, instead

from extractor.readers import picture, scan

_PLACES = sorted({place for choice in CHOICES.values() for others in choice.others.values() for place in others})


@pytest.mark.parametrize("place", _PLACES)
def test_the_reader_has_the_places(place: str) -> None:
    module, name = place.split(".")
    assert hasattr(importlib.import_module(f"extractor.readers.{module}"), name)


def test_the_conditions_are_known() -> None:
    assert all(condition in SCANS for choice in CHOICES.values() for condition in choice.conditions)


def test_another_choice_holds_within_and_no_longer() -> None:
    lines = np.full((600, 800), 255, np.uint8)
    for x in range(800):
        lines[50 + x // 20 : 550 + x // 20 : 25, x] = 0
    usual = picture.skew_of(lines)
    with instead(CHOICES["skew"].others["left askew"]):
        assert vars(scan)["skew_of"](lines) == 0
    assert vars(scan)["skew_of"](lines) == usual > 2
