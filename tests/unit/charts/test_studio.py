"""What is sent to be drawn, and under which name a drawing is kept."""

import json
from dataclasses import asdict, replace

from reportgen.charts.studio import _drawable, _hash, _told
from reportgen.marks import figure_mark
from reportgen.model import Chart, Figure, Point, Printed, Series

FIGURE = Figure("a.b", 0.05, "fraction", "", (), "2026-01-09", "a feed")
PRINTED = (Printed(FIGURE, "+5.0%"), Printed(FIGURE, "+6.0%"))
POINTS = (Point("2026-01-08", 0.0), Point("2026-01-09", 0.05, figure_mark(0)))
CHART = Chart(
    "it", "heat", "T", "S", (Series("A", figure_mark(1), POINTS, True),), ("2026-01-08",), "A", "D", "S", "#0b5d4b"
)


def test_a_chart_is_told_as_it_is():
    assert json.loads(_told(CHART)) == json.loads(json.dumps(asdict(CHART)))


def test_marks_are_words_before_they_are_drawn():
    made = _drawable(CHART, PRINTED)
    assert made.series[0].end == "+6.0%"
    assert [p.text for p in made.series[0].points] == ["", "+5.0%"]
    assert made.title == made.source == ""


def test_a_drawing_is_kept_by_what_is_drawn():
    assert _hash(_drawable(CHART, PRINTED)) == _hash(_drawable(replace(CHART, title="Another"), PRINTED))
    assert _hash(CHART) != _hash(replace(CHART, unit="share"))
    assert _hash(CHART) != _hash(replace(CHART, accent="#000000"))
