"""Tips of charts: levels in the instrument's own decimals and currency, and no code in a reader's sentence."""

from dataclasses import replace
from datetime import date

import pytest

from reportgen.compose.charts import chart
from reportgen.compose.charts.ranges import way
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.model import ChartPlan
from unit.made import CALENDAR, EURO_ONE, FUND_ONE, SMALL_ONE, WEEK, market, project

EURO = {d: round(1.1 + i / 10_000, 4) for i, d in enumerate(CALENDAR)}


def tips(kind, one, levels, *more, **plan):
    """The provenance of all that a chart prints, by the figure's id."""
    ones = (one, *(m for m, _ in more))
    held = {one.key: levels, **{m.key: by for m, by in more}}
    plan = ChartPlan("it", kind, tuple(o.key for o in ones), **plan)
    made = project(instruments=ones, benchmark=one.key, charts=(plan,))
    table = Desk(Ink(made, market(held, WEEK)))
    chart(plan, made, table)
    return {p.figure.id: p.provenance for p in table.ink.printed}


def test_a_pairs_levels_keep_their_four_decimals():
    for kind, more in (("trend", {"start": date(2025, 12, 31)}), ("drawdown", {}), ("range", {})):
        told = tips(kind, EURO_ONE, EURO, **more)
        assert any("1.1264" in words for words in told.values()), (kind, told)
    assert any("$1.13" in words for words in tips("trend", FUND_ONE, EURO, start=date(2025, 12, 31)).values())


def test_a_place_in_a_range_is_told_in_words():
    words = tips("range", EURO_ONE, EURO)[f"euro.place_52_weeks_{WEEK.end}"]
    assert words.startswith(f"Euro, close of {EURO[WEEK.end]:.4f} (Fri, Jan 9, 2026) between the lowest of 52 weeks, ")
    assert "close(" not in words


def test_an_index_of_two_is_a_ratio_and_no_close():
    other = replace(SMALL_ONE, key="large", short="Large")
    told = tips("relative", SMALL_ONE, EURO, (other, EURO), start=date(2025, 12, 31))
    index = [words for id, words in told.items() if ".index" in id]
    assert index
    assert all(
        "the ratio of their closes on" in words and "where that of Wed, Dec 31, 2025 is 100" in words for words in index
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (1, "100%"),
        (0.996, "99.6%"),
        (0.99999, "99.9%"),
        (0.004, "0.4%"),
        (0.00001, "0.1%"),
        (0.5, "50%"),
        (0.994, "99%"),
    ],
)
def test_only_a_close_at_an_end_is_printed_as_one(share, words):
    assert way(float(share)) == words
