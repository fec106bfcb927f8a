"""What a piece is by its own words, and whether it weighs benefits with risks."""

from reportgen.model import Manuscript, Profile
from reportgen.wording import declared
from unit.wording.made import codes, found, part, text

PLAY = part("How to Play the Small-Cap Rally", "heading")
FUND = "The iShares Russell 2000 ETF (IWM) is the most popular way to gain exposure to the benchmark."
WORTH = "Funds with long records may be worth considering."
PRAISE = [
    "Small caps offer investors an opportunity that large caps lack, with cheap shares and strong earnings ahead of them.",
    "The upside is attractive because profit growth is accelerating, and improving fundamentals support the group further.",
    "Valuations are attractive too, and companies benefit from lower rates, which supports stronger growth in the next years.",
    "Momentum is on the side of the group, as the breakout of the past weeks shows to everybody who looks at the chart.",
]
FILL = [
    "The index closed the week at a level that the table shows, and the other indexes closed as the table shows too."
] * 5


def test_the_class_follows_from_the_authors_words():
    assert declared(text("Stocks rose.")).kind == "commentary"
    assert declared(text("Contact us to learn more.")).kind == "promotion"
    assert declared(text(PLAY, "Contact us.")).kind == "recommendation"
    assert declared(text(part("We recommend small caps.", "quote", "quote"))).kind == "commentary"
    assert declared(Manuscript("a.md", ())).kind == "commentary"


def test_a_recommendation_is_told_once_at_its_first_word_with_their_number():
    told = found(PLAY, FUND, WORTH, "The case for adding small caps is old.")
    assert [one.code for one in told] == ["wording-recommendation"]
    assert (told[0].severity, told[0].evidence, told[0].place.line) == ("warning", "How to Play", 1)
    assert "4 such words" in told[0].message and "1, 3, 5, 7" in told[0].message
    assert "only such word" in found(WORTH)[0].message


def test_it_is_not_told_where_the_piece_is_published_as_one():
    assert codes(PLAY, profile=Profile(communication="recommendation")) == []
    assert codes(PLAY, profile=Profile(communication="promotion")) == ["recommendation"]
    assert found("Contact us today.")[0].code == "wording-promotion"
    assert codes("Contact us today.", profile=Profile(communication="promotion")) == []


def test_benefits_without_risks_are_told_of_a_whole_piece():
    told = [one for one in found(*PRAISE, *FILL) if one.code == "wording-balance"]
    assert [(one.severity, one.place.line, one.end_column) for one in told] == [("warning", 1, 0)]
    assert "4 sentences" in told[0].message and "none" in told[0].message and told[0].evidence == PRAISE[0]
    assert [one.severity for one in found(*PRAISE, *FILL, profile=Profile("us_bd")) if "balance" in one.code] == [
        "error"
    ]


def test_a_section_on_risks_or_enough_words_of_risk_make_balance():
    risk = "Rates could stay high, and small caps could fall."
    assert "balance" not in codes(*PRAISE, *FILL, risk)
    assert "balance" not in codes(*PRAISE, *FILL, part("Prices move both ways here.", voice="risk"))
    assert "balance" not in codes(*PRAISE, *FILL, part("Prices move both ways.", path=("Risks to Consider",)))
    assert "balance" in codes(*PRAISE, *FILL, part("It carries risk.", voice="disclosure"))


def test_short_pieces_and_plain_reports_are_not_judged_on_balance():
    assert "balance" not in codes(*PRAISE)
    assert "balance" not in codes(*FILL, *FILL)
