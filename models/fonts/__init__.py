"""Liberation Serif 2.1.5 (SIL Open Font License, `OFL.txt`): a serif face with every Vietnamese letter."""

from __future__ import annotations

from pathlib import Path

STYLES = {"": "Regular", "b": "Bold", "i": "Italic", "bi": "BoldItalic"}
"""Style letters (`b` bold, `i` italic) to the file that draws them."""


def font_path(style: str = "") -> Path:
    """Where the face of `style` ("", "b", "i" or "bi") lies."""
    return Path(__file__).parent / f"LiberationSerif-{STYLES[style]}.ttf"
