"""Set pages drawn as a born-digital PDF, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Sequence

from corpus.sample.render.setting import font_name
from corpus.sample.render.sheet import PAGE, SetPage


def draw_pdf(pages: Sequence[SetPage], title: str, author: str) -> bytes:
    """The pages as PDF with text; no dates in it, so that the same pages give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for page in pages:
        for glyphs in page.printed:
            canvas.setFont(font_name(glyphs.style), glyphs.size)
            canvas.drawString(glyphs.x, PAGE[1] - glyphs.y, glyphs.text)
        for rule in page.rules:
            canvas.setLineWidth(rule.width)
            canvas.line(rule.x0, PAGE[1] - rule.y0, rule.x1, PAGE[1] - rule.y1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
