"""What a tagged PDF says, and in which size: its text in the order of its structure, as a screen reader takes it."""

import re
from itertools import accumulate

import pikepdf


def runs(pdf):
    """(text, size in points) of each run. Drawings, running heads and feet are no part of the structure."""
    drawn = {page.objgen: _drawn(page) for page in pdf.pages}
    for page, mark in _marks(pdf.Root.StructTreeRoot, None):
        yield from drawn[page].get(mark, ())


def size_of(sentence, found):
    """The smallest size in which any part of this sentence is set; None where it is not set at all."""
    squeezed = [(re.sub(r"\s", "", text), size) for text, size in found]
    ends = list(accumulate(len(text) for text, _ in squeezed))
    wanted = re.sub(r"\s", "", sentence)
    start = "".join(text for text, _ in squeezed).find(wanted)
    if start < 0:
        return None
    end = start + len(wanted)
    parts = zip(squeezed, ends, strict=True)
    return min(size for (text, size), last in parts if last > start and last - len(text) < end)


def _marks(element, page):
    """(page, mark) of each piece of content below a structure element, in reading order."""
    page = element.get("/Pg", page)
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            yield page.objgen, child
        elif "/MCID" in child:
            yield child.get("/Pg", page).objgen, int(child.MCID)
        elif "/Obj" not in child:
            yield from _marks(child, page)


def _drawn(page):
    """The runs of one page by their mark."""
    letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
    found, scale, kept, marks = {}, 1.0, [], []
    font, size, line = "", 0.0, 1.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(scale)
            case "Q":
                scale = kept.pop()
            case "cm":
                scale *= abs(float(operands[3]))
            case "BDC":
                marks.append(int(operands[1].MCID) if "/MCID" in operands[1] else None)
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Tm":
                line = abs(float(operands[3]))
            case "Tj" | "TJ" if marks:
                parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                glyphs = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                text = "".join(letters[font].get(glyphs[at : at + 2], "\ufffd") for at in range(0, len(glyphs), 2))
                found.setdefault(marks[-1], []).append((text, round(size * line * scale, 2)))
    return found


def _letters(font):
    """Text by glyph, as the font's ToUnicode table has it."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = "\n".join(re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL))
    return {
        bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be")
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w+)>", pairs)
    }
