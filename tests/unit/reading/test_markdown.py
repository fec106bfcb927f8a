"""Markdown as it is read: what is a part, of what kind, under what, and where."""

import pytest

from reportgen.errors import UsageError
from reportgen.reading import manuscript
from unit.reading.seen import letter, misplaced, parts, texts

WRAPPED = """\
# Small caps lead

Small caps rose **4.6%** this week, well ahead of their
larger peers, which is a lead of three points. The
Nasdaq fell on Thursday.
"""
LOOSE = """\
Small caps had a week that nobody foresaw, and the index that follows them rose by more than any other of the four that we watch, to a record.
The Numbers Tell the Story
The gap was wide this week:
- Russell 2000: +4.1% for the week
- S&P 500: +1.0% for the week
Perhaps more importantly, breadth was strong, with most of the stocks in the index higher on the day on which it set its record, a rare thing.
The Risks to Consider
Despite all this, be aware of what may come:
The Refinancing Wall
Many small companies borrowed cheaply. As those loans come due over the next two years they will need to refinance at rates that are higher by far.
How We Read It
"It is the best week that we have seen in years, and we mean to enjoy it while it lasts, whatever may come."— Jane Roe, Example Bank
"""


def test_wrapped_lines_are_one_paragraph_and_each_letter_keeps_its_line():
    (paragraph,) = parts(WRAPPED, role="paragraph")
    assert paragraph.text.startswith("Small caps rose 4.6% this week, well ahead of their larger peers, which")
    assert misplaced(WRAPPED, [paragraph]) == []
    assert paragraph.place("f", paragraph.text.index("4.6")).line == 3
    assert paragraph.place("f", paragraph.text.index("Nasdaq")) == paragraph.place("f", 0).__class__("f", 5, 1)


def test_lines_of_a_text_that_nobody_wrapped_are_paragraphs():
    found = [(part.role, part.text[:26]) for part in parts(LOOSE)]
    assert found == [
        ("paragraph", "Small caps had a week that"),
        ("heading", "The Numbers Tell the Story"),
        ("paragraph", "The gap was wide this week"),
        ("item", "Russell 2000: +4.1% for th"),
        ("item", "S&P 500: +1.0% for the wee"),
        ("paragraph", "Perhaps more importantly, "),
        ("heading", "The Risks to Consider"),
        ("paragraph", "Despite all this, be aware"),
        ("heading", "The Refinancing Wall"),
        ("paragraph", "Many small companies borro"),
        ("heading", "How We Read It"),
        ("quote", '"It is the best week that '),
        ("caption", "— Jane Roe, Example Bank"),
    ]
    assert misplaced(LOOSE, parts(LOOSE)) == []


def test_a_loose_text_is_read_the_same_as_markdown_and_as_text():
    assert [(one.role, one.text, one.voice) for one in parts(LOOSE)] == [
        (one.role, one.text, one.voice) for one in parts(LOOSE, "text")
    ]


def test_headings_guessed_from_lines_hold_those_that_follow_at_once():
    wall = next(part for part in parts(LOOSE) if part.text.startswith("Many small"))
    assert (wall.path, wall.voice) == (("The Risks to Consider", "The Refinancing Wall"), "risk")
    after = next(part for part in parts(LOOSE) if part.role == "quote")
    assert after.path == ("How We Read It",)


def test_a_speaker_is_told_apart_from_the_words():
    quote = next(part for part in parts(LOOSE) if part.role == "quote")
    assert (quote.voice, quote.caption) == ("quote", "— Jane Roe, Example Bank")
    assert quote.text.endswith('may come."')


def test_a_list_is_told_by_the_sentence_that_introduces_it():
    text = "It was a week. Here is what moved:\n\n- Russell 2000: +4.6%\n- Dow: +2.3%,\n  the second\n\nAnd so on.\n\n- Late\n"
    found = parts(text, role="item")
    assert [part.text for part in found] == ["Russell 2000: +4.6%", "Dow: +2.3%, the second", "Late"]
    assert [part.caption for part in found] == ["Here is what moved:"] * 2 + [""]


def test_a_table_is_its_rows():
    text = "The week:\n\n| Index | Week | *By* |\n|---|--:|---|\n| S&P **500** | +1.6% | a\\|b |\n| Dow | | x |\n"
    first, second = parts(text, role="row")
    assert first.text == "S&P 500 | +1.6% | a|b"
    assert [first.text[start:end] for start, end in first.cells] == ["S&P 500", "+1.6%", "a|b"]
    assert (first.heads, first.caption) == (("Index", "Week", "By"), "The week:")
    assert [second.text[start:end] for start, end in second.cells] == ["Dow", "", "x"]
    assert [letter(text, first, at) for at in (0, first.text.index("1.6"), first.text.index("b"))] == ["S", "1", "b"]


def test_a_table_without_an_introduction_is_told_by_its_heading():
    (row,) = parts("## The week\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", role="row")
    assert row.caption == "The week"


def test_a_block_quote_is_somebody_elses_words_and_its_speaker_is_not():
    text = "> We like\n> them.\n>\n> Very much.\n>\n> — Jane Roe, Example Bank\n\nSo they say.\n"
    assert [(part.role, part.voice, part.text) for part in parts(text)] == [
        ("quote", "quote", "We like them."),
        ("quote", "quote", "Very much."),
        ("caption", "author", "— Jane Roe, Example Bank"),
        ("paragraph", "author", "So they say."),
    ]
    assert {part.caption for part in parts(text, role="quote")} == {"— Jane Roe, Example Bank"}


def test_a_speaker_on_the_quotes_last_line_is_told_apart():
    assert texts("> We like them.\n> -- Jane Roe\n") == ["We like them.", "-- Jane Roe"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("up **4.6%** and *more*", "up 4.6% and more"),
        ("up 4.6%[^1] and [2](#n) more", "up 4.6% and more"),
        ('see [the page](https://example.org/2026/01 "5%") now', "see the page now"),
        ("see <https://example.org/5> now", "see ￼ now"),
        ("see https://example.org/a_(5)?b=9.9% now", "see ￼ now"),
        ("see www.example.org/9, please", "see ￼, please"),
        ("mail desk2000@example.org.", "mail ￼."),
        ("and/or S&P/TSX 50/50", "and/or S&P/TSX 50/50"),
        ("run `check 5%` now", "run ￼ now"),
        ("AT&amp;T &#53;% \\*star\\*", "AT&T 5% *star*"),
        ("x<sup>2</sup> <b>bold</b> <!-- 9% --> end", "x bold end"),
        ("４.６％ and \u22121.2% and \uff0d1\u00a0%", "4.6% and \u22121.2% and \u22121 %"),
        ("a\u200bb\u00adc \u2009 d", "abc d"),
        ("up [[4.6% = russell_2000.week]] now", "up 4.6% now"),
        ("~~old 3%~~ new", "old 3% new"),
    ],
)
def test_markup_is_gone_from_what_is_read(written, read):
    assert texts(written) == [read]


def test_the_place_of_what_is_folded_or_resolved_is_where_it_begins():
    text = "AT&amp;T rose ４.６％ (\u200b5) today\n"
    (part,) = parts(text)
    assert [letter(text, part, part.text.index(one)) for one in "T4(5"] == ["T", "４", "(", "5"]
    assert part.place("f", 2).column == 3
    assert part.place("f", 3).column == 8


def test_pictures_are_their_words():
    text = "It rose ![The index *rose* 4.6%](a.png) this week.\n"
    first, second = parts(text)
    assert (first.text, second.role, second.text) == ("It rose this week.", "alt", "The index rose 4.6%")
    assert letter(text, second, second.text.index("4")) == "4"


def test_code_is_no_prose():
    assert [part.role for part in parts("Text.\n\n```\n5%\n```\n\n    6%\n")] == ["paragraph", "code", "code"]


def test_front_matter_is_left_out_but_for_what_readers_see():
    text = (
        "---\ntitle: 'It''s 4.6%'\nweek: 2026-01-09\ndeck: >\n  Folded\n  twice\nsubject: Up 5% # why\n---\n\nText.\n"
    )
    found = parts(text)
    assert [(part.role, part.text) for part in found] == [
        ("title", "It's 4.6%"),
        ("meta", "Folded twice"),
        ("meta", "Up 5%"),
        ("paragraph", "Text."),
    ]
    assert misplaced(text, found) == []


def test_a_rule_at_the_top_is_no_front_matter():
    assert texts("---\n\nText.\n\n---\n\nMore.\n") == ["Text.", "More."]


def test_comments_are_skipped_and_lines_keep_their_numbers():
    text = "<!-- a 5%\nb -->\n\nText.\n"
    (part,) = parts(text)
    assert part.place("f", 0).line == 4


def test_html_in_markdown_is_read_as_a_page_is():
    text = 'Text.\n\n<div class="disclosures">\n<p>Small print of 3%.</p>\n</div>\n'
    (part,) = parts(text, voice="disclosure")
    assert (part.text, part.place("f", 0).line, part.place("f", 0).column) == ("Small print of 3%.", 4, 4)


@pytest.mark.parametrize(
    ("heading", "voice"),
    [
        ("Risks", "risk"), ("The risks to consider", "risk"), ("Three risks", "risk"), ("What could go wrong", "risk"),
        ("Risk appetite returns", "author"), ("A risk-on week", "author"), ("Disclosures", "disclosure"),
        ("Important information", "disclosure"), ("Disclaimer", "disclosure"), ("Legal", "disclosure"),
        ("Legal tender", "disclosure"), ("The bottom line", "author"), ("Important disclosures", "disclosure"),
    ],
)  # fmt: skip
def test_headings_say_who_speaks(heading, voice):
    found = parts(f"# T\n\n## {heading}\n\nText.\n\n### Deeper\n\nMore.\n\n## Next\n\nLast.\n")
    assert [part.voice for part in found] == ["author", voice, voice, voice, voice, "author", "author"]


def test_the_first_topmost_heading_is_the_title_and_no_ones_path():
    title, heading, text = parts("# The week\n\n## Up\n\nText.\n")
    assert [(one.role, one.level) for one in (title, heading)] == [("title", 1), ("heading", 2)]
    assert text.path == ("Up",)


def test_a_bold_line_is_a_heading():
    assert parts("## A\n\n**Rate relief**\n\nText.\n")[-1].path == ("A", "Rate relief")


def test_nesting_beyond_reason_is_told_with_its_line():
    with pytest.raises(UsageError) as caught:
        manuscript("Text.\n\n" + "> " * 500 + "x", "piece.md", "markdown")
    assert str(caught.value) == "is nested too deeply"
    assert (caught.value.place.file, caught.value.place.line) == ("piece.md", 3)


def test_a_sentence_a_line_is_still_a_paragraph():
    """As many write Markdown: paragraphs stand apart by empty lines, however long their lines are."""
    first = ["Small stocks did nearly all of their work on Wednesday, when the Russell jumped, its best day by a wide margin.", "The S&P 500 rose that day.", "So did the Dow."]  # fmt: skip
    second = ["It was a rough year.", "The Dow is down since the start of January, and the S&P 500 has lost more than it.", "The rest fell."]  # fmt: skip
    text = "\n\n".join(["# A week", "\n".join(first), "\n".join(second), "The end."])
    parts = manuscript(text, "a.md", "markdown").parts
    assert [part.text for part in parts] == ["A week", " ".join(first), " ".join(second), "The end."]
