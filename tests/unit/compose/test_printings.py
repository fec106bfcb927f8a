"""Where figures are printed: every one is found, with the words around it, in figures.json as in the report."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import marks
from reportgen.compose import compose, figures
from reportgen.compose.printings import derivations, sentences
from reportgen.model import Derivation, Figure, Input, Printing, Release
from unit.made import BASE, FRIDAY, LEVELS, market, project

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
VALUES = st.floats(allow_nan=False, allow_infinity=False) | WORDS
INPUTS = st.builds(Input, WORDS, st.dates(), st.floats(0.01, 1e9), WORDS, WORDS, WORDS)


@st.composite
def derived(draw):
    figure = Figure(
        draw(WORDS), draw(VALUES), draw(st.sampled_from(["fraction", "level", "text"])), draw(WORDS),
        tuple(draw(st.lists(INPUTS, max_size=4))), draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS),
        draw(st.integers(0, 5)),
    )  # fmt: skip
    kind = draw(st.sampled_from(["", "fact", "forecast"]))
    printings = draw(st.lists(st.builds(Printing, WORDS, WORDS, WORDS), min_size=1, max_size=4))
    return Derivation(figure, tuple(printings), kind, draw(WORDS) if kind else "")


def of(**words):
    made = project(**words)
    return derivations(compose(made, market(LEVELS)), made.issue)


def test_every_figure_of_the_shipped_issue_has_its_places(shipped):
    found = derivations(shipped.report, shipped.project.issue)
    assert [one.figure.id for one in found] == sorted({one.figure.id for one in shipped.report.printed})
    forms = {(one.figure.id, one.text) for one in shipped.report.printed}
    assert {(one.figure.id, p.text) for one in found for p in one.printings} == forms
    for one in found:
        assert all(p.place and p.text in p.words for p in one.printings), one
        assert not any(mark in p.words for p in one.printings for mark in "\ue000\ue001<>")


def test_the_weeks_change_stands_in_these_places(shipped):
    (week,) = [
        one for one in derivations(shipped.report, shipped.project.issue) if one.figure.id == "russell_2000.week"
    ]
    assert week.printed == ("jumped 4.6%", "+4.6%", "4.6%")
    assert [p.place for p in week.printings] == [
        "deck", "key points", "table “Week ended Friday, January 9, 2026”", "chart week_bars, title",
        "chart week_bars, labels", "chart week_bars, description", "chart week_by_day, labels",
        "text, under “The bottom line”",
    ]  # fmt: skip
    assert week.printings[2].words == "Russell 2000, Week: +4.6%"
    assert week.printings[7].words.startswith("The first full week of the year belonged to small companies, and")


def test_a_fact_knows_its_kind_and_its_page(shipped):
    found = {one.figure.id: one for one in derivations(shipped.report, shipped.project.issue)}
    assert found["facts.small_cap_earnings"].kind == "estimate"
    assert found["facts.fed_funds"].url.startswith("https://bankingjournal.aba.com/")
    assert {one.kind for one in found.values() if one.figure.inputs} == {""}


def test_a_release_is_quoted_too():
    jobs = Release(FRIDAY, "Payrolls", "December", "50,000", "", "56,000", "The Bureau", "https://example.org/jobs")
    found = {one.figure.id: one for one in of(body="[[economy]]", economy=(jobs,))}
    actual = found["economy.1.actual"]
    assert (actual.kind, actual.url, actual.printed) == ("fact", "https://example.org/jobs", ("50,000",))
    assert actual.printings[0].words == "Payrolls, December, Actual: 50,000"


def test_the_words_around_are_one_sentence_under_its_heading():
    (one,) = of(
        body="## First\n\nNothing. It rose **{{ small.week | size }}** in the U.S. market, see. More.\n\n## Then\n\nNo."
    )
    (place,) = one.printings
    assert (place.place, place.words) == ("text, under “First”", "It rose 5.0% in the U.S. market, see.")
    (one,) = of(body="## Up {{ small.week | size }}\n\nWords.")
    assert (one.printings[0].place, one.printings[0].words) == ("text, heading", "Up 5.0%")


def test_a_heading_reaches_over_blocks():
    (one,) = of(body="## First\n\nWords.\n\n[[notes]]\n\nIt rose {{ small.week | size }}.")
    assert one.printings[0].place == "text, under “First”"


def test_what_no_words_print_is_kept_without_a_place(shipped):
    printed = shipped.report.printed[0]
    unseen = replace(printed, figure=replace(printed.figure, id="zzz.drawn"), text="9.9%")
    report = replace(shipped.report, printed=(*shipped.report.printed, unseen))
    last = derivations(report, shipped.project.issue)[-1]
    assert (last.figure.id, last.printed, [p.place for p in last.printings]) == ("zzz.drawn", ("9.9%",), [""])


def test_sentences_are_those_that_print_a_figure(shipped):
    found = list(sentences(shipped.report))
    assert all(marks.figures_in(words) for _, words in found)
    assert {i for _, words in found for i in marks.figures_in(words)} == set(range(len(shipped.report.printed)))


@given(st.lists(derived(), max_size=5), st.dates())
def test_what_is_written_is_read_again(found, end):
    assert figures.read(figures.write(end, found)) == (end, tuple(found))


def test_the_shipped_figures_are_read_again_with_url_and_retrieval(shipped):
    held = {
        key: {d: replace(c, retrieved="2026-01-10T09:30:00Z") for d, c in by.items()}
        for key, by in shipped.market.closes.items()
    }
    report = compose(shipped.project, replace(shipped.market, closes=held))
    found = derivations(report, shipped.project.issue)
    content = figures.write(FRIDAY, found)
    assert figures.read(content) == (FRIDAY, found)
    rows = json.loads(content)["figures"]
    assert {i["retrieved"] for row in rows for i in row["inputs"]} == {"2026-01-10T09:30:00Z"}
    assert all(i["url"].startswith("https://") for row in rows for i in row["inputs"])


def test_figures_of_an_older_version_are_read_without_places():
    old = {"schema": 1, "week_ending": "2026-01-09", "figures": [
        {"id": "small.week", "value": 0.05, "unit": "fraction", "printed": ["+5.0%", "5.0%"], "formula": "f",
         "inputs": [{"key": "small", "session": "2026-01-02", "close": 100.0, "source": "S", "url": ""}],
         "as_of": "2026-01-09", "source": "S"},
        {"id": "facts.rate", "value": "3%", "unit": "text", "printed": ["3%"], "formula": "as published", "inputs": [],
         "as_of": "2026", "source": "S"},
    ]}  # fmt: skip
    end, (week, fact) = figures.read(json.dumps(old).encode())
    assert (end, week.printed, week.figure.inputs[0].session) == (date(2026, 1, 9), ("+5.0%", "5.0%"), BASE)
    assert [p.place for p in week.printings] == ["", ""]
    assert (week.kind, fact.kind) == ("", "fact")


@pytest.mark.parametrize(
    "content",
    [b"", b"no", b"[]", b"{}", b"\xff\xfe", b'{"schema": 2, "week_ending": "2026-01-09", "figures": []}',
     b'{"schema": 1, "week_ending": "2026-01-09", "figures": [{"id": 5}]}',
     b'{"schema": 1, "week_ending": "Friday", "figures": []}', b"[" * 100_000,
     b'{"schema": 1, "week_ending": "2026-01-09", "figures": [{"id": "a.b", "value": NaN, "unit": "level", "printed": [], '
     b'"formula": "", "inputs": [], "as_of": "", "source": ""}]}'],
)  # fmt: skip
def test_what_is_no_figures_file_is_refused(content):
    with pytest.raises(ValueError):
        figures.read(content)
