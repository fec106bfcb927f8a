"""What every newsletter gets beside its preset: for git, for a weekly run, for whoever opens the folder."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess

import pytest
import yaml

from reportgen.cli.build import command as build
from reportgen.cli.new import command as new
from reportgen.presets import PRESETS, defaults, newsletter
from reportgen.presets.with_each import PLACES, with_each

WORKFLOW = ".github/workflows/weekly.yml"


def words(place: str, folder: str = "my-weekly", name: str = "The Weekly Close") -> str:
    return with_each(name, folder)[place].decode()


@pytest.mark.parametrize("name", PRESETS)
def test_every_newsletter_has_them(name):
    assert set(PLACES.values()) < set(newsletter(defaults(name), "mine"))


def test_the_workflow_runs_on_friday_after_the_close_with_no_rights_and_no_secrets():
    flow = yaml.safe_load(words(WORKFLOW))
    assert flow["permissions"] == {"contents": "read"}
    assert "secrets" not in words(WORKFLOW)
    when = flow[True]  # YAML 1.1 reads the key on as a truth
    (minute, hour, day, month, weekday) = when["schedule"][0]["cron"].split()
    assert (day, month, weekday) == ("*", "*", "5")
    assert 21 * 60 + 30 <= 60 * int(hour) + int(minute) < 24 * 60  # in winter the close is settled at 21:30 UTC
    assert int(minute) % 15
    assert "workflow_dispatch" in when
    (job,) = flow["jobs"].values()
    used = [one["uses"] for one in job["steps"] if "uses" in one]
    assert [one.split("@")[0] for one in used] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-artifact",
    ]
    assert all(re.fullmatch(r"[\w/-]+@v\d+", one) for one in used)
    assert "output/" in job["steps"][-1]["with"]["path"]
    assert job["steps"][-1]["if"] == "always()"
    runs = "\n".join(one["run"] for one in job["steps"] if "run" in one)
    assert "pip install reportgen\n" in runs
    assert {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"} < set(runs.split())


@pytest.mark.parametrize("place", [WORKFLOW, "schedule/crontab.example", "schedule/reportgen-weekly.service"])
def test_what_is_run_is_what_the_commands_understand(place):
    """A command line in the examples whose option was renamed would fail on a Friday night, where nobody looks."""
    found = re.findall(r"reportgen (new|build) ((?:--?[\w-]+(?: \d+[hms])? ?)+)", words(place))
    assert [name for name, _ in found] == ["new", "build"]
    for name, rest in found:
        given = {one for one in shlex.split(rest) if one.startswith("-")}
        known = {option for one in {"new": new, "build": build}[name].params for option in one.opts}
        assert given <= known
        assert "--wait" in given
    assert "--keep" in found[0][1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_reads_the_units(tmp_path):
    for unit in ("reportgen-weekly.service", "reportgen-weekly.timer"):
        (tmp_path / unit).write_text(words(f"schedule/{unit}", "newsletter"))
        done = subprocess.run(["systemd-analyze", "verify", tmp_path / unit], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
    when = re.search(r"OnCalendar=(.*)", words("schedule/reportgen-weekly.timer"))[1]
    told = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True)
    assert told.returncode == 0
    assert "Fri *-*-* 17:30:00 America/New_York" in told.stdout


def test_units_and_crontab_name_the_folder_under_home():
    assert "WorkingDirectory=%h/newsletter\n" in words("schedule/reportgen-weekly.service", "newsletter")
    assert "Persistent=true" in words("schedule/reportgen-weekly.timer")
    assert "RandomizedDelaySec=" in words("schedule/reportgen-weekly.timer")
    last = words("schedule/crontab.example", "newsletter").splitlines()[-1]
    assert last.startswith('30 17 * * 5  cd "$HOME/newsletter" && ')
    assert "%" not in last  # which cron reads as a line's end


@pytest.mark.parametrize("folder", ["my weekly", "100%", "$(reboot)", "a;b", "", "-x", "ä", ".."])
def test_a_folder_that_would_need_quoting_is_left_to_its_owner(folder):
    for place in PLACES.values():
        assert words(place, folder) == words(place, "my-weekly")


@pytest.mark.parametrize("name", ["# *The* <b>Week</b> [x](y) `z` \\ | ~ & $", "NEWSLETTER", "my-weekly"])
def test_the_page_about_itself_prints_the_name_as_it_is(name):
    from markdown_it import MarkdownIt

    text = words("README.md", "elsewhere", name)
    heading = MarkdownIt().parse(text)[1]
    assert "".join(one.content for one in heading.children) == name
