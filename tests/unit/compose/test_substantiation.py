"""The rows of the substantiation: every printed figure in every place, quotes, funds and notes, each with its source."""

from datetime import date

from reportgen import marks
from reportgen.compose import compose
from reportgen.compose.printings import derivations
from reportgen.compose.substantiation import rows
from reportgen.model import Event, Release
from unit.made import FRIDAY, LEVELS, market, passage, project


def of(**words):
    made = project(**words)
    return rows(compose(made, market(LEVELS)), made.issue)


def test_every_figure_of_the_shipped_issue_in_every_place_of_it(shipped):
    found = rows(shipped.report, shipped.project.issue)
    for one in derivations(shipped.report, shipped.project.issue):
        for p in one.printings:
            mine = [row for row in found if (row.claim, row.place, row.printed) == (p.words, p.place, p.text)]
            assert len(mine) == len({row.evidence for row in mine}) >= 1
            assert any(row.source == one.figure.source and row.value == str(one.figure.value) for row in mine)
    assert all(row.claim and row.place and row.verdict and row.evidence and row.source for row in found)
    assert {row.verdict for row in found} == {"computed", "fact", "estimate", "quoted"}


def test_rows_stand_in_reading_order(shipped):
    places = list(dict.fromkeys(row.place for row in rows(shipped.report, shipped.project.issue)))
    assert places[:4] == ["deck", "key points", "text", "table “Week ended Friday, January 9, 2026”"]
    assert [place for place in places if place.startswith("note ")] == [f"note {n}" for n in range(1, 11)]


def test_a_figure_has_its_sum_and_only_the_form_of_its_place():
    (row,) = [
        row for row in of(body="It rose {{ small.week | size }}, {{ small.week | percent }}.") if row.printed == "5.0%"
    ]
    assert row.claim == "It rose 5.0%, +5.0%."
    assert row.evidence == "Small 250: close(2026-01-09) 105.00 / close(2026-01-02) 100.00 − 1 = 0.05 → 5.0%"
    assert (row.value, row.source, row.url, row.verdict) == (
        "0.05",
        "The Exchange",
        "https://example.org/closes",
        "computed",
    )


def test_a_fact_is_its_sources_word():
    (row, note) = of(body="It grew by {{ facts.growth }}.")
    assert (row.verdict, row.printed, row.source, row.url) == ("estimate", "14.6%", "A House", "https://example.org/b")
    assert (note.place, note.verdict, note.claim) == ("note 1", "estimate", "Growth of earnings: 14.6%")


def test_a_quote_a_fund_and_what_is_due_have_rows():
    jobs = Release(FRIDAY, "Payrolls", "December", "50,000", "", "56,000", "The Bureau", "https://example.org/jobs")
    due = Event(date(2026, 1, 13), "8:30", passage("Prices for December"), "The Bureau", "https://example.org/due")
    found = of(
        body="[[quote said]]\n\n[[instruments BTF]]\n\n[[economy]]\n\n[[week_ahead]]", economy=(jobs,), events=(due,)
    )
    by = {row.place: row for row in found}
    assert by["quote"].claim == "“We are at the gates”"
    assert by["quote"].evidence == "Said by Ada Example, strategist, Example Bank"
    assert by["quote"].url == "https://example.org/q"
    assert by["funds"].claim.startswith("BTF: Beta Factor Fund, follows Beta Index 2000, costs 0.20%")
    assert by["week ahead"].claim == "Tuesday, January 13: Prices for December, 8:30"
    assert by["table “Economic data of the week”"].url == "https://example.org/jobs"


def test_no_mark_is_left_in_a_row(shipped):
    for row in rows(shipped.report, shipped.project.issue):
        assert not marks.MARK.search("".join(vars(row).values()))
