"""Ways of saying one thing are found as their pattern alone would find them, letter for letter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.reference import wordings
from reportgen.statements.speech import speeches
from reportgen.statements.ways import first, lower, said

WAYS = sorted(
    {way for one in wordings() for ways in (*one.sense, one.part) for way in ways}
    | {way for one in speeches().values() for way in one.ways}
)
LETTERS = st.text("abcdeilnorst -.'1$®", max_size=60)


@given(st.text(max_size=80))
def test_a_text_in_lower_case_has_as_many_letters(text):
    assert len(lower(text)) == len(text)


def test_marks_are_made_plain():
    assert lower("The “Fed’s” −1 – Ü İ\u00a0™ 日") == 'the "fed\'s" -1 - ü ? ® ?'.replace("ü ?", "ü " + lower("İ"))


@given(st.sampled_from(WAYS), LETTERS, LETTERS, st.data())
def test_what_is_found_is_what_the_pattern_finds(way, before, after, data):
    inside = data.draw(st.sampled_from([way, *re.split(r"[|()?:]+", way)]))
    text = before + inside + after
    expected = {match.start() for match in re.finditer(rf"(?<![a-z0-9])(?:{way})", text)}
    found = {match.start() for match in said([way], text)}
    assert bool(found) == bool(expected)
    earliest = first([way], text)
    assert (earliest.start() if earliest else None) == min(expected, default=None)


@pytest.mark.parametrize(
    ("way", "text", "found"),
    [
        ("bonds?\\b", "a vagabond and two bonds", ["bonds"]),
        ("(?:the )?(?:euro|yen) (?:rose|fell)", "the euro rose, the yen fell", ["the euro rose", "the yen fell"]),
        ("colou?r", "color and colour", ["color", "colour"]),
        ("[+-]\\d+%", "up +4% and -3%", ["+4%", "-3%"]),
    ],
)
def test_examples(way, text, found):
    told = [match[0] for match in said([way], text)]
    assert [words for words in found if words not in told] == []
