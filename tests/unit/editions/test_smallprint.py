"""Disclosures in a page: there, in text, seen, dark enough and no smaller than the body."""

import pytest

from reportgen.editions.page import page
from reportgen.editions.smallprint import disclosed, disclosures_in
from reportgen.editions.tree import read
from unit.editions.pages import SOUND, broken, found

RISK, MARKS = 'data-disclosure="risk@1"', 'data-disclosure="marks@1"'


def styled(at, css):
    return broken((at, f'{at} style="{css}"'))


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("font-size: 0.7em", "disclosure-small"),
        ("font-size: 17.5px", "disclosure-small"),
        ("display: none", "disclosure-hidden"),
        ("visibility: hidden", "disclosure-hidden"),
    ],
)
def test_small_or_hidden(css, code):
    (one,) = found(styled(RISK, css), code)
    assert one.severity == "error"
    assert "risk" in one.message
    assert "2017/565" in one.rule


def test_what_tells_no_risk_is_only_a_warning_when_small():
    (one,) = found(styled(MARKS, "font-size: 0.7em"), "disclosure-small")
    assert one.severity == "warning"


def test_pale_small_print_is_told_as_such():
    every = page(styled(RISK, "color: #a0a8b0"), "index.html")
    assert {one.code for one in every} == {"disclosure-faint", "access-contrast"}


def test_small_on_a_phone_alone():
    css = ("</style>", "@media (max-width: 30rem) { [data-disclosure] { font-size: 12px } }</style>")
    every = found(broken(css), "disclosure-small")
    assert {one.severity for one in every} == {"error", "warning"}
    assert "12 px, smaller than the body's 18 px" in every[0].message


def test_a_title_or_a_note_call_may_be_small():
    call = "put in<sup>1</sup>."
    text = broken(("</style>", "[data-disclosure] h3, sup { font-size: 9px }</style>"), ("put in.", call))
    assert page(text, "index.html") == ()


def test_folded_behind_a_click():
    section = SOUND[SOUND.index(f"<section {RISK}") : SOUND.index(f"<section {MARKS}")]
    (one,) = found(broken((section, f"<details><summary>More</summary>{section}</details>")), "disclosure-hidden")
    assert "opened" in one.message


def test_an_image_is_no_text():
    text = "<p>Every investment can lose value, and you may get back less than you put in.</p>"
    (one,) = found(broken((text, '<img src="r.png" alt="Every investment can lose value">')), "disclosure-image")
    assert "1.4.5" in one.rule


def test_a_required_one_is_missed():
    (one,) = found(SOUND, "disclosure-missing", required=["risk", "general"])
    assert "general" in one.message
    assert (one.place.line, one.place.column) == (1, 1)


def test_words_by_id():
    assert disclosures_in(SOUND) == {
        "risk": "Every investment can lose value, and you may get back less than you put in.",
        "marks": "The names of the indexes are marks of their owners, who endorse nothing here.",
    }
    risks = '<div class="risks"><section><h3>Debt</h3><p>Debt falls due.</p></section></div>'
    assert disclosures_in(broken(("<h3>The chart</h3>", f"<h3>The chart</h3>{risks}")))["risk 1"] == "Debt falls due."


@pytest.mark.parametrize(
    "words",
    [
        "<p class='disclaimer'>Past performance is not a guide to what will come, and you may lose money.</p>",
        "<p>Past performance does not guarantee future results.</p>",
        "<div id='legal'><p>This is not investment advice, and it knows nothing of you.</p></div>",
        "<footer><small>Capital is at risk. The value of investments may fall.</small></footer>",
    ],
)
def test_elsewhere_its_words_or_its_name_give_it_away(words):
    """A page that marks nothing, as other people's do."""
    text = "<html lang='en'><title>Week</title><main><h1>Week</h1><p>The market rose for a week or two.</p>"
    assert len(disclosed(read(text + words))) == 1
    assert [one.code for one in page(f"{text}<div style='font-size: 9px'>{words}</div>", "a.html")] == [
        "disclosure-small"
    ]


def test_prose_on_risks_is_no_disclosure():
    text = "<html lang='en'><title>Week</title><main><h1>Week</h1><p>Stocks rose as the risk of a recession faded.</p>"
    assert disclosed(read(text)) == ()
