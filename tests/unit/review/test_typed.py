"""A number typed by hand is told; names, dates, code and links are left alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.model import ChartPlan
from reportgen.review import typed_in_print, typed_numbers
from unit.made import LEVELS, in_yaml, market, passage, project

TYPED = [
    "4.6%", "+4.6%", "-4.6%", "−0.4%", "–0.4%", "46%", "4 %", "4.6 percent", "4.6 per cent", "4-percent", "3.1 percentage points",
    "3.1 percentage-points", "25 basis points", "25 bp", "25 bps", "116 points", "116 pts", "+116", "−116.00", "2,624.22", "2,624",
    "2624.22", "$5", "$5.20", "€1,000", "$3 billion", "3 to 4%", "3–4%", "3-4 percent", "1.5 trillion", "0.5", "five percent",
    "twenty-five basis points", "half a percent", "a quarter of a percentage point", "one percentage point", "ten per cent",
    "Sixty Percent", "4.6 PERCENT",
]  # fmt: skip
LEFT = [
    "Russell 2000", "S&P 500", "Nasdaq-100", "Nasdaq 100", "Russell 1000", "S&P 600", "Small Companies 250", "Large 50", "Beta Index 2000",
    "January 9, 2026", "2026", "in 2025 and 2026", "December 10", "2026-01-09", "the third quarter", "10 stocks", "three indexes",
    "1. One\n2. Two", "`4.6%`", "```\n4.6%\n```", "~~~\n+5\n~~~", "{{ small.week | percent(2) }}", "{% if small.week is rising %}x{% endif %}",
    "{# 4.6% #}", "[the page](https://example.org/4.6%)", "https://example.org/2,624.22", "<https://example.org/5.5>", "[[chart c5]]",
    "  [[ performance 4.6% ]]  ", "v2", "a1", "A4", "COVID-19", "twenty stocks", "one of two", "percent", "points", "the 1990s", "9th", "B2B",
    "first", "5-year", "10-year yield",
]  # fmt: skip


def found(text, **words):
    return [f.evidence for f in typed_numbers(project(**{"title": "T", "body": text, **words}))]


@pytest.mark.parametrize("number", TYPED)
def test_a_typed_number_is_told(number):
    for around in (
        "{}",
        "It rose {} on the week.",
        "So ({}), or",
        "Up {}, and",
        "*{}*",
        "| a | {} |",
        "“{}”",
        "\n{}\n",
    ):
        told = found(around.format(number))
        assert len(told) == 1, (around, told)
        assert "".join(filter(str.isalnum, told[0])) in "".join(filter(str.isalnum, number))


@pytest.mark.parametrize("words", LEFT)
def test_what_is_no_market_number_is_left_alone(words):
    for around in ("{}", "Words\n\n{}\n\nmore.", "{}\n"):
        assert found(around.format(words)) == []
    if "\n" not in words and "[[" not in words and not words.startswith("1."):
        assert found(f"About {words}, and so on.") == []


PLAIN = st.sampled_from(["Words.", "and so on", "of Russell 2000", "in 2026,", "{{ small.week }}", "\n\n", "`1.5%`"])


@given(
    st.lists(
        st.one_of(st.sampled_from(TYPED).map(lambda n: ("typed", n)), PLAIN.map(lambda w: ("left", w))), max_size=6
    )
)
def test_every_typed_number_of_a_text_is_told_at_its_place(parts):
    text = "Begin " + " , ".join(words for _, words in parts) + " end."
    source = "body: |\n  " + text.replace("\n", "\n  ") + "\n"
    source = source.replace("\n  \n", "\n\n")
    made = project()
    made = replace(made, issue=replace(made.issue, body=in_yaml(source, "body")))
    told = typed_numbers(made)
    assert len(told) == sum(kind == "typed" for kind, _ in parts)
    rows, start = source.split("\n"), 0
    for finding in told:
        place = finding.place
        at = rows[place.line - 1][place.column - 1 :]
        assert at.replace("−", "").startswith(finding.evidence[:1].replace("−", ""))
        where = sum(len(r) + 1 for r in rows[: place.line - 1]) + place.column
        assert where > start
        start = where


def test_every_part_of_an_issue_is_read():
    made = project(
        title="T 1%", deck="D 2%", key_points=("K 3%", "K 4%"), body="B 5%", risks=(("R 6%", "S 7%"),),
        charts=(ChartPlan("c", "bars", ("small",), None, passage("C 8%")), ChartPlan("d", "bars", ("small",))),
    )  # fmt: skip
    assert [f.evidence for f in typed_numbers(made)] == [f"{n}%" for n in range(1, 9)]


def test_a_finding_says_what_where_and_what_to_do():
    (one,) = typed_numbers(project(body="It rose 4.6\n percent."))
    assert (one.code, one.severity) == ("typed-number", "error")
    assert str(one.place) == "config.yaml:1:9"
    assert one.evidence == "4.6 percent"
    assert "“4.6 percent” is typed by hand" in one.message
    assert "{{ " in one.suggestion
    assert "facts." in one.suggestion


def test_a_name_may_be_broken_over_two_lines():
    assert found("the Russell\n2000 and the S&P\n500 rose") == []


@pytest.mark.parametrize(
    "text",
    ["{{ '4.6%' }}", "{% set x = '4.6%' %}{{ x }}", "{{ '4.6%' if small.week is rising else '1%' }}", "{{ small.week }} 4.6%",
     "`a` 4.6% `b`", "a]( 4.6%", "**4.6**%", "**5**%", "5&nbsp;%"],
)  # fmt: skip
def test_ways_around_are_told_too(text):
    assert found(text)


@pytest.mark.parametrize(
    "text",
    ["{{ small.week\n | percent(decimals=2)\n }}", "{% if small.week\n is rising %}x{% endif %}", "{#\n4.6%\n#}"],
)
def test_an_expression_on_several_lines_is_no_typed_number(text):
    assert found(f"So {text} it is.") == []


def test_the_shipped_issue_types_none(shipped):
    assert typed_numbers(shipped.project) == []


@pytest.mark.parametrize(
    ("words", "evidence"),
    [
        ({"body": "{% for n in ['4', '6'] %}{{ n }}{% if loop.first %}.{% endif %}{% endfor %}%"}, "4.6%"),
        ({"body": "{% set a = '4' %}It rose {{ a }}%."}, "4%"),
        ({"title": "Up {{ '4' }}{{ '.6' }}%"}, "4.6%"),
        ({"key_points": ("Up {{ '7' }} percent",)}, "7 percent"),
        ({"risks": (("R", "Down {{ '8' }}%"),), "body": "[[risks]]"}, "8%"),
        ({"deck": "By {{ '9' }} points"}, "9 points"),
    ],
)
def test_a_number_put_together_from_parts_is_told_in_print(words, evidence):
    made = project(**words)
    typed = typed_numbers(made)
    told = typed_in_print(made, compose(made, market(LEVELS)), typed)
    assert evidence in [f.evidence for f in (*typed, *told)]
    assert all((f.code, f.severity) == ("typed-number", "error") for f in told)


def test_what_is_told_already_is_not_told_in_print_again():
    made = project(body="It rose 4.6% and **5**%.", key_points=("4.6%",))
    typed = typed_numbers(made)
    assert typed
    assert typed_in_print(made, compose(made, market(LEVELS)), typed) == []


def test_figures_facts_and_names_in_print_are_no_typed_numbers():
    made = project(
        title="Up {{ small.week }}", deck="{{ small.close }}", key_points=("{{ facts.growth }} of Small Companies 250",),
        risks=(("{{ large.week }}", "{{ small.week_points }}"),),
        body="{{ small.week | versus(large.week) }}, `5%`... see https://example.org/5%\n\n[[risks]]\n\n[[performance]]",
    )  # fmt: skip
    assert [f.evidence for f in typed_in_print(made, compose(made, market(LEVELS)), ()) if f.evidence != "5%"] == []


def test_the_shipped_issue_types_none_in_print(shipped):
    assert typed_in_print(shipped.project, shipped.report, ()) == []
