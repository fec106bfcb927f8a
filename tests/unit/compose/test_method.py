"""How the numbers were made, as readers are told: only of what is printed, and without a number of its own."""

import re
from dataclasses import replace

from reportgen.compose import compose
from reportgen.compose.method import method, moment
from unit.made import FUND_ONE, LEVELS, SMALL, SMALL_ONE, TEN_ONE, TWO_ONE, WEEK, closes, market, project

DATES = re.compile(r"(?:January|December) \d+, \d{4}")


def parts(levels=LEVELS, held=None, **words):
    made = compose(project(**words), held or market(levels)).method
    return dict(made.parts), made


def test_the_shipped_issue_is_told_its_week_and_its_facts(shipped):
    told = dict(shipped.report.method.parts)
    assert (
        "from the close of Friday, January 2, 2026, the last one before it, to that of Friday, January 9"
        in told["The week"]
    )
    assert "Target range for the federal funds rate" in told["Facts of others"]
    assert "basis points" not in told["Changes"] and "total return" not in told["Changes"]
    names = [name for name, _, _ in shipped.report.method.sources]
    assert names[0] == "deanfi-website.pages.dev"
    assert set(names) == {i.source for one in shipped.report.printed for i in one.figure.inputs}


def test_no_number_stands_in_it_but_dates(shipped):
    made = shipped.report.method
    for text in (made.line, made.more, *(text for title, text in made.parts if title != "Facts of others")):
        assert not re.search(r"\d", DATES.sub("", text)), text


def test_parts_stand_only_where_figures_call_for_them():
    told, made = parts(body="It rose {{ small.week | size }}.")
    assert "Facts of others" not in told and "quoted" not in made.more
    assert "basis points" not in told["Changes"]
    told, _ = parts(body="{{ facts.rate }}")
    assert told["Facts of others"].startswith("Quoted and not computed: Target range.")
    yields = {"ten": {d: 4.0 + i / 100 for i, d in enumerate(SMALL)}, "two": dict.fromkeys(SMALL, 3.5)}
    told, _ = parts(
        yields, body="It rose {{ ten.week | basis_points }}.", instruments=(TEN_ONE, TWO_ONE), benchmark="ten"
    )
    assert "basis points" in told["Changes"]


def test_a_total_return_is_told():
    held = market({"fund": SMALL, "small": SMALL})
    held = replace(
        held, closes={k: {d: replace(c, adjusted=c.level) for d, c in by.items()} for k, by in held.closes.items()}
    )
    told, _ = parts(
        held=held, body="{{ fund.week_total | percent }}", instruments=(FUND_ONE, SMALL_ONE), benchmark="small"
    )
    assert "where a total return is named" in told["Changes"]


def test_another_calendar_is_told():
    held = replace(market(LEVELS), weeks={"large": replace(WEEK, exchange="XTKS")})
    told, _ = parts(held=held, body="It rose {{ small.week | size }}.")
    assert "by its own sessions" in told["The week"]


def test_sources_have_their_page_where_it_is_one_and_when_they_were_read():
    held = {
        "small": {d: replace(c, retrieved="2026-01-10T09:30:00Z") for d, c in closes(SMALL, "A feed").items()},
        "large": {
            d: replace(c, url=f"https://example.org/{d}", retrieved=f"2026-01-{10 + (d == max(SMALL))}T08:00:00Z")
            for d, c in closes(LEVELS["large"], "B feed").items()
        },
    }
    body = "{{ small.week | size }} {{ small.day | size }} {{ large.week | size }}"
    _, made = parts(held=replace(market(LEVELS), closes=held), body=body)
    assert made.sources == (
        ("A feed", "https://example.org/closes", "2026-01-10 09:30:00 UTC"),
        ("B feed", "", "2026-01-10 08:00:00 UTC to 2026-01-11 08:00:00 UTC"),
    )
    assert moment("some day") == "some day"


def test_an_issue_without_figures_has_no_sources():
    _, made = parts(body="Words.", key_points=("Words.",))
    assert made.sources == ()
    assert method(market(LEVELS), ()).sources == ()
