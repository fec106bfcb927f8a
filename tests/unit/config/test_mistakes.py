"""People's words for what a form found wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.config.forms import ConfigForm
from reportgen.config.mistakes import nearest, told
from reportgen.yamlfile import parse

NAMES = ("russell_2000", "sp_500", "dow", "nasdaq", "publication", "performance")


@given(st.sampled_from(NAMES), st.data())
def test_a_name_with_one_letter_wrong_finds_itself(name, data):
    at = data.draw(st.integers(0, len(name) - 1))
    kind = data.draw(st.sampled_from(["dropped", "doubled", "changed"]))
    wrong = {
        "dropped": name[:at] + name[at + 1 :],
        "doubled": name[:at] + name[at] + name[at:],
        "changed": f"{name[:at]}z{name[at + 1 :]}",
    }[kind]
    assert nearest(wrong, NAMES) == f" (did you mean '{name}'?)"


@pytest.mark.parametrize("name", ["zzz", "", "ok"])
def test_nothing_is_near_to_nonsense(name):
    assert nearest(name, NAMES) == ""
    assert nearest(name, ()) == ""


def one(kind, path, given="x", message="Input should be right", **ctx):
    source = parse("publication:\n  name: x\nissue: {risks: [{title: t}]}\nlook: {paper: a4}\n", "config.yaml")
    error = {"type": kind, "loc": path, "input": given, "msg": message, "ctx": ctx}
    (found,) = told([error], source, ConfigForm)
    return f"{found.place}: {found.message}"


@pytest.mark.parametrize(
    ("wanted", "arguments"),
    [
        ("config.yaml:2:9: publication.name: must be text", ("string_type", ("publication", "name"))),
        ("config.yaml:1:1: x: is missing (it must be given)", ("missing", ("x",))),
        ("config.yaml:2:9: publication.name: input should be right", ("some_new_type", ("publication", "name"))),
        ("config.yaml:3:17: issue.risks[1].text: is missing (a few sentences of Markdown, figures by name)",
         ("missing", ("issue", "risks", 0, "text"))),
        ("config.yaml:2:9: publication.name: must be a mapping of keys to values", ("dict_type", ("publication", "name"))),
        ("config.yaml:2:9: publication.name: must be a mapping of keys to values", ("model_type", ("publication", "name"))),
        ("config.yaml:2:9: publication.name: must be a mapping of keys to values", ("model_attributes_type", ("publication", "name"))),
        ("config.yaml:2:9: publication.name: must be a list", ("list_type", ("publication", "name"))),
        ("config.yaml:2:9: publication.name: 'x' is no date (write 2026-01-09)", ("date_from_datetime_parsing", ("publication", "name"))),
        ("config.yaml:1:1: : is empty (it must be given)", ("list_type", (), None)),
    ],
)  # fmt: skip
def test_each_kind(wanted, arguments):
    assert one(*arguments).startswith(wanted)


def test_a_long_value_is_cut():
    assert len(one("string_pattern_mismatch", ("publication", "name"), "x" * 500)) < 160
