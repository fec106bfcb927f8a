"""docs/gallery.md shows every kind, says that its prices are made up, and is what the code draws today."""

import re
import sys
from pathlib import Path

import pytest

from reportgen.charts import KINDS

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "scripts"))

import gallery  # noqa: E402

PAGE = (ROOT / "docs/gallery.md").read_text()


def test_the_page_is_what_the_code_says():
    assert gallery.page() == PAGE, "run make docs"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_pictures_its_lines_and_a_finding(kind):
    part = PAGE.split(f"## {kind}\n")[1].split("\n## ")[0]
    assert f"kind: {kind}" in part
    assert "**" in part
    for width in ("wide", "narrow"):
        assert f"pictures/gallery/{kind}-{width}.svg" in part
        svg = (gallery.PICTURES / f"{kind}-{width}.svg").read_text()
        assert "<title>" in svg
        assert "Made-up prices" in svg


def test_the_pictures_say_what_is_drawn_today():
    """Their words and places; the paths' last digits are matplotlib's."""
    for name, svg in gallery.pictures().items():
        kept = (gallery.PICTURES / name).read_text()
        assert re.findall(r"<text.*?</text>", svg) == re.findall(r"<text.*?</text>", kept), "run make docs"


def test_nobody_can_take_the_prices_for_a_markets():
    assert "MADE-UP PRICES" in PAGE[:200]
    assert PAGE.count("Source: MADE-UP PRICES.") == len(KINDS)
