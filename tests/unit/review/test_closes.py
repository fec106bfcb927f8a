"""Closes that deserve a second look, and records that contradict them."""

from dataclasses import replace
from datetime import date

import pytest

from reportgen.compose import compose
from reportgen.model import Finding, Instrument, Place
from reportgen.review import coarse_closes, contradicted_records, gathered, review, unchanged_closes
from unit.made import BASE, FACTS, FRIDAY, LEVELS, WEEK, market, project, record

THURSDAY = date(2026, 1, 8)


def levels(**changes):
    return {"small": {**LEVELS["small"], **changes.get("small", {})}, "large": LEVELS["large"]}


def test_a_close_answered_twice_is_told():
    (one,) = unchanged_closes(project(), market(levels(small={FRIDAY: 104.0})))
    assert (one.code, one.severity) == ("unchanged-close", "warning")
    assert one.message == "^SML has the same close on 2026-01-08 and 2026-01-09: 104.0"
    assert one.suggestion
    (one,) = unchanged_closes(project(), market(levels(small={BASE: 101.0})))
    assert "2026-01-02 and 2026-01-05" in one.message


def test_closes_that_move_are_not_told():
    assert unchanged_closes(project(), market(LEVELS)) == []
    assert unchanged_closes(project(), market(levels(small={FRIDAY: 104.01}))) == []


def test_rates_may_stand_still_and_weeks_of_their_own_are_looked_at():
    ten = Instrument("small", "DGS10", "Ten-Year", "10-year", "rate")
    assert unchanged_closes(project(instruments=(ten,)), market(levels(small={FRIDAY: 104.0}))) == []
    coin = Instrument("small", "BTC", "Coin", "Coin", "crypto")
    own = replace(WEEK, exchange="24/7", sessions=WEEK.sessions[:-1], calendar=WEEK.calendar[:-1])
    held = replace(market(levels(small={FRIDAY: 104.0})), weeks={"small": own})
    assert unchanged_closes(project(instruments=(coin,)), held) == []
    assert unchanged_closes(project(instruments=(coin,)), market(levels(small={FRIDAY: 104.0})))


def test_what_gathering_noticed_is_among_the_findings():
    held = replace(market(LEVELS), remarks=(Finding("stale-source", "warning", Place("config.yaml"), "yahoo failed"),))
    made = replace(project(), config="other.yaml")
    assert gathered(made, held) == [Finding("stale-source", "warning", Place("other.yaml"), "yahoo failed")]
    assert "stale-source" in [one.code for one in review(made, held, compose(made, held))]


@pytest.mark.parametrize(("cited", "told"), [(104.0, 0), (104.01, 0), (103.99, 0), (104.02, 1), (103.0, 1)])
def test_a_cited_record_must_be_the_close_of_its_session(cited, told):
    made = project(facts={"peak": record("small", cited, THURSDAY)})
    found = contradicted_records(made, market(LEVELS))
    assert len(found) == told
    if found:
        assert (found[0].code, found[0].severity) == ("record-contradicted", "error")
        assert found[0].message == f"facts.peak cites {cited:,.2f} for 2026-01-08, but the close at hand is 104.0"
        assert "The Exchange" in found[0].suggestion


def test_a_record_of_a_session_that_is_not_held_contradicts_nothing():
    facts = {**FACTS, "old": record("small", 500.0, date(2025, 6, 2))}
    assert contradicted_records(project(facts=facts), market(LEVELS)) == []


def test_the_whole_review():
    made = project(body="It rose 4.6%.", facts={"peak": record("small", 500.0, THURSDAY)})
    held = market(levels(small={FRIDAY: 104.0}))
    found = review(made, held, compose(made, held))
    assert [f.code for f in found] == [
        "typed-number", "record-contradicted", "unchanged-close", "disclosure-missing",
        "disclosure-missing",
    ]  # fmt: skip


def test_the_shipped_issue_is_clean(shipped):
    assert review(shipped.project, shipped.market, shipped.report) == ()


@pytest.mark.parametrize(
    ("level", "decimals", "told"),
    [(0.0012, 2, "0.00"), (0.0012, 4, ""), (0.0012345, 4, "0.0012"), (1.004, 2, ""), (0.104, 1, "0.1"), (1e9, 2, "")],
)
def test_a_close_that_its_decimals_print_as_another_is_an_error(level, decimals, told):
    coin = Instrument("small", "COIN", "Coin", "Coin", "crypto", currency="USD", decimals=decimals)
    found = coarse_closes(project(instruments=(coin,), benchmark="small"), market({"small": {FRIDAY: level}}))
    assert [one.code for one in found] == ["coarse-close"] * bool(told)
    if told:
        assert found[0].severity == "error"
        assert found[0].message.endswith(f"which instruments.small would print as {told}")
        assert "decimals: 6" in found[0].suggestion or "decimals: 4" in found[0].suggestion
    rate = replace(coin, kind="rate")
    assert coarse_closes(project(instruments=(rate,), benchmark="small"), market({"small": {FRIDAY: level}})) == []
