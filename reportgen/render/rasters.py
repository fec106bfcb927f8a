"""Pictures of the publisher's own as mail programs show them: PNG, on white, no larger than they are seen."""

from __future__ import annotations

import io
import re
from pathlib import Path

from reportgen.errors import TemplateError

COLOURS = 256
PIXELS = 96 / 72
"""Pixels of CSS in a point of the PDF."""


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels, as its head tells them."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def opaque(path: Path, most: tuple[int, int]) -> bytes:
    """A picture as PNG on white, with at most twice the pixels of the width and height that it may be shown in."""
    from PIL import Image

    content = _drawn(path, most) if path.suffix.lower() == ".svg" else path.read_bytes()
    try:
        image = Image.open(io.BytesIO(content)).convert("RGBA")
    except OSError as error:
        raise TemplateError(f"{path.name} cannot be read as a picture: {error}") from None
    image.thumbnail((2 * most[0], 2 * most[1]), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    few = ground.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(path: Path, most: tuple[int, int]) -> bytes:
    """An SVG at twice the size that it is shown in: WeasyPrint makes a page of it, and PDFium its picture."""
    import pypdfium2

    from reportgen.render.pdf import sheet_of

    wide, high = _measured(path)
    scale = min(most[0] / wide, most[1] / high)
    document = pypdfium2.PdfDocument(sheet_of(path, wide * scale, high * scale))
    try:
        drawn = document[0].render(scale=2 * PIXELS, may_draw_forms=False).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def _measured(path: Path) -> tuple[float, float]:
    """Width and height of an SVG in its own units; where it tells neither, the 300 by 150 of CSS."""
    root = re.search(r"<svg\b[^>]*>", path.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
    head = root[0] if root else ""
    box = re.search(r'viewBox\s*=\s*["\']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)', head)
    if box:
        return float(box[1]) or 300.0, float(box[2]) or 150.0
    sides = (re.search(rf'\s{side}\s*=\s*["\']\s*([\d.]+)(?:px)?\s*["\']', head) for side in ("width", "height"))
    wide, high = (float(one[1]) if one else 0.0 for one in sides)
    return (wide, high) if wide and high else (300.0, 150.0)
