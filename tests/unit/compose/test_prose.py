"""Prose: the sandbox lets figures by name through and nothing else, and every mistake has its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.words import attributes
from reportgen.errors import TemplateError
from reportgen.marks import figures_in
from unit.made import BASE, desk, in_yaml, passage, record, refused, said

NAMES = [f"{key}.{measure}" for key in ("small", "large") for measure in ("close", "week", "day", "wednesday")]
WRONG = {
    "{{ smal.week }}": ("smal", "there is no name smal (did you mean small?)"),
    "{{ small.wek }}": ("small", "there is no name small.wek (did you mean small.week?)"),
    "{{ facts.rats }}": ("facts", "there is no name facts.rats (did you mean facts.rate?)"),
    "{{ week.ends }}": ("week", "there is no name week.ends (did you mean week.end?)"),
    "{{ small.week | prcent }}": ("prcent", "there is no filter prcent (did you mean percent?)"),
    "{% if small.week is risin %}x{% endif %}": ("risin", "there is no test risin (did you mean rising?)"),
    "{% if small.week is not knwn %}x{% endif %}": ("knwn", "there is no test knwn (did you mean known?)"),
    "{{ zzzzzz }}": ("zzzzzz", "there is no name zzzzzz"),
    "{{ small }}": ("small", "small alone prints nothing: say which figure, such as small.close"),
    "{{ week }}": ("week", "week alone prints nothing: say which figure, such as week.end"),
    "{{ week.end.year }}": ("year", "nothing is called year here"),
    "{{ small.week.value }}": ("value", "nothing is called value here"),
    "{{ small.week | percent(decimal=2) }}": ("decimal=", "there is no name decimal"),
    "{% include 'x' %}": ("include", "{% include %} may not stand in prose (if, for and set may)"),
}
STYLES = {
    "literal": lambda text: "text: |\n  " + text.replace("\n", "\n  ") + "\n",
    "folded": lambda text: "text: >-\n  " + text.replace("\n", "\n  ") + "\n",
    "listed": lambda text: "text: >\n        " + text.replace("\n", "\n        ") + "\n",
}
PLAIN = (
    st.lists(st.text("abc, .é", min_size=1, max_size=9), max_size=3).map("\n".join).map(lambda s: f"Words {s}".rstrip())
)
RIGHT = st.sampled_from(
    [
        "{{ small.week }}",
        "{{ small.week|percent }} ",
        "{{\nsmall.week\n|\npercent }}",
        "{# a word #}",
        "{{ facts.rate }}",
    ]
)


@given(
    st.lists(st.one_of(PLAIN, RIGHT), max_size=5),
    st.sampled_from(sorted(WRONG)),
    PLAIN,
    st.sampled_from(sorted(STYLES)),
)
def test_an_unknown_name_is_told_at_its_line_and_column_with_the_nearest(before, wrong, after, style):
    source = STYLES[style](" ".join(["Here:", *before, wrong, after]))
    source = re.sub(r"\n +(?=\n)", "\n", source)
    told = refused(in_yaml(source))
    name, words = WRONG[wrong]
    start = source.index(wrong) + wrong.index(name)
    line = source.count("\n", 0, start) + 1
    column = start - source.rfind("\n", 0, start)
    assert (line, column) == told[0][:2]
    assert told[0][2].startswith(words)


@given(st.lists(st.sampled_from(sorted(WRONG)), min_size=1, max_size=4))
def test_all_mistakes_of_a_text_are_told_at_once(wrong):
    text = "\n".join(f"{i} {one}" for i, one in enumerate(wrong))
    told = refused(text)
    assert [line for line, _, _ in told] == list(range(1, len(wrong) + 1))
    assert all(message.startswith(WRONG[one][1]) for (_, _, message), one in zip(told, wrong, strict=True))


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
def test_every_known_name_prints_its_figure(names):
    table = desk()
    text = table.run(passage(" and ".join(f"{{{{ {name} }}}}" for name in names)))
    assert not table.errors
    assert [table.ink.printed[i].figure.id for i in figures_in(text)] == names


@given(st.text(st.characters(codec="utf-8", exclude_characters="{}%#"), max_size=40))
def test_words_without_braces_come_out_as_they_went_in(text):
    text = re.sub(r"\r\n?", "\n", text)
    assert desk().run(passage(text)) == text


@given(st.text("ab {}%#|.()'\"[]0-small week", max_size=30))
def test_whatever_is_typed_ends_as_text_or_as_told_mistakes(text):
    table = desk()
    out = table.run(passage(text))
    if table.errors:
        assert out == ""
        assert all(isinstance(e, TemplateError) and e.place and e.message for e in table.errors)


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''['__class__']['__mro__'] }}",
    "{{ small.__class__ }}",
    "{{ small.week.__class__ }}",
    "{{ small._ink }}",
    "{{ small['_ink'] }}",
    "{{ facts._ink }}",
    "{{ facts['_ink'] }}",
    "{{ small['__init__'] }}",
    "{{ facts['__class__'] }}",
    "{{ week['__class__'] }}",
    "{{ facts.__getattr__ }}",
    "{{ week.__init__.__globals__ }}",
    "{% set x = small.week %}{{ x.__class__ }}",
    "{% set x = small.week %}{{ x['__class__'] }}",
    "{{ small.week | attr('__class__') }}",
    "{{ [small.week] | map('x') }}",
    "{{ 'x' | upper }}",
    "{{ '{0.__class__}'.format(small.week) }}",
    "{% set s = '{0.__class__}' %}{{ s.format(small.week) }}",
    "{% include 'x' %}",
    "{% import 'x' as x %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% macro x() %}{% endmacro %}",
    "{% call small() %}{% endcall %}",
    "{% filter percent %}x{% endfilter %}",
    "{% with %}{% endwith %}",
    "{% block x %}{% endblock %}",
    "{% raw %}x{% endraw %}",
    "{% do x %}",
    "{% print x %}",
    "{% autoescape true %}{% endautoescape %}",
    "{{ range(10**9) }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{{ lipsum() }}",
    "{{ cycler() }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ dict() }}",
    "{{ self }}",
    "{{ self.__init__ }}",
    "{{ caller() }}",
    "{{ context }}",
    "{{ environment }}",
    "{{ config }}",
    "{{ open('/etc/passwd') }}",
    "{{ __import__('os') }}",
    "{{ small.week() }}",
    "{{ small() }}",
    "{{ true.real }}",
    "{{ 'a' * 10**6 }}",  # would be as many letters, or none of the machine's memory left
    "{{ 9 ** 99 }}",
    "{{ ([1] * 10**6)[0] }}",
    "{{ '%100000d' % 1 }}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_escapes_are_refused(text):
    told = refused(text)
    assert all(line == 1 for line, _, _ in told)
    assert all(message for _, _, message in told)


RAW = [
    "{% set f = small.week %}{{ f.value }}",
    "{% set f = small.week %}{{ f.inputs }}",
    "{% for f in [small.week] %}{{ f.value }}{% endfor %}",
    "{% set s = '{0.value}' %}{{ s.format(small.week) }}",
    "{{ '%s' % small.week }}",
    "{{ small.week ~ '' }}",
    "{{ [small.week] }}",
    "{{ small.week, large.week }}",
    "{{ {'a': small.week} }}",
    "{{ facts.rate ~ 'x' }}",
    "{{ [facts.rate] }}",
    "{{ 4.6 }}",
    "{{ none }}",
    "{{ small.week == 1 }}",
    "{% for x in [1, 2] %}{{ loop }}{% endfor %}",
]


@pytest.mark.parametrize("text", RAW)
def test_only_figures_facts_dates_and_words_are_printed(text):
    """An object's insides and a number that no figure stands behind are refused, not printed raw."""
    assert refused(text)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("one\ntwo {% if week.shortened %}x", (2, 5), "cannot be read: unexpected end of template"),
        ("one\n {{ small.week | }}", (2, 2), "cannot be read: "),
        ("{% if %}x{% endif %}", (1, 1), "cannot be read: "),
        ("a\nb\n{{ small.week", (3, 1), "cannot be read: "),
        ("a {{ small.week $ }}", (1, 3), "cannot be read: unexpected char '$'"),
        ("a {% set x %}y{% endset %}{{ nope }}", (1, 30), "there is no name nope"),
        ("a {% for x in [nope] %}{% endfor %}", (1, 16), "there is no name nope"),
        ("a {{ '1' + 1 }}", (1, 3), ""),
        ("a\n {{ nothing() }}", (2, 5), "there is no name nothing"),
        ("x {{ 1 / 0 }}", (1, 3), ""),
        ("a {{ small.year }}", (1, 6), "small.year is absent"),
        ("a\n{{ small.week | points }}", (2, 4), "small.week is a change"),
        ("a {{ week.end | level }}", (1, 3), "only a figure can be printed so"),
    ],
)
def test_other_mistakes_have_their_place(text, place, words):
    told = refused(text)
    assert told[0][:2] == place
    assert told[0][2].startswith(words)
    assert not told[0][2].endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "{{ small.week | percent }} and {{ small.week | points }}",
        "{{ small.week_points }} and {{ small.week | points }}",
        "{{ small.close }} {% if small.year is rising %}x{% endif %}",
        "{{ small.close }} {{ small.week | versus(large.day) }}",
    ],
)
def test_the_figure_that_cannot_be_printed_is_the_one_that_is_pointed_at(text):
    ((line, column, _),) = refused(text)
    assert line == 1
    assert column >= text.rindex("{", 0, text.rindex("small")) + 1


@pytest.mark.parametrize(
    "text",
    [
        "words   {{- small.week }} {{ nope }}",
        "{%- if true -%}  {{ nope }} {%- endif %}",
        "a\n\n {%- if true %} {{ nope }}{% endif %}",
    ],
)
def test_places_hold_behind_white_space_that_is_cut(text):
    ((line, column, _),) = refused(text)
    at = text.index("nope")
    assert (line, column) == (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


@pytest.mark.parametrize("wrong", ["smal.week", "nope()", "nope['x']", "smal.week | percent(2)", "nope"])
def test_one_wrong_name_is_one_mistake(wrong):
    assert len(refused(f"{{{{ {wrong} }}}}")) == 1


@pytest.mark.parametrize("name", ["first", "last", "index"])
def test_what_a_loop_knows(name):
    assert said(f"{{% for x in [1, 2] %}}{{% if loop.{name} %}}a{{% endif %}}{{% endfor %}}") == (
        "aa" if name == "index" else "a"
    )
    assert refused("{% for x in [1] %}{{ loop.length }}{% endfor %}")[0][2] == "nothing is called length here"
    assert refused("{% for x in [1] %}{{ loop(x) }}{% endfor %}")


def test_a_loop_knows_its_place():
    assert (
        said("{% for x in [small.week, large.week] %}{{ x }}{{ '' if loop.last else ', ' }}{% endfor %}")
        == "+5.0%, +1.0%"
    )


def test_mistakes_of_several_texts_add_up():
    table = desk()
    refused("{{ a }}", table)
    assert len(refused("{{ b }}", table)) == 2


def test_space_and_line_ends_stay():
    assert said(" a \n\n b\n") == " a \n\n b\n"
    assert said("<b>&amp;</b>") == "<b>&amp;</b>"


def test_names_of_your_own_in_loops_and_sets():
    assert said("{% set a = small.week %}{% if a is rising %}{{ a }}{% endif %}") == "+5.0%"
    assert said("{% set a %}in words{% endset %}{{ a }}") == "in words"
    assert said("{{ 'a' if small.week is known and not week.shortened or false else 'b' }}") == "a"
    assert said("{{ 'in' if 5 in [week.sessions] else 'out' }}") == "in"
    assert said("{% for a, b in [(small.week, large.week)] %}{{ a }} {{ b }}{% endfor %}") == "+5.0% +1.0%"


@pytest.mark.parametrize("letters", ["\\ue0000\\ue001", "\\ue0021\\ue003"])
def test_marks_cannot_be_forged(letters):
    refused(f"{{{{ '{letters}' }}}}")


def test_a_reserved_word_is_not_asked_for_as_a_name():
    for word in ("true", "false", "True", "False"):
        said(f"{{{{ 'a' if {word} else 'b' }}}}")


def test_the_attributes_offered_are_those_that_work():
    table = desk(facts={"r": record("small", 104.0, BASE)})
    for root, names in attributes(table.ink).items():
        for name in names:
            table.errors.clear()
            table.run(passage(f"{{% if {root}.{name} %}}{{% endif %}}"))
            if name != "shortened":
                table.run(passage(f"{{{{ {root}.{name} }}}}"))
            assert all("absent" in e.message for e in table.errors), (root, name)


DEEP = {
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "lists": "{{ " + "[" * 300 + "]" * 300 + " }}",
    "nots": "{{ " + "not " * 5000 + "true }}",
    "loops": "{% for x in [small.week] %}" * 30 + "a" + "{% endfor %}" * 30,
    "conditions": "{% if true %}" * 120 + "a" + "{% endif %}" * 120,
    "a number beyond numbers": "{{ 1e400 }}",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_python_itself_gives_up_on_is_told_too(text):
    assert refused(text)


@pytest.mark.parametrize("sign", ["+", "-", "*", "**", "/", "//", "%", "~"])
def test_prose_does_not_calculate(sign):
    (told,) = refused(f"a {{{{ small.week {sign} large.week }}}}")
    assert told == (1, 3, f"prose does not calculate ({sign}): name the figure instead")
    assert len(refused(f"{{{{ 1 {sign} 1 {sign} 1 }}}} {{{{ 2 {sign} 2 }}}}")) == 2


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a {{ small.week() }}", 12),
        ("a {{ small.week['value'] }}", 12),
        ("a {{ 'x'() }}", 3),
        ("a {{ [small.week][0] }}", 3),
        ("a {{ (small.week)(1) }}", 3),
        ("{% set x = small.week %}{{ x() }}", 28),
        ("a {% if small.week() %}b{% endif %}", 15),
    ],
)
def test_nothing_is_called_and_nothing_reached_into(text, column):
    assert refused(text) == [(1, column, "brackets may not stand here: name a figure, such as KEY.week")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ small.week | percent(2) }}", "+5.00%"),
        ("{{ (small.week) | percent }}", "+5.0%"),
        ("{% if (small.week is rising) and (large.week is rising) %}a{% endif %}", "a"),
        ("{% if not (small.week is falling) %}a{% endif %}", "a"),
        ("{% if 'a' in ['a', 'b'] %}a{% endif %}", "a"),
        ("{% if small.week is known() %}a{% endif %}", "a"),
        ("{{ 'a' if None else 'b' }}", "b"),
        ("{{ 'a' if none else 'b' }}", "b"),
        ("{% for one in [small.week] if one is rising %}{{ one }}{% endfor %}", "+5.0%"),
    ],
)
def test_brackets_that_only_group_may_stand(text, wanted):
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{{ small.close }} {% if week.end is rising %}x{% endif %}", (1, 19)),
        ("{{ small.close }} {{ small.week }}\n{{ week.end | level }}", (2, 1)),
        ("{% if week.shortened %}{{ week.end | level }}{% endif %} {{ week.base | level }}", (1, 58)),
        ("{% for x in [small.week] %}{{ week.end | level }}{% endfor %}", (1, 28)),
        ("{{ small.close }}{% set x = facts.rate | percent %}", (1, 18)),
        ("{{ small.close }}{% for x in small.week %}{% endfor %}", (1, 18)),
        ("a  {%- if true %} {{- week.end | level }}{% endif %}", (1, 19)),
        ("{{ small.year.x }} {{ small.year }}", (1, 15)),
    ],
)
def test_what_fails_while_it_is_printed_is_told_at_its_expression(text, place):
    assert [told[:2] for told in refused(text)] == [place]


def test_a_note_of_the_place_leaves_the_text_as_it_is():
    assert said("a  {%- if true %} b {%- endif %}\n {{- small.week -}} \n c {{ small.week }}\n") == "a b+5.0%c +5.0%\n"
    assert (
        said("{% set a = small.week %}\n{{ a }}{# x #}\n{% for b in [a] -%} \n {{ b }} {% endfor %}")
        == "\n+5.0%\n+5.0% "
    )


def test_a_forbidden_word_is_told_in_plain_words():
    assert refused("a {% raw %}x{% endraw %}")[0] == (1, 3, "{% raw %} may not stand in prose (if, for and set may)")
    assert refused("a {{ 'a\\nb' }}") == [(1, 6, "a backslash may not stand in prose's own words")]
    assert refused("{{ [small.week] }}")[0][2] == "only a figure, a fact or a date can be printed here"


def test_every_figure_that_cannot_be_printed_is_told_at_once():
    told = refused(
        "{{ small.year }} and {{ small.week }}\nbut {{ large.one_year | percent }} {{ small.week | points }}"
    )
    assert [(line, column) for line, column, _ in told] == [(1, 4), (2, 8), (2, 39)]
