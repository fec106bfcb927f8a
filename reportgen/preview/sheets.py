"""The pages of a PDF as pictures, drawn by PDFium as they are looked at."""

from __future__ import annotations

import io
import threading
from functools import lru_cache

LOCK = threading.Lock()
"""PDFium is not to be used by two threads at once."""
WIDEST = 3000
"""Pixels of a page's width, at most."""


@lru_cache(maxsize=2)
def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points."""
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(
                (float(width), float(height)) for width, height in map(document.get_page_size, range(len(document)))
            )
        finally:
            document.close()


@lru_cache(maxsize=24)
def picture(pdf: bytes, page: int, width: int) -> bytes:
    """A page (counted from 1) as PNG, so many pixels wide. IndexError where there is no such page."""
    import pypdfium2

    if not 1 <= page <= len(sizes(pdf)):
        raise IndexError(page)
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[page - 1]
            drawn = sheet.render(scale=min(max(width, 100), WIDEST) / sheet.get_width()).to_pil()
        finally:
            document.close()
    out = io.BytesIO()
    drawn.save(out, "PNG", compress_level=1)
    return out.getvalue()
