"""config.yaml as nouns: what stands there is what is meant, and every mistake is told at once, at its place."""

import json
import re
import tempfile
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.config import load, schema
from reportgen.config.issues import issue_files
from reportgen.errors import ReportgenError
from reportgen.model import Instrument, MarketPlan, Place
from reportgen.yamlfile import place_of
from unit.config.minimal import MINIMAL, mistakes, written
from unit.made import ROOT


def test_the_smallest_issue(tmp_path):
    project = written(tmp_path)
    assert (project.folder, project.config) == (tmp_path, "config.yaml")
    assert project.publication.name == "The Weekly"
    assert (project.publication.publisher, project.publication.language) == ("The Press", "en-US")
    assert (project.publication.strapline, project.publication.foot, project.publication.contact) == ("", "", ())
    assert project.market == MarketPlan(
        "csv", tmp_path / "closes.csv", "", "XNYS", "small", store=tmp_path / "closes.sqlite"
    )
    assert list(project.instruments) == ["small", "large"]
    assert project.instruments["large"].short == "Large"
    assert project.columns == ("close", "week", "month", "quarter", "year")
    assert (project.charts, project.funds, project.wordings) == ({}, {}, {})
    issue = project.issue
    assert (issue.week_ending, issue.week_place, issue.byline) == (None, None, "")
    assert (issue.title.text, issue.deck.text, issue.body.text) == ("A title", "", "A word.")
    assert (issue.key_points, issue.risks, issue.quotes, issue.facts) == ((), (), {}, {})


def test_a_known_index_brings_its_owner_and_what_it_measures(tmp_path):
    small = written(tmp_path).instruments["small"]
    assert small == Instrument(
        "small", "^RUT", "Small Companies", "Small Companies", "index", "FTSE Russell", small.tracks, calendar="XNYS",
        group="indexes", begins=small.begins,
    )  # fmt: skip
    assert "Russell 3000" in small.tracks
    own = written(tmp_path, MINIMAL.replace("name: Small Companies", "name: Small, owner: Me, tracks: mine"))
    assert (own.instruments["small"].owner, own.instruments["small"].tracks) == ("Me", "mine")
    none = written(tmp_path, MINIMAL.replace("^RUT", "^XYZ"))
    assert (none.instruments["small"].owner, none.instruments["small"].tracks) == ("", "")


FULL = MINIMAL.replace("market:", "quotes:\n  old: {text: Old words, speaker: A, date: 2025, outlet: P}\nfacts:\n"
                       "  standing: {value: 1%, about: x, kind: fact, source: s, date: d}\nmarket:").replace(
    "  path: closes.csv", "  path: closes.csv\n  label: A feed\n  exchange: XLON\n  benchmark: large") + """\
  week_ending: 2026-01-09
  deck: A deck
  byline: By me
  key_points:
    - One
    - Two
  risks:
    - {title: A risk, text: Some text}
  quotes:
    new: {text: New words, speaker: B, role: R, firm: F, date: 2026-01-09, outlet: O, url: https://example.org, note: N}
  facts:
    peak: {value: "2,603.91", about: Record, kind: fact, source: S, date: 2026-01-08, record_of: small}
    guess: {value: 14.6%, about: Growth, kind: estimate, source: S, date: January 2026, url: "https://example.org"}
charts:
  bars: {kind: bars}
  line: {kind: trend, from: 2025-12-31, instruments: [large], title: "From {{ large.week }}"}
  own: {kind: "package.module:function"}
funds:
  IWM: {name: Fund, tracks: Index, expense_ratio: 0.19%, source: S, url: https://example.org, as_of: 2026}
disclosures:
  conflicts: None.
performance: [close, week]
"""  # fmt: skip


def test_everything_that_can_be_said(tmp_path):
    project = written(tmp_path, FULL)
    issue = project.issue
    assert issue.week_ending == date(2026, 1, 9)
    assert issue.week_place.line == FULL[: FULL.index("week_ending")].count("\n") + 1
    assert [p.text for p in issue.key_points] == ["One", "Two"]
    assert (issue.risks[0].title.text, issue.risks[0].text.text) == ("A risk", "Some text")
    assert set(issue.quotes) == {"old", "new"}
    new = issue.quotes["new"]
    assert (new.key, new.role, new.firm, new.url, new.note) == ("new", "R", "F", "https://example.org", "N")
    assert (issue.quotes["old"].url, issue.quotes["old"].date) == ("", "2025")
    assert set(issue.facts) == {"standing", "peak", "guess"}
    peak = issue.facts["peak"]
    assert (peak.record_of, peak.session, peak.value) == ("small", date(2026, 1, 8), "2,603.91")
    assert (issue.facts["guess"].session, issue.facts["guess"].record_of) == (None, "")
    assert project.charts["bars"].instruments == ("small", "large")
    line = project.charts["line"]
    assert (line.kind, line.start, line.instruments) == ("trend", date(2025, 12, 31), ("large",))
    assert line.title.text == "From {{ large.week }}"
    assert project.charts["own"].kind == "package.module:function"
    assert project.funds["IWM"].expense_ratio == "0.19%"
    assert project.wordings == {"conflicts": "None."}
    assert project.market == MarketPlan(
        "csv", tmp_path / "closes.csv", "A feed", "XLON", "large", store=tmp_path / "closes.sqlite"
    )


def test_every_passage_knows_where_it_stands(tmp_path):
    project = written(tmp_path, FULL)
    issue = project.issue
    passages = [issue.title, issue.deck, *issue.key_points, issue.body, issue.risks[0].title, issue.risks[0].text]
    passages.append(project.charts["line"].title)
    rows = FULL.split("\n")
    for one in passages:
        place = place_of(one, 0)
        assert rows[place.line - 1][place.column - 1 :].startswith(one.text)


def test_the_issues_own_words_come_before_the_standing_ones(tmp_path):
    text = FULL.replace("new: {text", "old: {text")
    assert written(tmp_path, text).issue.quotes["old"].text == "New words"


def test_an_empty_key_is_as_if_it_were_not_there(tmp_path):
    text = MINIMAL + "  deck:\n"
    assert any("issue.deck" in line for line in mistakes(tmp_path, text)) or written(tmp_path, text)
    optional = MINIMAL.replace("short: Large", "short: ")
    assert written(tmp_path, optional).instruments["large"].short == "Large Companies"
    assert written(tmp_path, MINIMAL + "  week_ending:\n").issue.week_ending is None


# -- mistakes ------------------------------------------------------------------------------------------------

LINES = [
    ("  name: The Weekly", "  nam: The Weekly", ["2:3: publication.nam: unknown key (did you mean 'name'?)", "2:3: publication.name: is missing (the newsletter's name)"]),
    ("  name: The Weekly\n", "", ["2:3: publication.name: is missing (the newsletter's name)"]),
    ("  name: The Weekly", "  name:", ["2:8: publication.name: is empty (the newsletter's name)"]),
    ("  name: The Weekly", "  name: '  '", ["2:9: publication.name: is empty (the newsletter's name)"]),
    ("  name: The Weekly", "  name: [a]", ["2:9: publication.name: must be text"]),
    ("publication:\n  name: The Weekly\n  publisher: The Press", "publication: words", ["1:14: publication: must be a mapping of keys to values"]),
    ("publication:\n  name: The Weekly\n  publisher: The Press\n", "", ["1:1: publication: is missing (who publishes)"]),
    ("  source: csv", "  source: cvs", ["5:11: market.source: 'cvs' is not known (did you mean 'csv'?)"]),
    ("  source: csv\n  path: closes.csv", "  source: csv", ["5:11: market.path: a csv source needs one"]),
    ("  source: csv\n  path: closes.csv", "  source: record", ["5:11: market.path: a record source needs one"]),
    ("  path: closes.csv", "  path: closes.csv\n  benchmark: larg", ["7:14: market.benchmark: there is no instrument 'larg' (did you mean 'large'?)"]),
    ("  path: closes.csv", "  path: closes.csv\n  exchange: xnys", ["7:13: market.exchange: 'xnys': an exchange code, such as XNYS"]),
    ("symbol: ^RUT", "symbol: $(rm -rf /)", ["8:19: instruments.small.symbol: '$(rm -rf /)': a symbol holds letters, digits and ^ . = - _ only, such as ^RUT"]),
    ("symbol: ^RUT", "symbol: ../../x", ["8:19: instruments.small.symbol: '../../x': a symbol holds letters, digits and ^ . = - _ only, such as ^RUT"]),
    ("symbol: ^RUT", "symbol: ^GSPC", ["9:19: instruments.large.symbol: ^GSPC is small already"]),
    ("  small: {", "  Small: {", ["8:3: instruments.Small: a name holds small letters, digits and _ only"]),
    ("  small: {", "  week: {", ["8:3: instruments.week: the name is taken"]),
    ("  small: {", "  facts: {", ["8:3: instruments.facts: the name is taken"]),
    ("  large: {symbol: ^GSPC, name: Large Companies, short: Large}", "  large:", ["9:9: instruments.large: is empty"]),
    ("  large: {symbol: ^GSPC, name: Large Companies, short: Large}", "  large: [a]", ["9:10: instruments.large: must be a mapping of keys to values"]),
    ("  title: A title\n", "", ["11:3: issue.title: is missing (headline)"]),
    ("  body: A word.", "  body: A word.\n  bdoy: x", ["13:3: issue.bdoy: unknown key (did you mean 'body'?)"]),
    ("  body: A word.", "  body: A word.\n  week_ending: 2026-13-01", ["13:16: issue.week_ending: '2026-13-01' is no date (write 2026-01-09)"]),
    ("  body: A word.", "  body: A word.\n  week_ending: next Friday", ["13:16: issue.week_ending: 'next Friday' is no date (write 2026-01-09)"]),
    ("  body: A word.", "  body: A word.\n  key_points: one", ["13:15: issue.key_points: must be a list, one entry a line, each behind a dash"]),
    ("  body: A word.", "  body: A word.\n  key_points: [a, '']", ["13:19: issue.key_points[2]: is empty"]),
    ("  body: A word.", "  body: A word.\n  risks: [{title: T}]", ["13:11: issue.risks[1].text: is missing (a few sentences of Markdown, figures by name)"]),
    ("issue:\n  title: A title\n  body: A word.\n", "", ["1:1: issue: is missing (this week's words)"]),
    ("issue:", "looks: {}\nissue:", ["10:1: looks: unknown key (did you mean 'look'?)"]),
    ("issue:", "zzz: {}\nissue:", ["10:1: zzz: unknown key"]),
    ("issue:", "look: {accent: red}\nissue:", ["10:16: look.accent: 'red': a colour is written #rrggbb, in quotation marks"]),
    ("issue:", "look: {paper: a5}\nissue:", ["10:15: look.paper: 'a5' is not one of letter or a4"]),
    ("issue:", "performance: [close, wek]\nissue:", ["10:22: performance[2]: there is no figure 'wek' (did you mean 'week'?)"]),
    ("issue:", "performance: []\nissue:", ["10:14: performance: is empty (columns of the performance table: measures and `sparkline`)"]),
    ("issue:", "performance: [Close!]\nissue:", ["10:15: performance[1]: 'Close!': small letters, digits and _ only"]),
    ("issue:", "charts: {c: {kind: bar}}\nissue:", ["10:20: charts.c.kind: 'bar' is not known (did you mean 'bars'?)"]),
    ("issue:", "charts: {c: {kind: trend}}\nissue:", ["10:13: charts.c.from: a trend needs its first session"]),
    ("issue:", "charts: {c: {kind: trend, from: soon}}\nissue:", ["10:33: charts.c.from: 'soon' is no date (write 2026-01-09)"]),
    ("issue:", "charts: {c: {kind: bars, instruments: [smal]}}\nissue:", ["10:40: charts.c.instruments[1]: there is no instrument 'smal' (did you mean 'small'?)"]),
    ("issue:", "charts: {c: {kind: bars, form: 2026-01-09}}\nissue:", ["10:26: charts.c.form: unknown key (did you mean 'from'?)"]),
    ("issue:", "funds: {iwm: {name: n, tracks: t, expense_ratio: e, source: s, url: https://x.org, as_of: a}}\nissue:", ["10:9: funds.iwm: a ticker is in capitals"]),
    ("issue:", "funds: {IWM: {name: n, tracks: t, expense_ratio: e, source: s, url: x.org, as_of: a}}\nissue:", ["10:69: funds.IWM.url: 'x.org': a link begins with https:// (or http://, mailto:)"]),
    ("issue:", "facts: {a: {value: v, about: b, kind: guess, source: s, date: d}}\nissue:", ["10:39: facts.a.kind: 'guess' is not one of fact, estimate, forecast or opinion"]),
    ("issue:", "facts: {a: {value: v, about: b, kind: fact, source: s, date: 2026-01-08, record_of: small}}\nissue:", ["10:12: facts.a: an earlier record close needs a level as value and a session as date"]),
    ("issue:", "facts: {a: {value: '2', about: b, kind: fact, source: s, date: soon, record_of: small}}\nissue:", ["10:12: facts.a: an earlier record close needs a level as value and a session as date"]),
    ("issue:", "facts: {a: {value: '2', about: b, kind: fact, source: s, date: 2026-01-08, record_of: smal}}\nissue:", ["10:87: facts.a.record_of: there is no instrument 'smal' (did you mean 'small'?)"]),
    ("issue:", "disclosures: {conflict: x}\nissue:", ["10:15: disclosures.conflict: there is no disclosure of that id (did you mean 'conflicts'?)"]),
    ("issue:", "facts: {a: &f {value: '2', about: b, kind: fact, source: s, date: 2026-01-08, record_of: small}, b: *f}\nissue:", ["10:90: facts.b.record_of: facts.a is the record of small already"]),
    ("  publisher: The Press", "  publisher: The Press\n  language: de", ["4:13: publication.language: 'de': an English language tag, such as en-US"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "told"), LINES, ids=[f"{i}-{one[2][0][:40]}" for i, one in enumerate(LINES)]
)
def test_each_mistake_at_its_place_in_peoples_words(tmp_path, right, wrong, told):
    assert right in MINIMAL
    found = mistakes(tmp_path, MINIMAL.replace(right, wrong, 1))
    assert len(found) == len(told)
    for line, words in zip(sorted(found), sorted(told), strict=True):
        assert line.startswith(f"config.yaml:{words}")


@pytest.mark.parametrize("value", ["nan", "inf", "-5", "0", "1e400"])
def test_a_record_close_is_a_level(tmp_path, value):
    fact = f"facts: {{a: {{value: '{value}', about: b, kind: fact, source: s, date: 2026-01-08, record_of: small}}}}\nissue:"
    assert mistakes(tmp_path, MINIMAL.replace("issue:", fact))


@given(st.sets(st.sampled_from(range(len(LINES))), min_size=2, max_size=5))
def test_all_mistakes_are_told_at_once(chosen):
    text, first, later, used = MINIMAL, 0, 0, set()
    for index in sorted(chosen):
        right, wrong, told = LINES[index]
        if right in used or right not in text or "\n" in right or "missing" in told[0]:
            continue
        used.add(right)
        text = text.replace(right, wrong, 1)
        if index in FIRST:
            first += len(told)
        else:
            later += len(told)
    with tempfile.TemporaryDirectory() as folder:
        assert len(mistakes(Path(folder), text)) == (first or later)


FIRST = {
    i
    for i, (_, _, told) in enumerate(LINES)
    if not any(
        words in told[0]
        for words in (
            "not known",
            "no instrument",
            "no disclosure",
            "no figure",
            "already",
            "taken",
            "needs",
            "an earlier record",
            "is missing (this",
        )
    )
}
"""Mistakes that a form tells; the others (names that nothing bears) are told once every form is filled in rightly."""


@given(st.data())
def test_an_unknown_key_anywhere_is_told_at_its_line(data):
    name = data.draw(st.text("qxz", min_size=3, max_size=8))
    rows = FULL.split("\n")
    at = data.draw(
        st.sampled_from([i for i, row in enumerate(rows) if row.endswith(":") and rows[i + 1].strip()[:1] != "-"])
    )
    if rows[at].strip() in ("quotes:", "facts:", "instruments:", "charts:", "funds:", "disclosures:"):
        return
    inner = len(rows[at + 1]) - len(rows[at + 1].lstrip())
    rows.insert(at + 1, f"{' ' * inner}{name}: x")
    with tempfile.TemporaryDirectory() as folder:
        found = mistakes(Path(folder), "\n".join(rows))
    assert any(line.startswith(f"config.yaml:{at + 2}:{inner + 1}: ") and "unknown key" in line for line in found)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "config.yaml:1:1: is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "config.yaml:1:1: is not UTF-8 text"),
        (b"\x00" * 2000, "config.yaml:1:1: holds a character that is not text (U+0000)"),
        (b"a: 'b\n", "config.yaml:1:4: a quotation mark opened here is never closed"),
        (b"publication:\n\tname: x\n", "config.yaml:2:1: a tab stands where YAML wants spaces"),
        (b"#" * 10_000_000, "config.yaml:1:1: is 10 MB large; at most 2 MB are read"),
        (MINIMAL.encode() + b"issue: {}\n", "config.yaml:13:1: issue: stands twice (first on line 10)"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, content, told):
    assert mistakes(tmp_path, content) == [told]


ODD = st.recursive(
    st.one_of(
        st.sampled_from(
            ["", "~", "x", "2026-01-09", "1", "true", "[[chart]]", "{{ small.week }}", "#0b5d4b", "^RUT", "a.ttf"]
        ),
        st.text(max_size=5),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["name", "text", "kind", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.data())
def test_whatever_stands_there_is_a_project_or_told_mistakes(data):
    content = yaml.load(FULL, Loader=yaml.BaseLoader)
    for _ in range(data.draw(st.integers(1, 3))):
        place = content
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
                place = place[key]
                continue
            place[key] = data.draw(ODD)
            break
    with tempfile.TemporaryDirectory() as folder:
        for told in mistakes(Path(folder), json.dumps(content, ensure_ascii=False)):
            assert told.startswith("config.yaml:")


def test_a_missing_file_and_a_folder_in_its_place(tmp_path):
    for _ in range(2):
        with pytest.raises(ReportgenError) as caught:
            load(tmp_path)
        assert caught.value.exit == 3
        assert str(caught.value.place) == "config.yaml:1:1"
        (tmp_path / "config.yaml").mkdir(exist_ok=True)


def test_another_name_for_the_config(tmp_path):
    (tmp_path / "other.yaml").write_text(MINIMAL)
    assert load(tmp_path, config="other.yaml").config == "other.yaml"


# -- an issue of its own file --------------------------------------------------------------------------------

ISSUE = """\
---
title: Of {{ small.week }}
week_ending: 2026-01-09
facts:
  own: {value: 1%, about: x, kind: fact, source: s, date: d}
---

The {{ small.close }} body.

[[performance]]
"""
STANDING = MINIMAL[: MINIMAL.index("issue:")]


def with_issue(folder, text=ISSUE, config=STANDING):
    (folder / "config.yaml").write_text(config)
    (folder / "issues").mkdir(exist_ok=True)
    (folder / "issues" / "2026-01-09.md").write_text(text)
    return Path("issues/2026-01-09.md")


def test_an_issue_file_has_its_keys_above_and_its_body_below(tmp_path):
    project = load(tmp_path, with_issue(tmp_path))
    issue = project.issue
    assert issue.body.text == "The {{ small.close }} body.\n\n[[performance]]"
    assert issue.week_ending == date(2026, 1, 9)
    assert str(issue.week_place) == "issues/2026-01-09.md:3:14"
    rows = ISSUE.split("\n")
    for passage, word in ((issue.title, "small"), (issue.body, "small"), (issue.body, "[[")):
        place = place_of(passage, passage.text.index(word))
        assert place.file == "issues/2026-01-09.md"
        assert rows[place.line - 1][place.column - 1 :].startswith(word)


def test_every_letter_of_an_issues_body_is_traced(tmp_path):
    for blank in ("", "\n", "\n\n\n"):
        body = load(tmp_path, with_issue(tmp_path, ISSUE.replace("---\n\nThe", f"---\n{blank}> The"))).issue.body
        rows = (tmp_path / "issues" / "2026-01-09.md").read_text().split("\n")
        for index, letter in enumerate(body.text):
            if not letter.isspace():
                place = place_of(body, index)
                assert rows[place.line - 1][place.column - 1] == letter


def test_an_issue_file_stands_in_for_the_issue_in_the_config(tmp_path):
    assert load(tmp_path, with_issue(tmp_path, config=MINIMAL)).issue.title.text == "Of {{ small.week }}"
    absolute = tmp_path / with_issue(tmp_path)
    assert load(tmp_path, absolute).issue.title.file == "issues/2026-01-09.md"


def test_without_an_issue_named_or_in_the_config_the_newest_file_is_meant(tmp_path):
    with_issue(tmp_path)
    (tmp_path / "issues/2025-12-31.md").write_text("not read")
    (tmp_path / "issues/2026-02-29.draft.md").write_text("no issue file")
    (tmp_path / "issues/2027-01-01.md").mkdir()
    assert issue_files(tmp_path) == (Path("issues/2025-12-31.md"), Path("issues/2026-01-09.md"))
    assert load(tmp_path).issue.title.file == "issues/2026-01-09.md"
    assert load(tmp_path, words=False).issue.title.text == "no issue"


def test_the_issue_of_the_config_goes_before_the_files(tmp_path):
    with_issue(tmp_path, config=MINIMAL)
    assert load(tmp_path).issue.title.file == "config.yaml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: x\n", "issues/2026-01-09.md:1:1: must begin with its keys between two lines of ---"),
        ("---\ntitle: x\n", "issues/2026-01-09.md:1:1: must begin with its keys between two lines of ---"),
        (
            "---\ntitle: x\nbody: y\n---\nz\n",
            "issues/2026-01-09.md:3:1: body: stands below the second --- in an issue file",
        ),
        ("---\ntitel: x\n---\nz\n", "issues/2026-01-09.md:2:1: titel: unknown key (did you mean 'title'?)"),
        ("---\ntitle: x\n---\n", "issues/2026-01-09.md:4:1: body: is empty"),
        ("---\ntitle: x\ntitle: y\n---\nz\n", "issues/2026-01-09.md:3:1: title: stands twice (first on line 2)"),
        ("---\n---\nz\n", "issues/2026-01-09.md:1:1: is empty"),
        ("", "issues/2026-01-09.md:1:1: must begin with its keys"),
    ],
)
def test_issue_files_that_say_too_little(tmp_path, text, told):
    issue = with_issue(tmp_path, text)
    found = mistakes(tmp_path, STANDING, issue)
    assert any(line.startswith(told) for line in found), found


def test_a_missing_issue_file(tmp_path):
    assert mistakes(tmp_path, MINIMAL, Path("issues/none.md")) == ["issues/none.md:1:1: there is no such file"]


def test_mistakes_of_both_files_are_told_at_once(tmp_path):
    issue = with_issue(tmp_path, ISSUE.replace("title:", "titel:"))
    found = mistakes(tmp_path, STANDING.replace("  name: The Weekly", "  nam: x"), issue)
    assert {line.split(":")[0] for line in found} == {"config.yaml", "issues/2026-01-09.md"}


# -- the schema ----------------------------------------------------------------------------------------------


def test_the_schema_knows_every_key_with_its_description():
    drawn = schema()
    assert drawn["$schema"].startswith("https://json-schema.org/")
    assert set(drawn["required"]) == {"publication", "market", "instruments"}
    json.dumps(drawn)
    forms = [drawn, *drawn["$defs"].values()]
    for form in forms:
        assert form["additionalProperties"] is False
        for name, field in form["properties"].items():
            assert field.get("description"), name
    assert "from" in drawn["$defs"]["ChartForm"]["properties"]


def test_the_shipped_config_holds_only_keys_of_the_schema():
    drawn = schema()

    def check(value, form):
        form = drawn["$defs"][form["$ref"].rsplit("/", 1)[1]] if "$ref" in form else form
        for option in form.get("anyOf", [form]):
            option = drawn["$defs"][option["$ref"].rsplit("/", 1)[1]] if "$ref" in option else option
            if option.get("type") == {dict: "object", list: "array"}.get(type(value)):
                form = option
        if isinstance(value, dict):
            for key, inner in value.items():
                named = {**dict.fromkeys(form.get("patternProperties", {})), **form.get("properties", {})}
                pattern = next((p for p in form.get("patternProperties", {}) if re.match(p, key)), None)
                assert key in named or pattern, key
                check(inner, form["patternProperties"][pattern] if pattern else named[key])
        elif isinstance(value, list):
            for inner in value:
                check(inner, form["items"])

    check(yaml.safe_load((ROOT / "config.yaml").read_text()), drawn)


def test_the_shipped_project(shipped):
    project = shipped.project
    assert project.publication.name == "Small-Cap Weekly"
    assert project.issue.week_ending == date(2026, 1, 9)
    assert project.market.benchmark == "sp_500"
    assert all(one.owner and one.tracks for one in project.instruments.values())
    assert all(fact.url for fact in project.issue.facts.values())
    assert isinstance(project.issue.week_place, Place)
    assert {f.name for f in fields(project)} >= {"publication", "issue"}


RESERVED = [
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "endset",
    "true",
    "false",
    "none",
    "loop",
    "self",
    "super",
    "caller",
    "varargs",
    "kwargs",
    "range",
    "include",
    "import",
    "from",
    "macro",
    "endmacro",
    "call",
    "filter",
    "block",
    "extends",
    "with",
    "as",
    "do",
    "raw",
    "facts",
    "week",
    "recursive",
    "ignore",
    "missing",
    "context",
    "without",
    "decimals",
    "year",
    "percent",
    "known",
]


@pytest.mark.parametrize("name", RESERVED)
def test_every_name_that_is_taken_for_an_instrument_works_in_prose(tmp_path, name):
    from unit.made import SMALL, SMALL_ONE, desk, said

    if mistakes(tmp_path, MINIMAL.replace("  small: {", f"  {name}: {{")):
        return
    one = type(SMALL_ONE)(**{**SMALL_ONE.__dict__, "key": name})
    assert said(f"{{{{ {name}.close }}}}", desk({name: SMALL}, instruments=(one,), benchmark=name)) == "105.00"
