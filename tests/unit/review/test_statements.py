"""Statements that only the publisher can make are asked for when they are called for."""

from dataclasses import replace

from reportgen.compose import compose
from reportgen.model import Place, Profile
from reportgen.reference import wordings
from reportgen.review import missing_statements, orphaned_wordings
from unit.made import LEVELS, market, project


def asked(**words):
    made = project(**words)
    return missing_statements(made, compose(made, market(LEVELS)).disclosures)


def test_what_the_publisher_has_not_said_is_asked_for():
    (one,) = asked(funds=(), wordings={"conflicts": "None."})
    assert (one.code, one.severity, str(one.place)) == ("disclosure-missing", "error", "config.yaml:1:1")
    wording = next(w for w in wordings() if w.id == "compensation")
    assert wording.title in one.message
    assert "compensation: " in one.suggestion
    assert wording.basis in one.suggestion
    assert one.evidence.startswith("stands in every issue (config.yaml:")


def test_an_instrument_asks_for_two():
    assert [f.message.split("“")[1].split("”")[0] for f in asked(body="[[instruments ALF]]")] == [
        w.title for w in wordings() if w.id in ("conflicts", "compensation")
    ]


def test_what_is_said_is_not_asked_for():
    said = {"compensation": "Nobody paid.", "conflicts": "None."}
    assert asked(body="[[instruments ALF]]", wordings=said) == []


def test_the_shipped_issue_says_all(shipped):
    assert missing_statements(shipped.project, shipped.report.disclosures) == []
    assert orphaned_wordings(shipped.project, shipped.report.disclosures) == []


def test_a_wording_that_nothing_calls_for_is_told_where_it_stands():
    made = project(wordings={"crypto": "Coins can go.", "risk": "It can fall."}, body="Nothing.")
    made = replace(made, places={"disclosures.crypto": Place("config.yaml", 7, 3)})
    (one,) = orphaned_wordings(made, compose(made, market(LEVELS)).disclosures)
    assert (one.code, one.severity, str(one.place)) == ("disclosure-orphan", "warning", "config.yaml:7:3")
    assert one.evidence == "Coins can go."


def test_a_wording_for_another_publisher_is_told_too():
    made = project(wordings={"past": "The past is past."}, body="It {{ small.week | moved }}.")
    assert orphaned_wordings(made, compose(made, market(LEVELS)).disclosures) == []
    abroad = replace(made, profile=Profile(jurisdictions=("UK",)))
    (one,) = orphaned_wordings(abroad, compose(abroad, market(LEVELS)).disclosures)
    assert "(past)" in one.message
