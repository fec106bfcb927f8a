"""Marks: what is printed and where notes are called, whatever stands between them."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from reportgen.marks import figure_mark, figures_in, grouped, note_mark, plain, resolve
from reportgen.model import Figure, Printed

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Co", "Cs"]), max_size=8)
PIECES = st.lists(
    st.one_of(
        st.tuples(st.just("word"), WORDS),
        st.tuples(st.just("figure"), st.integers(0, 120)),
        st.tuples(st.just("note"), st.integers(0, 120)),
    ),
    max_size=12,
)


def marked(pieces):
    set_by = {"word": str, "figure": figure_mark, "note": note_mark}
    return "".join(set_by[kind](value) for kind, value in pieces)


@given(PIECES)
def test_every_mark_is_set_and_nothing_else_changes(pieces):
    found = resolve(marked(pieces), lambda i: f"<{i}>", lambda n: f"[{n}]")
    form = {"word": "{}", "figure": "<{}>", "note": "[{}]"}
    assert found == "".join(form[kind].format(value) for kind, value in pieces)


@given(PIECES)
def test_plain_text_says_figures_as_printed(pieces):
    printed = [Printed(Figure("a", 1.0, "level", "", (), "", ""), f"+{i}.0%") for i in range(121)]
    read = "".join(f"+{v}.0%" if k == "figure" else v if k == "word" else "" for k, v in pieces)
    noted = "".join(f"+{v}.0%" if k == "figure" else v if k == "word" else f" [{v}]" for k, v in pieces)
    assert plain(marked(pieces), printed) == read
    assert plain(marked(pieces), printed, notes=True) == noted


@given(PIECES)
def test_the_figures_of_a_text_in_their_order(pieces):
    assert figures_in(marked(pieces)) == [value for kind, value in pieces if kind == "figure"]


@given(PIECES)
def test_only_calls_with_nothing_between_them_are_grouped(pieces):
    text, begin, end = grouped(marked(pieces)), '<span class="calls">', "</span>"
    assert text.replace(begin, "").replace(end, "") == marked(pieces)
    runs = ["".join(note_mark(value) for _, value in run) for run in together(pieces) if len(run) > 1]
    assert [part.partition(end)[0] for part in text.split(begin)[1:]] == runs


def together(pieces):
    """The runs of notes, empty words between them left out."""
    told = [one for one in pieces if one != ("word", "")]
    return [list(run) for note, run in groupby(told, lambda one: one[0] == "note") if note]


def test_marks_are_of_two_kinds_and_private():
    assert figure_mark(0) != note_mark(0)
    assert all("\ue000" <= c <= "\uf8ff" or c.isdigit() for c in figure_mark(12) + note_mark(3))
