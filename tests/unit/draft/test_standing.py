"""What a new issue takes over from the one before."""

from datetime import date

from reportgen.config import load
from reportgen.draft import draft, page
from reportgen.draft.standing import standing
from reportgen.model import Close, MarketWeek
from unit.draft.papers import calendar, closes, project, trading_week

END = date(2026, 1, 16)
OLD = """---
week_ending: 2026-01-09
title: Last week
byline: By a hand
facts:
  top:
    value: "{value}"
    about: Record close before January 5
    kind: fact
    record_of: small_250
    date: "{session}"
    source: The Annals
  rate: {{value: 3.50% to 3.75%, about: Target range, kind: fact, source: The Board, date: December 2025}}
  gone: {{value: 14%, about: Growth, kind: estimate, source: A House, date: January 2026}}
quotes:
  said: {{text: We are at the gates, speaker: A Speaker, date: December 2025, outlet: The Paper}}
events:
  - {{date: 2026-01-13, what: Prices of December, source: The Bureau}}
  - {{date: 2026-01-28, time: 2 p.m. ET, what: "Decision: rates", source: The Board}}
risks:
  - title: Rates
    text: At {{{{ facts.rate }}}} money is dear.
  - title: "A: colon"
    text: |-
      Two lines,
      and "quotes".
---

A word.

## About us {{# standing #}}

At {{{{ facts.rate }}}} we began.

[[quote said]]
"""


def market(week, levels):
    return MarketWeek(
        week, {k: {d: Close(d, x, "The Exchange", "https://example.org/c") for d, x in by.items()}
               for k, by in levels.items()}, "a made-up feed",
    )  # fmt: skip


def drafted(folder, value="1,000.00", session="2025-12-30", levels=None, name="2026-01-09.md"):
    folder.mkdir(exist_ok=True)
    made = project(2, folder=folder)
    issues = folder / "issues"
    issues.mkdir(exist_ok=True)
    (issues / name).write_text(OLD.format(value=value, session=session))
    week = trading_week(END)
    held = market(week, levels or closes("random", 2, week, 5))
    kept = standing(made, held, issues)
    one = draft(made, held, kept)
    (issues / "2026-01-16.md").write_text(page(one))
    return kept, load(folder, issues / "2026-01-16.md"), held


def test_risks_records_and_what_is_due_are_carried_quotes_and_other_facts_are_not(tmp_path):
    kept, written, _ = drafted(tmp_path)
    old = load(tmp_path, tmp_path / "issues/2026-01-09.md").issue
    assert [(r.title.text, r.text.text) for r in written.issue.risks] == [
        (r.title.text, r.text.text) for r in old.risks
    ]
    assert set(written.issue.facts) == {"top", "rate"}
    assert written.issue.facts["rate"] == old.facts["rate"]
    assert not written.issue.quotes
    assert [(e.date, e.time, e.what.text) for e in written.issue.events] == [
        (date(2026, 1, 28), "2 p.m. ET", "Decision: rates")
    ]
    assert written.issue.byline == kept.byline == "By a hand"
    assert kept.source == "issues/2026-01-09.md"
    assert kept.parts() == ["byline", "2 risks", "2 facts (top, rate)", "1 date", "section “About us”"]
    assert "## About us {# standing #}\n\nAt {{ facts.rate }} we began.\n\n" in written.issue.body.text
    assert "[[week_ahead]]" in written.issue.body.text
    assert "[[risks]]" in written.issue.body.text


def flat(level, week):
    return {key: dict.fromkeys(week.calendar, level) for key in ("small_250", "large_50")}


def test_a_record_that_a_later_close_went_past_before_the_week_is_renewed(tmp_path):
    week = trading_week(END)
    levels = flat(990.0, week)
    levels["small_250"] = {**levels["small_250"], date(2026, 1, 7): 1010.5, date(2026, 1, 15): 1011.0}
    _, written, _ = drafted(tmp_path, levels=levels)
    fact = written.issue.facts["top"]
    assert (fact.value, fact.date, fact.source) == ("1,010.50", "2026-01-07", "The Exchange")
    assert fact.about == "Record close of Small 250 before January 12, 2026"
    assert "set its record close of {{ small_250.record_close }}" in " ".join(written.issue.body.text.split())


def test_a_record_of_the_week_leaves_the_earlier_one_as_its_proof(tmp_path):
    week = trading_week(END)
    levels = flat(990.0, week)
    levels["small_250"] = {**levels["small_250"], END: 1011.0}
    _, written, _ = drafted(tmp_path, levels=levels)
    assert written.issue.facts["top"].value == "1,000.00"
    assert "ended the week at {{ small_250.off_record | against_record }}{{ facts.top | note }}" in " ".join(
        written.issue.body.text.split()
    )


def test_where_a_session_since_is_missing_nothing_is_renewed(tmp_path):
    week = trading_week(END)
    levels = flat(990.0, week)
    levels["small_250"] = {**levels["small_250"], date(2026, 1, 7): 1010.5}
    del levels["small_250"][date(2026, 1, 5)]
    _, written, _ = drafted(tmp_path, levels=levels)
    assert written.issue.facts["top"].value == "1,000.00"
    assert "record close" not in written.issue.body.text


def test_an_issue_of_a_later_week_or_of_none_is_no_issue_before(tmp_path):
    for name in ("2026-01-23.md", "notes.md", "2026-01-16.md"):
        folder = tmp_path / name.removesuffix(".md")
        folder.mkdir()
        (folder / "issues").mkdir()
        (folder / "issues" / name).write_text(OLD.format(value="1,000.00", session="2025-12-30"))
        made, week = project(2, folder=folder), trading_week(END)
        kept = standing(made, market(week, closes("random", 2, week, 5)), folder / "issues")
        assert (kept.byline, kept.risks, dict(kept.facts), kept.events) == ("", (), {}, ())
        assert (kept.source, kept.parts()) == ("", [])


def test_where_the_folder_of_drafts_has_none_the_newsletter_s_own_issues_are_asked(tmp_path):
    made, week = project(2, folder=tmp_path), trading_week(END)
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/2026-01-09.md").write_text(OLD.format(value="1,000.00", session="2025-12-30"))
    kept = standing(made, market(week, closes("random", 2, week, 5)), tmp_path / "drafts")
    assert (kept.byline, kept.source) == ("By a hand", "issues/2026-01-09.md")


def test_the_calendar_of_these_tests_holds_the_sessions_named():
    assert {date(2026, 1, 7), date(2026, 1, 5), date(2025, 12, 30)} <= set(calendar(END))
