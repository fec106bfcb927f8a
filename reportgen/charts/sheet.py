"""A sheet of known size in points, on which chart kinds set words, lines and areas where they belong.

matplotlib's axes cost more than what is drawn in them (ticks, spines, layouts computed and thrown away); a sheet has
none. The origin is at the lower left, as in all of matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportgen.charts.style import BASE, FONTS, HAIR, INK, Style

CAPITALS = 0.727
"""Height of Inter's capitals and figures, in sizes of the type."""


@dataclass(frozen=True)
class Word:
    """Words as set: their box in points."""

    words: str
    left: float
    bottom: float
    right: float
    top: float


class Sheet:
    """What is drawn on one figure, and where its words stand."""

    def __init__(self, figure: Any, style: Style) -> None:
        self.figure = figure
        self.style = style
        self.width = figure.get_figwidth() * 72
        self.height = figure.get_figheight() * 72
        self.words: list[Word] = []
        self._scale = figure.dpi / 72
        self._points = _points(self._scale)

    def text(
        self, x: float, y: float, words: str, *, colour: str = INK, size: float = 0.0, bold: bool = False,
        side: str = "left",
    ) -> None:  # fmt: skip
        """Words whose figures stand centred on the height `y`; `side` ("left", "center", "right") is where `x` is."""
        size = size or self.style.text
        width = width_of(words, size, bold)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[side]
        low = y - CAPITALS * size / 2
        self.words.append(Word(words, left, low, left + width, low + CAPITALS * size))
        self.figure.add_artist(
            _words()(
                x, low, words, left, self._scale, color=colour, fontsize=size, weight=600 if bold else 400, ha=side
            )
        )

    def line(
        self, xs: Sequence[float], ys: Sequence[float], *, colour: str = INK, width: float = 1.3, dash: Any = "solid",
        order: float = 2, square: bool = False, marker: str = "", size: float = 4.0,
    ) -> None:  # fmt: skip
        """A line through points, its ends round unless they must end exactly (`square`); `marker` marks each."""
        from matplotlib.lines import Line2D

        cap = "butt" if square else "round"
        self.figure.add_artist(
            Line2D(
                xs, ys, color=colour, linewidth=width, linestyle=dash, zorder=order, transform=self._points,
                solid_capstyle=cap, dash_capstyle="butt", solid_joinstyle="miter" if square else "round",
                marker=marker or "None", markersize=size, markeredgewidth=0,
            )
        )  # fmt: skip

    def rules(
        self, segments: Sequence[tuple[float, float, float, float]], *, colour: str = HAIR, width: float = 0.6,
        order: float = 1, round: bool = False,
    ) -> None:  # fmt: skip
        """Straight lines (x, y, x, y) of one look, in one stroke."""
        from matplotlib.collections import LineCollection

        self.figure.add_artist(
            LineCollection(
                [[(a, b), (c, d)] for a, b, c, d in segments], colors=colour, linewidths=width, zorder=order,
                transform=self._points, capstyle="round" if round else "butt",
            )
        )  # fmt: skip

    def areas(
        self, shapes: Sequence[Sequence[tuple[float, float]]], colours: str | Sequence[str], *, order: float = 0
    ) -> None:
        """Filled polygons without an outline."""
        from matplotlib.collections import PolyCollection

        self.figure.add_artist(
            PolyCollection(
                shapes, facecolors=colours, edgecolors="none", linewidths=0, zorder=order, transform=self._points
            )
        )

    def dot(self, x: float, y: float, *, colour: str, size: float = 6.0, marker: str = "o", order: float = 4) -> None:
        """One mark."""
        from matplotlib.lines import Line2D

        self.figure.add_artist(
            Line2D(
                [x], [y], color=colour, marker=marker, markersize=size, markeredgewidth=0, linestyle="none",
                zorder=order, transform=self._points,
            )
        )  # fmt: skip

    def width_of(self, words: str, *, size: float = 0.0, bold: bool = False) -> float:
        """The width of words in points."""
        return width_of(words, size or self.style.text, bold)


@dataclass(frozen=True)
class Field:
    """A part of a sheet with scales of its own: `left` to `right` for `x`, `bottom` to `top` for `y`."""

    left: float
    bottom: float
    right: float
    top: float
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, value: float) -> float:
        """The place of a value of x, in points."""
        low, high = self.x
        return self.left + (value - low) / ((high - low) or 1) * (self.right - self.left)

    def up(self, value: float) -> float:
        """The place of a value of y, in points."""
        low, high = self.y
        return self.bottom + (value - low) / ((high - low) or 1) * (self.top - self.bottom)


def baseline(sheet: Sheet, field: Field, value: float) -> None:
    """The darker line that values are read against."""
    place = field.up(value)
    sheet.rules([(field.left, place, field.right, place)], colour=BASE, width=0.9, order=1.5)


@cache
def width_of(words: str, size: float, bold: bool = False) -> float:
    """The width of words in points, set in Inter."""
    from matplotlib.font_manager import get_font

    font = get_font(str(FONTS / f"Inter-{600 if bold else 400}.ttf"))
    font.set_size(100, 72)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / 64 * size / 100


def _points(scale: float) -> Any:
    """From points to what a figure is drawn in: points again for SVG, `scale` pixels each for a picture."""
    from matplotlib.transforms import Affine2D, IdentityTransform

    return IdentityTransform() if scale == 1 else Affine2D().scale(scale)


@cache
def _words() -> Callable[..., Any]:
    """Text that knows where it stands, so that it need not be laid out to be drawn."""
    from matplotlib.text import Text
    from matplotlib.transforms import IdentityTransform

    class Words(Text):
        """One line of words with its baseline at `y`: SVG is told the side of `x` that they stand on, a picture their
        `left`; both in points, of which a picture has `scale` pixels each.
        """

        def __init__(self, x: float, y: float, words: str, left: float, scale: float, **more: Any) -> None:
            super().__init__(x, y, words, transform=IdentityTransform(), zorder=5, **more)
            self._left, self._scale = left, scale

        def draw(self, renderer: Any) -> None:
            """Write it down."""
            gc = renderer.new_gc()
            gc.set_foreground(self.get_color())
            x, y = self.get_unitless_position()
            if hasattr(renderer, "buffer_rgba"):
                x = self._left
            renderer.draw_text(
                gc, x * self._scale, renderer.height - y * self._scale, self.get_text(), self.get_fontproperties(), 0,
                mtext=self,
            )  # fmt: skip
            gc.restore()

    return Words
