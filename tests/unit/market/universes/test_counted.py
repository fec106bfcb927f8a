"""What was counted of a universe tells the same as its members' closes, and goes through a record unchanged."""

import json
from datetime import date

import pytest
from hypothesis import given, settings

from reportgen.market.universes.counted import plain, read
from reportgen.measure.breadth import SHARES, breadth, census, label, shares, survey
from reportgen.model import Census, Tally
from unit.made import FRIDAY, WEEK
from unit.measure.test_breadth import panels


@settings(max_examples=30)
@given(panels())
def test_a_census_through_a_record_tells_what_the_closes_tell(made):
    panel, _, week = made
    counted = census(panel, week)
    raw = json.dumps(plain({"members": counted}))
    held = read(json.loads(raw), week.end, date.fromisoformat)["members"]
    assert json.dumps(plain({"members": held})) == raw
    assert census(held, week) is held
    assert survey(held, week) == survey(panel, week)
    assert label(held, week) == label(panel, week)
    for name in SHARES:
        if isinstance(counted.tallies[name], Tally):
            assert shares(held, week, name) == shares(panel, week, name)
    assert (held.file, held.dated, held.source) == (panel.file, panel.dated, panel.source)


def test_nothing_counted_is_nothing_in_the_record():
    assert plain({}) == {}
    assert read({}, FRIDAY, date.fromisoformat) == {}


def content(**changes):
    held = {
        "breadth": {
            "m": {"name": "N", "members": "m.csv", "source": "S", "tallies": {"up_day": [3, 4, 4], "up_week": "why"}}
        },
        "shares": {"m.up_day": [["2026-01-08", 1, 4, 4], ["2026-01-09", 3, 4, 4]]},
    }
    return {**held, **changes}


def test_what_was_not_counted_is_absent_with_its_reason():
    held = read(content(), FRIDAY, date.fromisoformat)["m"]
    assert isinstance(held, Census) and not held.dated and not held.universe.proxy
    assert breadth(held, WEEK, "up_week").reason == "why"
    assert breadth(held, WEEK, "up_day").value == 0.75
    assert "not counted" in breadth(held, WEEK, "new_highs").reason


@pytest.mark.parametrize(
    "shares",
    [
        {"m.up_day": [["2026-01-09", 2, 4, 4]]},
        {"m.up_day": [["2026-01-08", 3, 4, 4]]},
        {"m.up_day": []},
        {"m.up_day": [["2026-01-09", 3, 4, 4], ["2026-01-09", 3, 4, 4]]},
        {"m.up_day": [["2026-01-08", 5, 4, 4], ["2026-01-09", 3, 4, 4]]},
        {"m.up_day": [["2026-01-08", 1, 5, 4], ["2026-01-09", 3, 4, 4]]},
        {"m.up_day": [["2026-01-08", -1, 4, 4], ["2026-01-09", 3, 4, 4]]},
        {"m.up_day": [["2026-01-08", 1.0, 4, 4], ["2026-01-09", 3, 4, 4]]},
        {"m.up_day": [["2026-01-08", True, 4, 4], ["2026-01-09", 3, 4, 4]]},
        {"m.up_day": [["2026-01-08", 1, 4], ["2026-01-09", 3, 4, 4]]},
        {"m.up_week": [["2026-01-09", 3, 4, 4]]},
        {"other.up_day": [["2026-01-09", 3, 4, 4]]},
    ],
)
def test_shares_that_cannot_be_are_refused(shares):
    with pytest.raises(ValueError):
        read(content(shares=shares), FRIDAY, date.fromisoformat)
