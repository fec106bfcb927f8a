"""The labelled sentences: what the checker promises of them, file by file."""

import pytest

from corpus.measured import entries, score

BLIND = ("blind", "blind_b", "blind_c", "blind_d")
THEMES = ("dev_tables", "dev_periods", "dev_subjects", "dev_moves")
FILES = ("held_out", *BLIND, "dev_a", "dev_b", "dev_c", *THEMES)
WHOLE = ("blind_b", "blind_c", "dev_a")
"""The slowest to read beside the last and most ordinary ones: make whole has them."""
SEEN = [
    "held_out",
    *(pytest.param(name, marks=[pytest.mark.long, *[pytest.mark.whole] * (name in WHOLE)]) for name in FILES[1:]),
]


@pytest.mark.parametrize("name", SEEN)
def test_precision_and_recall(name):
    """At most three errors in a hundred are false alarms; at least 92 of 100 wrong sentences are told."""
    found = score(name)
    assert found.precision >= 0.97, found.false_alarms
    assert found.recall >= 0.92, found.misses


def test_the_corpus_is_large_and_even():
    """Four hundred sentences and more over twelve weeks and more, about half of them right, in four voices."""
    every = [one for name in FILES for one in entries(name)]
    assert len(every) >= 400
    assert len({one["week"] for one in every}) >= 12
    assert {one["voice"] for one in every} >= {"ap", "wire", "letter", "headline", "list", "table"}
    right = sum(one["label"] == "right" for one in every)
    assert 0.45 < right / len(every) < 0.55
    held = entries("held_out")
    assert len(held) * 4 >= 400


@pytest.mark.parametrize("name", FILES)
def test_every_wrong_text_says_what_is_wrong(name):
    """The wrong words stand in the text, once."""
    for one in entries(name):
        assert one["label"] in ("right", "wrong")
        if one["label"] == "wrong":
            assert one["text"].count(one["wrong"]) == 1 and one["true"]
