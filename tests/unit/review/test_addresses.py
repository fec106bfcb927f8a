"""Telephone numbers and postal addresses are no market numbers; what only looks like them is one."""

import re

import pytest

from reportgen.review.addresses import ADDRESS


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Call 1-800-555-0199 today", "Call  today"),
        ("Call (212) 555-0100.", "Call ."),
        ("+44 20 7946 0123", ""),
        ("350 Fifth Avenue, New York, NY 10118", ", New York, "),
        ("P.O. Box 12", ""),
        ("The Dow rose 350 points", "The Dow rose 350 points"),
        ("between 6,100 and 6,200", "between 6,100 and 6,200"),
        ("up 3 to 4%", "up 3 to 4%"),
    ],
)
def test_digits_of_addresses(text, left):
    assert re.sub(ADDRESS, "", text) == left
