"""One report: the prose run once, blocks placed, notes numbered, every mistake told at its place."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.compose.report import week_notes
from reportgen.errors import Mistakes, ReportgenError, TemplateError
from reportgen.marks import figures_in, plain
from reportgen.model import Close, MarketWeek, Passage
from unit.laws import well_set
from unit.made import BASE, CALENDAR, FRIDAY, LEVELS, WEEK, in_yaml, issue, market, passage, project, week_of, weekdays

PNG = b"\x89PNG\r\n\x1a\n"


def composed(week=WEEK, **words):
    return compose(project(**words), market(LEVELS, week))


def mistakes(made):
    """What composing a project tells: (line, column, message), in order."""
    with pytest.raises(ReportgenError) as caught:
        compose(made, market(LEVELS))
    errors = caught.value.errors if isinstance(caught.value, Mistakes) else [caught.value]
    return [(e.place and e.place.line, e.place and e.place.column, e.message) for e in errors]


def with_body(body):
    """A project whose body stands in YAML, with the source."""
    source = "first: x\nbody: |\n  " + body.replace("\n", "\n  ") + "\n"
    source = re.sub(r"\n +(?=\n)", "\n", source)
    made = project()
    return replace(made, issue=replace(made.issue, body=in_yaml(source, "body"))), source


def kinds(report):
    return [block.kind for block in report.blocks]


def test_blocks_stand_where_the_text_places_them():
    report = composed(body="One.\n\n[[performance]]\n\nTwo.\n[[quote said]]\n\n[[instruments ALF]]\nThree.")
    assert kinds(report) == ["prose", "performance", "prose", "quote", "instruments", "prose"]
    assert [b.content.text for b in report.blocks if b.kind == "prose"] == ["One.", "Two.", "Three."]


def test_key_points_come_first_unless_they_are_placed():
    assert kinds(composed(key_points=("A",))) == ["key_points", "prose"]
    assert kinds(composed(key_points=("A",), body="One.\n\n  [[ key_points ]]")) == ["prose", "key_points"]
    assert kinds(composed(key_points=("A",), body="One [[key_points]] inline.")) == ["key_points", "prose"]


def test_notes_come_last_unless_they_are_placed():
    assert kinds(composed(body="A {{ facts.rate }}.")) == ["prose", "notes"]
    assert kinds(composed(body="A {{ facts.rate }}.\n\n[[notes]]\n\nB.")) == ["prose", "notes", "prose"]
    assert kinds(composed(body="A.")) == ["prose"]
    report = composed(body="A {{ facts.rate }} {{ facts.growth }}.")
    assert [(n.number, n.key) for n in report.notes] == [(1, "rate"), (2, "growth")]


def test_the_head_of_a_report():
    report = composed(title="Up {{ small.week }}", deck="By *{{ small.week_points }}*")
    assert plain(report.title, report.printed) == "Up +5.0%"
    assert report.deck.text == "By +5.00"
    assert "<em>" in report.deck.html
    assert "<p>" not in report.deck.html
    assert report.week_line == "Week ended Friday, January 9, 2026"
    assert (report.byline, report.draft, report.week) == ("By a hand", False, WEEK)
    assert report.publication.name == "The Weekly"
    assert report.sources == ("Index data: a made-up feed. Closes of January 9, 2026, price changes only.",)


def sourced(names, moments, source="A feed; B feed"):
    """The source line of a week whose two instruments were read from sources `names` at `moments`, day by day."""
    held = market(LEVELS)
    read = {
        key: {s: Close(s, c.level, name, "", some[i % len(some)]) for i, (s, c) in enumerate(by.items())}
        for (key, by), name, some in zip(held.closes.items(), names, moments, strict=True)
    }
    return compose(project(), MarketWeek(held.week, read, source)).sources[0]


NIGHT, MORNING = "2026-01-09T22:15:00Z", "2026-01-10T08:00:00Z"


def test_the_source_line_tells_when_the_closes_were_read():
    assert sourced("AA", [[NIGHT], [NIGHT]], "A").startswith("Index data: A, retrieved 2026-01-09 22:15:00 UTC. Closes")
    assert sourced("AB", [[NIGHT], [NIGHT]]).startswith(
        "Index data: A feed; B feed, all retrieved 2026-01-09 22:15:00 UTC. Closes"
    )


def test_the_source_line_tells_each_source_s_moments_where_they_differ():
    assert sourced("AB", [[NIGHT], [MORNING]]).startswith(
        "Index data: A feed; B feed. Retrieved: A 2026-01-09 22:15:00 UTC; B 2026-01-10 08:00:00 UTC. Closes of"
    )
    assert sourced("AB", [[MORNING, NIGHT], [""]]).startswith(
        "Index data: A feed; B feed. Retrieved: A from 2026-01-09 22:15:00 UTC to 2026-01-10 08:00:00 UTC. Closes of"
    )
    assert sourced("AB", [[""], [MORNING]]).startswith(
        "Index data: A feed; B feed. Retrieved: B 2026-01-10 08:00:00 UTC. Closes of"
    )


def test_the_source_line_does_not_repeat_when_the_store_s_closes_were_read():
    line = sourced("AA", [[NIGHT], [NIGHT]], "A feed (as read 2026-01-09 22:15 UTC)")
    assert line.startswith("Index data: A feed (as read 2026-01-09 22:15 UTC). Closes of January 9, 2026")


def test_charts_are_those_of_the_blocks(shipped):
    report = shipped.report
    assert [c.key for c in report.charts] == [b.content.key for b in report.blocks if b.kind == "chart"]
    assert [c.key for c in report.charts] == list(shipped.project.charts)


PARTS = st.sampled_from(
    ["Words.", "A {{ small.week }}.", "{{ facts.rate }} and {{ facts.growth }}", "[[performance]]", "## A heading", "- {{ large.day }}",
     "[[quote said]]", "{{ small.week | versus(large.week) }}"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=8))
def test_every_figure_printed_is_known_to_the_report(parts):
    report = composed(body="\n\n".join(["Words.", *parts]), key_points=("{{ small.day }}",))
    texts = [report.title, report.deck.html]
    for block in report.blocks:
        match block.kind:
            case "prose":
                texts.append(block.content.html)
            case "key_points":
                texts.extend(p.html for p in block.content.points)
            case "performance":
                texts.extend(cell for row in block.content.rows for cell in row.cells)
    marked = [i for text in texts for i in figures_in(text)]
    assert sorted(marked) == list(range(len(report.printed)))
    assert len(report.notes) == len({p for part in parts for p in re.findall(r"facts\.\w+", part)})


# -- mistakes ------------------------------------------------------------------------------------------------

WRONG = {"{{ smal.week }}": "smal", "[[perfomance]]": "perfomance", "[[chart nope]]": "chart nope", "{{ small.week | prcent }}": "prcent",
         "[[quote sad]]": "quote sad"}  # fmt: skip


@given(
    st.lists(st.sampled_from(["Words.", "", "A {{ small.week }}.", "[[performance]]", "    code", *WRONG]), max_size=7)
)
def test_all_mistakes_of_a_body_are_told_at_once_each_at_its_place(rows):
    rows = ["Begin.", *rows, "{{ nope }}"]
    made, source = with_body("\n\n".join(rows))
    wanted, start = [], 0
    for row in rows:
        at = source.index(row, start) if row else start
        start = at + len(row)
        if row in WRONG or row == "{{ nope }}":
            at += row.index(WRONG.get(row, "nope"))
            wanted.append((source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)))
    told = mistakes(made)
    assert sorted({(line, column) for line, column, _ in told}) == sorted(set(wanted))


def test_mistakes_of_every_part_are_told_together():
    made = project(
        title="{{ a1 }}", deck="{{ b1 }}", key_points=("{{ c1 }}",), body="{{ d1 }}\n\n[[risks]]\n\n[[nope]]",
        risks=(("{{ e1 }}", "{{ f1 }}"),),
    )  # fmt: skip
    told = " ".join(message for _, _, message in mistakes(made))
    assert all(f"no name {name}" in told for name in ("a1", "b1", "c1", "d1", "e1", "f1"))
    assert "no block [[nope]]" in told


@given(st.text("ab \n#*_-![]()<>{}%|.`&;1small.week", max_size=60))
def test_whatever_is_typed_is_a_report_or_told_mistakes(body):
    try:
        report = composed(body=body, key_points=(body,), risks=((body, body),), title=body, deck=body)
    except ReportgenError as error:
        for one in error.errors if isinstance(error, Mistakes) else [error]:
            assert one.place
            assert one.message
    else:
        assert report.blocks


def test_a_chart_that_cannot_be_drawn_is_told_at_its_block():
    from reportgen.model import ChartPlan

    made = project(charts=(ChartPlan("t", "trend", ("small",), date(2026, 1, 3)),), body="One.\n\n[[chart t]]")
    assert mistakes(made)[0][:2] == (3, 3)


def test_one_mistake_is_told_alone():
    with pytest.raises(TemplateError) as caught:
        composed(body="{{ nope }}")
    assert str(caught.value.place) == "config.yaml:1:4"


# -- pictures ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a b.png").write_bytes(PNG)
    (tmp_path / "in" / "c.txt").write_text("x")
    (tmp_path / "out.png").write_bytes(PNG)
    return tmp_path / "in"


def test_a_picture_of_the_projects_own(folder):
    report = composed(folder=folder, body="Words.\n\n![A chart of x](a%20b.png)")
    (picture,) = report.pictures
    assert (picture.name, picture.path, picture.alt) == ("a%20b.png", folder / "a b.png", "A chart of x")


@pytest.mark.parametrize("name", ["a.png", "a.PNG", "a.jpg", "a.jpeg", "a.svg"])
def test_pictures_of_each_kind(folder, name):
    (folder / name).write_bytes(PNG)
    assert [p.name for p in composed(folder=folder, body=f"![x]({name})").pictures] == [name]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("![](a%20b.png)", "the picture a%20b.png has no alt text"),
        ("![ ](a%20b.png)", "the picture a%20b.png has no alt text"),
        ("![x](b.png)", "there is no picture b.png (PNG, JPEG or SVG)"),
        ("![x](c.txt)", "there is no picture c.txt (PNG, JPEG or SVG)"),
        ("![x](../out.png)", "the picture ../out.png is not a file of this project"),
        ("![x](/etc/passwd)", "the picture /etc/passwd is not a file of this project"),
        ("![x](https://example.org/x.png)", "the picture https://example.org/x.png is not a file of this project"),
    ],
)  # fmt: skip
def test_pictures_that_are_refused(folder, text, message):
    made = project(folder=folder, body=f"Words.\n\n- ![y](a%20b.png)\n- see {text}")
    ((line, column, words),) = mistakes(made)
    assert (line, column, words) == (4, 7, message)


def test_a_picture_without_words_has_a_hint(folder):
    with pytest.raises(TemplateError) as caught:
        composed(folder=folder, body="![](a%20b.png)")
    assert "![" in caught.value.hint


def test_pictures_are_looked_for_only_where_they_are_placed(folder):
    report = composed(folder=folder, body="`![](x.png)`\n\n```\n![](y.png)\n```\n\n![One](a%20b.png) ![Two](a%20b.png)")
    assert [p.alt for p in report.pictures] == ["One", "Two"]


@pytest.mark.parametrize(
    "words",
    [{"risks": (("T", "![](x.png)"),), "body": "[[risks]]"}, {"key_points": ("![](x.png)",)}, {"deck": "![](x.png)"}],
)
def test_pictures_elsewhere_are_held_to_the_same(words):
    assert any("x.png" in message for _, _, message in mistakes(project(**words)))


def test_a_picture_in_a_risk_is_kept_inside_the_editions(folder):
    report = composed(folder=folder, risks=(("T", "![A chart](a%20b.png)"),), body="[[risks]]")
    assert [p.alt for p in report.pictures] == ["A chart"]


# -- the week ------------------------------------------------------------------------------------------------


def test_a_whole_week_needs_no_words():
    assert composed().week_notes == ()


def test_a_shortened_week_is_told():
    week = week_of(
        weekdays(CALENDAR[0], date(2025, 11, 28), {date(2025, 11, 27)}),
        closed=((date(2025, 11, 27), "Thanksgiving"), (date(2025, 11, 24), "")),
        early=((date(2025, 11, 28), "1:00 PM"),),
    )
    assert week.shortened
    notes = week_notes(week)
    assert notes == (
        "Markets were closed on Thursday, November 27 (Thanksgiving).",
        "Markets were closed on Monday, November 24.",
        "Trading ended early, at 1:00 PM, on Friday, November 28.",
    )
    assert all(well_set(note) for note in notes)


# -- the shipped issue ---------------------------------------------------------------------------------------


def test_the_shipped_issue_says_its_figures(shipped):
    report = shipped.report
    told = {p.text for p in report.printed}
    assert {
        "+4.6%",
        "+1.6%",
        "+2.3%",
        "+1.9%",
        "+116.00",
        "2,624.22",
        "rose 0.8%",
        "fell 0.4%",
        "+5.7%",
        "first",
    } <= told
    assert "record close" in " ".join(told)
    by_id = {}
    for one in report.printed:
        by_id.setdefault(one.figure.id, one.figure)
        assert by_id[one.figure.id].value == one.figure.value
    words = "\n".join(b.content.text for b in report.blocks if b.kind == "prose")
    for name in (
        "The numbers",
        "Three drivers",
        "What Wall Street says",
        "Three risks",
        "How to invest",
        "The bottom line",
    ):
        assert name in words
    assert len([b for b in report.blocks if b.kind == "chart"]) >= 3
    assert {"quote", "instruments", "risks", "key_points", "performance", "notes"} <= set(kinds(report))


def test_every_printed_figure_says_where_it_comes_from(shipped):
    for one in shipped.report.printed:
        assert one.provenance.endswith(".")
        assert one.figure.inputs or one.figure.unit == "text"
        for source in one.figure.inputs:
            assert source.url.startswith("http")
            assert source.session <= FRIDAY


def test_notes_are_called_in_the_order_of_their_numbers(shipped):
    text = "\n".join(b.content.text for b in shipped.report.blocks if b.kind == "prose")
    numbers = [int(n) for n in re.findall(r"\[(\d+)\]", text)]
    firsts = list(dict.fromkeys(numbers))
    assert firsts == sorted(firsts) == [n.number for n in shipped.report.notes]
    assert all(n.url.startswith("http") and n.source and n.date for n in shipped.report.notes)


def test_composing_again_gives_the_same(shipped):
    assert compose(shipped.project, shipped.market) == shipped.report


def test_parts_know_their_lines_even_on_the_first():
    made = project()
    body = Passage(
        "{{ a1 }} x\n\n[[nope]]\n\nand {{ b1 }}", "issues/x.md", "{{ a1 }} x\n\n[[nope]]\n\nand {{ b1 }}", 7, 1
    )
    made = replace(made, issue=replace(made.issue, body=body))
    assert sorted((line, column) for line, column, _ in mistakes(made)) == [(7, 4), (9, 3), (11, 8)]
    quoted = replace(made, issue=replace(made.issue, body=in_yaml('body: "{{ a1 }} and\\n\\n{{ b1 }}"\n', "body")))
    assert sorted((line, column) for line, column, _ in mistakes(quoted)) == [(1, 11), (1, 27)]


def test_the_made_up_issue_is_whole():
    assert issue().week_ending == FRIDAY
    assert passage("x").raw == "x"
    assert BASE in LEVELS["small"]
