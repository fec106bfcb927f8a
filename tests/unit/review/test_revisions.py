"""A close that is revised after it was printed: told with both values, and whether the issue would read otherwise."""

import json
from datetime import date

import pytest

from reportgen.compose import compose, figures
from reportgen.compose.printings import derivations
from reportgen.market import record
from reportgen.review.revisions import issues, newer, revised, revised_closes
from unit.made import BASE, FRIDAY, LEVELS, closes, market, project

BODY = "It closed at {{ small.close | level }}, a gain of {{ small.week | percent }}, and {{ small.week | versus(large.week) }}."
SYMBOLS = {"small": "^SML", "large": "^LRG"}
MADE = project(body=BODY)


@pytest.fixture
def printed(tmp_path):
    """An issue as it was printed: its record and its figures."""
    held = market(LEVELS)
    folder = tmp_path / "output/2026-01-09"
    folder.mkdir(parents=True)
    (folder / "record.json").write_bytes(record.write(held, MADE.instruments, {}, {}))
    (folder / "figures.json").write_bytes(figures.write(FRIDAY, derivations(compose(MADE, held), MADE.issue)))
    return folder / "record.json"


def now(source="The Exchange", **changes):
    levels = {key: {**by, **changes.get(key, {})} for key, by in LEVELS.items()}
    return newer(SYMBOLS, {key: closes(by, source) for key, by in levels.items()})


def told(printed, fresh):
    return [one.message for one in revised_closes(MADE, [printed], fresh)]


def test_closes_that_stayed_are_not_told(printed):
    assert told(printed, now()) == []
    assert told(printed, {}) == []


def test_a_revision_that_shows(printed):
    (one,) = revised_closes(MADE, [printed], now(small={FRIDAY: 105.06}))
    assert (one.code, one.severity) == ("revised-close", "warning")
    assert one.message == (
        "the issue of 2026-01-09 was printed with 105.0 for ^SML on Friday 2026-01-09, and The Exchange has 105.06 now: "
        "small.close, small.week, small.week-large.week would be printed otherwise"
    )
    assert one.suggestion


def test_a_revision_that_shows_in_some_figures(printed):
    (one,) = revised(MADE, printed, now(small={BASE: 100.01}))
    assert one.figures == ("small.week", "small.week-large.week")
    assert one.changed == ()
    (one,) = revised(MADE, printed, now(small={FRIDAY: 105.01}))
    assert one.changed == ("small.close",)
    assert (one.before.level, one.after.level) == (105.0, 105.01)


def test_a_revision_that_does_not_show(printed):
    (message,) = told(printed, now(small={BASE: 100.01}))
    assert message.endswith("The Exchange has 100.01 now: 2 printed figures would stay as printed")


def test_closes_that_no_printed_figure_rests_on_are_told_together(printed):
    days = [date(2026, 1, 6), date(2026, 1, 7)]
    (message,) = told(printed, now(small=dict.fromkeys(days, 99.0)))
    assert message == (
        "2 closes of ^SML in the record of 2026-01-09 revised since, the last of 2026-01-07; no printed figure rests on them"
    )


def test_another_source_revises_nothing(printed):
    assert told(printed, now("Another", small={FRIDAY: 106.0})) == []


def test_without_its_figures_the_record_still_tells(printed):
    printed.with_name("figures.json").unlink()
    (message,) = told(printed, now(small={FRIDAY: 106.0}))
    assert "no printed figure rests on it" in message
    printed.with_name("figures.json").write_text(json.dumps({"figures": [{"id": 5}]}))
    assert len(told(printed, now(small={FRIDAY: 106.0}))) == 1


def test_a_record_that_cannot_be_read_is_told_and_passed_over(printed):
    other = printed.parent.parent / "2026-01-02/record.json"
    other.parent.mkdir()
    other.write_text("{")
    found = revised_closes(MADE, [other, printed], now(small={FRIDAY: 106.0}))
    assert [one.code for one in found] == ["record-unread", "revised-close"]
    assert found[0].message.startswith("2026-01-02/record.json:1:2: is not JSON")


def test_drafts_are_no_issues(printed):
    output = printed.parent.parent
    for name in ("2026-01-16/draft", ".2026-01-09.before", "notes"):
        (output / name).mkdir(parents=True)
        (output / name / "record.json").write_text("{}")
    assert issues(output) == [printed]
    assert issues(output / "nowhere") == []
