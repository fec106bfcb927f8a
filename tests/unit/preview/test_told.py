"""Findings and mistakes as the desk shows them: the words to mark are those that the finding is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ConfigError, Mistakes
from reportgen.model import Finding, Manuscript, Part, Place, Run, Span
from reportgen.preview import told
from reportgen.reading import manuscript

TEXT = (
    "# A head\n\nThe Dow rose 2%, and *the Nasdaq* fell\n1% on Friday; nobody knew why.\n\n- one item\n- another one\n"
)


@given(st.data())
def test_the_words_of_a_finding_are_found_in_its_part(data):
    whole = manuscript(TEXT, "a.md", "markdown")
    part = data.draw(st.sampled_from([one for one in whole.parts if len(one.text) > 3]))
    start = data.draw(st.integers(0, len(part.text) - 1))
    place = part.place("a.md", start)
    end = data.draw(st.integers(start + 1, len(part.text)))
    finding = Finding("x", "error", place, "m", end_column=part.end_column(Span(start, end)))
    words = told.findings([finding], [whole], Path("/nowhere"))[0]["words"]
    asked = part.text[start:end]
    assert asked.startswith(words["words"])
    assert words["before"] == part.text[max(0, start - told.AROUND) : start]
    assert part.text[start + len(words["words"]) :].startswith(words["behind"])
    later = next((o for o in range(start, end) if part.place("", o).line != place.line), end)
    assert words["words"].rstrip() == part.text[start:later].rstrip()


def test_what_a_figure_prints_is_marked_whole():
    part = Part("paragraph", "It rose 4.6% then", (Run(0, 1, 1), Run(3, 1, 4), Run(12, 1, 30)), computed=(Span(3, 12),))
    part = replace(part, runs=(Run(0, 1, 1), *(Run(o, 1, 4) for o in range(3, 12)), Run(12, 1, 30)))
    finding = Finding("x", "error", Place("a.md", 1, 4), "m", end_column=5)
    shown = told.findings([finding], [Manuscript("a.md", (part,))], Path("/nowhere"))[0]
    assert shown["words"]["words"] == "rose 4.6%"


def test_what_is_about_no_words_has_none(tmp_path):
    whole = manuscript(TEXT, "a.md", "markdown")
    for finding in (
        Finding("x", "error", Place("a.md", 3, 1), "m"),
        Finding("x", "error", Place("b.md", 3, 1), "m", end_column=5),
        Finding("x", "error", Place("a.md", 99, 1), "m", end_column=5),
    ):
        assert told.findings([finding], [whole], tmp_path)[0]["words"] is None


def test_errors_stand_first_and_each_stands_once(tmp_path):
    (tmp_path / "a.md").write_text("one\ntwo\n")
    note, error = Finding("n", "info", Place("a.md", 1, 1), "m"), Finding("e", "error", Place("a.md", 2, 1), "m")
    shown = told.findings([note, error, note], [], tmp_path)
    assert [(one["code"], one["excerpt"], one["own"]) for one in shown] == [("e", "two", True), ("n", "one", True)]


def test_a_mistake_is_told_with_the_lines_around_it(tmp_path):
    (tmp_path / "config.yaml").write_text("\n".join(f"line {number}" for number in range(1, 10)))
    errors = [ConfigError("a", place=Place("config.yaml", line, 2), hint="do") for line in (1, 5, 9, 40)]
    shown = told.mistakes(Mistakes([*errors, ConfigError("b")]), tmp_path)
    assert [(one["first"], one["lines"]) for one in shown] == [
        (1, ["line 1", "line 2", "line 3"]),
        (3, [f"line {number}" for number in range(3, 8)]),
        (7, ["line 7", "line 8", "line 9"]),
        (38, []),
        (1, []),
    ]
    assert [one["own"] for one in shown] == [True, True, True, True, False]


def test_a_file_outside_of_the_newsletter_is_none_of_it(tmp_path):
    root = tmp_path / "root"
    (root / "in").mkdir(parents=True)
    (tmp_path / "out.md").write_text("secret")
    (root / "in/a.md").write_text("mine")
    (root / "link.md").symlink_to(tmp_path / "out.md")
    (root / "loop").symlink_to("loop")
    for name in ("../out.md", str(tmp_path / "out.md"), "link.md", "loop", "in", "", "no.md", "a\0b"):
        assert told.inside(root, name) is None
    assert told.inside(root, "in/a.md") == told.inside(root, "./in/../in/a.md") == (root / "in/a.md").resolve()
