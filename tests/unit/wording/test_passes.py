"""What looks like a promise and is none, and what does not escape by looking innocent."""

import pytest

from reportgen.model import Manuscript, Profile, Span
from reportgen.wording import check
from unit.wording.made import DAY, codes, found, part, text

PLAIN = "Small caps will outperform."


@pytest.mark.parametrize(
    "words",
    [
        "Small caps are not guaranteed to rise.",
        "There is no guarantee that small caps will rise.",
        "Past performance does not guarantee future returns.",
        "No strategy is a sure thing.",
        "Whether small caps will outperform remains to be seen.",
        "Nobody knows whether the market will climb.",
        "Investors bet that small caps will rally.",
        "The index will gain three new members on Monday.",
        "Fannie Mae guarantees the loans.",
        "The insurer sold guaranteed annuities with steady income.",
        "The Guarantee Trust pays interest on Monday.",
        "Shares of Best Buy will be added to the index.",
        "Analysts at Goldman Sachs said small caps will outperform.",
        "The regulator charged that the notes were sold as risk-free.",
        "The spread over the risk-free rate widened.",
        "The Fed must act now, the senator said.",
        "The Fed is in no hurry to cut.",
        "Investors should consider their risk tolerance and investment objectives.",
        "The S&P 500 rose 1.6% and the Nasdaq 1.9%.",
        "Brookfield said the unit will double its output.",
        "Builders rose on hopes that mortgage rates will ease.",
        "Profit was weaker than analysts expected.",
        "What Wall Street says",
        "Lower short-term rates help the case for smaller companies.",
    ],
)
def test_innocent_sentences_pass(words):
    assert codes(words) == []


def test_a_no_bears_on_four_words_of_its_own_clause_and_not_only_is_none():
    assert codes("Small caps will not outperform.") == []
    assert codes("Not only that: small caps will outperform.") == ["promissory"]
    assert codes("Bonds did not move, but small caps will outperform.") == ["promissory"]
    assert codes("No doubt, small caps will outperform.") == ["promissory"]
    assert codes("Whether or not rates fall, small caps will outperform.") == ["promissory"]


def test_small_print_passes_and_risks_only_where_they_are_no_promise():
    assert codes(part(PLAIN, voice="disclosure")) == []
    assert codes(part("Small caps are poised to outperform.", voice="risk")) == []
    assert codes(part("Whatever happens, small caps cannot fall.", voice="risk")) == ["promissory"]
    assert codes(part("Small caps could give back gains and may be less liquid.", voice="risk")) == []


def test_headings_alt_texts_subject_lines_and_cells_are_read_and_code_is_not():
    for role in ("title", "heading", "item", "row", "caption", "alt", "meta"):
        assert codes(part("Why Small Caps Will Outperform", role)) == ["promissory"], role
    assert codes(part(PLAIN, "code")) == []


def test_a_name_is_passed_over_where_it_is_told():
    words = "Will Outperform Partners is a fund of funds, and will outperform partners who wait."
    assert codes("The firm Sure Thing moved.", names=["Sure Thing"]) == []
    assert codes("It is a sure thing.", names=["Sure Thing"]) == ["promissory"]
    assert codes(words) == ["promissory"]


def test_one_finding_for_each_sentence_and_category_at_the_hardest_words():
    told = found("Small caps are poised to outperform, a sure thing, and they cannot lose. They will outperform.")
    assert [(one.code, one.evidence) for one in told] == [
        ("wording-promissory", "sure thing"),
        ("wording-promissory", "They will outperform"),
    ]


def test_a_quote_gives_one_note_and_no_error():
    said = '"This is a sure thing. Small caps will outperform. Act now," the strategist said.'
    assert codes(said, notes=True) == ["quote-strong"]
    block = [part("It is a sure thing.", "quote", "quote"), part("Act now.", "quote", "quote", line=3)]
    assert codes(*block, notes=True) == ["quote-strong"]
    assert codes(block[0], "He left.", block[1], notes=True) == ["quote-strong", "quote-strong"]
    told = found(said)[0]
    assert (told.severity, told.evidence, told.place.column) == ("info", "sure thing", 12)


def test_the_authors_words_around_a_quote_are_the_authors():
    words = 'Small caps will outperform, and "it is early," he said.'
    assert codes('Act now: "it is early" is no reason.') == ["urgent"]
    assert codes(part(words.replace(", he said", ""))) == []
    assert part(words).speech == (Span(33, 45),)


def test_typographic_marks_are_read_as_straight_ones():
    assert codes("You can’t lose money here.") == codes("You can't lose money here.") == ["promissory"]
    assert codes("A risk‑free return is on offer.") == ["promissory"]


def test_what_the_text_is_never_called():
    told = found(PLAIN, "Act now.", "How to play the rally.", profile=Profile("us_bd"))
    assert told
    assert not any("complian" in (one.message + one.suggestion).lower() for one in told)


def test_every_finding_says_its_rule_its_words_and_a_way_out():
    for one in found(PLAIN, "Act now.", "Analysts say rates have peaked.", "You should hold your portfolio."):
        assert one.rule and one.evidence and one.suggestion
        assert one.end_column == one.place.column + len(one.evidence)


def test_another_language_is_said_not_to_be_read():
    words = text("Small caps will outperform.")
    told = check(Manuscript(words.file, words.parts, "de"), Profile(), DAY)
    assert [(one.code, one.severity, one.evidence) for one in told] == [("wording-language", "warning", "de")]
    assert check(Manuscript(words.file, words.parts, "en-GB"), Profile(), DAY)[0].code == "wording-promissory"
