"""`build --wait` as cron runs it: real processes, of which one waits, one is sent away, one is ended, one is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
LOST = "^RUT has no close for Friday 2026-01-09"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped issue, whose closes lack a Friday."""
    shutil.copy(ROOT / "config.yaml", tmp_path)
    shutil.copytree(ROOT / "closes", tmp_path / "closes")
    write(tmp_path, whole=False)
    return tmp_path


def write(project: Path, *, whole: bool) -> None:
    text = (ROOT / "closes/2026-01-09.csv").read_text()
    lines = [line for line in text.splitlines() if whole or not ("2026-01-09" in line and "^RUT" in line)]
    fresh = project / "closes/fresh"
    fresh.write_text("\n".join(lines) + "\n")
    fresh.replace(project / "closes/2026-01-09.csv")


def start(project: Path, wait: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build", "--formats", "text", "--wait", wait, *args],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def first_question(process: subprocess.Popen[str]) -> str:
    """Wait until the process has asked once and tells why it waits."""
    assert process.stderr
    for line in process.stderr:
        if LOST in line:
            return line
    raise AssertionError("it ended before it asked")


def sets(project: Path) -> dict[str, bytes]:
    output = project / "output"
    return {
        str(p.relative_to(output)): p.read_bytes() for p in output.rglob("*") if p.is_file() and p.suffix != ".lock"
    }


def test_a_week_that_does_not_come_in_time(project: Path) -> None:
    done = start(project, "2s")
    out, err = done.communicate(timeout=60)
    assert done.returncode == 4
    assert out == ""
    assert err.splitlines()[-1] == f"Not complete after 2s: {LOST}."
    assert err.count("asking again until") == 1
    assert err.count("Gathering the week") == 1
    assert sets(project) == {}


def test_a_week_that_comes_is_built(project: Path) -> None:
    process = start(project, "12s")
    first_question(process)
    write(project, whole=True)
    out, _ = process.communicate(timeout=90)
    assert process.returncode == 0
    assert out.splitlines()[-1].startswith("Wrote output/2026-01-09: ")
    assert "2026-01-09/report.txt" in sets(project)


def test_a_whole_week_is_built_at_once(project: Path) -> None:
    write(project, whole=True)
    process = start(project, "3h")
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out[:24]) == (0, "Wrote output/2026-01-09:")
    again = start(project, "3h", "--record", "output/2026-01-09/record.json", "--output", "again")
    assert again.wait(timeout=60) == 0


def test_the_second_of_two_says_who_waits(project: Path) -> None:
    process = start(project, "1h")
    first_question(process)
    other = start(project, "1h")
    out, err = other.communicate(timeout=60)
    assert (other.returncode, out) == (4, "")
    assert err.splitlines()[-1] == f"Another build is waiting for the week already: process {process.pid}."
    plain = subprocess.run(
        [sys.executable, "-m", "reportgen", "build", "--formats", "text"], cwd=project, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert plain.returncode == 4
    assert LOST in plain.stderr
    process.kill()
    process.communicate(timeout=10)
    after = start(project, "1s")
    _, err = after.communicate(timeout=60)
    assert err.splitlines()[-1] == f"Not complete after 1s: {LOST}."


def test_a_sigterm_ends_it_cleanly(project: Path) -> None:
    write(project, whole=True)
    assert start(project, "3h").wait(timeout=60) == 0
    before = sets(project)
    write(project, whole=False)
    process = start(project, "1h")
    first_question(process)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=10)
    assert time.monotonic() - began < 5
    assert process.returncode == 128 + signal.SIGTERM
    assert err.splitlines()[-1] == "Stopped."
    assert sets(project) == before


@pytest.mark.parametrize("moment", [0.4, 0.9, 1.4, 2.0])
def test_a_sigterm_while_it_builds_leaves_a_whole_set_or_none(project: Path, moment: float) -> None:
    write(project, whole=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build"], cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ},
    )  # fmt: skip
    time.sleep(moment)
    process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=60)
    assert code in (0, 128 + signal.SIGTERM, -signal.SIGTERM)
    left = sets(project)
    assert not left or {"2026-01-09/index.html", "2026-01-09/report.pdf", "2026-01-09/record.json"} <= set(left)
    assert not any(name.startswith(".2026") for name in left)


def test_what_is_no_span_of_time(project: Path) -> None:
    process = start(project, "soon")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.splitlines()[-1] == "--wait: 'soon' is no span of time (write 3h, 45m or 90s)"
