"""What a PDF sets as text, and in which size: read from its pages' own instructions."""

import re
from itertools import accumulate

import pikepdf


def runs(pdf):
    """(text, size in points) of each run in the order it is drawn; drawings, running heads and feet are left out."""
    for page in pdf.pages:
        letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
        yield from _of_page(pikepdf.parse_content_stream(page), letters)


def size_of(sentence, found):
    """The smallest size in which any part of this sentence is set; None where it is not set at all."""
    squeezed = [(re.sub(r"\s", "", text), size) for text, size in found]
    ends = list(accumulate(len(text) for text, _ in squeezed))
    wanted = re.sub(r"\s", "", sentence)
    start = "".join(text for text, _ in squeezed).find(wanted)
    if start < 0:
        return None
    end = start + len(wanted)
    return min(
        size for (text, size), last in zip(squeezed, ends, strict=True) if last > start and last - len(text) < end
    )


def _of_page(instructions, letters):
    scale, kept, tags = 1.0, [], []
    font, size, line = None, 0.0, 1.0
    for operands, operator in instructions:
        match str(operator):
            case "q":
                kept.append(scale)
            case "Q":
                scale = kept.pop()
            case "cm":
                scale *= abs(float(operands[3]))
            case "BMC" | "BDC":
                tags.append(str(operands[0]))
            case "EMC":
                tags.pop()
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Tm":
                line = abs(float(operands[3]))
            case "Tj" | "TJ" if "/Artifact" not in tags:
                parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                glyphs = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                text = "".join(letters[font].get(glyphs[at : at + 2], "\ufffd") for at in range(0, len(glyphs), 2))
                yield text, round(size * line * scale, 2)


def _letters(font):
    """Text by glyph, as the font's ToUnicode table has it."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = "\n".join(re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL))
    return {
        bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be")
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w+)>", pairs)
    }
