"""The only rounding, against an oracle of whole numbers; then the words."""

import math
import re
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen import formats
from unit.laws import FRACTIONS

NUMBER = re.compile(r"([+−]?)((?:\d{1,3}(?:,\d{3})+|\d{1,3})(?:\.\d+)?)(.*)")


def by_whole_numbers(value, factor, decimals):
    """`value` × factor in units of the last decimal, half away from zero, from the float's shortest decimal."""
    exact = Fraction(repr(float(value))) * factor * 10**decimals
    whole = math.floor(abs(exact) + Fraction(1, 2))
    return -whole if exact < 0 else whole


def read(text, decimals):
    """A printed number as (sign, units of the last decimal, unit)."""
    sign, digits, unit = NUMBER.fullmatch(text).groups()
    whole, _, part = digits.replace(",", "").partition(".")
    assert len(part) == decimals
    return sign, int(whole + part), unit


@st.composite
def ties(draw, factor=100, decimals=1):
    """Values at, and a hair beside, the middle between two printed numbers."""
    value = (2 * draw(st.integers(-5000, 5000)) + 1) / 2 / factor / 10**decimals
    for _ in range(draw(st.integers(0, 3))):
        value = math.nextafter(value, draw(st.sampled_from((-9.0, 9.0))))
    return value


SIGNED = {
    "percent": (formats.percent, 100, "%", True),
    "points": (formats.points, 1, "", True),
    "spread": (formats.spread, 100, " pp", True),
    "basis_points": (formats.basis_points, 10_000, " bp", True),
    "level": (formats.level, 1, "", False),
    "rate": (formats.rate, 1, "%", False),
    "rate_change": (formats.rate_change, 100, " bp", True),
    "share": (formats.share, 100, "%", False),
}
forms = pytest.mark.parametrize(("form", "factor", "unit", "plus"), SIGNED.values(), ids=SIGNED)


@forms
@given(value=st.floats(-1e7, 1e7), decimals=st.integers(0, 6))
def test_every_form_rounds_half_away_from_zero(form, factor, unit, plus, value, decimals):
    wanted = by_whole_numbers(value, factor, decimals)
    sign, units, printed_unit = read(form(value, decimals), decimals)
    assert (units, printed_unit) == (abs(wanted), unit)
    assert sign == ("−" if wanted < 0 else "+" if plus and wanted > 0 else "")


@given(ties())
@example(0.0034999999999999996)
@example(-0.012499999999999999)
def test_percent_rounds_once_even_beside_a_tie(value):
    wanted = by_whole_numbers(value, 100, 1)
    assert read(formats.percent(value), 1)[1] == abs(wanted)
    assert read(formats.size(value), 1)[1] == abs(wanted)


@given(ties(10_000, 0))
def test_basis_points_round_once_even_beside_a_tie(value):
    assert read(formats.basis_points(value), 0)[1] == abs(by_whole_numbers(value, 10_000, 0))


@forms
@given(value=st.floats(-1e6, 1e6))
def test_what_rounds_to_nothing_has_no_sign_and_no_hyphen_stands_for_minus(form, factor, unit, plus, value):
    for text in (form(value), form(value / 1e6), form(-0.0), form(value, 0)):
        assert "-" not in text
        assert not re.match(r"[+−]0(\.0*)?(?![\d.])", text)


@given(FRACTIONS)
def test_a_change_and_its_opposite_print_alike_but_for_the_sign(value):
    one, other = formats.percent(value), formats.percent(-value)
    assert one.lstrip("+−") == other.lstrip("+−") == formats.size(value) == formats.size(-value)
    assert {one[0], other[0]} in ({"+", "−"}, {"0"})


@given(st.floats(0, 100), st.floats(0, 100))
def test_rounding_keeps_the_order(one, other):
    low, high = sorted((one, other))
    assert formats.rounded(low, 2) <= formats.rounded(high, 2)
    assert abs(formats.rounded(low, 2) - formats.rounded(low, 6)) <= formats.rounded(0.005, 3)


def test_ties_are_those_of_the_shortest_decimal():
    assert str(formats.rounded(0.0625, 3)) == "0.063"
    assert str(formats.rounded(-0.0625, 3)) == "-0.063"
    assert str(formats.rounded(0.285, 2)) == "0.29"
    assert str(formats.rounded(-0.004, 2)) == "0.00"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (formats.percent(0.046248), "+4.6%"),
        (formats.percent(-0.0044), "−0.4%"),
        (formats.percent(0.0625), "+6.3%"),
        (formats.percent(12.3456, 2), "+1,234.56%"),
        (formats.percent(-0.0004), "0.0%"),
        (formats.size(-0.0044), "0.4%"),
        (formats.size(0.0044, 2), "0.44%"),
        (formats.level(2624.22), "2,624.22"),
        (formats.level(49504.07, 0), "49,504"),
        (formats.level(-1.5), "−1.50"),
        (formats.points(116), "+116.00"),
        (formats.points(-1121.684), "−1,121.68"),
        (formats.points(0.001), "0.00"),
        (formats.basis_points(0.0025), "+25 bp"),
        (formats.basis_points(-0.03047, 1), "−304.7 bp"),
        (formats.spread(-0.0017), "−0.2 pp"),
        (formats.spread(0.0305, 2), "+3.05 pp"),
        (formats.spread(0.0004), "0.0 pp"),
        (formats.percentage_points(0.0305), "3.1 percentage points"),
        (formats.percentage_points(-0.0305, 2), "3.05 percentage points"),
        (formats.percentage_points(0.01), "1.0 percentage point"),
        (formats.percentage_points(-0.01, 0), "1 percentage point"),
        (formats.percentage_points(0.0104), "1.0 percentage point"),
        (formats.percentage_points(0.0), "0.0 percentage points"),
        (formats.percentage_points(0.02), "2.0 percentage points"),
        (formats.percentage_points(12.5), "1,250.0 percentage points"),
        (formats.price(61234.5, "USD"), "$61,234.50"),
        (formats.price(-37.63, "USD"), "−$37.63"),
        (formats.price(105.2, "EUR"), "€105.20"),
        (formats.price(105.2, "GBP", 1), "£105.2"),
        (formats.price(157.4, "JPY", 0), "¥157"),
        (formats.price(1105.2, "CHF"), "CHF 1,105.20"),
        (formats.price(-1105.2, "CHF"), "−CHF 1,105.20"),
        (formats.price(1.1634, "", 4), "1.1634"),
        (formats.price_change(1.2, "USD"), "+$1.20"),
        (formats.price_change(-0.0012, "", 4), "−0.0012"),
        (formats.price_change(0.001, "USD"), "$0.00"),
        (formats.rate(4.17), "4.17%"),
        (formats.rate(-0.25), "−0.25%"),
        (formats.rate(4.1725, 3), "4.173%"),
        (formats.rate_change(0.03), "+3 bp"),
        (formats.rate_change(-0.025), "−3 bp"),
        (formats.rate_change(0.029, 1), "+2.9 bp"),
        (formats.rate_change(0.004), "0 bp"),
        (formats.rate_size(-0.03), "3 basis points"),
        (formats.rate_size(0.01), "1 basis point"),
        (formats.rate_size(0.01, 1), "1.0 basis point"),
        (formats.rate_points(-0.03), "0.03 percentage points"),
        (formats.rate_points(1.0), "1.00 percentage point"),
        (formats.share(0.5659), "56.6%"),
        (formats.share(1.0, 0), "100%"),
        (formats.count(356.0), "356"),
        (formats.count(2400), "2,400"),
    ],
)
def test_forms(text, wanted):
    assert text == wanted


@given(st.integers(-8, -1))
def test_no_form_falls_into_scientific_notation(decimals):
    for form in (formats.percent, formats.size, formats.level, formats.points, formats.basis_points):
        assert "E" not in form(0.046, decimals)
        assert "E" not in form(0.0, -decimals)
        assert "E" not in form(12345.6, decimals)
    assert "E" not in formats.percentage_points(0.046, decimals)


def test_half_of_a_hundred_to_the_tens():
    assert formats.percent(0.46, -1) == "+50%"


@given(st.integers(1, 100_000))
def test_ordinals(rank):
    text = formats.ordinal(rank)
    if rank > 10:
        teen = 10 <= rank % 100 <= 20
        assert text == f"{rank}{'th' if teen else ['th', 'st', 'nd', 'rd', *['th'] * 6][rank % 10]}"
    else:
        assert (
            text
            == ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"][rank - 1]
        )


def test_ordinals_around_their_words():
    assert [formats.ordinal(n) for n in (1, 10, 11, 12, 13, 21, 102, 113)] == [
        "first", "tenth", "11th", "12th", "13th", "21st", "102nd", "113th",
    ]  # fmt: skip
    assert formats.ordinal(0) == "0th"
    words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    assert [formats.ordinal(n) for n in range(1, 11)] == words


def test_numerals():
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    assert [formats.numeral(n) for n in range(12)] == [*words, "11"]
    assert formats.numeral(1234) == "1,234"
    assert formats.numeral(-1) == "-1"


@pytest.mark.parametrize(
    ("horizon", "edge", "leap"),
    [("day", 0.0025, 0.02), ("week", 0.005, 0.04), ("", 0.01, 0.10), ("quarter", 0.01, 0.10)],
)
def test_verbs_change_at_their_thresholds(horizon, edge, leap):
    steps = (0.0005, edge, leap)
    words = [
        ("was little changed", "was little changed"),
        ("edged up", "edged down"),
        ("rose", "fell"),
        ("jumped", "tumbled"),
    ]
    for position, step in enumerate(steps):
        below, at = math.nextafter(step, 0), step
        for value, (up, down) in ((below, words[position]), (at, words[position + 1])):
            assert formats.verb(value, horizon) == up
            assert formats.verb(-value, horizon) == down
    assert formats.verb(0.0, horizon) == "was little changed"
    assert formats.verb(9.0, horizon) == "jumped"


HORIZON = st.sampled_from(["", "day", "week", "year"])
USUAL = st.one_of(st.none(), st.floats(1e-6, 0.5))
STRENGTH = ["was little changed", "edged up", "rose", "jumped"]
MIRROR = {"edged up": "edged down", "rose": "fell", "jumped": "tumbled", "was little changed": "was little changed"}


@given(FRACTIONS, HORIZON, st.integers(0, 3), USUAL, st.booleans())
def test_moved_is_the_verb_and_the_size_if_there_is_one_to_print(value, horizon, decimals, usual, of_rate):
    word = formats.verb(value, horizon, usual, of_rate=of_rate)
    size = (formats.rate_size if of_rate else formats.size)(value, decimals)
    told = formats.moved(value, horizon, decimals, usual, of_rate=of_rate)
    if word == "was little changed" or not re.search("[1-9]", size):
        assert told == "was little changed"
    else:
        assert told == f"{word} {size}"


@given(st.floats(0, 9), st.floats(0, 9), HORIZON, USUAL, st.booleans())
def test_the_larger_of_two_changes_never_has_the_weaker_verb(one, other, horizon, usual, of_rate):
    small, large = sorted((one, other))
    words = [formats.verb(value, horizon, usual, of_rate=of_rate) for value in (small, large)]
    assert STRENGTH.index(words[0]) <= STRENGTH.index(words[1])


@given(st.floats(0, 9), HORIZON, USUAL, st.booleans())
def test_verbs_are_the_same_up_and_down(value, horizon, usual, of_rate):
    up, down = (formats.verb(v, horizon, usual, of_rate=of_rate) for v in (value, -value))
    assert MIRROR[up] == down


@given(st.floats(-0.001, 0.001), HORIZON, USUAL)
def test_what_prints_below_a_tenth_of_a_percent_has_no_strong_verb(value, horizon, usual):
    if formats.size(value) == "0.0%":
        assert formats.verb(value, horizon, usual) == "was little changed"
    assert formats.verb(value, horizon, usual) not in ("jumped", "tumbled")


@given(st.floats(0.01, 0.2), st.floats(1.5, 20), HORIZON)
def test_what_is_unusual_has_the_stronger_verb(value, factor, horizon):
    calm, wild = (formats.verb(value, horizon, usual) for usual in (value / factor, value * factor))
    assert STRENGTH.index(calm) >= STRENGTH.index(wild)


def test_verbs_by_what_is_usual():
    usual = 0.02
    for value, word in (
        (0.0019, "was little changed"), (0.0021, "edged up"), (0.0069, "edged up"), (0.0071, "rose"),
        (0.0399, "rose"), (0.0401, "jumped"),
    ):  # fmt: skip
        assert formats.verb(value, "week", usual) == word
    assert formats.verb(0.004, "week", 0.0005) == "rose"
    assert formats.verb(0.005, "week", 0.0005) == "jumped"
    assert formats.moved(0.10, "week", usual=0.06, of_rate=True) == "rose 10 basis points"
    assert formats.moved(0.004, "week", usual=0.06, of_rate=True) == "was little changed"


@pytest.mark.parametrize(
    ("horizon", "edge", "leap"), [("day", 0.025, 0.10), ("week", 0.05, 0.20), ("", 0.10, 0.75), ("year", 0.10, 0.75)]
)
def test_verbs_of_a_rate_change_at_their_thresholds(horizon, edge, leap):
    for value, word in ((0.0, 0), (0.0049, 0), (0.005, 1), (math.nextafter(edge, 0), 1), (edge, 2), (leap, 3)):
        assert formats.verb(value, horizon, of_rate=True) == STRENGTH[word]


def test_moved():
    assert formats.moved(0.0081, "day") == "rose 0.8%"
    assert formats.moved(-0.0044, "day") == "fell 0.4%"
    assert formats.moved(0.0044, "week", 2) == "edged up 0.44%"
    assert formats.moved(0.0449) == "rose 4.5%"
    assert formats.moved(0.0001, "day") == "was little changed"


@given(st.floats(-1, 1), st.integers(0, 2))
def test_versus_says_the_direction_that_its_size_shows(difference, decimals):
    text = formats.versus(difference, "the S&P 500", decimals)
    shown = by_whole_numbers(difference, 100, decimals)
    if not shown:
        assert text == "level with the S&P 500"
    else:
        side = "ahead of" if shown > 0 else "behind"
        assert text == f"{formats.percentage_points(difference, decimals)} {side} the S&P 500"


def test_versus():
    assert formats.versus(0.0305, "the S&P 500") == "3.1 percentage points ahead of the S&P 500"
    assert formats.versus(-0.0305, "the Dow", 2) == "3.05 percentage points behind the Dow"
    assert formats.versus(0.0004, "the Dow") == "level with the Dow"


@given(st.dates(date(1900, 1, 1)))
def test_dates_can_be_read_back(day):
    assert datetime.strptime(formats.us_date(day), "%B %d, %Y").date() == day
    assert datetime.strptime(formats.weekday_date(day), "%A, %B %d, %Y").date() == day
    for form in (formats.us_date, formats.weekday_date):
        assert form(day) == f"{form(day, year=False)}, {day.year}"


def test_dates():
    day = date(2026, 1, 9)
    assert formats.us_date(day) == "January 9, 2026"
    assert formats.us_date(day, year=False) == "January 9"
    assert formats.weekday_date(day) == "Friday, January 9, 2026"
    assert formats.weekday_date(day, year=False) == "Friday, January 9"


@given(st.lists(st.sampled_from(["a", "b", "Dow", "S&P 500"]), max_size=7))
def test_lists_in_words(words):
    text = formats.listed(words)
    if not words:
        assert text == ""
    else:
        head, _, last = text.rpartition(" and ")
        assert [*([w for w in head.split(", ")] if head else []), last] == words


def test_lists():
    assert formats.listed(["a"]) == "a"
    assert formats.listed(["a", "b"]) == "a and b"
    assert formats.listed(["a", "b", "c"]) == "a, b and c"


def test_a_date_as_a_person_gave_it():
    assert formats.date_words("2026-01-09") == "January 9, 2026"
    assert formats.date_words("December 2025") == "December 2025"
    assert formats.date_words("2026-02-30") == "2026-02-30"
    assert formats.date_words("") == ""


def test_a_choice_in_words():
    assert [formats.either(list("abc")[:n]) for n in range(4)] == ["", "a", "a or b", "a, b or c"]
