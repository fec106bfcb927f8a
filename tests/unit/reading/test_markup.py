"""Web pages as they are read: what stands on the page, in order, and nothing that does not."""

from pathlib import Path

import pytest

from reportgen.reading import manuscript
from unit.reading.seen import misplaced, parts, texts

PAGE = (Path(__file__).parents[2] / "golden/2026-01-09/index.html").read_text("utf-8")


def cells(row):
    return [row.text[start:end] for start, end in row.cells]


def test_our_own_page_is_read_as_an_editor_would():
    found = manuscript(PAGE, "index.html", "html")
    assert found.language == "en-US"
    assert [part.text for part in found.parts if part.role == "title"] == ["Small caps open the year in front"]
    assert misplaced(PAGE, [part for part in found.parts if "&" not in part.text]) == []
    assert not any("2,508.22" in part.text for part in found.parts)
    rows = [part for part in found.parts if part.role == "row" and "Week" in part.heads]
    assert [cells(row)[row.heads.index("Week")] for row in rows] == ["+4.6%", "+1.6%", "+2.3%", "+1.9%"]
    assert {row.caption for row in rows} == {"Week ended Friday, January 9, 2026"}
    assert {row.path for row in rows} == {("The numbers tell the story",)}


def test_our_page_tells_voices_and_says_each_alt_text_once():
    found = parts(PAGE, "html")
    alts = [part.text for part in found if part.role == "alt"]
    assert len(alts) == len(set(alts)) == 3
    assert {part.voice for part in found if part.path[:1] == ("Three risks",)} == {"risk"}
    assert {part.voice for part in found if part.path[:1] == ("Important disclosures",)} == {"disclosure"}
    (quote,) = [part for part in found if part.role == "quote"]
    assert quote.voice == "quote"
    assert quote.caption.startswith("Eduardo Lecubarri, global head")


def test_our_calls_of_notes_are_passed_over():
    assert any("a record close while the Nasdaq fell 0.4%" in one for one in texts(PAGE, "html"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>up <b>4.6</b>%</p>", ["up 4.6%"]),
        ("<p>one<p>two<div>three</div>four", ["one", "two", "three", "four"]),
        ("<p>a<script>5%</script><style>6%</style><!-- 7% --><template>8%</template>b</p>", ["ab"]),
        ("<p hidden>5%</p><p style='display:none'>6%</p><p class='sr-only'>7%</p><p aria-hidden=true>8%</p>x", ["x"]),
        ("<p>AT&amp;T &lt;5&#37; &nbsp; S&P 500 &minus;1%</p>", ["AT&T <5% S&P 500 −1%"]),
        ("<p>up 4.6%<sup><a href='#n1'>1</a></sup> and 1.2%<a href='#n2'>[2]</a>, 3<sup>rd</sup></p>", ["up 4.6% and 1.2%, 3rd"]),
        ("<p>run <code>check 5%</code> now</p>", ["run ￼ now"]),
        ("<p>Russell 2000: +4.6%<br>S&amp;P 500: +1.6%</p>", ["Russell 2000: +4.6%", "S&P 500: +1.6%"]),
        ("<p>broken<br>in a sentence</p>", ["broken in a sentence"]),
        ("<nav>Home 5%</nav><p>a < b and c</p>", ["a < b and c"]),
        ("<p title='5%'>x</p><img src=a.png>", ["x"]),
        ("<ul><li>one<li>two<ul><li>three</ul></ul>", ["one", "two", "three"]),
        ("</p></div>x</table>", ["x"]),
        ("<p>unclosed <b>bold <a href='x", ["unclosed bold <a href='x"]),
        ("<p>he said <q>we like it</q> now</p>", ["he said “we like it” now"]),
    ],
)  # fmt: skip
def test_what_is_read_of_markup(written, read):
    assert texts(written, "html") == read


def test_a_q_is_speech():
    (part,) = parts("<p>He said <q>we like it</q>.</p>", "html")
    assert [part.text[start:end] for start, end in part.speech] == ["we like it"]


def test_titles_and_metas():
    page = (
        '<html lang="de"><head><title>In the tab</title><meta name="description" content="Up 4.6% &amp; more">'
        '<meta name="viewport" content="width=5"></head><body><h1>On the page</h1><h2>Below</h2><p>x</p>'
    )
    assert [(part.role, part.level, part.text) for part in parts(page, "html")] == [
        ("meta", 0, "In the tab"), ("meta", 0, "Up 4.6% & more"), ("title", 1, "On the page"), ("heading", 2, "Below"),
        ("paragraph", 0, "x"),
    ]  # fmt: skip
    assert parts("<title>In the tab</title><p>x", "html")[0].role == "title"


def test_tables_have_heads_and_captions():
    page = (
        "<table><caption>The week</caption><thead><tr><td></td><th colspan=2>Change</th></tr>"
        "<tr><th>Index<th>Week<th>Year</tr></thead><tr><th>Dow<td>+2.3%<td>+3.0%<tr><td colspan=3>Rates</td></tr>"
        "<tr><td>Ten-year<td>4.1<td></table><p>x"
    )
    dow, ten = parts(page, "html", role="row")
    assert (dow.text, dow.heads, dow.caption) == (
        "Dow | +2.3% | +3.0%",
        ("Index", "Change Week", "Change Year"),
        "The week",
    )
    assert cells(ten) == ["Ten-year", "4.1", ""]
    assert [part.text for part in parts(page, "html", role="caption")] == ["The week", "Rates"]


def test_a_first_row_of_heads_needs_no_thead():
    (row,) = parts(
        "<table><tr><th>Index</th><th>Week</th></tr><tr><td>Dow</td><td>+2.3%</td></tr></table>", "html", role="row"
    )
    assert row.heads == ("Index", "Week")


def test_layout_is_seen_through():
    page = (
        "<table><tr><td>Before<table role='presentation'><tr><td><h2>The week</h2><p>It rose.</p></td><td>Side</td></tr>"
        "</table></td></tr></table>"
    )
    assert [(part.role, part.text) for part in parts(page, "html")] == [
        ("paragraph", "Before"), ("heading", "The week"), ("paragraph", "It rose."), ("paragraph", "Side"),
    ]  # fmt: skip


def test_pictures_are_their_words():
    page = (
        '<img alt="It rose 4.6%"><div role="img" aria-label="A chart of 5%"><svg><text>6%</text></svg></div>'
        "<svg><title>Seven</title><desc>Eight</desc><text>9</text></svg><svg aria-hidden='true'><title>No</title></svg>"
    )
    assert [(part.role, part.text) for part in parts(page, "html")] == [
        ("alt", "It rose 4.6%"), ("alt", "A chart of 5%"), ("alt", "Seven"), ("alt", "Eight"),
    ]  # fmt: skip


def test_quotes_speakers_and_small_print():
    page = (
        "<blockquote><p>We like them.</p><footer>Jane Roe</footer></blockquote><p class='disclaimer'>No advice.</p>"
        "<div id='risks'><p>It may fall.</p></div><section><h2>Risks</h2><p>a</p></section><p>After.</p>"
        "<footer>Foot.</footer>"
    )
    assert [(part.text, part.voice) for part in parts(page, "html")] == [
        ("We like them.", "quote"), ("Jane Roe", "author"), ("No advice.", "disclosure"), ("It may fall.", "risk"),
        ("Risks", "risk"), ("a", "risk"), ("After.", "author"), ("Foot.", "disclosure"),
    ]  # fmt: skip


def test_letters_stand_where_they_are_said_to_over_entities_and_lines():
    page = "<p>AT&amp;T\n  rose <b\n class='x'>4.6%</b>\n today</p>\n"
    (part,) = parts(page, "html")
    places = {one: part.place("f", part.text.index(one)) for one in ("&", "T r", "rose", "4.6", "today")}
    assert [(place.line, place.column) for place in places.values()] == [(1, 6), (1, 11), (2, 3), (3, 12), (4, 2)]
