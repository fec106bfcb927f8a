"""Breadth in a draft: counts by name, an index's own name only where the list is of its members."""

from dataclasses import replace
from datetime import date

import numpy
import pytest

from reportgen.compose import compose
from reportgen.config import load
from reportgen.draft import draft, page
from reportgen.draft.standing import Standing
from reportgen.model import Close, Grid, MarketWeek, Member, Panel, Universe
from unit.draft.papers import trading_week

END = date(2026, 1, 16)


def drafted(folder, proxy, held=True):
    (folder / "config.yaml").write_text(
        "publication: {name: The Weekly, publisher: The Press}\nmarket: {source: csv, path: closes.csv}\n"
        "instruments: {large: {symbol: LRG, name: Large 50}}\n"
        f"universes: {{members: {{members: members.csv, name: Large 50, proxy: {str(proxy).lower()}}}}}\n"
    )
    (folder / "members.csv").write_text("symbol\nA\nB\nC\nD\n")
    made, week = load(folder, words=False), trading_week(END)
    days = week.calendar
    levels = {"A": 1.0, "B": 1.0, "C": 1.0, "D": -1.0}
    rows = numpy.array([[1000.0 + step * i for i in range(len(days))] for step in levels.values()])
    members = tuple(Member(symbol, symbol, None, None) for symbol in levels)
    panel = Panel(
        made.universes["members"], Universe("members.csv", members), Grid(tuple(levels), days, rows), "a feed"
    )
    closes = {"large": {day: Close(day, 100.0 + i, "The Exchange") for i, day in enumerate(days)}}
    market = replace(MarketWeek(week, closes, "a feed"), breadth={"members": panel} if held else {})
    one = draft(made, market, Standing(facts={}))
    (folder / "draft.md").write_text(page(one))
    report = compose(load(folder, folder / "draft.md"), market)
    return one, " ".join(" ".join(b.content.text.split()) for b in report.blocks if b.kind == "prose")


@pytest.mark.parametrize("proxy", [False, True])
def test_the_counts_are_printed_by_name(tmp_path, proxy):
    one, words = drafted(tmp_path, proxy)
    who = "the members of our own list" if proxy else "the members of the Large 50"
    assert f"Among {who}, 3 rose on Friday and 1 fell." in words
    assert "The share that rose for the week was 75.0%." in words
    assert "{{ members.advancers }}" in " ".join(one.body)
    assert "[[breadth members]]" in one.body
    assert proxy or "own list" not in words


def test_without_the_members_closes_nothing_is_said(tmp_path):
    one, words = drafted(tmp_path, False, held=False)
    assert "Breadth" not in words and "[[breadth members]]" not in one.body
