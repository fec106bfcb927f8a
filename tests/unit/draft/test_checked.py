"""Drafts as `reportgen new` writes them, printed as plain text and checked as somebody else's text: nothing is wrong."""

import random

import pytest

from reportgen.market import record
from reportgen.market.evidence import from_record
from reportgen.model import Profile
from reportgen.reading import manuscript
from reportgen.render.templates import environment
from reportgen.render.text import text
from reportgen.review.check import outside
from unit.draft.papers import ENDS, MOODS, paper, project

FEW, MANY = 20, 1000


def errors(seed, folder, jinja):
    """The errors on one draft of a random week, each with its line."""
    dice = random.Random(seed)
    count, mood, end, cited = dice.randint(1, 8), dice.choice(MOODS), dice.choice(sorted(ENDS)), dice.random() < 0.5
    drafted = paper(count, mood, end, seed, lost=dice.choice([0, 0, 3, 40]), records=cited)
    printed = text(drafted.report, jinja)
    kept = folder / "record.json"
    made = project(count, records=cited)
    kept.write_bytes(record.write(drafted.market, made.instruments, drafted.draft.facts, {}))
    found = outside(manuscript(printed, "report.txt", "text"), from_record(kept), Profile(), end)
    lines = printed.split("\n")
    return [
        (seed, one.code, one.message, lines[one.place.line - 1].strip()) for one in found if one.severity == "error"
    ]


def test_nothing_in_a_draft_is_wrong(tmp_path):
    jinja = environment(tmp_path, None)
    assert [one for seed in range(FEW) for one in errors(seed, tmp_path, jinja)] == []


@pytest.mark.long
@pytest.mark.parametrize("batch", [pytest.param(n, marks=pytest.mark.whole if n else ()) for n in range(10)])
def test_nothing_in_a_thousand_drafts_is_wrong(batch, tmp_path):
    jinja, size = environment(tmp_path, None), MANY // 10
    seeds = range(FEW + batch * size, FEW + (batch + 1) * size)
    assert [one for seed in seeds for one in errors(seed, tmp_path, jinja)] == []


def test_what_is_changed_in_a_draft_is_wrong(tmp_path):
    """The check has teeth: a draft's first change, one tenth off by three, is an error."""
    jinja = environment(tmp_path, None)
    drafted = paper(3, "random", seed=1)
    printed = text(drafted.report, jinja)
    kept = tmp_path / "record.json"
    kept.write_bytes(record.write(drafted.market, project(3).instruments, drafted.draft.facts, {}))
    evidence = from_record(kept)
    at = printed.index("%") - 1
    digit = int(printed[at])
    changed = f"{printed[:at]}{(digit + 3) % 10}{printed[at + 1 :]}"
    found = outside(manuscript(changed, "report.txt", "text"), evidence, Profile(), evidence.market.week.end)
    assert any(one.severity == "error" for one in found)
