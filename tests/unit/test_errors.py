"""Errors: one message with its place, several in order, each with its documented way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import (
    ConfigError,
    Exit,
    MarketError,
    Mistakes,
    PdfError,
    ReportgenError,
    TemplateError,
    UsageError,
    raise_all,
)
from reportgen.model import Place

PLACES = st.builds(Place, st.sampled_from(["a.md", "config.yaml"]), st.integers(1, 99), st.integers(1, 99))


def test_exit_codes_are_part_of_the_product():
    assert [int(code) for code in Exit] == list(range(9))
    assert [e.exit for e in (UsageError, ConfigError, MarketError, TemplateError, PdfError)] == [2, 3, 4, 5, 6]


def test_a_message_says_what_where_and_what_next():
    assert ConfigError("is empty", place=Place("a.yaml", 3, 7), hint="Fill it.").lines() == [
        "a.yaml:3:7: is empty",
        "  Fill it.",
    ]
    assert ConfigError("is empty").lines() == ["is empty"]
    assert str(Place("a.yaml")) == "a.yaml:1:1"


@given(st.lists(PLACES, min_size=2, max_size=6))
def test_several_mistakes_are_told_in_the_order_of_their_places(places):
    with pytest.raises(Mistakes) as caught:
        raise_all([TemplateError("x", place=place) for place in places])
    ordered = sorted(places, key=lambda p: (p.file, p.line, p.column))
    assert caught.value.lines() == [f"{place}: x" for place in ordered]
    assert caught.value.exit == Exit.TEMPLATE


def test_one_is_told_alone_and_none_is_no_error():
    raise_all([])
    one = UsageError("x")
    with pytest.raises(ReportgenError) as caught:
        raise_all([one])
    assert caught.value is one


def test_the_first_mistake_decides_the_way_out():
    assert Mistakes([MarketError("a"), ConfigError("b")]).exit == Exit.MARKET
