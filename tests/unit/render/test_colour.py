"""Colours by WCAG: contrast both ways alike, shades no darker than they must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.render.colour import channels, contrast, darker, lighter, luminance, mixed

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
RATIOS = st.floats(1, 21)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways(one, other):
    ratio = contrast(one, other)
    assert ratio == contrast(other, one)
    assert 1 <= ratio <= 21.0001
    assert contrast(one, one) == 1


@given(COLOURS)
def test_luminance_grows_with_each_channel(colour):
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    for index in range(3):
        if parts[index] < 255:
            more = [p + (i == index) for i, p in enumerate(parts)]
            assert luminance("#" + "".join(f"{p:02x}" for p in more)) > luminance(colour)
    assert [round(c * 255) for c in channels(colour)] == parts


def test_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#000000") == 0
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert luminance("#00ff00") == pytest.approx(0.7152)
    assert luminance("#0000ff") == pytest.approx(0.0722)
    assert luminance("#080808") == pytest.approx(8 / 255 / 12.92)
    assert channels("#FF8000") == (1, 128 / 255, 0)


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_a_mixture_lies_between(one, other, share):
    assert mixed(one, other, 0) == one
    assert mixed(one, other, 1) == other
    for a, b, c in zip(channels(one), channels(other), channels(mixed(one, other, share)), strict=True):
        assert min(a, b) - 0.002 <= c <= max(a, b) + 0.002


def test_a_mixture_by_hand():
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert mixed("#ff0000", "#0000ff", 0.25) == "#bf0040"


@given(COLOURS, COLOURS, RATIOS)
def test_the_nearest_shade_that_can_be_read(colour, ground, ratio):
    for towards, end in ((darker, "#000000"), (lighter, "#ffffff")):
        found = towards(colour, ground, ratio)
        if contrast(colour, ground) >= ratio:
            assert found == colour
        elif contrast(end, ground) >= ratio:
            assert contrast(found, ground) >= ratio
            before = [mixed(colour, end, i / 50) for i in range(51)]
            assert all(contrast(shade, ground) < ratio for shade in before[: before.index(found)])
        else:
            assert contrast(found, ground) >= ratio or found == end
