"""The commands as a person types them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *args],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "closes", tmp_path / "closes")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    return tmp_path


def test_without_pango_the_rest_is_written(project: Path) -> None:
    """The library is missing as it is on a bare machine: WeasyPrint's import ends in an OSError."""
    assert run(project, "build").returncode == 0
    (project / "bare/weasyprint").mkdir(parents=True)
    (project / "bare/weasyprint/__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0': no\")")
    done = run(project, "build", PYTHONPATH=str(project / "bare"))
    assert done.returncode == 6
    assert "report.pdf was not written: the shared library libpango-1.0-0 is missing. Install it with: " in done.stderr
    assert len([row for row in done.stderr.splitlines() if "libpango" in row]) == 1
    names = {p.name for p in (project / "output/2026-01-09").iterdir()}
    assert names == {"index.html", "report.txt", "record.json", "figures.json", "charts"}
    assert run(project, "doctor", PYTHONPATH=str(project / "bare")).returncode == 6


def test_doctor_finds_everything(project: Path) -> None:
    done = run(project, "doctor")
    assert done.returncode == 0, done.stdout
    assert "MISSING" not in done.stdout
    for name in ("Python", "Pango", "WeasyPrint", "config.yaml"):
        assert name in done.stdout


def test_disclosures_tell_why(project: Path) -> None:
    done = run(project, "disclosures")
    assert done.returncode == 0, done.stderr
    assert re.search(r"small_caps +v1 +config.yaml:29:3 +names a small-company index: Russell 2000", done.stdout)
    assert re.search(r"quotes +v1 +config.yaml:\d+:\d+ +quotes Eduardo Lecubarri", done.stdout)
    page = (ROOT / "tests/golden/2026-01-09/index.html").read_text()
    printed, unasked, resting = done.stdout.split("\n\n")
    rows = re.findall(r"(?m)^(\w+) +v(\d+) ", printed)
    assert len(rows) == 18
    for id, version in rows:
        assert f'data-disclosure="{id}@{version}"' in page
    assert "Shares of smaller companies tend to swing" in " ".join(printed.split())
    assert re.findall(r"(?m)^(\w+) +v", unasked) == ["rights", "corrections"]
    assert resting.startswith("Not called for: ")
    assert "total_return" in resting


def test_disclosures_as_json(project: Path) -> None:
    done = run(project, "disclosures", "--format", "json")
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    one = rows["small_caps"]
    assert (one["file"], one["line"], one["column"], one["printed"]) == ("config.yaml", 29, 3, True)
    assert one["because"] == "names a small-company index: Russell 2000"
    assert not rows["corrections"]["printed"]
    assert {frozenset(row) for row in rows.values()} == {frozenset(one)}


def test_a_statement_that_nobody_made_is_marked(project: Path) -> None:
    config = project / "config.yaml"
    kept = config.read_text()
    config.write_text(re.sub(r"(?m)^  compensation: .*\n", "", kept))
    told = run(project, "disclosures").stdout
    config.write_text(kept)
    assert re.search(r"(?m)^compensation .*\n +MISSING: ", told)


def test_schema_is_json(project: Path) -> None:
    assert json.loads(run(project, "schema").stdout)["title"] == "reportgen config.yaml"


def test_an_issue_file_is_the_same_noun(project: Path) -> None:
    """The issue moved from config.yaml to a file of its own gives the same page."""
    import yaml

    assert run(project, "build", "--formats", "web,text").returncode == 0
    first = (project / "output/2026-01-09/index.html").read_bytes()
    content = yaml.load((project / "config.yaml").read_text(), yaml.BaseLoader)
    issue = content.pop("issue")
    body = issue.pop("body")
    (project / "config.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    (project / "issues").mkdir()
    front = yaml.safe_dump(issue, allow_unicode=True, sort_keys=False)
    (project / "issues/2026-01-09.md").write_text(f"---\n{front}---\n\n{body}")
    done = run(project, "build", "issues/2026-01-09.md", "--formats", "web,text")
    assert done.returncode == 0, done.stderr
    assert (project / "output/2026-01-09/index.html").read_bytes() == first
    broken = f"---\n{front}---\n\n{body}".replace("nasdaq.thursday", "nasdaq.thurday")
    (project / "issues/2026-01-09.md").write_text(broken)
    done = run(project, "build", "issues/2026-01-09.md")
    line = broken[: broken.index("nasdaq.thurday")].count("\n") + 1
    column = broken.splitlines()[line - 1].index("nasdaq.thurday") + 1
    assert f"issues/2026-01-09.md:{line}:{column}: there is no name nasdaq.thurday" in done.stderr


@pytest.mark.parametrize("week", ["2026-01-09", "2026-W02"])
def test_an_issue_without_a_week_takes_it_from_the_command(project: Path, week: str) -> None:
    text = (project / "config.yaml").read_text().replace("  week_ending: 2026-01-09\n", "")
    (project / "config.yaml").write_text(text)
    done = run(project, "build", "--formats", "text", "--week", week)
    assert done.returncode == 0, done.stderr
    shutil.copy(project / "output/2026-01-09/record.json", project)
    assert run(project, "build", "--formats", "text", "--record", "record.json", "--output", "out").returncode == 0
    assert (project / "out/2026-01-09/report.txt").is_file()


def test_a_terminal_sees_steps_and_a_pipe_sees_lines(project: Path) -> None:
    done = run(project, "build", "--formats", "text")
    assert "Composing the report …" in done.stderr.splitlines()
    assert done.stdout.startswith("Wrote output/2026-01-09: ")
    assert "\x1b" not in done.stderr + done.stdout


def test_an_interrupted_build_leaves_nothing_behind(project: Path) -> None:
    assert run(project, "build").returncode == 0
    before = {p: p.read_bytes() for p in (project / "output").rglob("*") if p.is_file()}
    (project / "config.yaml").write_text((project / "config.yaml").read_text().replace("#0b5d4b", "#123456"))
    for wait in (0.3, 0.8, 1.3):
        process = subprocess.Popen(
            [sys.executable, "-m", "reportgen", "build"],
            cwd=project,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=20)
        if process.returncode == 0:
            break
        after = {p: p.read_bytes() for p in (project / "output").rglob("*") if p.is_file()}
        page = (project / "output/2026-01-09/index.html").read_text()
        assert after == before or ("#123456" in page and set(after) == set(before)), "neither the old set nor the new"
        with pytest.raises(ProcessLookupError):
            for _ in range(50):
                os.killpg(process.pid, 0)
                time.sleep(0.1)
