"""Waivers: what is let pass is said; what is incomplete, late or unused is an error."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Finding, Place, Profile
from reportgen.reading import manuscript
from reportgen.wording import check, settled, waivable, waivers

DAY = date(2026, 1, 9)
WAIVER = (
    '{# check-ok: wording-exaggerated "compelling" reason="risks stand beside it" by="J. Smith" until=2026-12-31 #}'
)
WORDS = "Rates have created a compelling setup."


def told(source, on=DAY, more=()):
    found = [*check(manuscript(source, "a.md", "markdown"), Profile(), on), *more]
    return [(one.code, one.severity) for one in settled(found, waivers(source, "a.md"), on) if one.code != "pack-stale"]


@pytest.mark.parametrize(
    "form", [WAIVER, WAIVER.replace("{#", "<!--").replace("#}", "-->"), WAIVER.replace('"', "'", 2)]
)
@pytest.mark.parametrize("source", ["{w}\n\n{t}", "{t} {w}", "{t}\n{w}", "# Head\n\n{w}\n{t}\n", "- {w}\n- {t}"])
def test_a_whole_waiver_takes_its_finding_away_and_says_so(form, source):
    source = source.replace("{w}", form).replace("{t}", WORDS)
    assert told(source) == [("waived", "info")]


def test_it_says_who_and_why_and_until_when():
    source = f"{WAIVER}\n\n{WORDS}"
    found = settled(check(manuscript(source, "a.md", "markdown"), Profile(), DAY), waivers(source, "a.md"), DAY)
    assert (
        "J. Smith" in found[0].message
        and "risks stand beside it" in found[0].message
        and "2026-12-31" in found[0].message
    )
    assert (found[0].place, found[0].end_column) == (Place("a.md", 1, 1), len(WAIVER) + 1)


@pytest.mark.parametrize(
    "source", ["{w}\n\nA first one.\n\nAnother.\n\n{t}", "{t}\n\nAnother.\n\n{w}", "{w}\n\nOther words."]
)
def test_it_bears_on_its_own_paragraph_and_the_next_alone(source):
    codes = [code for code, _ in told(source.replace("{w}", WAIVER).replace("{t}", WORDS))]
    assert "waiver-unused" in codes and "waived" not in codes
    assert ("wording-exaggerated" in codes) == ("{t}" in source)


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        ("risks stand beside it", "fine", "a reason"),
        (' by="J. Smith"', "", "a person"),
        (" until=2026-12-31", "", "an end date"),
        ("2026-12-31", "2026-13-31", "an end date"),
        (' "compelling"', "", "the words"),
        ("wording-exaggerated ", "", "the finding's code"),
    ],
)
def test_an_incomplete_waiver_is_an_error_that_says_what_it_lacks(old, new, lacks):
    source = f"{WAIVER.replace(old, new)}\n\n{WORDS}"
    found = settled(check(manuscript(source, "a.md", "markdown"), Profile(), DAY), waivers(source, "a.md"), DAY)
    by_code = {one.code: one for one in found}
    assert set(by_code) == {"wording-exaggerated", "waiver-incomplete"}
    assert by_code["waiver-incomplete"].severity == "error" and lacks in by_code["waiver-incomplete"].message


def test_a_waiver_ends_with_its_day():
    source = f"{WAIVER}\n\n{WORDS}"
    assert told(source, date(2026, 11, 1)) == [("waived", "info")]
    assert told(source.replace("2026-12-31", "2026-01-09")) == [("waived", "info")]
    late = told(source.replace("2026-12-31", "2026-01-08"))
    assert sorted(late) == [("waiver-expired", "error"), ("wording-exaggerated", "warning")]


@pytest.mark.parametrize("code", ["claim-wrong", "wrong", "integrity-hash", "waiver-unused", "quote-altered"])
def test_a_wrong_figure_and_integrity_cannot_be_waived(code):
    source = f"{WAIVER.replace('wording-exaggerated', code).replace('compelling', '4.1%')}\n\nIt rose 4.1%."
    more = [Finding(code, "error", Place("a.md", 3, 9), "wrong", "4.1%", end_column=13)]
    assert not waivable(code)
    assert sorted(told(source, more=more)) == sorted([(code, "error"), ("waiver-refused", "error")])


def test_any_other_finding_of_any_check_can_be_and_a_whole_pieces_anywhere():
    source = (
        f"{WAIVER.replace('wording-exaggerated', 'missing-source').replace('compelling', '60%')}\n\nMore than 60% rose."
    )
    more = [Finding("missing-source", "error", Place("a.md", 3, 11), "no source", "over 60%", end_column=14)]
    assert told(source, more=more) == [("waived", "info")]
    source = f"One.\n\nTwo.\n\n{source}"
    whole = [Finding("missing-source", "error", Place("a.md"), "no source", "over 60%")]
    assert told(source, more=whole) == [("waived", "info")]
    other = [Finding("missing-source", "error", Place("b.md"), "no source", "over 60%")]
    assert sorted(told(source, more=other)) == [("missing-source", "error"), ("waiver-unused", "error")]


def test_html_paragraphs_end_with_their_tags():
    comment = WAIVER.replace("{#", "<!--").replace("#}", "-->")
    near, far = f"<p>{comment} One.</p><p>Two.</p>", f"<p>{comment} One.</p><p>Two.</p><p>Three.</p>"
    place = lambda source, word: Place("a.html", 1, source.index(word) + 1)  # noqa: E731
    for source, word, code in ((near, "Two", "waived"), (far, "Three", "waiver-unused")):
        finding = Finding("wording-exaggerated", "warning", place(source, word), "m", "compelling", end_column=9)
        assert code in [one.code for one in settled([finding], waivers(source, "a.html"), DAY)]


def test_words_may_hold_an_apostrophe_and_yaml_may_escape_its_marks():
    mine = WAIVER.replace("wording-exaggerated", "wording-promissory").replace("compelling", "can't lose")
    assert told(f"{mine}\n\nYou can’t lose money here.") == [("waived", "info")]
    assert told(WAIVER.replace('"', '\\"') + f"\n\n{WORDS}") == [("waived", "info")]


def test_an_unclosed_comment_is_none_and_a_text_without_waivers_is_left_alone():
    assert waivers("{# check-ok: wording-x 'y'", "a.md") == ()
    findings = (Finding("a", "error", Place("a.md", 2, 1), "m", "e"),)
    assert settled(findings, waivers("Words.", "a.md"), DAY) == findings


@given(st.text(max_size=200), st.text(max_size=200), st.integers(-400, 400))
def test_whatever_stands_around_nothing_is_lost(before, after, days):
    """Each finding either remains or is told of as waived, and each waiver is told of exactly once."""
    source = f"{before}\n\n{WAIVER} {WORDS}\n\n{after}"
    if "check-ok" in before + after:
        return
    line = source[: source.index(WORDS)].count("\n") + 1
    column = source.index("compelling") - (source.rfind("\n", 0, source.index("compelling")) + 1) + 1
    line = source[: source.index("compelling", source.index(WORDS))].count("\n") + 1
    column = len(WAIVER) + 1 + WORDS.index("compelling") + 1
    finding = Finding(
        "wording-exaggerated", "warning", Place("a", line, column), "m", "compelling setup", end_column=99
    )
    found = settled([finding], waivers(source, "a"), date(2026, 12, 31) + timedelta(days=days))
    told = [one.code for one in found]
    assert told == (["waived"] if days <= 0 else ["wording-exaggerated", "waiver-expired"])
    assert re.fullmatch(r"\d+", str(found[0].place.line))
