"""The article that started it, as it was posted: no empty lines, no marks of headings."""

from pathlib import Path

import pytest

from reportgen.reading import read
from unit.reading.seen import misplaced

ARTICLE = Path(__file__).parents[4] / "shared/founding-article.md"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the founding article is not beside the checkout")


@pytest.fixture(scope="module")
def parts():
    return read(ARTICLE, "founding-article.md").parts


def test_each_line_is_a_part_of_its_kind(parts):
    roles = [part.role for part in parts]
    assert [roles.count(role) for role in ("heading", "item", "quote", "caption", "title")] == [15, 4, 1, 1, 0]
    assert len(parts) == 44
    assert misplaced(ARTICLE.read_text("utf-8"), parts) == []


def test_sections_hold_what_stands_under_them(parts):
    paths = {part.text: part.path for part in parts if part.role == "heading"}
    assert paths["The Refinancing Wall"] == ("The Risks to Consider",)
    assert paths["Earnings Growth Acceleration"] == ("Why Small Caps Are Breaking Out Now",)
    assert paths["The Bottom Line"] == ()


def test_risks_are_the_risks_alone(parts):
    risks = [part.place("", 0).line for part in parts if part.voice == "risk"]
    assert risks == list(range(24, 32))


def test_the_quotation_and_its_speaker(parts):
    (quote,) = [part for part in parts if part.role == "quote"]
    assert quote.caption == "— Eduardo Lecubarri, JPMorgan Chase & Co."
    assert quote.text.endswith('smaller names in the U.S."')


def test_the_list_is_told_by_its_introduction(parts):
    items = [part for part in parts if part.role == "item"]
    assert {part.caption for part in items} == {
        "The performance gap between small caps and their larger peers was stark this week:"
    }
