"""What is drawn: well-formed, within the sheet, in colours that have names, and with no words on top of others."""

import re
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.charts import KINDS
from reportgen.charts.draw import draw
from reportgen.charts.sheet import CAPITALS, width_of
from reportgen.charts.style import SIZES, prepare
from reportgen.marks import plain
from reportgen.model import Chart, Point, Series
from reportgen.render.drawings import LIGHT_TO_DARK, LIGHT_TO_NAME

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "scripts"))

import gallery
import made_up

ALL = "[small, large, mid, growth, value, world, euro, asia, tech, energy, utilities, health]"
LONG = {
    "small": "S&P SmallCap 600 Pure Growth",
    "large": "S&P 500 Consumer Discretionary Select",
    "mid": "MSCI EM ex China",
}
PLANS = {
    **{kind: [plan] for kind, (_, plan) in gallery.EXAMPLES.items()},
    **{
        kind: [
            gallery.EXAMPLES[kind][1],
            f"{{kind: {kind}, instruments: {ALL}}}",
            f"{{kind: {kind}, instruments: [small]}}",
        ]
        for kind in ("bars", "days", "range", "drawdown", "heat", "sectors", "multiples", "trend")
    },
}
ACCENT = "#0b5d4b"


@pytest.fixture(autouse=True, scope="module")
def prepared():
    prepare()


def told(made, ink):
    """The chart as it is drawn, its marks resolved."""
    series = tuple(
        replace(
            s,
            end=plain(s.end, ink.printed),
            points=tuple(replace(p, text=plain(p.text, ink.printed)) for p in s.points),
        )
        for s in made.series
    )
    return replace(made, series=series)


def words_of(svg):
    """The words of a drawing: (words, left, bottom, right, top), upwards."""
    root = ElementTree.fromstring(svg)
    out = []
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        style = text.get("style")
        size = float(re.search(r"font-size: ([\d.]+)", style)[1])
        bold = "font-weight: 600" in style
        anchor = (re.search(r"text-anchor: (\w+)", style) or [0, "start"])[1]
        width = width_of(text.text, size, bold)
        x, y = float(text.get("x")), float(text.get("y"))
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        out.append((text.text, left, -y, left + width, -y + CAPITALS * size, size))
    return out


def check(chart, width):
    """A drawing that an editor would print."""
    svg = draw(chart, width)
    root = ElementTree.fromstring(svg)
    wide, high = (float(root.get(side).removesuffix("pt")) for side in ("width", "height"))
    assert wide == pytest.approx(SIZES[width][0] * 72)
    words = words_of(svg)
    assert words
    for text, left, bottom, right, top, size in words:
        assert size >= 8, text
        assert left >= -1, (text, left)
        assert right <= wide + 1, (text, right)
        assert bottom >= -high - 1 and top <= 1, (text, bottom, top)
    for one, other in combinations(words, 2):
        apart = one[1] >= other[3] or other[1] >= one[3] or one[2] >= other[4] or other[2] >= one[4]
        assert apart, (one, other)
    known = {*LIGHT_TO_NAME, *LIGHT_TO_DARK, ACCENT}
    assert set(re.findall(r"#[0-9a-f]{6}\b", svg)) <= known
    assert "opacity" not in svg
    return svg


def plans():
    return [
        pytest.param(kind, plan, re.sub(r"^.*instruments: \[?|\].*$", "", plan)[:24], id=f"{kind}-{i}")
        for kind in KINDS
        for i, plan in enumerate(PLANS[kind])
        if not (kind == "trend" and i)
    ]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize(("kind", "plan", "_"), plans())
def test_words_stand_apart_and_inside(kind, plan, _, width):
    instruments = gallery.project(kind, plan).instruments
    rose = made_up.market(instruments, members=20)
    for market in (rose, made_up.market(instruments, members=20, drift=-0.006, seed=3), gallery.still(rose)):
        try:
            made, ink = gallery.made_chart(kind, market, plan)
        except gallery.ReportgenError:
            assert market is not rose
            continue
        chart = told(made, ink)
        check(chart, width)
        names = {one.short: LONG[key] for key, one in instruments.items() if key in LONG}
        check(replace(chart, series=tuple(replace(s, name=names.get(s.name, s.name)) for s in chart.series)), width)


@pytest.mark.parametrize("kind", ["bars", "sectors"])
@given(values=st.lists(st.floats(-0.9, 9), min_size=1, max_size=12), width=st.sampled_from([*SIZES]))
@settings(max_examples=25)
def test_any_bars(kind, values, width):
    series = tuple(
        Series(f"Index {i}", f"{v:+.1%}".replace("-", "−"), (Point("week", v),), not i) for i, v in enumerate(values)
    )
    check(Chart("k", kind, "", "", series, (), "", "", "", ACCENT), width)


@pytest.mark.parametrize("kind", ["days", "trend", "drawdown", "multiples"])
@given(
    paths=st.lists(st.lists(st.floats(-0.9, 9), min_size=6, max_size=6), min_size=1, max_size=8),
    lost=st.sets(st.integers(1, 4)),
    width=st.sampled_from([*SIZES]),
)
@settings(max_examples=20)
def test_any_lines(kind, paths, lost, width):
    days = tuple(f"2026-01-{d:02}" for d in (2, 5, 6, 7, 8, 9))
    sign = -1 if kind == "drawdown" else 1
    series = tuple(
        Series(
            f"Index {i}", f"{p[-1]:+.1%}",
            tuple(Point(d, sign * abs(v) if sign < 0 else v) for j, (d, v) in enumerate(zip(days, p, strict=True)) if j not in lost),
            not i,
        )
        for i, p in enumerate(paths)
    )  # fmt: skip
    check(Chart("k", kind, "", "", series, days, "", "", "", ACCENT), width)


def test_the_same_twice():
    made, ink = gallery.made_chart("trend")
    assert draw(told(made, ink), "wide") == draw(told(made, ink), "wide")


def test_a_line_of_twenty_years_is_no_heavier_than_it_must_be():
    instruments = gallery.project("trend").instruments
    from datetime import date

    market = made_up.market(instruments, start=date(2006, 1, 3))
    made, ink = gallery.made_chart("trend", market, "{kind: trend, from: 2006-01-03, instruments: [small, large]}")
    svg = check(told(made, ink), "wide")
    assert len(made.series[0].points) > 5000
    assert len(svg) < 250_000
