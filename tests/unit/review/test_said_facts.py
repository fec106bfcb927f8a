"""Facts by name under words that their records contradict: in an issue an error, and none where they agree."""

import pytest

from reportgen.config import load
from reportgen.model import Fact
from reportgen.review.composed import composed
from reportgen.review.said import evidence_of
from reportgen.sayings import told_otherwise
from unit.made import LEVELS, ROOT, market, project

MARKET = market(LEVELS)
FACTS = {
    "breadth": Fact("breadth", "356 to 147", "Advancing to declining stocks of the S&P 500 on January 8", "fact", "A source", "2026-01-08", ""),
    "earnings": Fact("earnings", "14.6%", "Growth of small-company earnings in 2026, one house's estimate", "estimate", "Jefferies", "January 2026", ""),
    "cut": Fact("cut", "a quarter point", "Size of the cut decided on December 10, the third in as many meetings", "fact", "A source", "2025-12-10", ""),
    "peak": Fact("peak", "1.4%", "Distance of the Nasdaq below its October peak on December 24", "fact", "A source", "2025-12-24", ""),
}  # fmt: skip


def found(body):
    one = project(body=body, facts=FACTS)
    evidence = evidence_of(one, MARKET)
    return [(each.code, each.severity) for own in composed(one, MARKET) for each in told_otherwise(own, evidence)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Rising shares outnumbered falling ones by {{ facts.breadth }} on Thursday.", ""),
        ("Rising shares outnumbered falling ones by {{ facts.breadth }} on Friday.", "fact-date"),
        ("On Friday rising shares outnumbered falling ones by {{ facts.breadth }}.", "fact-date"),
        ("Falling shares outnumbered rising ones by {{ facts.breadth }} on Thursday.", "fact-altered"),
        ("Decliners led advancers by {{ facts.breadth }} on Thursday.", "fact-altered"),
        ("Jefferies expects earnings of small companies to grow by {{ facts.earnings }}.", ""),
        ("Jefferies expects earnings of small companies to fall by {{ facts.earnings }}.", "fact-altered"),
        ("Jefferies does not expect earnings of small companies to fall by {{ facts.earnings }}.", ""),
        ("The Federal Reserve cut its target range by {{ facts.cut }}.", ""),
        ("The Federal Reserve lowered its target range for the federal funds rate by {{ facts.cut }}.", ""),
        ("The Federal Reserve raised its target range by {{ facts.cut }}.", "fact-altered"),
        ("It stood {{ facts.peak }} below its peak.", ""),
        ("It stood {{ facts.peak }} above its peak.", "fact-altered"),
    ],
)
def test_words_beside_a_fact_of_our_own(body, code):
    assert found(body) == ([(code, "error")] if code else [])


def test_the_shipped_issue_says_what_its_facts_say():
    one = load(ROOT)
    evidence = evidence_of(one, MARKET)
    assert [each for own in composed(one, MARKET) for each in told_otherwise(own, evidence)] == []
