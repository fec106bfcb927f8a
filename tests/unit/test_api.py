"""The Python API: what docs/api.md promises beyond its examples, which the tests of the docs run."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportgen import api
from reportgen.errors import ConfigError, MarketError, UsageError
from reportgen.model import Absent, Figure

ROOT = Path(__file__).resolve().parents[2]
CLOSES = ROOT / "closes/2026-01-09.csv"


@pytest.fixture(scope="module")
def project():
    return api.load(ROOT)


@pytest.fixture(scope="module")
def market(project):
    return api.gather(project, now=datetime(2026, 1, 12, tzinfo=UTC))


def test_what_it_imports_is_light():
    heavy = ("pandas", "matplotlib", "weasyprint", "jinja2", "pydantic", "exchange_calendars", "yfinance")
    program = f"import sys; from reportgen import api; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout == "[]\n"


def test_a_figure_is_the_one_that_the_issue_prints(project, market):
    found = api.figure(project, market, "russell_2000.week")
    assert isinstance(found, Figure)
    assert found.value == pytest.approx(2624.22 / 2508.22 - 1, rel=1e-12)
    printed = {one.figure.id: one.figure.value for one in api.compose(project, market).printed}
    assert printed["russell_2000.week"] == found.value


def test_a_figure_without_its_closes_is_absent_with_the_reason(project, market):
    found = api.figure(project, market, "russell_2000.volatility")
    assert isinstance(found, Absent)
    assert "has no close" in found.reason


@pytest.mark.parametrize("id", ["russell_2000.weak", "russel_2000.week", "russell_2000", "", ".", "facts.fed_funds"])
def test_a_figure_that_there_is_not_is_refused(project, market, id):
    with pytest.raises(UsageError, match="there is no figure"):
        api.figure(project, market, id)


def test_a_week_that_is_not_over_is_refused(project):
    with pytest.raises(MarketError, match="is not complete before"):
        api.gather(project, now=datetime(2026, 1, 9, 12, tzinfo=UTC))


def test_a_record_gives_the_same_week(project, market):
    record = ROOT / "tests/golden/2026-01-09/record.json"
    again = api.gather(project, record=record)
    assert again.week == market.week
    assert api.figure(project, again, "sp_500.week").value == api.figure(project, market, "sp_500.week").value


def test_a_folder_without_a_newsletter_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="there is no such file") as caught:
        api.load(tmp_path)
    assert str(caught.value.place) == "config.yaml:1:1"


@pytest.mark.parametrize("named", [{}, {"csv": CLOSES, "record": CLOSES}])
def test_evidence_is_one_thing(named):
    with pytest.raises(UsageError, match="either a CSV of closes or a record"):
        api.evidence(**named)


def test_a_text_is_checked_with_and_without_closes():
    text = "The Russell 2000 rose 4.1% this week."
    found = api.check_text(text, api.evidence(csv=str(CLOSES)), name="a.md")
    assert ("figure-wrong", 1, 5) in [(one.code, one.place.line, one.place.column) for one in found]
    assert "figure-wrong" not in {one.code for one in api.check_text(text, None)}


def test_the_name_tells_how_a_text_is_read():
    against = api.evidence(csv=CLOSES)
    page = "<p>The Russell 2000 rose <b>4.1%</b> this week.</p>"
    wrong = [one for one in api.check_text(page, against, name="a.html") if one.code == "figure-wrong"]
    assert wrong[0].place.column == 8


def test_a_build_from_elsewhere_lies_in_the_newsletters_own_folder(tmp_path, monkeypatch):
    folder = tmp_path / "weekly"
    (folder / "closes").mkdir(parents=True)
    (folder / "config.yaml").write_bytes((ROOT / "config.yaml").read_bytes())
    (folder / "closes/2026-01-09.csv").write_bytes(CLOSES.read_bytes())
    monkeypatch.chdir(tmp_path)
    built = api.build(folder, formats=["text"])
    assert built.folder == folder / "output/2026-01-09"
    assert not built.draft
    assert "report.txt" in built.files and "index.html" not in built.files
