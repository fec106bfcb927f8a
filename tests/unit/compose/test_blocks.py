"""Blocks: where a text may place them, what each holds, and what is said when it cannot be built."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.blocks import BLOCKS, build, pieces
from reportgen.compose.blocks.tables import NOT_APPLICABLE
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.marks import plain
from reportgen.measure import MEASURES
from reportgen.model import ChartPlan, Column, QuoteBlock
from unit.laws import well_set
from unit.made import (
    ALPHA,
    BASE,
    BETA,
    FACTS,
    FRIDAY,
    LEVELS,
    SAID,
    WEEK,
    market,
    passage,
    project,
    record,
)

# -- cutting -------------------------------------------------------------------------------------------------

WORDS = st.text("ab []\n`", max_size=12).filter(lambda s: "[[" not in s and "```" not in s)
BLOCK = st.sampled_from(["[[performance]]", "  [[ chart x ]]  ", "[[quote said]]\t", "[[]]"])


@given(st.lists(st.one_of(WORDS.map(lambda s: ("prose", s)), BLOCK.map(lambda s: ("block", s))), max_size=6))
def test_a_body_is_cut_at_its_block_lines_and_nothing_is_lost(parts):
    text = "\n".join(words for _, words in parts)
    found = pieces(passage(text))
    blocks = [piece.text for kind, piece, _ in found if kind == "block"]
    assert blocks == [words.strip().strip("[]").strip() for kind, words in parts if kind == "block"]
    for _, piece, offset in found:
        assert text[offset : offset + len(piece.text)] == piece.text
    assert [kind for kind, _, _ in found] == ["prose", "block"] * len(blocks) + ["prose"]
    rest = "".join(piece.text for kind, piece, _ in found if kind == "prose")
    assert rest.replace("\n", "") == "".join(words for kind, words in parts if kind == "prose").replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "a [[performance]] b", "[[performance]] b", "`[[performance]]`", "[performance]", "[[performance]",
        "```\n[[performance]]\n```", "~~~ x\ny\n[[performance]]\n~~~", "[[performance\n]]", "[[a [b] ]]",
    ],
)  # fmt: skip
def test_lines_that_are_no_blocks(text):
    assert [kind for kind, _, _ in pieces(passage(text))] == ["prose"]


def test_a_block_behind_a_fence():
    found = pieces(passage("```\n[[a]]\n```\n[[b]]\n```\n[[c]]\n```"))
    assert [(kind, piece.text) for kind, piece, _ in found if kind == "block"] == [("block", "b")]


# -- building ------------------------------------------------------------------------------------------------

TREND = ChartPlan("line", "trend", ("small", "large"), BASE)
BARS = ChartPlan("bars", "bars", ("small", "large"))


def built(words, week=WEEK, levels=LEVELS, **more):
    made = project(**{"charts": (BARS, TREND), **more})
    table = Desk(Ink(made, market(levels, week)))
    kind, content = build(words, made, table)
    assert not table.errors
    return kind, content, table.ink


def mistake(words, **more):
    with pytest.raises(TemplateError) as caught:
        built(words, **more)
    return caught.value.message


def test_every_block_is_told_by_its_first_word():
    assert set(BLOCKS) >= {"performance", "chart", "quote", "instruments", "risks", "key_points", "notes"}
    words = {
        "performance": "", "chart": "bars", "quote": "said", "instruments": "ALF", "risks": "", "key_points": "", "notes": "",
    }  # fmt: skip
    for kind, args in words.items():
        assert built(f"{kind} {args}", risks=(("a", "b"),), key_points=("c",))[0] == kind
    assert built("notes")[1] is None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("perfomance", "there is no block [[perfomance]] (did you mean [[performance]]?)"),
        ("zzz", "there is no block [[zzz]]"),
        ("", "there is no block [[]]"),
        ("performance x", "there is no group x"),
        ("risks x", "[[risks]] takes no further words"),
        ("key_points x", "[[key_points]] takes no further words"),
        ("notes x", "[[notes]] takes no further words"),
        ("chart", "[[chart KEY]] takes one name: bars, line"),
        ("chart a b", "[[chart KEY]] takes one name: bars, line"),
        ("chart bar", "there is no chart bar (did you mean bars?)"),
        ("chart zzz", "there is no chart zzz"),
        ("quote", "[[quote KEY]] takes one name: said"),
        ("quote sad", "there is no quote sad (did you mean said?)"),
        ("instruments", "[[instruments]] names no fund"),
        ("instruments ALF BTX", "there is no fund BTX (did you mean BTF?)"),
        ("risks", "[[risks]] has nothing to print: the issue lists no risks"),
    ],
)
def test_what_cannot_be_built_says_why(words, message):
    assert mistake(words) == message


def test_a_name_where_there_is_none_yet():
    assert mistake("quote", quotes={}) == "[[quote KEY]] takes one name: there is none yet"


def test_naming_no_fund_has_a_hint():
    with pytest.raises(TemplateError) as caught:
        built("instruments")
    assert "[[instruments " in caught.value.hint


# -- the performance table -----------------------------------------------------------------------------------


def table(columns, levels=LEVELS, week=WEEK, facts=FACTS):
    _, content, ink = built("performance", columns=columns, levels=levels, week=week, facts=facts)
    rows = [(row.name, [plain(cell, ink.printed) for cell in row.cells]) for row in content.rows]
    return content, rows


def test_the_performance_table():
    content, rows = table(("close", "week", "week_points", "day", "week_spread", "week_rank"))
    assert rows == [
        ("Small Companies 250", ["105.00", "+5.0%", "+5.00", "+1.0%", "+4.0 pp", "first"]),
        ("Large Companies 50", ["202.00", "+1.0%", "+2.00", "−0.5%", "0.0 pp", "second"]),
    ]
    assert [(c.key, c.heading) for c in content.columns] == [
        ("close", "Close"), ("week", "Week"), ("week_points", "Points"), ("day", "Friday"), ("week_spread", "Week spread"),
        ("week_rank", "Week rank"),
    ]  # fmt: skip
    assert content.columns[0] == Column("close", "Close")
    assert [row.name for row in content.rows if row.lead] == ["Small Companies 250"]
    assert content.caption == "Week ended Friday, January 9, 2026"
    assert content.source == "Source: a made-up feed. As of the close of January 9, 2026."
    assert len(content.footnotes) == 1
    assert content.footnotes[0].startswith("Price changes, dividends excluded.")
    assert "Week: from the close of January 2, 2026." in content.footnotes[0]
    well_set(content.footnotes[0])


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        ("month", "Month"), ("quarter", "Quarter"), ("year", "2026"), ("one_year", "1 year"), ("monday", "Monday"),
        ("month_points", "Month pts"), ("day_points", "Friday pts"), ("year_points", "2026 pts"), ("one_year_points", "1 year pts"),
        ("month_spread", "Month spread"), ("year_rank", "2026 rank"), ("record_close", "Record close"), ("off_record", "Off record"),
    ],
)  # fmt: skip
def test_headings(column, heading):
    assert table((column,))[0].columns[0].heading == heading


@given(st.lists(st.sampled_from(list(MEASURES)), min_size=1, max_size=6, unique=True))
def test_any_columns_make_a_table(columns):
    content, rows = table(tuple(columns))
    assert all(len(cells) == len(columns) for _, cells in rows)
    dashes = sum(cells.count("—") for _, cells in rows)
    told = [note for note in content.footnotes[1:] if note != NOT_APPLICABLE]
    idle = any(c in ("range",) or c.endswith("_total") for c in columns)
    assert (NOT_APPLICABLE in content.footnotes) == idle
    assert len(told) == dashes - len(rows) * sum(c == "range" or c.endswith("_total") for c in columns)
    for note in content.footnotes:
        well_set(note)
        assert note.endswith(".")


def test_bases_are_told_under_the_table():
    days = [s for s in WEEK.calendar if s >= date(2025, 1, 2)]
    levels = {"small": dict.fromkeys(days, 50.0), "large": dict.fromkeys(days, 40.0)}
    words = table(("week", "month", "quarter", "year", "one_year"), levels)[0].footnotes[0]
    for part in (
        "Week: from the close of January 2, 2026.",
        "Month to date, quarter to date and 2026: from the close of December 31, 2025.",
        "1 year: from the close of January 9, 2025.",
    ):
        assert part in words


def test_an_absent_figure_is_a_dash_with_its_reason():
    content, rows = table(("week", "year"))
    assert rows[0] == ("Small Companies 250", ["+5.0%", "—"])
    assert content.footnotes[1:] == (
        "— Small 250, 2026: Small 250 has no close for Wednesday 2025-12-31.",
        "— Large 50, 2026: Large 50 has no close for Wednesday 2025-12-31.",
    )


# -- the others ----------------------------------------------------------------------------------------------


def test_a_quote_says_who_when_and_where():
    assert built("quote said")[1] == QuoteBlock(
        SAID.text, "Ada Example", "strategist, Example Bank", "The Paper, December 2025 (the day is not known)",
        "https://example.org/q",
    )  # fmt: skip
    bare = type(SAID)(**{**SAID.__dict__, "role": "", "note": "", "date": "2025-12-03"})
    block = built("quote said", quotes={"said": bare})[1]
    assert (block.credit, block.where) == ("Example Bank", "The Paper, December 3, 2025")


def test_funds_are_named_as_their_sources_print_them():
    content = built("instruments BTF ALF")[1]
    assert content.rows == (BETA, ALPHA)
    assert content.source == "Sources: BTF: Paper B, 2025; ALF: Paper A, 2026."
    assert content.caption == "Funds named in this issue"


def test_risks_and_key_points_are_prose():
    _, risks, ink = built("risks", risks=(("A *title* {{ small.week }}", "Some **text** {{ large.week }}"),))
    ((title, text),) = risks.rows
    assert plain(title, ink.printed) == "A *title* +5.0%"
    assert text.text == "Some text +1.0%"
    assert text.html.startswith("<p>Some <strong>text</strong>")
    _, points, ink = built("key_points", key_points=("One {{ small.week }}", "*Two*"))
    assert [p.text for p in points.points] == ["One +5.0%", "Two"]
    assert points.points[1].html == "<em>Two</em>"


def test_a_record_in_the_table():
    facts = {"r": record("small", 110.0, BASE), "l": record("large", 200.0, BASE)}
    _, rows = table(("record_close", "off_record"), facts=facts)
    assert rows == [
        ("Small Companies 250", ["110.00", "−4.5%"]),
        ("Large Companies 50", ["204.00", "−1.0%"]),
    ]
    assert WEEK.end == FRIDAY
