"""Markdown in both forms: raw HTML stays text, marks stay whole, plain text says the same words."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.markdown import columns, inline, pictures, plain_text, prose, tokens
from reportgen.marks import figure_mark, note_mark, resolve
from reportgen.model import Figure, Printed

PRINTED = [Printed(Figure("a.week", 0.05, "fraction", "", (), "", ""), text) for text in ("+5.0%", "−1.0%", "2,624.22")]
TAGS = {"p", "em", "strong", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "br", "a", "img",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip


@given(st.text("<>&\"'/= abscriptonmg!-?[]()#*`_\n", max_size=60))
def test_raw_html_stays_text(text):
    for made in (prose(text, []), inline(text, [])):
        for tag in re.findall(r"<[^>]*>", made.html):
            assert re.fullmatch(r"</?(\w+)[^<>]*>", tag)
            assert re.match(r"</?(\w+)", tag)[1] in TAGS
            assert not re.search(r"<\w+[^>]*\son\w+=", tag)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick='x'>b</b>",
        "<!-- x -->",
        "<div>\n\nx\n\n</div>",
        "<img src=x>",
        "<?php ?>",
    ],
)
def test_html_is_printed_as_it_was_typed(text):
    made = prose(text, [])
    stripped = html.unescape(re.sub(r"</?p>|\n", "", made.html))
    assert stripped.replace("’", "'").replace("‘", "'") == text.replace("\n", "")
    assert "<script" not in made.html
    assert "<b" not in made.html


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JaVaScRiPt:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd"]
)
def test_links_that_run_code_are_no_links(link):
    assert "href" not in prose(f"[x]({link})", []).html
    assert "src" not in prose(f"![x]({link})", []).html


MARKED = st.lists(
    st.one_of(st.sampled_from(["a", "*b*", "**c**", "`d`", " - ", '"e"', "f’s"]), st.integers(0, 2), st.just("note")),
    max_size=8,
)


@given(MARKED)
def test_marks_go_through_whole_and_in_order(parts):
    text = "Words " + " ".join(
        figure_mark(p) if isinstance(p, int) else note_mark(1) if p == "note" else p for p in parts
    )
    made = prose(text, PRINTED)
    seen = []
    resolve(made.html, lambda i: seen.append(i) or "", lambda n: seen.append("note") or "")
    assert seen == [p for p in parts if isinstance(p, int) or p == "note"]
    assert made.text.count(" [1]") == seen.count("note")
    for index, one in enumerate(PRINTED):
        assert made.text.count(one.text) == seen.count(index)
    assert "\ue000" not in made.text


@given(st.text("ab #*-_`>1.\n[]()!|", max_size=60))
def test_both_forms_hold_the_same_letters(text):
    made = prose(text, [])
    letters = re.sub(r"<[^>]*>", "", made.html)
    assert re.sub(r"[^ab]", "", letters) in re.sub(r"[^ab]", "", made.text) or "![" in text or "](" in text


def test_headings_begin_at_the_second_level():
    assert prose("# a\n\n## b\n\n### c\n\nd\n===", []).html == "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h2>d</h2>\n"
    assert prose("# Title\n\n### Sub", []).text == "Title\n=====\n\nSub\n---"
    assert prose("## " + "a" * 80, []).text == "a" * 80 + "\n" + "=" * 72


def test_header_cells_say_what_they_head():
    made = prose("| a | b |\n|---|--:|\n| c | dd |", []).html
    assert made.count('scope="col"') == 2
    assert made.count("<th ") == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("one\n\ntwo\nlines", "one\n\ntwo lines"),
        ("hard  \nbreak", "hard\nbreak"),
        ("- a\n- b\n\nafter", "- a\n- b\n\nafter"),
        ("- a\n  - b\n    - c\n- d", "- a\n  - b\n    - c\n- d"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("1. a\n   - b\n2. c", "1. a\n  - b\n2. c"),
        ("* * *", "* * *"),
        ("a\n\n---\n\nb", "a\n\n* * *\n\nb"),
        ("```\nx\n\ny\n```", "    x\n    \n    y"),
        ("    code", "    code"),
        ("some `code` here", "some code here"),
        ("[link](https://example.org)", "link (https://example.org)"),
        ("<https://example.org>", "https://example.org"),
        ("[](https://example.org)", " (https://example.org)"),
        ("![A chart of x](x.png)", "[Picture: A chart of x]"),
        ("| a | bbb |\n|---|---|\n| cc | d |", "    a   bbb\n    --  ---\n    cc  d"),
        ("*a* **b** _c_", "a b c"),
        ('"quoted" and it\'s', "“quoted” and it’s"),
        ("> said", "said"),
        ("", ""),
    ],
)
def test_plain_text(text, wanted):
    assert prose(text, []).text == wanted


def test_two_tables_are_two_tables():
    table = "| a |\n|---|\n| b |\n"
    assert prose(f"{table}\n{table}", []).text == "    a\n    -\n    b\n\n    a\n    -\n    b"


def test_one_line_has_no_paragraph():
    made = inline("a *b* " + figure_mark(0) + note_mark(2), PRINTED)
    assert made.html == f"a <em>b</em> {figure_mark(0)}{note_mark(2)}"
    assert made.text == "a b +5.0% [2]"
    assert inline("# a", []).html == "# a"


def test_plain_text_of_tokens_knows_no_figures_by_default():
    assert plain_text(tokens("a *b*")) == "a b"


def test_pictures_in_their_order():
    text = "![one](a.png)\n\n- ![two *em*](b%20c.svg 'title')\n\n`![no](x.png)` ![](d.png)"
    assert pictures(text) == [("a.png", "one", 0), ("b%20c.svg", "two *em*", 1), ("d.png", "", 2)]
    assert pictures("none") == []


@pytest.mark.parametrize("text", ["&#xe000;0&#xe001;", "&#57344;99&#57345;", "&#xE002;1&#xE003;"])
def test_marks_cannot_be_forged_by_entities(text):
    made = prose(f"a {text}", PRINTED)
    assert "+5.0%" not in made.text
    assert not re.search("[\ue000-\ue003]", made.html)
    assert re.fullmatch(r"a \ufffd\d+\ufffd", made.text)
    assert inline(text, PRINTED).text == made.text[2:]


def test_a_figure_in_an_attribute_is_its_words():
    picture = f'![S&P "500" {figure_mark(0)}{note_mark(1)} <b>](x.png "A & B {figure_mark(1)}")'
    made = prose(f"a {picture} b", PRINTED)
    assert 'alt="S&amp;P &quot;500&quot; +5.0% &lt;b&gt;"' in made.html
    assert 'title="A &amp; B −1.0%"' in made.html
    assert made.html.endswith("> b</p>\n") or made.html.endswith("/> b</p>\n")
    assert "+5.0%" in made.text
    assert 'alt="S&amp;P"' in prose("![S&P](x.png)", PRINTED).html


def test_a_figure_in_an_address_is_its_words():
    made = prose(f"[S&P](https://example.org/a%20b?x=1&y={figure_mark(2)}&z=2)", PRINTED).html
    assert 'href="https://example.org/a%20b?x=1&amp;y=2,624.22&amp;z=2"' in made
    assert 'src="a%20b-2,624.22.png"' in prose(f"![x](a%20b-{figure_mark(2)}.png)", PRINTED).html
    assert prose(f"[S&P](https://example.org/{figure_mark(2)})", PRINTED).text == "S&P (https://example.org/2,624.22)"


@pytest.mark.parametrize(
    "mark", ["%EE%80%8099%EE%80%81", "%EE%80%800%EE%80%81", "%ee%80%8099%ee%80%81", "%EE%80%821%EE%80%83"]
)
def test_marks_cannot_be_forged_in_an_address(mark):
    for text in (
        f"[x](https://example.org/{mark})",
        f"<https://example.org/{mark}>",
        f"![x]({mark}.png)",
        f"a {mark} b",
    ):
        made = prose(text, PRINTED)
        assert "+5.0%" not in made.html + made.text
        assert "[1]" not in made.text


def test_other_entities_are_what_they_say():
    assert prose("&#65; &#x42; &amp; &#xdfff; &#xf900;", []).text.startswith("A B & ")
    assert prose("&#x1f; &#31; &#32;a", []).text.count("\ufffd") == 2
    assert prose("&#xf8ff; &#xE000;", []).text == "\ufffd \ufffd"


@pytest.mark.parametrize(
    "text", ["    at {0}, {1}", "```\nat {0}, {1}\n```", "`at {0}, {1}`", "- a\n\n      at {0}, {1}"]
)
def test_figures_in_code_are_printed_as_they_are_elsewhere(text):
    made = prose(text.format(figure_mark(2), figure_mark(0)), PRINTED)
    assert "at 2,624.22, +5.0%" in made.text


CELLS = st.text("abc é", min_size=1, max_size=6).map(lambda s: s.strip() or "x")


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)))
def test_columns_line_up(rows):
    for right in ((), (0,)):
        lines = columns(rows, right=right).split("\n")
        assert len(lines) == len(rows) + 1
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        assert lines[1] == "    " + "  ".join("-" * w for w in widths)
        for row, line in zip(rows, [lines[0], *lines[2:]], strict=True):
            start, whole = 4, line.ljust(200)
            assert line.startswith("    ") or not line
            for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
                there = whole[start : start + width]
                assert there == (cell.rjust(width) if index in right else cell.ljust(width))
                start += width + 2
            assert line == line.rstrip()


def test_rows_of_unequal_length():
    assert columns([["a", "b"], ["ccc"]]) == "    a    b\n    ---  -\n    ccc"
