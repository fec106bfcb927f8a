"""Ink: what is printed is marked and remembered; notes are numbered as they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.ink import Ink
from reportgen.marks import figures_in, plain
from reportgen.model import Absent, Note
from unit.made import BASE, FACTS, LEVELS, market, project, record

MEASURES = ["close", "week", "week_points", "week_spread", "week_rank"]


def ink(**words):
    return Ink(project(**words), market(LEVELS))


@given(st.lists(st.tuples(st.sampled_from(["small", "large"]), st.sampled_from(MEASURES)), max_size=8))
def test_every_mark_leads_to_its_figure(asked):
    page = ink()
    text = "".join(page.usual(page.figure(*one)) for one in asked)
    assert [page.printed[i].figure.id for i in figures_in(text)] == [".".join(one) for one in asked]
    assert len(page.printed) == len(asked)
    assert all(p.provenance.startswith(p.figure.name) or "−" in p.provenance for p in page.printed)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("close", "105.00"),
        ("week", "+5.0%"),
        ("week_points", "+5.00"),
        ("week_spread", "+4.0 pp"),
        ("week_rank", "first"),
        ("wednesday", "−1.0%"),
    ],
)
def test_the_usual_form_of_each_unit(measure, text):
    page = ink()
    assert plain(page.usual(page.figure("small", measure)), page.printed) == text


def test_a_figure_is_computed_once():
    page = ink()
    assert page.figure("small", "week") is page.figure("small", "week")
    assert page.figure("large", "week") != page.figure("small", "week")
    assert isinstance(page.figure("small", "year"), Absent)


def test_figures_carry_the_short_name_and_know_the_benchmark():
    page = ink()
    assert page.figure("small", "week").name == "Small 250"
    assert page.figure("small", "week_spread").formula == "small.week − large.week"
    assert page.benchmark == "large"


def test_a_cited_record_is_known():
    page = ink(facts={"a": record("small", 104.0, BASE), **FACTS})
    assert page.figure("small", "off_record").value == 0
    assert isinstance(page.figure("large", "off_record"), Absent)


def test_a_fact_is_a_figure_as_published():
    page = ink()
    fact = page.fact("rate")
    assert (fact.id, fact.value, fact.unit, fact.formula) == ("facts.rate", "3.50% to 3.75%", "text", "as published")
    assert (fact.inputs, fact.as_of, fact.source, fact.name) == ((), "December 10, 2025", "The Board", "Target range")
    assert plain(page.usual(fact), page.printed) == "3.50% to 3.75%"


@given(st.lists(st.sampled_from(sorted(FACTS)), max_size=10))
def test_notes_are_numbered_by_their_first_call(called):
    page = ink()
    text = " ".join(page.call(key) for key in called)
    order = list(dict.fromkeys(called))
    assert plain(text, [], notes=True).split() == [f"[{order.index(key) + 1}]" for key in called]
    assert [note.key for note in page.notes()] == order
    assert [note.number for note in page.notes()] == list(range(1, len(order) + 1))


def test_notes_say_what_by_whom_and_when():
    page = ink()
    for key in ("growth", "rate", "view", "taste"):
        page.call(key)
    growth, rate, view, taste = page.notes()
    assert growth == Note(
        1, "growth", "Estimate", "Growth of earnings: 14.6%", "A House", "January 2026", "https://example.org/b"
    )
    assert (rate.label, view.label, taste.label) == ("", "Forecast", "Opinion")
    assert rate.date == "December 10, 2025"


def test_a_note_prints_its_date_in_words():
    page = ink(facts={"a": record("small", 104.0, BASE)})
    page.call("a")
    assert page.notes()[0].date == "January 2, 2026"
