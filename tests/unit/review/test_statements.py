"""Statements that only the publisher can make are asked for when they are called for."""

from reportgen.compose import compose
from reportgen.reference import wordings
from reportgen.review import missing_statements
from unit.made import LEVELS, market, project


def asked(**words):
    made = project(**words)
    return missing_statements(made, compose(made, market(LEVELS)).disclosures)


def test_what_the_publisher_has_not_said_is_asked_for():
    (one,) = asked(funds=())
    assert (one.code, one.severity, str(one.place)) == ("statement-missing", "warning", "config.yaml:1:1")
    wording = next(w for w in wordings() if w.id == "compensation")
    assert wording.title in one.message
    assert "compensation: " in one.suggestion
    assert wording.basis in one.suggestion


def test_a_fund_asks_for_two():
    assert [f.message.split("“")[1].split("”")[0] for f in asked(body="[[instruments ALF]]")] == [
        w.title for w in wordings() if w.id in ("conflicts", "compensation")
    ]


def test_what_is_said_is_not_asked_for():
    said = {"compensation": "Nobody paid.", "conflicts": "None."}
    assert asked(body="[[instruments ALF]]", wordings=said) == []


def test_the_shipped_issue_says_all(shipped):
    assert missing_statements(shipped.project, shipped.report.disclosures) == []
