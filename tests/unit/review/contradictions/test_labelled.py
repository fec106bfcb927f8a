"""Labelled pieces: each contradiction is found at its words, and nothing is said of what only seems to be one."""

import json
from pathlib import Path

import pytest

from reportgen.reading import read, words
from reportgen.review.contradictions import contradictions
from unit.review.contradictions.labelled import RIGHT, WRONG
from unit.review.contradictions.made import NAMES, found, marked

TESTS = Path(__file__).resolve().parents[3]


def test_the_labels_are_many_and_half_of_them_innocent():
    assert len(WRONG) + len(RIGHT) > 80
    assert abs(len(WRONG) - len(RIGHT)) < 10


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_contradiction_is_found_at_its_words(text, words):
    assert words in marked(text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_is_left_alone(text):
    assert [one.message for one in found(text)] == []


@pytest.mark.parametrize("file", sorted((TESTS / "golden" / "2026-01-09").glob("*.[ht]*")), ids=lambda file: file.name)
def test_a_built_edition_does_not_contradict_itself(file):
    assert contradictions(read(file, file.name), NAMES) == ()


@pytest.mark.parametrize("file", sorted((TESTS / "corpus").glob("dev_*.jsonl")), ids=lambda file: file.name)
def test_true_sentences_do_not_contradict_themselves(file):
    sentences = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    told = {one["id"]: contradictions(words(one["text"]), NAMES) for one in sentences if one["label"] == "right"}
    assert {key: value for key, value in told.items() if value} == {}
