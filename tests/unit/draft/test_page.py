"""The issue file: what is written reads back as the very same words."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.draft.page import WIDTH, scalar, wrapped
from reportgen.yamlfile import parse

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Zl", "Zp")), min_size=1, max_size=80
)


@given(WORDS.filter(lambda w: w.strip() == w))
def test_a_scalar_reads_back_as_it_was(words):
    assert yaml.safe_load(f"key: {scalar(words)}")["key"] == words
    assert parse(f"key: {scalar(words)}\n", "f").content["key"] == words


@given(st.sampled_from(["true", "No", "2026-01-09", "1.5", "~", "a: b", "a #b", "- a", "{{ x.week }}", "'", '"', "*a"]))
def test_what_yaml_would_take_for_something_else_is_quoted(words):
    assert parse(f"key: {scalar(words)}\n", "f").content["key"] == words


@given(
    st.lists(
        st.sampled_from(["a", "word", "{{ russell_2000.week | moved }}", "{{ a.week | versus(b.week) }}."]),
        min_size=1,
        max_size=60,
    )
)
def test_no_line_breaks_an_expression(parts):
    text = " ".join(parts)
    rows = wrapped(text, 2)
    assert " ".join(row.strip() for row in rows) == text
    assert all(row.count("{{") == row.count("}}") for row in rows)
    assert all(len(row) <= WIDTH for row in rows)
