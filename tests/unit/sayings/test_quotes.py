"""Quoted speech against the record: the words, who said them, when, and where."""

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Quote
from reportgen.sayings import check_quotes
from unit.made import SAID
from unit.sayings.papers import evidence, paper, told

GATE = Quote(
    "gate", "We stand before the widest gate that small companies have seen in twenty years", "Ada Marin Example",
    "head of small- and mid-cap equity strategy", "Marble Bank", "December 2025", "The Paper, citing The Wire",
    "https://example.org/q", "from a note to clients",
)  # fmt: skip
DOWN = Quote("down", "The risk of a recession is what we worry about", "Bo Sample", "economist", "Sample & Co", "January 6, 2026", "The Paper", "")  # fmt: skip
CREDIT = (
    "— Ada Marin Example, head of small- and mid-cap equity strategy, Marble Bank. The Paper, citing The Wire, "
    "December 2025 (from a note to clients)."
)
INTRO = "In a note to clients in December, the strategist who leads research at Marble Bank put it in one sentence:"
BALANCED = "Nobody who disagrees was found."
WHOLE = (INTRO, ("quote", f"“{GATE.text}” {CREDIT}"), BALANCED)


def found(*paragraphs, quotes=(GATE, DOWN), own=True):
    text = paper(*paragraphs)
    return told(text, check_quotes(text, evidence(quotes, own=own)))


def errors(*paragraphs, **more):
    return [(code, words) for code, severity, words in found(*paragraphs, **more) if severity == "error"]


def test_a_quote_as_recorded_calls_for_nothing():
    assert found(*WHOLE) == []
    assert found(INTRO, ("quote", f"“{GATE.text}”"), ("caption", CREDIT), BALANCED) == []
    assert found(f"“{GATE.text[:40].rsplit(' ', 1)[0]},” Example said in The Paper in December.", BALANCED) == []


@given(st.integers(0, len(GATE.text.split()) - 1))
def test_each_single_word_changed_is_an_error_on_that_word(at):
    words = GATE.text.split()
    text = " ".join([*words[:at], "turnips", *words[at + 1 :]])
    assert errors(INTRO, ("quote", f"“{text}” {CREDIT}"), BALANCED) == [("quote-altered", "turnips")]


@given(st.integers(0, len(GATE.text.split()) - 1))
def test_the_same_in_a_sentence_of_prose(at):
    words = GATE.text.split()
    text = " ".join([*words[:at], "turnips", *words[at + 1 :]])
    assert errors(f"“{text},” said Ada Marin Example of Marble Bank in December.") == [("quote-altered", "turnips")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ada", "Ida"), ("Example, head", "Sample, head"), ("head", "chief"), ("small-", "large-"), ("strategy", "research"),
        ("Marble Bank", "Granite Bank"), ("December", "November"), ("2025", "2024"), ("The Paper", "The Leaf"), ("Wire", "Post"),
    ],
)  # fmt: skip
def test_each_field_of_the_credit_changed_is_an_error_on_it(old, new):
    assert old in CREDIT
    ((code, words),) = errors(INTRO, ("quote", f"“{GATE.text}” {CREDIT.replace(old, new, 1)}"), BALANCED)
    assert code == "quote-attribution"
    assert words in new.replace("-", " ").split(",")[0]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("“{},” said Bo Sample in The Paper in December.", "Bo Sample"),
        ("“{},” Bo Sample, a strategist, told The Paper in December.", "Bo Sample"),
        ("Strategist Bo Sample said in December: “{}.”", "Bo Sample"),
        ("According to Bo Sample in December, “{}.”", "Bo Sample"),
        ("“{},” said Example, an analyst at Granite House, in December.", "Granite House"),
        ("Granite House strategist Ada Marin Example said in December: “{}.”", "Granite House"),
        ("Example said in a note in October: “{}.”", "October"),
    ],
)
def test_another_speaker_firm_or_date_in_prose(sentence, words):
    assert errors(sentence.format(GATE.text)) == [("quote-attribution", words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "“{},” said Ada Marin Example in December.",
        "“{},” said Example, a strategist at Marble Bank, in December.",
        "Marble Bank’s head of strategy, Ada Example, told The Paper in December: “{}.”",
        "The words of December, “{},” went round the Street.",
        "Bo Sample disagrees. “{},” Ada Marin Example had said in December.",
    ],
)
def test_a_right_attribution_in_other_words(sentence):
    assert errors(sentence.format(GATE.text)) == []


def test_a_sentence_added_to_recorded_words():
    text = f"“{GATE.text}. Buy now and never look back again.” {CREDIT}"
    assert errors(INTRO, ("quote", text), BALANCED) == [("quote-unrecorded", "Buy now and never look back again.")]


def test_words_that_nobody_recorded():
    said = "“Rates will fall faster than anybody thinks,” said Cy Example, an economist at A House, on Thursday."
    assert errors(said) == [("quote-unrecorded", "Rates will fall faster than anybody thinks,")]
    assert found(said, quotes=(), own=False) == [
        ("quote-unsourced", "warning", "Rates will fall faster than anybody thinks,")
    ]


def test_an_outside_quote_with_all_that_a_reader_needs():
    said = "“Rates will move as the committee sees fit,” said Cy Example, an economist at A House, in an interview with The Paper on Thursday."
    assert found(said, quotes=(), own=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “first full trading week” was quiet.",
        "The study, “How small companies fare”, is new.",
        "Its slogan is “every little bit helps”, and it sells shoes.",
        "“Best Buy” rose.",
    ],
)
def test_marks_around_terms_and_titles_are_no_speech(text):
    assert found(text) == []


def test_what_a_quote_lacks():
    codes = {code for code, *_ in found("“The widest gate that small companies have seen,” said Ada in a recent note.")}
    assert {"quote-undated", "quote-unsourced"} <= codes
    text = paper("In a recent note: “Rates will fall much faster than that.” — Jo Example")
    said = check_quotes(text, evidence((), own=False))
    assert any("“recent”" in one.message for one in said)
    assert "quote-speaker" in {one.code for one in said}


def test_old_and_long():
    old = replace(GATE, date="2025-11-03")
    assert ("quote-stale", "warning") in [one[:2] for one in found(*WHOLE, quotes=(old,))]
    long = replace(GATE, text=" ".join(f"word{i}" for i in range(61)))
    assert "quote-long" in {one[0] for one in found(("quote", f"“{long.text}” {CREDIT}"), quotes=(long,))}


def test_a_cut_that_drops_a_not():
    firm = replace(GATE, text="I do not think that small companies are cheap at all")
    codes = [
        one[:2] for one in found(("quote", f"“I do … think that small companies are cheap” {CREDIT}"), quotes=(firm,))
    ]
    assert ("quote-cut", "warning") in codes


def test_one_side_only():
    strong = replace(GATE, text="This is the best time to be overweight in small companies")
    one = ("quote", f"“{strong.text}” {CREDIT}")
    other = "“The risk of a recession is what we worry about,” Bo Sample, an economist, told The Paper on Tuesday."
    assert "quote-one-sided" in {each[0] for each in found(one, quotes=(strong,))}
    assert "quote-one-sided" not in {each[0] for each in found(one, other, quotes=(strong, DOWN))}
    assert "quote-one-sided" not in {each[0] for each in found(one, "No dissenting view was sought.", quotes=(strong,))}


def test_two_halves_around_the_speaker():
    text = "“We stand before the widest gate,” said Ada Marin Example in The Paper in December, “that small companies have seen.”"
    assert errors(text) == []


@pytest.mark.long
def test_ten_thousand_quotes_on_record_take_their_time_and_no_more():
    many = tuple(
        replace(SAID, key=f"q{i}", text=f"We are at gate {i} of the {i * 7} that the market has seen in {i % 90} years")
        for i in range(10_000)
    )
    lines = [
        f"“We are at gate {i} of the {i * 7} that the market has met in {i % 90} years,” she said."
        for i in range(0, 2000, 100)
    ]
    begun = time.process_time()
    out = errors(*lines, quotes=many)
    assert time.process_time() - begun < 10
    assert [words for _, words in out] == ["met"] * len(lines)


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    ["“" * 5000, "“a … " * 20_000 + "”", "“word word word word” said X. " * 2000, "said " * 50_000, "A " * 50_000 + "“we are at the gates”"],
)  # fmt: skip
def test_hostile_text_ends(text):
    begun = time.process_time()
    found(text)
    assert time.process_time() - begun < 5


def test_places_in_a_file_with_broken_lines():
    from reportgen.reading import manuscript

    text = f"    “{GATE.text.replace('widest gate', 'narrowest' + chr(10) + '    gate')}”\n    {CREDIT}\n"
    (one,) = [f for f in check_quotes(manuscript(text, "t.txt", "text"), evidence((GATE,))) if f.severity == "error"]
    line = text.split("\n")[one.place.line - 1]
    assert line[one.place.column - 1 : one.end_column - 1] == "narrowest"
    assert re.search("widest", one.message)
