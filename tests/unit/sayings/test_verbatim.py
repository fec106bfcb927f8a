"""Any declared cut of stored words holds, and any other word in their place is told where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from reportgen.sayings.verbatim import changes, held, words

WORDS = st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=5, max_size=40)
CUTS = st.sampled_from(["…", "...", ". . .", "[…]", "[...]"])


def holds(printed, stored):
    return held(words(printed), words(stored))


@given(WORDS, st.data())
def test_a_declared_cut_holds(stored, data):
    """Words left out, wherever, hold where each gap has its mark; the order stays."""
    kept = sorted(data.draw(st.sets(st.integers(0, len(stored) - 1), min_size=1)))
    printed, last = [], None
    for at in kept:
        if last is not None and at != last + 1:
            printed.append(data.draw(CUTS))
        printed.append(stored[at])
        last = at
    assert holds(" ".join(printed), " ".join(stored))


@given(WORDS, st.data())
def test_brackets_may_add_anywhere(stored, data):
    at = data.draw(st.integers(0, len(stored)))
    assert holds(" ".join([*stored[:at], "[the Fed, that is]", *stored[at:]]), " ".join(stored))


@given(WORDS, st.data())
def test_marks_dashes_and_white_space_make_no_difference(stored, data):
    printed = [data.draw(st.sampled_from([word, f"{word},", f"{word} —", f"“{word}”", f"{word}\n"])) for word in stored]
    assert holds(" ".join(printed).capitalize(), " ".join(stored))


@given(WORDS, st.data())
def test_one_other_word_is_told_where_it_stands(stored, data):
    at = data.draw(st.integers(0, len(stored) - 1))
    printed = [*stored[:at], "zzzqzzz", *stored[at + 1 :]]
    text, whole = " ".join(printed), " ".join(stored)
    assert not holds(text, whole)
    _, found = changes(words(text), words(whole), whole)
    assert any(text[one.span.start : one.span.end].split().count("zzzqzzz") for one in found)


@given(WORDS, st.data())
def test_a_word_left_out_without_a_mark_is_told(stored, data):
    unlike = [f"{word}{index}" for index, word in enumerate(stored)]
    at = data.draw(st.integers(1, len(unlike) - 2))
    text, whole = " ".join([*unlike[:at], *unlike[at + 1 :]]), " ".join(unlike)
    assert not holds(text, whole)
    _, found = changes(words(text), words(whole), whole)
    assert [one.stored for one in found] == [unlike[at]]


def test_numbers_keep_their_signs_and_points():
    assert not holds("it fell -0.4% then", "it fell 0.4% then")
    assert not holds("it fell 4% then", "it fell .4% then")
    assert not holds("we paid $5 for it", "we paid 5 for it")
    assert holds("it fell −0.4% then", "it fell -0.4% then")


def test_a_bracket_stands_for_three_words_and_no_more():
    assert holds("[the Fed] will not cut this year", "They will not cut this year")
    assert not holds("We [all] go home", "We say that you and they may go home")


def test_a_letter_in_brackets_is_the_word():
    assert holds("[W]e are at the gates", "I think that we are at the gates")


def test_a_cut_tells_what_it_left_out():
    assert holds("I do … think so", "I do not think so").left_out == (2,)


def test_other_order_does_not_hold():
    assert not holds("gates … we are at", "We are at the gates")
