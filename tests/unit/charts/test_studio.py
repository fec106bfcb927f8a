"""What is sent to be drawn, and under which name a drawing is kept."""

import io
import json
from dataclasses import asdict, replace

import pytest
from PIL import Image

from reportgen.charts.studio import Sitting, Staying, _drawable, _hash, _told
from reportgen.charts.style import MAIL, MAIL_EDGE, MAIL_PIXELS, Style
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


@pytest.fixture(scope="module")
def artist():
    one = Staying()
    yield one
    if one._process:
        one._process.kill()
        one._process.communicate()


WEEK = replace(
    CHART, series=(Series("A", "+6.0%", (Point("2026-01-08", 0.01, "+1.0%"), Point("week", 0.06, "+6.0%")), True),)
)


def test_pictures_are_drawn_where_they_are_wanted_once_and_kept(artist, tmp_path):
    def sitting() -> Sitting:
        return Sitting([WEEK], PRINTED, tmp_path, artist)

    first = sitting()
    first.drawings()
    first.close()
    assert not (tmp_path / "pictures").exists()
    second = sitting()
    made = second.pictures()
    second.close()
    assert second.drawn == ()
    assert len(list((tmp_path / "pictures").iterdir())) == 1
    kept = sitting()
    assert kept.pictures() == made
    assert kept._process is None
    elsewhere = Sitting([WEEK], PRINTED, None, artist)
    assert elsewhere.pictures() == made
    elsewhere.close()
    with Image.open(io.BytesIO(made["it"])) as drawn:
        assert drawn.width == 1104
        assert len(drawn.getcolors(256)) <= 64
        assert drawn.info == {}
        assert drawn.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


def test_type_is_nine_pixels_high_on_a_phone():
    drawn = 1 - 2 * MAIL_EDGE / MAIL_PIXELS
    assert Style("#000000", MAIL, True).text * 327 * drawn / (MAIL * 72) >= 9
