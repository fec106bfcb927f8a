"""`reportgen new` as a person types it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
WEEK = "2026-01-09"


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *args], cwd=folder, env=dict(os.environ), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "closes", tmp_path / "closes")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    return tmp_path


def test_the_draft_of_the_shipped_week_builds_at_once(project: Path) -> None:
    done = run(project, "new", "--week", WEEK)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        f"Wrote issues/{WEEK}.md; build it with: reportgen build issues/{WEEK}.md\n"
        "Carried over from config.yaml: byline, 3 risks, 3 facts (russell_record, sp_500_record, dow_record), "
        "section “How to invest”\n"
    )
    built = run(project, "build", f"issues/{WEEK}.md", "--formats", "web,text")
    assert built.returncode == 0, built.stderr
    assert "error:" not in built.stderr
    text = (project / "output" / WEEK / "report.txt").read_text()
    assert "Russell 2000 jumps 4.6% to a record as all four indexes rise\n" in text
    assert "{#" not in text
    words = " ".join(text.split())
    assert "On Thursday it rose 1.1% even as the Nasdaq fell 0.4%." in words
    assert "in the first full trading week of the year" in words
    assert "The refinancing wall" in words
    assert "[1]" in words
    assert "How to invest" in words
    assert "iShares Russell 2000 ETF" in words


def test_an_issue_that_is_there_is_never_written_over(project: Path) -> None:
    (project / "issues").mkdir()
    mine = project / f"issues/{WEEK}.md"
    mine.write_text("my own words")
    for args in (["--week", WEEK], ["--week", "2026-W02"]):
        done = run(project, "new", *args)
        assert done.returncode == 2
        assert f"issues/{WEEK}.md is there already" in done.stderr
    assert mine.read_text() == "my own words"
    assert [p.name for p in mine.parent.iterdir()] == [mine.name]


def test_with_keep_an_issue_that_is_there_is_no_mistake(project: Path) -> None:
    told = run(project, "new", "--week", WEEK, "--keep", "--json")
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert (answer["file"], answer["written"], answer["week"]) == (f"issues/{WEEK}.md", True, WEEK)
    assert answer["carried"] == {
        "from": "config.yaml", "byline": True, "risks": 3, "facts": ["russell_record", "sp_500_record", "dow_record"],
        "events": 0, "sections": ["How to invest"],
    }  # fmt: skip
    before = (project / f"issues/{WEEK}.md").read_bytes()
    again = run(project, "new", "--week", WEEK, "--keep")
    assert (again.returncode, again.stdout) == (0, f"issues/{WEEK}.md is there already, and is kept as it is\n")
    told = run(project, "new", "--week", WEEK, "--keep", "--json", "--wait", "5s")
    assert json.loads(told.stdout) == {
        "file": f"issues/{WEEK}.md", "written": False, "week": WEEK, "carried": None,
    }  # fmt: skip
    assert (project / f"issues/{WEEK}.md").read_bytes() == before
    wrong = run(project, "new", "--wait", "soon")
    assert wrong.returncode == 2
    assert "is no span of time" in wrong.stderr


def test_it_drafts_from_a_record_and_without_an_issue_in_config(project: Path) -> None:
    assert run(project, "build", "--formats", "text").returncode == 0
    config = (project / "config.yaml").read_text()
    (project / "config.yaml").write_text(config[: config.index("\nissue:")] + "\n")
    done = run(project, "new", "--record", f"output/{WEEK}/record.json", "--output", "drafts")
    assert done.returncode == 0, done.stderr
    text = (project / f"drafts/{WEEK}.md").read_text()
    assert "week_ending: 2026-01-09" in text
    assert "risks:" not in text.split("---")[1]
    assert "{# Risks:" in text
    built = run(project, "build", f"drafts/{WEEK}.md", "--formats", "text", "--output", "out")
    assert built.returncode == 0, built.stderr


def test_what_cannot_be_drafted_is_told_and_leaves_nothing(project: Path) -> None:
    done = run(project, "new", "--week", "2026-01-08")
    assert done.returncode in (2, 4)
    assert "2026-01-0" in done.stderr
    done = run(project, "new", "--week", "next week")
    assert done.returncode == 2
    assert "is no week" in done.stderr
    (project / "taken").write_text("a file")
    done = run(project, "new", "--week", WEEK, "--output", "taken")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (project / "issues").exists()


def test_the_same_week_gives_the_same_bytes(project: Path) -> None:
    for name in ("one", "two"):
        assert run(project, "new", "--week", WEEK, "--output", name).returncode == 0
    assert (project / f"one/{WEEK}.md").read_bytes() == (project / f"two/{WEEK}.md").read_bytes()
