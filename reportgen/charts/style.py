"""How charts look: the page's sans face, few ticks, hairlines, one accent for the subject, greys of distinct
lightness for the rest.

Colours are also the names by which the web page recolours a chart in the dark (render.charts), so each is used
for one thing only: UP and DOWN are the grounds of rises and falls in three strengths, on which INK is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportgen import fonts

INK = "#1b2430"
MUTED = "#5a6573"
HAIR = "#d9dee4"
BASE = "#8b95a1"
OTHERS = ("#24406b", "#7c8896", "#b0761c", "#6a4fa3", "#2b7f88", "#a2567f")
LABELS = ("#24406b", "#5c6875", "#8f5e12", "#6a4fa3", "#22666d", "#8f4a70")
UP = ("#dde7f2", "#b4cbe4", "#82a9d3")
DOWN = ("#f6e6d0", "#eac595", "#dc9f57")
STILL = "#eef1f4"
MARKERS = ("s", "^", "D", "v", "P", "X")
DASHES: tuple[Any, ...] = (
    "solid",
    (0, (5, 1.6)),
    (0, (1.4, 1.4)),
    (0, (6, 1.6, 1.4, 1.6)),
    (0, (3, 2)),
    (0, (8, 3)),
)
NEAR = 40
"""The distance in sRGB (0 to 441) below which a colour is taken for the accent."""
FONTS = Path(fonts.__file__).parent
SIZES = {"wide": (6.9, 2.4), "narrow": (3.45, 2.9)}
MAIL = 4.0
"""Inches of a chart in an e-mail: shown 552 pixels wide its type is 15 pixels high, and 9 on a phone's 327."""
MAIL_PIXELS, MAIL_EDGE = 1104, 12
"""Pixels of its width, two for each that it is shown with, and how many of them on each side stay white: what lies
around it may be black.
"""


@dataclass(frozen=True, slots=True)
class Style:
    """What a chart kind may rely on: the accent, the width in inches, the size of text in points."""

    accent: str
    width: float
    narrow: bool
    text: float = 8.2

    def colour(self, position: int, lead: bool) -> str:
        """The accent for the subject, the others in their order; one that is near the accent comes last."""
        return self.accent if lead else OTHERS[_order(self.accent)[position % len(OTHERS)]]

    def label(self, position: int, lead: bool) -> str:
        """The line's colour, darkened where words in it could not be read (4.5:1 on white)."""
        return self.accent if lead else LABELS[_order(self.accent)[position % len(LABELS)]]


@cache
def _order(accent: str) -> tuple[int, ...]:
    """The places of OTHERS in the order in which they are used beside an accent."""

    def near(other: str) -> bool:
        pairs = ((int(accent[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
        return sum((a - b) ** 2 for a, b in pairs) < NEAR**2

    return tuple(sorted(range(len(OTHERS)), key=lambda i: near(OTHERS[i])))


def prepare() -> None:
    """Set matplotlib up: the shipped faces, SVG text as text, ids that depend on the drawing alone."""
    import sys
    import warnings

    sys.modules.setdefault("mpl_toolkits.mplot3d", None)  # type: ignore[arg-type]  # a sixth of the import, never used
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Unable to import Axes3D")
        import matplotlib
        import matplotlib.backends.backend_svg
        import matplotlib.figure
    from matplotlib import font_manager

    for weight in (400, 600):
        file = str(FONTS / f"Inter-{weight}.ttf")
        entry = font_manager.FontEntry(file, 0, "Inter", "normal", "normal", weight, "normal", "scalable")
        font_manager.fontManager.ttflist.append(entry)
    matplotlib.rcParams.update(
        {
            "font.family": "Inter", "font.size": 8.2, "text.color": INK, "axes.edgecolor": BASE,
            "axes.labelcolor": MUTED, "xtick.color": MUTED, "ytick.color": MUTED, "axes.linewidth": 0.8,
            "svg.fonttype": "none", "text.parse_math": False, "svg.hashsalt": "reportgen", "axes.unicode_minus": True,
            "lines.solid_capstyle": "round", "lines.solid_joinstyle": "round", "path.simplify": True,
        }
    )  # fmt: skip


def bare(axes: Any) -> None:
    """No box, no tick marks."""
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, pad=4)
