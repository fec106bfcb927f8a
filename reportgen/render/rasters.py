"""Pictures of the publisher's own as mail programs show them: PNG, on white, no larger than they are seen."""

from __future__ import annotations

import io
from pathlib import Path

from reportgen.errors import TemplateError

COLOURS = 256


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels, as its head tells them."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def opaque(path: Path, width: int, height: int = 9999) -> bytes:
    """A picture as PNG on white, of at most twice as many pixels as the width and height that it may be shown in."""
    from PIL import Image

    content = _drawn(path, 2 * width) if path.suffix.lower() == ".svg" else path.read_bytes()
    try:
        image = Image.open(io.BytesIO(content)).convert("RGBA")
    except OSError as error:
        raise TemplateError(f"{path.name} cannot be read as a picture: {error}") from None
    image.thumbnail((2 * width, 2 * height), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    few = ground.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(path: Path, width: int) -> bytes:
    """An SVG drawn at so many pixels across: WeasyPrint makes a page of it, and PDFium its picture."""
    import pypdfium2

    from reportgen.render.pdf import sheet_of

    document = pypdfium2.PdfDocument(sheet_of(path))
    try:
        sheet = document[0]
        drawn = sheet.render(scale=min(width / sheet.get_width(), 4.0)).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
