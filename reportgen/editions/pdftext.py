"""The text of a PDF's pages as it is painted: each run with its mark, its size, its colour and what lies behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import pikepdf

from reportgen.editions.colours import BLACK, WHITE, Colour

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)
ANYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
PAIRS = re.compile(rb"<([0-9a-fA-F\s]+)>\s*<([0-9a-fA-F\s]*)>")
RANGES = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])")
WRONG_OPERANDS = (ValueError, TypeError, IndexError, AttributeError, KeyError, OverflowError)


class Run(NamedTuple):
    """Words painted at once: `mark` is their number in the structure (None: none), `artifact` whether they are declared
    to be no content, `size` in points, `height` where they stand, from 0 (the page's foot) to 1; `colour` and `ground`
    are None where they cannot be told.
    """

    mark: int | None
    artifact: bool
    text: str
    size: float
    height: float
    colour: Colour | None
    ground: Colour | None


class Painted(NamedTuple):
    """A page: its runs, and the share of it that pictures cover."""

    runs: tuple[Run, ...]
    pictured: float


@dataclass
class _State:
    """What q keeps and Q gives back."""

    at: Matrix = SAME
    clip: Box = ANYWHERE
    colour: Colour | None = BLACK
    font: str = ""
    size: float = 0.0


def painted(page: pikepdf.Page) -> Painted:
    """What a page paints. Drawings that stand as objects of their own are not looked into."""
    return _Painter(page).paint()


class _Painter:
    def __init__(self, page: pikepdf.Page) -> None:
        self.page = page
        resources: Any = page.obj.get("/Resources", {})
        self.fonts = {str(name): font for name, font in resources.get("/Font", {}).items()}
        self.objects: Any = resources.get("/XObject", {})
        self.state = _State()
        self.kept: list[_State] = []
        self.marks: list[tuple[int | None, bool]] = []
        self.line: Matrix = SAME
        self.leading = 0.0
        self.boxes: list[Box] = []
        self.points: list[tuple[float, float]] = []
        self.clipping = False
        self.filled: list[tuple[Box, Colour | None]] = []
        self.runs: list[Run] = []
        box = [float(each) for each in page.mediabox]
        self.foot, self.tall = box[1], max(1.0, box[3] - box[1])
        self.area = max(1.0, abs((box[2] - box[0]) * (box[3] - box[1])))
        self.covered = 0.0

    def paint(self) -> Painted:
        for instruction in pikepdf.parse_content_stream(self.page):
            try:
                self._do(str(instruction.operator), instruction.operands)
            except WRONG_OPERANDS:
                continue  # as viewers do
        return Painted(tuple(self.runs), min(1.0, self.covered / self.area))

    def _do(self, operator: str, operands: Any) -> None:
        state = self.state
        match operator:
            case "Tj" | "TJ" | "'" | '"':
                if operator in "'\"":
                    self._next(0.0, -self.leading)
                self._show(operands)
            case "Tm":
                self.line = _matrix(operands)
            case "BT":
                self.line = SAME
            case "Tf":
                state.font, state.size = str(operands[0]), float(operands[1])
            case "Td" | "TD":
                if operator == "TD":
                    self.leading = -float(operands[1])
                self._next(float(operands[0]), float(operands[1]))
            case "TL":
                self.leading = float(operands[0])
            case "T*":
                self._next(0.0, -self.leading)
            case "q":
                self.kept.append(replace(state))
            case "Q":
                self.state = self.kept.pop() if self.kept else _State()
            case "cm":
                state.at = _times(_matrix(operands), state.at)
            case "g" | "rg" | "k" | "sc" | "scn":
                state.colour = _colour(operands)
            case "cs":
                state.colour = Colour(0, 0, 0)
            case "BDC" | "BMC":
                self._mark(operands)
            case "EMC":
                if self.marks:
                    self.marks.pop()
            case "re":
                x, y, width, height = (float(each) for each in operands)
                self.boxes.append(_box(state.at, x, y, width, height))
            case "m" | "l" | "c" | "v" | "y":
                x, y = float(operands[-2]), float(operands[-1])
                self.points.append(_times((1, 0, 0, 1, x, y), state.at)[4:])
            case "W" | "W*":
                self.clipping = True
            case "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "n":
                if operator not in "Ssn":
                    self._fill(operator.endswith("*"))
                if self.clipping:
                    state.clip = _common(state.clip, _around(self.boxes, self.points))
                self.boxes, self.points, self.clipping = [], [], False
            case "Do":
                self._picture(str(operands[0]))

    def _fill(self, hollow: bool) -> None:
        """Remember the rectangles that are filled; two of them filled evenly are a border, with nothing between."""
        seen = [box for each in self.boxes if (box := _common(self.state.clip, each))[0] < box[2] and box[1] < box[3]]
        if self.points or (hollow and len(seen) > 1):
            return
        self.filled += [(box, self.state.colour) for box in seen]

    def _mark(self, operands: Any) -> None:
        number = None
        if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
            number = int(operands[1].MCID)
        outer, artifact = self.marks[-1] if self.marks else (None, False)
        self.marks.append((outer if number is None else number, artifact or str(operands[0]) == "/Artifact"))

    def _next(self, across: float, down: float) -> None:
        self.line = _times((1, 0, 0, 1, across, down), self.line)

    def _show(self, operands: Any) -> None:
        parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        glyphs = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        font = self.fonts.get(self.state.font)
        if font is None or not glyphs:
            return
        at = _times(self.line, self.state.at)
        size = abs(self.state.size) * (at[2] ** 2 + at[3] ** 2) ** 0.5
        mark, artifact = self.marks[-1] if self.marks else (None, False)
        ground: Colour | None = WHITE
        for (left, low, right, high), colour in self.filled:
            if left <= at[4] + 0.5 <= right and low <= at[5] + size / 4 <= high:
                ground = colour
        text = text_of(font, glyphs)
        height = (at[5] - self.foot) / self.tall
        self.runs.append(Run(mark, artifact, text, round(size, 2), height, self.state.colour, ground))

    def _picture(self, name: str) -> None:
        drawn = self.objects.get(name)
        if drawn is not None and drawn.get("/Subtype") == "/Image":
            box = _box(self.state.at, 0, 0, 1, 1)
            self.covered += (box[2] - box[0]) * (box[3] - box[1])
            self.filled.append((box, None))


def text_of(font: Any, glyphs: bytes) -> str:
    """Letters by a font's own table; its bytes where it has none; U+FFFD for a glyph that the table leaves out."""
    wide = font.get("/Subtype") == "/Type0"
    table = font.get("/ToUnicode")
    if table is None:
        return "\ufffd" * (len(glyphs) // 2) if wide else glyphs.decode("latin-1")
    letters = _letters(bytes(table.read_bytes()))
    step = 2 if wide else 1
    return "".join(letters.get(glyphs[at : at + step], "\ufffd") for at in range(0, len(glyphs), step))


@lru_cache(64)
def _letters(table: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in PAIRS.findall(part):
            found[bytes.fromhex(glyph.decode())] = _utf16(text)
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, start, listed in RANGES.findall(part):
            width, low, high = len(first) // 2, int(first, 16), min(int(last, 16), int(first, 16) + 65535)
            each = re.findall(rb"<([0-9a-fA-F]+)>", listed) if listed else _counted(start, high - low + 1)
            for code, text in zip(range(low, high + 1), each, strict=False):
                found[code.to_bytes(width, "big")] = _utf16(text)
    return found


def _counted(start: bytes, count: int) -> Iterator[bytes]:
    first = int(start, 16)
    return (b"%0*X" % (len(start), first + step) for step in range(count))


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """`one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _around(boxes: Sequence[Box], points: Sequence[tuple[float, float]]) -> Box:
    """What holds all of these."""
    corners = [*points, *(box[:2] for box in boxes), *(box[2:] for box in boxes)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), min(up), max(across), max(up)) if corners else ANYWHERE


def _box(at: Matrix, x: float, y: float, width: float, height: float) -> Box:
    corners = [_times((1, 0, 0, 1, x + dx, y + dy), at)[4:] for dx in (0, width) for dy in (0, height)]
    across, up = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(across), min(up), max(across), max(up)


def _colour(operands: Any) -> Colour | None:
    try:
        parts = [min(1.0, max(0.0, float(each))) for each in operands]
    except (TypeError, ValueError):
        return None
    match parts:
        case [grey]:
            return Colour(grey, grey, grey)
        case [red, green, blue]:
            return Colour(red, green, blue)
        case [cyan, magenta, yellow, black]:
            return Colour(*((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)))
    return None
