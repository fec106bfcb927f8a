"""What a listener, and a reader by night, would miss in a page: each check on a page broken in one place."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.editions.page import LARGEST, page
from unit.editions.pages import SOUND, broken, codes, found


def test_a_sound_page_has_no_findings():
    assert page(SOUND, "index.html") == ()
    assert page(SOUND.encode(), "index.html", required=["risk", "marks"]) == ()


@pytest.mark.parametrize(
    ("code", "old", "new", "rule"),
    [
        ("access-language", '<html lang="en">', "<html>", "3.1.1"),
        ("access-language", '<html lang="en">', '<html lang="english!">', "3.1.1"),
        ("access-language", "for the week, and", "for the week (за неделю), and", "3.1.2"),
        ("access-title", "<title>Small caps lead · The Weekly</title>", "", "2.4.2"),
        ("access-headings", "<h1>Small caps lead</h1>", "<p>Small caps lead</p>", "1.3.1"),
        ("access-headings", "<h3>The chart</h3>", "<h4>The chart</h4>", "1.3.1"),
        ("access-headings", "<h3>The chart</h3>", "<h3> </h3>", "2.4.6"),
        ("access-headings", "<h3>The chart</h3>", "<h1>The chart</h1>", "2.4.6"),
        ("access-landmarks", '<main id="main">', '<div id="main">', "1.3.1"),
        ("access-skip", '<a class="skip" href="#main">Skip to the text</a>', "", "2.4.1"),
        ("access-skip", '<a class="skip" href="#main">', '<a class="skip" href="#nowhere">', "2.4.1"),
        ("access-id", "<h2>The table</h2>", '<h2 id="main">The table</h2>', "4.1.2"),
        ("access-table", "<caption>The week</caption>", "", "1.3.1"),
        ("access-table", '<th scope="row">S&amp;P', "<th>S&amp;P", "1.3.1"),
        ("access-table", "<table>", '<table role="presentation">', "1.3.1"),
        ("access-alt", ' alt="The Weekly"', "", "1.1.1"),
        ("access-alt", ' alt="The Weekly"', ' alt="logo.png"', "1.1.1"),
        ("access-alt", ' alt="The Weekly"', ' alt="An image"', "1.1.1"),
        ("access-alt", ' alt="The Weekly"', f' alt="{"The Weekly, " * 14}"', "1.1.1"),
        ("access-alt", ' src="logo.png" alt="The Weekly"', ' src="week-chart.png" alt=""', "1.1.1"),
        ("access-alt", ' role="img" aria-label="Bars: Russell 2000 +4.6%, S&amp;P 500 +1.6%"', ' role="img"', "1.1.1"),
        ("access-link", ">The decision of the central bank<", ">here<", "2.4.4"),
        ("access-link", ">The decision of the central bank<", ">Read more …<", "2.4.4"),
        ("access-link", ">The decision of the central bank<", ">https://example.org/rates<", "2.4.4"),
        ("access-link", ">The decision of the central bank<", "><", "2.4.4"),
        ("access-link", ">The decision of the central bank<", ">Earlier issues<", "2.4.4"),
        ("access-contrast", "--muted: #5a6573", "--muted: #8b95a1", "1.4.3"),
        ("access-contrast", "--muted: #a3adb8", "--muted: #5a6573", "1.4.3"),
        ("access-contrast", 'class="source"', 'class="source" style="opacity: 0.72"', "1.4.3"),
        ("access-contrast", "fill: #ffffff", "fill: #1b2430", "1.4.3"),
        ("access-contrast", "stroke: var(--ink)", "stroke: #d9dee4", "1.4.11"),
    ],
)  # fmt: skip
def test_one_fault_one_finding(code, old, new, rule):
    every = found(broken((old, new)), code)
    assert len(every) == 1
    assert rule in every[0].rule


def test_a_finding_stands_at_its_element():
    (one,) = found(broken((' alt="The Weekly"', "")), "access-alt")
    line = SOUND.split("\n").index(next(row for row in SOUND.split("\n") if "logo.png" in row)) + 1
    assert (one.place.line, one.place.column, one.end_column) == (line, 4, 4 + len('<img src="logo.png">'))
    assert one.severity == "error"


def test_a_table_of_mere_layout_is_only_a_warning_and_one_without_heads_an_error():
    layout = "<table><tr><td>left</td><td>right</td></tr></table>"
    (one,) = found(broken(("<h3>The chart</h3>", f"<h3>The chart</h3>{layout}")), "access-table")
    assert one.severity == "warning"
    headless = "<table><tr><td>Index</td><td>Week</td></tr><tr><td>Dow</td><td>+2.3%</td></tr></table>"
    (one,) = found(broken(("<h3>The chart</h3>", f"<h3>The chart</h3>{headless}")), "access-table")
    assert one.severity == "error"


def test_a_chart_without_its_figures_in_words():
    words = SOUND[SOUND.index("<p>Largest first") : SOUND.index("</figure>")]
    found(broken((words, "")), "access-chart")
    table = "<table><caption>Week</caption><tr><th scope='row'>Dow</th><td>+2.3%</td></tr></table>"
    assert codes(broken((words, ""), ("</figure>", f"</figure>{table}"))) == []


def test_the_dark_is_told_apart():
    (one,) = found(broken(("--muted: #a3adb8", "--muted: #5a6573")), "access-contrast")
    assert one.message.startswith("in the dark, ")
    assert "3.06:1" in one.message
    (one,) = found(broken(("--muted: #5a6573", "--muted: #8b95a1")), "access-contrast")
    assert "dark" not in one.message


def test_what_cannot_be_told_is_not_held_against_anybody():
    """A picture behind text, styles elsewhere, a drawing whose shapes are moved."""
    picture = ("background: var(--paper)", "background: url(sky.jpg); color: #777777")
    assert codes(broken(picture, ("color: var(--ink); font", "font"), ("--muted: #5a6573", "--muted: #8b95a1"))) == []
    elsewhere = page(broken(("<style>", '<link rel="stylesheet" href="site.css"><style>')), "index.html")
    assert [(one.code, one.severity) for one in elsewhere] == [("access-contrast", "info")]
    moved = ("<rect ", '<rect transform="rotate(4)" ')
    assert codes(broken(moved, ("fill: #ffffff", "fill: #1b2430"))) == []


def test_links_in_a_list_are_told_apart_by_their_items():
    listed = (
        '<ul><li>Rates, in full: <a href="/a">minutes</a></li><li>Jobs, in full: <a href="/b">minutes</a></li></ul>'
    )
    assert codes(broken(("<h3>The chart</h3>", f"<h3>The chart</h3>{listed}"))) == []


def test_a_large_page_is_left_alone():
    assert codes(b" " * (LARGEST + 1)) == ["access-large"]


@given(st.text(alphabet="<>/=\"' \n&;abcdeghilmnoprstuv-{}:#%()!*.0123456789\x00é", max_size=400))
def test_any_letters_are_a_page(text):
    for one in page(f"{SOUND}{text}", "index.html") + page(text, "index.html"):
        assert one.place.line >= 1
        assert one.place.column >= 1


@pytest.mark.long
@pytest.mark.parametrize(
    "html",
    [
        b"\xff\xfe\x00<p>",
        "<div>" * 5_000,
        "<table><tr><td>" * 3_000,
        "<figure class=chart><img>" * 2_000,
        "<section data-disclosure=x@1>" * 2_000,
        "<h1 id=a>x<h3>" * 2_000,
        "<!--" * 9_000,
        '<a b="' * 9_000,
        '<a b="' * 9_000 + ">",
        "<" * 300_000,
        "<p style='" + "color:red;" * 5_000 + "'>x",
        "<style>" + "a{" * 2_000 + "</style><p>x",
        "<style>" + "a b c d{color:red}" * 3_000 + "</style>" + "<a><b><c><d>x" * 900,
        "<style>:root{--a:var(--b);--b:var(--a)}p{color:var(--a)}</style><p>x</p>",
        "<style>:root{--a:var(--b) var(--b)}p{" + "--b:var(--a) var(--a);" * 9 + "color:var(--b)}</style><p>x</p>",
        "<style>p{--0:red;"
        + "".join(f"--{n}:{f'var(--{n - 1})' * 9};" for n in range(1, 30))
        + "color:var(--29)}</style><p>x",
        "<style>@media (min-width:1.2.3px) and{p{color:red}}</style><p>x</p>",
    ],
    ids=range(17),
)
def test_bad_pages_end_in_seconds(html):
    began = process_time()
    page(html, "index.html")
    assert process_time() - began < 10
