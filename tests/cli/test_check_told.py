"""Findings told: for people, as JSON, as SARIF. What stands in the text never reaches the terminal as a command."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.cli.told import Told, ordered
from reportgen.cli.told.listed import listed
from reportgen.cli.told.people import MOST, paragraphs
from reportgen.cli.told.sarif import LEVELS, sarif
from reportgen.cli.told.screen import cells, excerpt, shown, wrapped
from reportgen.model import Finding, Place

LINE = "- Russell 2000: +4.1% for the week, new record high"
WRONG = Finding(
    "wrong-number", "error", Place("article.md", 8, 17), "the Russell 2000’s week was +4.6% (4.62), not +4.1%",
    "2508.22 on 2026-01-02, 2624.22 on 2026-01-09", "+4.6%", 22, "price return, close to close",
)  # fmt: skip
WHOLE = Finding("no-date", "warning", Place("article.md"), "the piece bears no date")
NOTE = Finding("superlative", "info", Place("article.md", 8, 37), "“new record high” holds", end_column=52)
TEXT = st.text(st.characters(), max_size=30)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(("wrong-number", "no-date")),
        st.sampled_from(("error", "warning", "info")),
        st.builds(Place, st.text(max_size=8), st.integers(1, 3), st.integers(1, 60)),
        *[TEXT] * 3,
        end_column=st.integers(0, 90),
        rule=TEXT,
    ),
    max_size=5,
)


def told(*findings):
    return Told(ordered(findings), ("article.md",), "closes.csv, week ending 2026-01-09")


def source(_):
    return [""] * 7 + [LINE]


def text(said, width=120, wrap=False, lines=source):
    return ["".join(words for words, _ in line) for line in paragraphs(said, lines, width, wrap)]


def test_people_see_the_words_what_is_true_and_the_fix():
    assert text(told(NOTE, WRONG, WHOLE)) == [
        "article.md:8:17: error [wrong-number]",
        "  8 | - Russell 2000: +4.1% for the week, new record high",
        "    |                 ^^^^^",
        "  the Russell 2000’s week was +4.6% (4.62), not +4.1%",
        "  from  2508.22 on 2026-01-02, 2624.22 on 2026-01-09",
        "  fix   +4.6%",
        "  rule  price return, close to close",
        "",
        "article.md:8:37: note [superlative]",
        "  8 | - Russell 2000: +4.1% for the week, new record high",
        "    |                                     ^^^^^^^^^^^^^^^",
        "  “new record high” holds",
        "",
        "article.md:1:1: warning [no-date]",
        "  the piece bears no date",
        "",
        "1 error, 1 warning, 1 note in article.md, checked against closes.csv, week ending 2026-01-09.",
        "Settle the errors, and check again.",
    ]


def test_a_clean_text_is_told_so():
    assert text(Told((), ("a.md", "b.md"))) == ["Nothing found in 2 files, checked without closes."]


def test_many_findings_are_cut_for_people_only():
    many = told(*(Finding("odd", "info", Place("article.md", n), "odd") for n in range(1, MOST + 11)))
    lines = text(many)
    assert "10 more findings are not shown; --json has them all." in lines
    assert lines[-1].startswith(f"{MOST + 10} notes")
    assert len(json.loads(listed(many))) == MOST + 10


@given(FINDINGS, st.lists(st.text(st.characters(), max_size=200), max_size=3), st.integers(40, 120), st.booleans())
def test_nothing_of_the_text_reaches_the_terminal_as_a_command(findings, lines, width, wrap):
    for line in text(told(*findings), width, wrap, lambda _: lines):
        assert line.isprintable()
        if " | " in line[:8]:
            assert cells(line) <= width
    for raw in (listed(told(*findings)), sarif(told(*findings))):
        assert not [
            letter
            for letter in raw.decode()
            if letter != "\n"
            and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")
            and letter not in PASSED
        ]


PASSED = {chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) == "Cf"} - set(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""Format letters that no terminal obeys (those of Arabic, Syriac, shorthand)."""


@given(st.text(st.sampled_from("ab 가Ａ\t\u0301\u202e\x1b–"), max_size=300), st.data(), st.integers(20, 130))
def test_the_marks_stand_below_the_words(line, data, room):
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    part = excerpt(line, start, end, room)
    whole = part.before + part.words + part.after
    assert cells(whole) <= room
    assert part.column == cells(part.before)
    assert part.width == max(1, cells(part.words))
    assert shown(line[start:end]).startswith(part.words)
    assert part.words == shown(line[start:end]) or part.after == "…"
    if cells(shown(line)) <= room - 2:
        assert whole == shown(line)


def test_a_long_line_is_cut_around_the_words():
    line = "word " * 60 + "+4.1%" + " word" * 60
    part = excerpt(line, 300, 305, 60)
    assert part.words == "+4.1%"
    assert part.before.startswith("…") and part.after.endswith("…")
    assert 55 <= cells(part.before + part.words + part.after) <= 60


@given(st.text(st.sampled_from("abc 가"), max_size=200), st.integers(20, 60))
def test_wrapped_text_keeps_its_words_and_its_width(words, width):
    lines = wrapped(words, width)
    assert " ".join(lines).split() == words.split()
    assert all(cells(line) <= width or " " not in line for line in lines)


def test_json_is_a_list_whose_mappings_all_have_the_same_keys():
    rows = json.loads(listed(told(NOTE, WRONG, WHOLE, WRONG)))
    assert [(row["line"], row["column"], row["end_column"]) for row in rows] == [(1, 1, 1), (8, 17, 22), (8, 37, 52)]
    assert {tuple(row) for row in rows} == {
        ("code", "severity", "file", "line", "column", "end_column", "message", "evidence", "suggestion", "rule")
    }
    assert rows[1]["message"] == WRONG.message
    assert json.loads(listed(told())) == []


@given(FINDINGS)
def test_json_keeps_every_word_and_the_order(findings):
    rows = json.loads(listed(told(*findings)))
    assert {(r["message"], r["evidence"], r["suggestion"], r["rule"], r["severity"]) for r in rows} == {
        (f.message, f.evidence, f.suggestion, f.rule, f.severity) for f in findings
    }
    places = [(row["file"], row["line"], row["column"]) for row in rows]
    assert places == sorted(places)
    assert all(row["end_column"] >= row["column"] >= 1 and row["line"] >= 1 for row in rows)


@given(FINDINGS)
def test_sarif_has_what_the_standard_asks_for(findings):
    """What the JSON Schema of SARIF 2.1.0 requires of a log, a run, a tool, a rule, an artifact and a result."""
    said = told(*findings)
    log = json.loads(sarif(said))
    assert sarif(said) == sarif(told(*reversed(findings)))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "reportgen"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    uris = [one["location"]["uri"] for one in run["artifacts"]]
    assert len(set(uris)) == len(uris)
    assert all(re.fullmatch(r"[\w.~/%:-]*", uri, re.ASCII) for uri in uris)
    assert len(run["results"]) == len(said.findings)
    for result, one in zip(run["results"], said.findings, strict=True):
        assert result["ruleId"] == one.code == ids[result["ruleIndex"]]
        assert result["level"] == LEVELS[one.severity]
        assert result["level"] in ("error", "warning", "note")
        assert one.message in result["message"]["text"]
        (location,) = result["locations"]
        where = location["physicalLocation"]
        assert uris[where["artifactLocation"]["index"]] == where["artifactLocation"]["uri"]
        region = where["region"]
        assert set(region) == {"startLine", "startColumn", "endColumn"}
        assert region["endColumn"] >= region["startColumn"] == one.place.column >= 1
        assert region["startLine"] == one.place.line >= 1


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("my article.md", "my%20article.md"),
        ("a/b:c.md", "a/b%3Ac.md"),
        ("/tmp/a b.md", "file:///tmp/a%20b.md"),
        ("ä", "%C3%A4"),
    ],
)
def test_a_file_is_a_uri_in_sarif(file, uri):
    log = json.loads(sarif(Told((), (file,))))
    assert log["runs"][0]["artifacts"] == [{"location": {"uri": uri}}]
