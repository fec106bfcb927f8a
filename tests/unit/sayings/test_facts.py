"""Facts as a text prints them: labelled where they are none yet, dated, and as the record has them."""

from dataclasses import replace

import pytest

from reportgen.model import Fact
from reportgen.sayings import check_facts, check_sources
from reportgen.sayings.dates import latest
from unit.sayings.papers import evidence, paper, told

GROWTH = Fact("growth", "14.6%", "Growth of small-company earnings in 2026", "estimate", "A House (Ann Example)", "mid-January 2026", "")  # fmt: skip
ODDS = Fact("breadth", "356 to 147", "Rising to falling stocks of the Large 50 on January 8", "fact", "The Counter", "2026-01-08", "")  # fmt: skip
RATE = Fact("rate", "3.50% to 3.75%", "Target range for the short rate", "fact", "The Board", "December 10, 2025", "")
PEAK = Fact("peak", "1.4%", "Distance of the Large 50 below its October peak on December 24", "fact", "The Annals", "2025-12-24", "")  # fmt: skip
FACTS = (GROWTH, ODDS, RATE, PEAK)


def found(*paragraphs, facts=FACTS):
    text = paper(*paragraphs)
    return told(text, check_facts(text, evidence(facts=facts)))


RIGHT = [
    "A House expects earnings of small companies to grow by 14.6% this year.",
    "Rising shares outnumbered falling ones by 356 to 147 on Thursday.",
    "On December 24 the Large 50 stood 1.4% below its peak of October.",
    "The Board left its target range for the short rate at 3.50% to 3.75%.",
    "The Small 250 rose 14.6% in 2025.",
    "Growth of small-company earnings in 2026: 14.6%. A House (Ann Example), mid-January 2026.",
]


@pytest.mark.parametrize("sentence", RIGHT[:5])
def test_facts_as_recorded_call_for_nothing(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "code", "words"),
    [
        ("Earnings of small companies grow by 14.6% this year.", "forecast-unlabelled", "14.6%"),
        (
            "Granite Research expects earnings of small companies to grow by 14.6%.",
            "fact-attribution",
            "Granite Research",
        ),
        ("A House expects earnings of small companies to grow by 15.6%.", "fact-altered", "15.6%"),
        ("Rising shares outnumbered falling ones by 357 to 147 on Thursday.", "fact-altered", "357 to 147"),
        ("Rising shares outnumbered falling ones by 356 to 147 on Tuesday.", "fact-date", "Tuesday"),
        ("On December 23 the Large 50 stood 1.4% below its October peak.", "fact-date", "December 23"),
        ("On December 24 the Large 50 stood 1.5% below its October peak.", "fact-altered", "1.5%"),
        ("The target range for the short rate is 3.25% to 3.75%.", "fact-altered", "3.25% to 3.75%"),
        ("Target range for the short rate: 3.50% to 3.75%. The Bored, December 10, 2025.", "fact-altered", "Bored"),
        ("Target range for the short rate: 3.50% to 3.75%. The Board, December 11, 2025.", "fact-altered", "11"),
    ],
)
def test_each_departure_is_an_error_on_its_words(sentence, code, words):
    assert found(sentence) == [(code, "error", words)]


def test_a_label_in_the_note_will_do():
    note = "Estimate. Growth of small-company earnings in 2026: 14.6%. A House (Ann Example), mid-January 2026."
    assert found("Earnings of small companies grow by 14.6% this year.", note) == []


def test_a_fact_without_source_or_date_and_an_old_one():
    text = "The Board left its target range for the short rate at 3.50% to 3.75%."
    assert found(text, facts=(replace(RATE, source=" "),)) == [("fact-unsourced", "error", "3.50% to 3.75%")]
    assert found(text, facts=(replace(RATE, date=""),)) == [("fact-unsourced", "error", "3.50% to 3.75%")]
    assert found(text, facts=(replace(RATE, date="2024-12"),)) == [("fact-stale", "warning", "3.50% to 3.75%")]


UNSOURCED = [
    ("Over 60% of the stocks in the index finished higher.", ["60% of the stocks"]),
    ("It was the highest level of market participation seen in three years.", ["the highest level"]),
    ("Consensus estimates forecast a 17% to 22% increase in earnings, against the 14% growth expected for large ones.", ["17% to 22%", "14%"]),
    ("Earnings grew 12% last year.", ["12%"]),
    ("The market sees a small chance of a cut.", ["small chance"]),
    ("Inflation was the lowest since 2021.", ["the lowest since 2021"]),
]  # fmt: skip
SOURCED = [
    "The Russell 2000 rose 4.6%, its best week since November 2024.",
    "The S&P 500 closed at 6,966.28, the highest close ever.",
    "Consensus estimates by FactSet of January 5 forecast a 17% increase in earnings.",
    "Earnings grew 12% last year, according to A House.",
    "A House expects earnings to grow 12% this year.",
    "The Labor Department said on Friday that employers added 50,000 jobs.",
    "Earnings grew 12% last year [3].",
    "The Federal Reserve cut its range to 3.50% to 3.75%.",
    "The Labor Department told of 50,000 new jobs. The unemployment rate fell to 4.4%.",
    "Fund managers hold 60% of the vote.",
]


@pytest.mark.parametrize(("sentence", "starts"), UNSOURCED)
def test_numbers_that_no_price_proves_need_a_source(sentence, starts):
    text = paper(sentence)
    out = told(text, check_sources(text, evidence(own=False)))
    assert [one[:2] for one in out] == [("fact-unsourced", "warning")] * len(starts)
    assert all(words[:3] == start[:3] for (_, _, words), start in zip(out, starts, strict=True))


@pytest.mark.parametrize("sentence", SOURCED)
def test_numbers_of_the_market_and_sourced_ones_pass(sentence):
    text = paper(sentence)
    assert check_sources(text, evidence(own=False)) == ()


def test_a_fact_on_record_is_its_own_source():
    text = paper("Earnings of small companies grow by 14.6% this year.")
    assert check_sources(text, evidence(facts=FACTS)) == ()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-01-09", "2026-01-09"), ("2025-12", "2025-12-31"), ("December 2025", "2025-12-31"), ("mid-January 2026", "2026-01-31"),
        ("January 18, 2026", "2026-01-18"), ("18 January 2026", "2026-01-18"), ("seen November 2026", "2026-11-30"), ("2025", "2025-12-31"),
        ("Feb. 29, 2024", "2024-02-29"), ("February 30, 2024", None), ("recently", None), ("2026-13-01", None),
    ],
)  # fmt: skip
def test_the_latest_day_that_words_can_mean(words, day):
    found = latest(words)
    assert (found.isoformat() if found else None) == day
