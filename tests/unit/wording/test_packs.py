"""The rule packs: dated, read or off, and never making a finding lighter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Profile
from reportgen.wording import PACKS, categories, pack, packs_for
from reportgen.wording.packs import ORDER, yardstick
from unit.wording.made import DAY, codes, found

KINDS = ("independent", "us_ria", "us_bd", "uk_firm", "eu_firm", "ca_dealer", "au_afsl")
PROFILES = st.builds(
    Profile,
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(("US", "UK", "EU", "CA", "AU")), min_size=1, unique=True).map(tuple),
    st.sampled_from(("retail", "professional")),
)
PROMISE = "Small caps will outperform."


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_says_what_it_demands_of_what_and_where_it_was_read(name):
    known = {*categories(), "balance", "window", "selective"}
    one = pack(name)
    assert one.id == name and one.title and len({rule.id for rule in one.rules}) == len(one.rules)
    assert any(rule.read for rule in one.rules) and any(not rule.read for rule in one.rules)
    for rule in one.rules:
        assert rule.cite and rule.title and rule.demands and rule.severity
        assert set(rule.categories) <= known and set(rule.severity.values()) <= set(ORDER)
        assert bool(rule.source) == rule.read
        assert rule.last_reviewed <= one.last_reviewed


def test_changes_that_are_under_way_stand_as_notes():
    cites = " ".join(note.cite for name in PACKS for note in pack(name).pending)
    assert "SR-FINRA-2026-004" in cites and "Article 50(4)" in cites and "Retail Investment Strategy" in cites


@pytest.mark.parametrize(
    ("profile", "names"),
    [
        (Profile(), ["us-independent"]),
        (Profile("us_bd"), ["us-broker-dealer"]),
        (Profile("us_ria", ("US", "EU")), ["us-adviser", "eu"]),
        (Profile("uk_firm", ("UK", "US")), ["uk", "us-independent"]),
        (Profile("independent", ("CA", "AU")), ["canada", "australia"]),
        (Profile("eu_firm", ("UK",)), ["eu", "uk"]),
    ],
)
def test_the_packs_follow_from_kind_and_places(profile, names):
    assert [one.id for one in packs_for(profile)] == names


@given(PROFILES, st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_pack_never_makes_a_finding_lighter_and_unread_rules_bear_on_nothing(profile, on):
    measure = yardstick(profile, on)
    assert all(rule.read and (rule.effective_from is None or rule.effective_from <= on) for rule in measure.rules)
    for code, category in categories().items():
        for strength, house in category.severity.items():
            assert ORDER.index(measure.severity(code, strength, house)) >= ORDER.index(house)


def test_severity_and_rule_follow_the_profile():
    soft = "Earnings are projected to grow 12% next year."
    severities = {kind: found(soft, profile=Profile(kind))[0].severity for kind in ("independent", "us_bd")}
    assert severities == {"independent": "warning", "us_bd": "error"}
    assert found(PROMISE, profile=Profile("us_bd"))[0].rule.startswith("FINRA Rule 2210(d)(1)(B), reviewed 2026-11-25")
    assert "10b-5" in found(PROMISE)[0].rule
    assert found("Act now.")[0].rule.startswith("House rule")
    model = "The model portfolio beat the index."
    assert found(model, profile=Profile("us_ria"))[0].severity == "error"
    assert found(model, profile=Profile("us_ria", audience="professional"))[0].severity == "warning"
    assert found("You should buy a bond.")[0].severity == "error"
    assert found("You should buy a bond.", profile=Profile("us_ria"))[0].severity == "warning"


def test_a_rule_not_in_force_on_the_day_is_not_named():
    old = found(PROMISE, profile=Profile("ca_dealer", ("CA",)), on=date(2021, 6, 1))[0]
    assert "3603" not in old.rule
    assert "3603" in found(PROMISE, profile=Profile("ca_dealer", ("CA",)), on=date(2022, 6, 1))[0].rule


def test_a_pack_is_stale_after_twelve_months_of_the_issues_day():
    reviewed = pack("us-independent").last_reviewed
    same = reviewed.replace(year=reviewed.year + 1)
    assert codes("Stocks rose.", on=same) == []
    told = found("Stocks rose.", on=same + timedelta(days=1))
    assert [(one.code, one.severity, one.evidence) for one in told] == [("pack-stale", "warning", "us-independent")]
    assert (told[0].place.line, told[0].place.column, told[0].end_column) == (1, 1, 0)
    assert codes("Stocks rose.", on=DAY) == []
