"""Files as the project reads them, each once in a run, with the processor time that it took."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.layout import lay_out
from extractor.readers import read
from models.records import Layout


@dataclass(frozen=True, slots=True)
class Laid:
    """A layout, and the seconds of processor time from the file to it."""

    layout: Layout
    seconds: float


def laid_out_anew(path: Path) -> Laid:
    started = time.process_time()
    layout = lay_out(read(path))
    return Laid(layout, time.process_time() - started)


laid_out = cache(laid_out_anew)
