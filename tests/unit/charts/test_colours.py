"""Series can be told apart by everybody: in each common colour blindness and in grey, by colour or by mark.

The simulation is Machado, Oliveira and Fernandes (2009) at full severity; differences are CIE76 in Lab.
"""

import itertools
import math

import pytest

from reportgen.charts.style import DASHES, DOWN, INK, LABELS, MARKERS, OTHERS, STILL, UP, Style
from reportgen.render.colour import channels, contrast
from reportgen.render.drawings import LIGHT_TO_DARK

ACCENT = "#0b5d4b"
NIGHT_INK = "#e6e9ed"
SIGHTS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def lab(colour, sight=None):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    if sight:
        linear = [min(max(sum(k * c for k, c in zip(row, linear, strict=True)), 0), 1) for row in sight]
    r, g, b = linear
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("sight", SIGHTS)
def test_neighbours_differ_in_colour_or_in_their_mark(sight):
    shown = [(ACCENT, "o", "lead"), *zip(OTHERS, MARKERS, map(str, DASHES), strict=True)]
    for (one, mark, dash), (other, other_mark, other_dash) in itertools.combinations(shown, 2):
        apart = math.dist(lab(one, SIGHTS[sight]), lab(other, SIGHTS[sight]))
        assert apart > 15 or (mark != other_mark and dash != other_dash), (one, other, apart)


@pytest.mark.parametrize("sight", [None, "protanopia", "deuteranopia", "tritanopia"])
def test_the_first_three_beside_the_subject_differ_by_colour_alone(sight):
    for one, other in itertools.combinations((ACCENT, *OTHERS[:3]), 2):
        assert math.dist(lab(one, SIGHTS.get(sight)), lab(other, SIGHTS.get(sight))) > 12, (one, other)


@pytest.mark.parametrize("label", LABELS)
def test_labels_can_be_read(label):
    assert contrast(label, "#ffffff") >= 4.5


def test_a_colour_near_the_accent_comes_last():
    far, near = Style("#0b5d4b", 6.9, False), Style("#1b4f80", 6.9, False)
    assert [far.colour(i, False) for i in range(6)] == [*OTHERS]
    assert [near.colour(i, False) for i in range(6)] == [*OTHERS[1:], OTHERS[0]]
    assert [near.label(i, False) for i in range(6)] == [*LABELS[1:], LABELS[0]]
    assert near.colour(0, True) == near.label(0, True) == "#1b4f80"


@pytest.mark.parametrize("ground", [*UP, *DOWN, STILL])
def test_figures_can_be_read_on_every_cell(ground):
    assert contrast(INK, ground) >= 4.5
    assert contrast(NIGHT_INK, LIGHT_TO_DARK[ground]) >= 4.5


@pytest.mark.parametrize("sight", [None, *SIGHTS])
def test_rises_and_falls_differ_where_colours_do(sight):
    for one, other in itertools.product(UP[1:], DOWN[1:]):
        assert sight == "grey" or math.dist(lab(one, SIGHTS.get(sight)), lab(other, SIGHTS.get(sight))) > 15
