"""Drafts of made weeks: every claim read again by brute force, every number an expression, the words well set."""

import re

import pytest
from hypothesis import given, settings

from unit.draft.papers import ENDS, MOODS, paper, papers
from unit.draft.reader import HEADS, SHAPES, read, read_title
from unit.laws import well_set

EXPRESSION = re.compile(r"\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
CAUSES = r"\b(because|after|on hopes?|due to|thanks to|amid|driven|helped|hurt|weighed|boosted|on fears?|owing)\b"
ADVICE = r"\b(should|buy|sell|avoid|opportunit|recommend|expect|likely|will|could|may|must|good time)\w*\b"


@settings(max_examples=150)
@given(papers)
def test_every_sentence_holds_against_the_closes(one):
    read(one)
    read_title(one)


@given(papers)
def test_the_words_are_well_set(one):
    for paragraph in [one.title, *one.paragraphs]:
        well_set(re.sub(r" \[\d+\]", "", paragraph))
        assert not re.search(r"\b(\w+) \1\b|the The|,,|\.\.|\bNone\b|\bnan\b", paragraph), paragraph
    assert len(one.title) <= 70


@given(papers)
def test_no_digit_stands_outside_an_expression_save_in_names_and_dates(one):
    words = "\n".join((one.draft.title, one.draft.deck, *one.draft.key_points, *one.draft.body))
    bare = EXPRESSION.sub("", words)
    bare = re.sub(r"\[\[.*?\]\]|Small 250|Large 50|Third 30|World 1000|52-week|200-day", "", bare)
    assert not re.search(r"\d", bare), re.search(r".*\d.*", bare)[0]


@given(papers)
def test_no_sentence_stands_without_a_figure(one):
    for part in (one.draft.deck, *one.draft.key_points, *one.draft.body):
        if part.startswith(("#", "[[", "{#")):
            continue
        for said in re.split(r"(?<!\bDr)(?<!\bJr)\. (?=[A-Z])", part):
            assert "{{" in said or said.startswith(("Markets were closed", "Trading ended early")), said


@given(papers)
def test_nothing_is_explained_and_nothing_advised(one):
    words = " ".join([one.title, *one.paragraphs]).lower()
    assert not re.search(CAUSES, words), re.search(CAUSES, words)
    assert not re.search(ADVICE, words), re.search(ADVICE, words)


@given(papers)
def test_nothing_is_said_twice(one):
    seen = []
    for paragraph in one.paragraphs:
        seen += [s for s in re.split(r"(?<!\bDr)(?<!\bJr)\. ", paragraph) if s]
    assert len(seen) == len(set(seen)), [s for s in seen if seen.count(s) > 1]


@pytest.mark.parametrize("mood", MOODS)
def test_the_same_closes_give_the_same_draft(mood):
    assert paper(4, mood, seed=7).file == paper(4, mood, seed=7).file


def test_four_indexes_fill_a_column_and_no_more():
    lengths = [sum(len(p.split()) for p in paper(4, "random", end, seed).paragraphs) for seed, end in enumerate(ENDS)]
    assert all(280 <= n <= 600 for n in lengths), lengths


def test_every_shape_of_sentence_is_met():
    """The reader knows no shape that no draft has: else it would check what is never written."""
    seen, heads = set(), set()
    for seed in range(4):
        for mood in MOODS:
            for end in ENDS:
                one = paper(1 + (seed * 3 + len(mood)) % 5 if seed < 3 else 2, mood, end, seed, records=seed % 2 == 0)
                seen |= read(one)
                heads.add(read_title(one))
    rare = {"set_in_week", "finished", "largest", "heads_nobody", "heads_some"}
    assert {check.__name__ for _, check in SHAPES} - seen <= rare
    assert {check.__name__ for _, check in HEADS} - heads <= rare | {"heads_plain", "heads_apart"}
