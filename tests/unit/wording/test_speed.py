"""A long or a hostile text is read in bounded time, and every place lies in the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.wording import waivers
from reportgen.wording.phrases import index
from reportgen.wording.sentences import LONGEST, bounds
from unit.wording.made import CORPUS, found, text

MILLION = 1_000_000
BOMBS = {
    "letters": "a",
    "spaces": "a ",
    "capitals": "Best Of The Aa ",
    "names": "S&P 500 ",
    "ends": ". A",
    "wills": "small-cap stocks, will they, will ",
    "noes": "not no never ",
    "comments": "{# a #} <!-- b --> ",
    "openings": "{# <!-- ",
    "digits": "up 3% over the past 17 ",
    "prose": " ".join(row["text"] for row in CORPUS) + " ",
}


@pytest.mark.long
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_megabyte_of_anything_takes_seconds(bomb):
    words = (BOMBS[bomb] * (MILLION // len(BOMBS[bomb]) + 1))[:MILLION]
    began = time.process_time()
    found(words)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("bomb", BOMBS)
def test_twenty_thousand_letters_of_it_take_no_time(bomb):
    words = BOMBS[bomb] * (20_000 // len(BOMBS[bomb]) + 1)
    began = time.process_time()
    found(words)
    assert time.process_time() - began < 2


def test_every_word_of_the_lexicon_at_once_takes_seconds():
    words = (" ".join(index()) + " ") * 20
    began = time.process_time()
    found(words)
    assert time.process_time() - began < 5 * max(1, len(words) / MILLION)


@pytest.mark.long
@pytest.mark.parametrize(
    "bomb", ["{# check-ok: ", "<!-- check-ok: x ", "{# check-ok: wording-x 'a' #}\n\n", "check-ok\n"]
)
def test_a_megabyte_of_comments_takes_seconds(bomb):
    began = time.process_time()
    waivers((bomb * (MILLION // len(bomb) + 1))[:MILLION], "a.md")
    assert time.process_time() - began < 5


@given(st.text(alphabet=st.sampled_from("aB. ?!\"'1\n"), max_size=3000))
def test_sentences_are_the_whole_text_in_pieces(words):
    spans = list(bounds(words))
    assert "".join(words[start:end] for start, end in spans) == words
    assert all(0 < end - start <= LONGEST for start, end in spans)


@given(st.lists(st.sampled_from(CORPUS), max_size=8), st.text(max_size=80))
def test_every_place_lies_in_the_text(rows, noise):
    parts = [noise, *(row["text"] for row in rows)]
    for one in found(*parts):
        line = parts[(one.place.line - 1) // 2] if one.end_column else ""
        assert line[one.place.column - 1 : one.end_column - 1] == (one.evidence if one.end_column else "")
    assert found(*parts) == found(*parts)
    assert text(*parts) == text(*parts)
