"""Laws of reading: every letter at its place, in order, whatever the line ends; nothing but a clear word is raised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import UsageError
from reportgen.reading import manuscript, words
from unit.reading.seen import misplaced, places

WORDS = st.sampled_from(
    ["Russell", "2000", "+4.6%", "S&P", "rose", "the", "“we", "like”", "—", "*bold*", "**2.1%**", "`code`", "~~no~~", "−1.2%",
     "[a link](https://example.org/2026)", "https://example.org/9.9", "１２％", "non\u00a0breaking", "so\u00adft", "x\u200by",
     "S\\*x", "week:", "end.", "Friday", "\"it", "is\"", "a<b>c</b>", "![alt 5%](p.png)", "| ", "3 |", "a  b", "\t", "[^1]",
     "_it_", "Jan.", "2,624.22", "e\u0301", "𝟓", "[1]", "U.S.", "‘so it’", "<br>", "<!-- 9% -->"]
)  # fmt: skip
STARTS = st.sampled_from(
    ["", "", "", "- ", "> ", "# ", "## ", "1. ", "    ", "  ", "* ", "| ", "> - ", "— ", "[1] ", "```", "---"]
)
LINES = st.builds(lambda start, words: start + " ".join(words), STARTS, st.lists(WORDS, max_size=12))
TEXTS = st.lists(LINES, max_size=14).map("\n".join)
SIMPLE = st.text(st.sampled_from('ab1 .%\n-*_`[]()<>&;#|"“”‘’!\\~=+:\t\u00a0\u200f２/@'), max_size=300)
KINDS = st.sampled_from(["markdown", "text", "html"])


@given(st.one_of(TEXTS, SIMPLE))
def test_every_letter_of_markdown_stands_where_it_is_said_to(text):
    assert misplaced(text, manuscript(text, "piece", "markdown").parts) == []


@given(st.one_of(TEXTS, SIMPLE))
def test_every_letter_of_plain_text_stands_where_it_is_said_to(text):
    assert misplaced(text, manuscript(text, "piece", "text").parts) == []


@given(st.one_of(TEXTS, SIMPLE))
def test_places_only_grow_in_plain_text(text):
    found = places(manuscript(text, "piece", "text").parts)
    assert found == sorted(set(found))


@given(TEXTS)
def test_places_only_grow_in_markdown_but_for_the_alt_texts_in_a_paragraph(text):
    found = places([part for part in manuscript(text, "piece", "markdown").parts if part.role != "alt"])
    assert found == sorted(found)


@given(st.one_of(TEXTS, SIMPLE), KINDS, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_change_nothing(text, kind, end):
    assert manuscript(text.replace("\n", end), "piece", kind) == manuscript(text, "piece", kind)


@given(st.text(max_size=400), KINDS)
def test_whatever_is_written_is_read_or_refused_in_words(text, kind):
    try:
        manuscript(text, "piece", kind)
    except UsageError as error:
        assert error.hint


@given(st.one_of(TEXTS, SIMPLE), KINDS)
def test_text_is_as_a_reader_reads_it(text, kind):
    for part in manuscript(text, "piece", kind).parts:
        assert part.text
        assert part.text == " ".join(part.text.split())
        assert not set(part.text) & set("\u00ad\u200b\u200f\u00a0１２％")
        assert [run.offset for run in part.runs] == sorted({run.offset for run in part.runs})
        assert all(run.line >= 1 and run.column >= 1 for run in part.runs)


@given(st.one_of(TEXTS, SIMPLE), KINDS)
def test_spans_lie_in_order_within_the_text(text, kind):
    for part in manuscript(text, "piece", kind).parts:
        for spans in (part.speech, part.cells):
            ends = [offset for span in spans for offset in span]
            assert ends == sorted(ends)
            assert all(0 <= offset <= len(part.text) for offset in ends)


@given(st.one_of(TEXTS, SIMPLE))
def test_cells_are_the_row_without_its_bars(text):
    for part in manuscript(text, "piece", "markdown").parts:
        if part.role == "row":
            assert " ".join(part.text[start:end] for start, end in part.cells).split() == [
                word
                for word in part.text.split()
                if word != "|" or "|" in "".join(part.text[s:e] for s, e in part.cells)
            ]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=200))
def test_a_plain_paragraph_is_one_part_at_most(text):
    assert len(words(text).parts) <= 1


@pytest.mark.parametrize("kind", ["markdown", "text", "html"])
def test_nothing_is_nothing(kind):
    assert manuscript("", "piece", kind).parts == ()
