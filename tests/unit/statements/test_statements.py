"""Disclosures of a text from outside: called for by what it says, recognised by their sense, each missing one told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Manuscript, Part, Profile, Run, Span
from reportgen.reference import wordings
from reportgen.reference.registry import identities
from reportgen.statements import chosen, present, statements, wanted
from reportgen.statements.sheet import laid
from reportgen.statements.wanted import calls

ALWAYS = {"general", "risk", "sources", "as_of", "opinion", "compensation", "rights", "corrections"}
LIBRARY = {one.id: one for one in wordings()}


def text(*paragraphs, voice="author", **more):
    """A manuscript of a paragraph a line."""
    parts = []
    for line, words in enumerate(paragraphs, 1):
        kind, _, rest = words.partition("|") if "|" in words else ("", "", words)
        speech = tuple(
            Span(at + 1, rest.index("”", at)) for at, letter in enumerate(rest) if letter == "“" and "”" in rest[at:]
        )
        parts.append(Part("paragraph", rest, (Run(0, line, 1),), kind or voice, speech=speech, **more))
    return Manuscript("letter.txt", tuple(parts))


def asked(*paragraphs, profile=None):
    return {one.id: one for one in wanted(text(*paragraphs), profile or Profile(), identities())}


def found(*paragraphs, profile=None):
    """The findings on a whole piece: a heading, and the paragraphs under it."""
    body = text(*paragraphs)
    head = Part("heading", "The week", (Run(0, len(paragraphs) + 1, 1),))
    return statements(Manuscript(body.file, (*body.parts, head)), profile or Profile(), identities())


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("Nothing happened.", set()),
        ("The S&P 500 was closed.", {"indexes", "index_definitions", "conflicts", "marks"}),
        ("Shares rose 2.1% in a day.", {"past", "basis"}),
        ("Bond traders shrugged.", set()),
        ("Bonds fell.", {"bonds"}),
        ("The Federal Reserve met.", {"rates"}),
        ("Small caps did well.", {"small_caps"}),
        ("Look at IWM.", {"funds", "small_caps", "conflicts"}),
        ("Look at iwm.", set()),
        ("Look at IWMX.", set()),
        ("An ETF is cheap.", {"funds", "conflicts"}),
        ("An actively managed one.", {"active"}),
        ("Bitcoin is old.", {"crypto"}),
        ("As good as gold.", set()),
        ("Gold rose on Friday.", {"gold"}),
        ("It is projected to grow.", {"forecast"}),
        ("The consensus estimate is low.", {"forecast", "consensus"}),
        ("The consensus of historians.", set()),
        ("A backtest says so.", {"hypothetical"}),
        ("Emerging markets rose.", {"international", "emerging"}),
        ("Emerging leaders met.", set()),
        ("A diversified portfolio.", {"diversification"}),
        ("He bought call options.", {"options"}),
        ("We have few options.", set()),
        ("A 2x long product.", {"leveraged"}),
        ("He said “bonds are dead and Bitcoin lives”.", {"quotes"}),
        ("quote|Small caps and ETFs will win.", {"quotes"}),
        ("disclosure|Bonds fall when rates rise.", set()),
    ],
)
def test_what_calls_for_what(words, more):
    assert set(asked(words)) == ALWAYS | more


def test_each_names_its_words_and_their_place():
    one = asked("Nothing.", "Then small caps rose.")["small_caps"]
    assert one.because == "speaks of small companies: “small caps”"
    assert (str(one.place), one.call.end_column) == ("letter.txt:2:6", 16)
    named = asked("Nothing.", "On Friday the S&P 500, the Nasdaq Composite and the Dow closed.")["indexes"]
    assert named.because == "names an index: S&P 500, Nasdaq and Dow"
    assert (str(named.place), named.call.end_column) == ("letter.txt:2:15", 22)


def test_many_names_are_cut_short():
    words = "The S&P 500, Nasdaq Composite, Dow, Russell 2000, FTSE 100, DAX and CAC 40 closed."
    assert asked(words)["indexes"].because == "names an index: S&P 500, Nasdaq, Dow, Russell 2000 and 3 more"


@pytest.mark.parametrize(
    ("profile", "there", "gone"),
    [
        (Profile(), {"past"}, {"past_uk_eu", "five_years", "status_us_ria", "crypto_uk", "jurisdictions"}),
        (Profile(jurisdictions=("UK",)), {"past_uk_eu", "five_years", "crypto_uk"}, {"past"}),
        (Profile(jurisdictions=("EU",)), {"past_uk_eu", "five_years"}, {"past", "crypto_uk"}),
        (Profile(jurisdictions=("US", "EU")), {"past_uk_eu", "jurisdictions"}, {"past"}),
        (Profile("us_ria"), {"status_us_ria", "fund_performance"}, {"status_us_bd"}),
        (Profile("us_bd"), {"status_us_bd", "fund_performance"}, {"status_us_ria"}),
        (Profile("au_afsl", ("AU",)), {"status_au_afsl", "past"}, {"fund_performance"}),
    ],
)
def test_who_publishes_and_where_it_is_read_decide(profile, there, gone):
    ids = set(asked("The S&P 500 rose 2.1%, an ETF gained 3%, and Bitcoin fell.", profile=profile))
    assert ids >= there
    assert not ids & gone


def test_what_should_stand_must_for_some():
    words = ("The S&P 500 closed. He bought call options.",)
    assert {i: o.level for i, o in asked(*words).items()}["options"] == "should"
    strict = asked(*words, profile=Profile("us_bd"))
    assert (strict["options"].level, strict["index_definitions"].level) == ("must", "must")


@pytest.mark.parametrize("id", [id for id, one in LIBRARY.items() if not one.own])
@pytest.mark.parametrize("short", [False, True])
def test_every_wording_of_ours_is_recognised(id, short):
    one = LIBRARY[id]
    words = (one.short if short else "") or one.text
    words = words.replace("{marks}", "Nasdaq is a mark of Nasdaq, Inc.").replace("{currency}", "dollars")
    words = words.replace("{definitions}", "The S&P 500 measures about 500 companies.").replace("{publisher}", "us")
    assert id in {one.id for one in present(text(f"{one.title}. {words}")) if one.whole}


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("small_caps", "Small-cap stocks carry higher volatility and may be less liquid than large-cap stocks."),
        ("past", "Past performance is no guarantee of future results."),
        ("past", "Past performance is not necessarily indicative of future returns."),
        ("past_uk_eu", "Past performance is not a reliable guide to future performance."),
        ("risk", "Investing involves risk, including the possible loss of principal."),
        ("risk", "Investors may lose money."),
        ("general", "This is not investment advice; consult your own financial adviser."),
        ("general", "For information only. It takes no account of your personal circumstances."),
        ("indexes", "Indices are unmanaged and one cannot invest directly in an index."),
        ("funds", "Consider the fund's objectives, risks, charges and expenses; read the prospectus."),
        ("opinion", "The opinions are those of the author and are subject to change."),
        ("conflicts", "The author holds no position in any stock mentioned."),
        ("conflicts", "We have no positions in the funds named."),
        ("compensation", "The author received no compensation for this article."),
        ("bonds", "Bond prices fall when interest rates rise."),
        ("crypto", "Cryptocurrencies are highly volatile and you could lose everything."),
        ("forecast", "Forward-looking statements are not guarantees and actual results may differ."),
        ("sources", "Data obtained from sources believed to be reliable, but its accuracy is not guaranteed."),
        ("marks", "S&P 500 is a registered trademark of its owner, S&P Dow Jones Indices LLC."),
    ],
)
def test_others_wordings_are_recognised(id, words):
    assert id in {one.id for one in present(text("First words.", words)) if one.whole}


@pytest.mark.parametrize(
    "words",
    [
        "Small caps rose 3% on Friday.",
        "The index beat past records.",
        "Investors hold more cash than last year; no fund escaped.",
        "Analysts have a risk tolerance for surprises.",
        "The path is uncertain, and significantly higher rates could follow.",
        "Active managers look for years of underperformance.",
    ],
)
def test_prose_is_no_disclosure(words):
    assert not [one.id for one in present(text(words)) if one.whole]


def test_what_somebody_said_is_no_disclosure():
    assert not present(text("He said “past performance is no guarantee”."))


def test_a_missing_one_is_an_error_of_the_whole_piece_with_its_evidence_and_the_text_to_add():
    every = {f.message.split("(")[1].split(")")[0]: f for f in found("On Friday small caps fell.")}
    one = every["small_caps"]
    assert (one.code, one.severity) == ("disclosure-missing", "error")
    assert (str(one.place), one.end_column) == ("letter.txt:1:1", 0)
    assert one.suggestion == f"Add: {LIBRARY['small_caps'].text}"
    assert one.evidence == "small_caps: line 1: speaks of small companies: “small caps”"
    assert one.rule == f"{LIBRARY['small_caps'].basis}; reviewed {LIBRARY['small_caps'].reviewed}"
    assert str(every["risk"].place) == "letter.txt:1:1"
    assert "Only the publisher" in every["compensation"].suggestion
    assert every["corrections"].severity == "info"


def test_an_excerpt_is_told_once_what_it_would_lack():
    (one,) = statements(text("On Friday small caps fell."), Profile(), identities())
    assert (one.code, one.severity, str(one.place)) == ("disclosure-missing", "warning", "letter.txt:1:1")
    assert "small_caps" in one.message
    assert "small_caps" in one.evidence


def test_a_long_text_is_a_whole_piece():
    assert len(statements(text("word " * 151), Profile(), identities())) > 5


def test_one_that_should_stand_is_a_warning():
    assert {f.severity for f in found("The Fed met.") if "(rates)" in f.message} == {"warning"}


def test_one_that_stands_is_not_missing():
    said = "Small-cap stocks carry higher volatility and may be less liquid."
    assert not [f for f in found("Small caps fell.", said) if "(small_caps)" in f.message]


def test_a_part_is_told():
    (one,) = [f for f in found("Consider your risk tolerance.") if "(general)" in f.message]
    assert (one.code, one.severity, str(one.place)) == ("disclosure-partial", "warning", "letter.txt:1:10")


def test_boilerplate_that_nothing_calls_for_is_told():
    words = "disclosure|Cryptocurrencies are volatile and may become worthless."
    (one,) = [f for f in found("Shares rested.", words) if f.code == "disclosure-orphan"]
    assert (one.severity, one.place.line) == ("warning", 2)
    assert "crypto" in one.message
    assert not [f for f in found("Bitcoin rested.", words) if f.code == "disclosure-orphan"]


def test_a_text_that_says_all_has_no_error():
    body = "The S&P 500 rose 2.1% and small caps fell; bonds and ETFs did well."
    own = {"conflicts": "We hold no positions in anything named.", "compensation": "Nobody paid for this issue."}
    need = [one.id for one in asked(body).values() if one.level == "must"]
    words = [
        own.get(id)
        or LIBRARY[id].text.replace("{marks}", "S&P 500 is a mark of its owner.").replace("{definitions}", "")
        for id in need
    ]
    assert [f.message for f in found(body, *(f"disclosure|{one}" for one in words)) if f.severity == "error"] == []


@given(st.text(max_size=300), st.sampled_from(["author", "quote", "risk", "disclosure"]))
def test_any_text_is_judged(words, voice):
    part = Part("paragraph", words, (Run(0, 3, 5),), voice)
    for one in statements(Manuscript("x", (part,)), Profile(), identities()):
        assert one.place.line >= 1 and one.place.column >= 1
        assert one.severity in ("error", "warning", "info")


def test_an_empty_text_needs_what_every_text_needs():
    assert {one.id for one in wanted(Manuscript("x", ()), Profile(), ())} == ALWAYS


def test_the_library_knows_every_trigger():
    known = set(calls(laid(text("Nothing.")), Profile(), ())) | set(speech_triggers())
    assert {one.trigger for one in wordings()} <= known | {
        "instrument", "quote", "fact", "index_return", "fund_return", "jurisdictions",
    }  # fmt: skip
    assert chosen({}, Profile()) == ()


def speech_triggers():
    from reportgen.statements.speech import speeches

    return speeches()
