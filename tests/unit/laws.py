"""Strategies: random calendars and markets, and what well-set text is."""

import re
from datetime import date, timedelta

from hypothesis import strategies as st

from unit.made import week_of

LEVELS = st.integers(1, 9_999_999).map(lambda cents: cents / 100)
FRACTIONS = st.floats(-0.99, 9, allow_nan=False)


@st.composite
def calendars(draw, longest=800):
    """A calendar that ends with a whole or a shortened week: weekdays, some of them without trading."""
    end = draw(st.dates(date(1970, 1, 10), date(2090, 12, 31)))
    length = draw(st.integers(8, longest))
    closed = draw(st.sets(st.integers(1, length), max_size=12))
    days = [end - timedelta(days=back) for back in range(length, -1, -1) if back not in closed]
    monday = end - timedelta(days=end.weekday())
    days = [d for d in days if d.weekday() < 5 or d == end]
    if days[0] >= monday:
        days.insert(0, monday - timedelta(days=3))
    return tuple(days)


@st.composite
def markets(draw, keys=("small", "large", "third"), longest=500, whole=False):
    """(week, {key: {session: level}}): every session priced, or some older ones missing."""
    calendar = draw(calendars(longest))
    week = week_of(calendar)
    levels = {}
    for key in keys:
        seed = draw(st.lists(LEVELS, min_size=1, max_size=8))
        step = draw(st.integers(1, 97))
        lost = set() if whole else draw(st.sets(st.sampled_from(calendar), max_size=5)) - {week.base, *week.sessions}
        levels[key] = {
            day: seed[(i * step) % len(seed)] + (i * step % 13) / 4 for i, day in enumerate(calendar) if day not in lost
        }
    return week, levels


def well_set(text):
    """Text glued from parts reads as set by hand: no doubled or missing space, no stray capital, no hanging mark."""
    assert text == text.strip()
    assert not re.search(r"\s\s|\s[,.;:%)]|\(\s", text), text
    assert not re.search(r"[,;:][^\s\d]|[.](?=[A-Z])|[a-z][A-Z]|\d[A-Za-z](?!h\b|d\b|t\b)|[A-Za-z]\d|%\w|\)\w", text), (
        text
    )
    assert not re.search(r"[A-Z]{2}[a-z]|[A-Z]{4}", text), text
    assert text.count("(") == text.count(")")
    assert text.count("“") == text.count("”")
    return text
