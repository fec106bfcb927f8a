"""The terminal as a person sees it and as a program reads it: status, completion, JSON, colours, quiet and loud."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reportgen.cli import COMMANDS
from reportgen.cli.completing import EDITIONS
from reportgen.cli.told.screen import cells
from reportgen.cli.told.standing import plain
from reportgen.market import exchange
from reportgen.status import standing_of

ROOT = Path(__file__).resolve().parents[2]
WRONG = ("On December 10 the Federal", "Small caps gained 4.1% this week. On December 10 the Federal")
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
YAHOO = """\
publication: {name: The Weekly, publisher: Somebody}
market: {source: yahoo}
instruments:
  russell_2000: {symbol: ^RUT, name: Russell 2000}
  sp_500: {symbol: ^GSPC, name: S&P 500}
"""
ISSUE = "---\ntitle: A quiet week\nweek_ending: %s\n---\n\nA word.\n"


def run(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *args], cwd=folder, env={**os.environ, **environment},
        capture_output=True, text=True, timeout=120, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def on_a_terminal(folder: Path, *args: str, columns: int = 80, **environment: str) -> tuple[str, int]:
    """What a terminal of so many columns is sent, on stdout and stderr, and the exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    kept = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", *args], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**kept, "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(theirs)
    out = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    os.close(ours)
    return out.decode().replace("\r\n", "\n"), process.wait(timeout=60)


def shown(out: str) -> str:
    """What is left to be read when a spinner is done: each line as it was written last, without codes."""
    return "\n".join(CODES.sub("", line).split("\r")[-1] for line in out.split("\n"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "weekly"
    shutil.copytree(ROOT / "closes", folder / "closes")
    shutil.copy(ROOT / "config.yaml", folder)
    return folder


@pytest.fixture
def yahoo(tmp_path: Path) -> Path:
    """A newsletter that fetches its closes, with issue files."""
    folder = tmp_path / "fetched"
    (folder / "issues").mkdir(parents=True)
    (folder / "config.yaml").write_text(YAHOO)
    return folder


def wrong(project: Path) -> None:
    config = project / "config.yaml"
    config.write_text(config.read_text().replace(*WRONG))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def here(standing) -> str:
    return next((step.name for step in standing.round if step.state == "here"), "")


# ---- reportgen alone


def test_without_a_newsletter_it_says_how_to_begin(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() and done.stdout.rstrip().endswith(
        "reportgen init my-weekly\n             There is no config.yaml here."
    )
    assert not list(tmp_path.glob("*.y*"))


@pytest.mark.long
def test_the_round_of_the_shipped_issue(project: Path) -> None:
    """Not built, built, changed, wrong, mended: each with the step that follows."""

    def told() -> dict:
        return json.loads(run(project, "--json").stdout)

    first = told()
    assert first["publication"] == "Small-Cap Weekly"
    assert (first["issue"]["file"], first["issue"]["week_ending"]) == ("config.yaml", "2026-01-09")
    assert (first["issue"]["state"], first["next"]) == ("not built", "reportgen preview")
    assert run(project, "check").returncode == 0
    checked = told()
    assert (checked["issue"]["found"]["by"], checked["issue"]["found"]["errors"]) == ("check", 0)
    assert checked["next"] == "reportgen build"
    assert run(project, "build", "--formats", "text").returncode == 0
    built = told()
    assert (built["issue"]["state"], built["issue"]["folder"]) == ("built", "output/2026-01-09")
    assert built["next"] == "reportgen new"
    later = time.time() + 60
    os.utime(project / "config.yaml", (later, later))
    assert told()["issue"]["state"] == "built", "touched, not changed"
    wrong(project)
    os.utime(project / "config.yaml", (later, later))
    changed = told()
    assert (changed["issue"]["state"], changed["issue"]["changed"]) == ("changed", "config.yaml")
    assert not changed["issue"]["found"]["current"]
    assert changed["next"] == "reportgen check"
    assert run(project, "build", "--formats", "text").returncode == 1
    draft = told()
    assert draft["issue"]["state"] == "draft"
    assert draft["issue"]["found"]["errors"] == 2
    assert (draft["next"], draft["because"]) == ("reportgen preview", "2 errors keep the issue a draft.")


def test_a_broken_config_is_told_with_its_place_and_the_rest_goes_on(project: Path) -> None:
    config = project / "config.yaml"
    config.write_text(config.read_text().replace("performance:", "perfomance:", 1))
    line = config.read_text()[: config.read_text().index("perfomance")].count("\n") + 1
    done = run(project)
    assert done.returncode == 3
    assert f"config.yaml:{line}:1: perfomance: unknown key (did you mean 'performance'?)" in done.stdout
    assert done.stdout.startswith("Small-Cap Weekly\n")
    told = json.loads(run(project, "--json").stdout)
    assert (told["config"], told["mistakes"][0]["line"]) == ("broken", line)
    assert (told["week"]["exchange"], told["week"]["closes"]) == ("XNYS", None)
    config.write_text(config.read_text().replace("exchange: XNYS", "exchange: XNOWHERE"))
    told = json.loads(run(project, "--json").stdout)
    assert (told["week"], len(told["mistakes"])) == (None, 2)
    config.write_bytes(b"\xff\xfe")
    assert run(project).returncode == 3


def test_a_broken_issue_leaves_the_week_known(yahoo: Path) -> None:
    (yahoo / "issues/2026-11-20.md").write_text("---\ntitel: no\n---\n\nA word.\n")
    told = standing_of(yahoo, at("2026-11-24T12:00"))
    assert (told.config, told.publication, told.next) == ("found", "The Weekly", "reportgen check")
    assert any(error.place and error.place.file == "issues/2026-11-20.md" for error in told.mistakes)
    assert told.week and told.week.end == date(2026, 11, 27)
    assert told.issue and told.issue.file == "issues/2026-11-20.md"


@pytest.mark.parametrize(
    ("now", "sessions", "over", "complete"),
    [
        ("2026-11-23T14:00", [23, 24, 25, 27], 0, False),
        ("2026-11-26T12:00", [23, 24, 25, 27], 3, False),
        ("2026-11-27T18:29", [23, 24, 25, 27], 3, False),
        ("2026-11-27T18:30", [23, 24, 25, 27], 4, True),
        ("2026-11-29T23:00", [23, 24, 25, 27], 4, True),
        ("2026-04-02T20:29", [30, 31, 1, 2], 3, False),
        ("2026-04-02T20:30", [30, 31, 1, 2], 4, True),
    ],
)
def test_weeks_with_holidays(yahoo: Path, now: str, sessions: list[int], over: int, complete: bool) -> None:
    """Thanksgiving: no Thursday, Friday until one o'clock. Good Friday: the week ends on Thursday, in summer time."""
    week = standing_of(yahoo, at(now)).week
    assert week is not None
    assert ([day.day for day in week.sessions], week.over, week.complete) == (sessions, over, complete)


def test_the_week_is_told_by_the_exchanges_clock_and_in_utc(yahoo: Path) -> None:
    from reportgen.cli.told.standing import _page

    lines = [
        "".join(words for words, _ in line) for line in _page(standing_of(yahoo, at("2026-11-26T05:30")), 88, True)
    ]
    text = "\n".join(lines)
    assert "to Fri Nov 27: Mon, Tue, Wed, Fri (until 1:00 PM)" in text
    assert "XNYS is closed on Thu Nov 26 (Thanksgiving)" in text
    assert "complete in 37 hours: Fri Nov 27, 1:30 PM EST (18:30 UTC)" in text
    assert "closes of 3 of 4 sessions: 0 of 2 instruments in closes.sqlite" in text


def test_calendars_that_were_kept_answer_as_those_built_anew(yahoo: Path) -> None:
    for day in range(0, 70, 5):
        now = at("2026-11-26T12:00") + timedelta(days=day)
        standing_of(yahoo, now)
        exchange._KNOWN.clear()
        kept = plain(standing_of(yahoo, now))
        shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "reportgen/calendars")
        exchange._KNOWN.clear()
        assert kept == plain(standing_of(yahoo, now))


def test_a_newsletter_of_many_calendars_needs_that_of_its_exchange_only(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "world", "--preset", "global").returncode == 0
    told = standing_of(tmp_path / "world", at("2026-11-26T12:00"))
    assert (told.mistakes, told.week and told.week.end) == ((), date(2026, 11, 27))
    assert told.week and told.week.closes and told.week.closes.local == ("record.json",)
    assert told.week.closes.wanted == 0


def test_a_spoiled_cache_spoils_nothing(yahoo: Path) -> None:
    first = standing_of(yahoo, at("2026-11-26T12:00"))
    for file in (Path(os.environ["XDG_CACHE_HOME"]) / "reportgen/calendars").iterdir():
        file.write_text('{"zone": 1}')
    exchange._KNOWN.clear()
    assert standing_of(yahoo, at("2026-11-26T12:00")) == first


def test_the_closes_in_the_store_are_counted(yahoo: Path) -> None:
    from reportgen.market.store import open_store
    from reportgen.model import Close

    days = [date(2026, 11, day) for day in (20, 23, 24, 25)]
    closes = {day: Close(day, 100.0 + day.day, "Yahoo", "", "") for day in days}
    with open_store(yahoo / "closes.sqlite") as store:
        store.keep("yahoo", {"^RUT": closes, "^GSPC": dict(list(closes.items())[:-1])}, at("2026-11-26T01:00"))
    for now, held in (("2026-11-26T12:00", 1), ("2026-11-25T12:00", 2), ("2026-11-29T12:00", 0)):
        week = standing_of(yahoo, at(now)).week
        assert week and week.closes and (week.closes.wanted, week.closes.held) == (2, held)


def test_the_week_without_an_issue_is_the_next_to_draft(yahoo: Path) -> None:
    now = at("2026-11-28T12:00")
    assert here(standing_of(yahoo, now)) == "new"
    (yahoo / "issues/2026-11-20.md").write_text(ISSUE % "2026-11-20")
    assert here(standing_of(yahoo, now)) == "preview", "what was begun is finished first"
    record = yahoo / "output/2026-11-20/record.json"
    record.parent.mkdir(parents=True)
    record.write_text("{}")
    told = standing_of(yahoo, now)
    assert (here(told), told.because) == ("new", "The week to Friday, November 27 has no issue yet.")
    told = standing_of(yahoo, at("2026-11-25T12:00"))
    assert (here(told), told.because) == ("", "The last issue is built, and no newer week is complete.")
    assert [step.state for step in told.round] == ["done"] * 4 + ["later"]
    (yahoo / "issues/2026-11-27.md").write_text(ISSUE % "2026-11-27")
    told = standing_of(yahoo, now)
    assert told.week and told.week.issue == "issues/2026-11-27.md"
    assert (told.issue and told.issue.file, here(told)) == ("issues/2026-11-27.md", "preview")


def test_a_later_file_beside_an_issue_in_config_is_named(project: Path) -> None:
    (project / "issues").mkdir()
    (project / "issues/2026-01-16.md").write_text(ISSUE % "2026-01-16")
    told = standing_of(project, at("2026-01-18T12:00"))
    assert told.issue and told.issue.file == "issues/2026-01-16.md"
    assert told.next == "reportgen preview issues/2026-01-16.md"


def test_it_is_quick_and_reads_nothing_heavy(project: Path) -> None:
    """The second question of a machine: no calendar is built, and nothing that draws is imported."""
    run(project)
    code = (
        "import sys\nfrom reportgen.cli import main\n"
        "try:\n    main([])\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'pandas', 'numpy', 'matplotlib', 'weasyprint', 'exchange_calendars', 'jinja2', 'rich'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert done.stderr == "\n"
    assert done.stdout.startswith("Small-Cap Weekly\n")


@pytest.mark.long
@pytest.mark.parametrize("columns", [40, 80, pytest.param(120, marks=pytest.mark.whole)])
def test_no_line_is_wider_than_the_terminal(project: Path, columns: int) -> None:
    out, code = on_a_terminal(project, columns=columns)
    assert code == 0
    assert max(cells(line) for line in shown(out).split("\n")) <= columns
    wrong(project)
    told = (("build", "--formats", "text"), ("check",), ("buidl",), ("build", "issues/2026-01-16.md"))
    for args in (*told, ("figures",), ("doctor",), ("--help",)):
        out, code = on_a_terminal(project, *args, columns=columns)
        assert code == 0 or args in told
        assert max(cells(line) for line in shown(out).split("\n")) <= columns, shown(out)


# ---- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(tmp_path: Path, shell: str) -> None:
    done = run(tmp_path, "completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_REPORTGEN_COMPLETE={shell}_complete" in done.stdout


def test_a_shell_that_is_not_known(tmp_path: Path) -> None:
    done = run(tmp_path, "completion", "tcsh")
    assert done.returncode == 2
    assert "'bash', 'zsh', 'fish'" in done.stderr


def completions(folder: Path, words: str) -> list[str]:
    done = run(
        folder, _REPORTGEN_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(len(words.split(" ")) - 1)
    )  # fmt: skip
    return done.stdout.split()


def test_what_is_completed(project: Path) -> None:
    assert [line.split(",")[1] for line in completions(project, "reportgen ")] == list(COMMANDS)
    (project / "issues").mkdir()
    for name in ("2026-01-09.md", "2026-01-16.md", "notes.txt"):
        (project / "issues" / name).write_text("")
    issues = ["plain,issues/2026-01-16.md", "plain,issues/2026-01-09.md"]
    for command in ("build", "check", "figures", "disclosures"):
        assert completions(project, f"reportgen {command} ") == issues
    assert completions(project, "reportgen check art") == ["file,art"]
    assert completions(project, "reportgen build --week ") == []
    assert completions(project, "reportgen build --formats ") == ["plain,web", "plain,pdf", "plain,text", "plain,email"]
    assert completions(project, "reportgen build --formats pdf,t") == ["plain,pdf,text"]
    assert completions(project, "reportgen init --preset one") == ["plain,one-page"]
    assert completions(project, "reportgen check --format s") == ["plain,sarif"]
    assert "plain,--json" in completions(project, "reportgen market show --")


def test_completion_reads_nothing_heavy(project: Path) -> None:
    """A key is pressed: what takes long to import is not."""
    code = (
        "import sys\nfrom reportgen.cli import main\n"
        "try:\n    main([])\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'pandas', 'pydantic', 'yaml', 'jinja2', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    asked = {"_REPORTGEN_COMPLETE": "bash_complete", "COMP_WORDS": "reportgen build ", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **asked},
    )
    assert (done.stdout, done.stderr) == ("file,\n", "\n")


def test_the_editions_are_those_of_a_build() -> None:
    from reportgen.build import FORMATS

    assert EDITIONS == FORMATS


# ---- JSON


MAIL = [["send"], ["status"], ["resolve"], ["cancel"], ["recipients"], ["unsubscribe"], ["mail"]]
"""Commands of a newsletter that is mailed, which tests/cli/test_send.py runs."""


def keys_in_the_docs() -> dict[str, list[str]]:
    rows = re.findall(r"(?m)^\| `(reportgen[^`]*)` \| [^|]* \| ([^|]*)\|$", (ROOT / "docs/json.md").read_text())
    return {command: re.findall(r"`(\w+)`", keys) for command, keys in rows}


@pytest.mark.long
@pytest.mark.parametrize("before", [True, False])
def test_json_has_the_keys_of_the_docs(project: Path, before: bool) -> None:
    (project / "export.csv").write_text("date,close\n2026-01-09,2624.22\n2026-01-08,2603.91\n")
    wrong(project)
    arguments = {
        "reportgen market import": ["export.csv", "--symbol", "^RUT"],
        "reportgen build": ["--formats", "text"],
        "reportgen init": ["made"],
        "reportgen new": ["--output", "drafts", "--week", "2026-01-09"],
    }
    documented = {one: keys for one, keys in keys_in_the_docs().items() if one.split()[1:2] not in MAIL}
    assert len(documented) == 13
    ordered = sorted(documented, key=lambda one: "import" not in one)
    if before:
        ordered = ordered[::4]  # where the option stands is the same for all
    for command in ordered:
        words = [*command.split()[1:], *arguments.get(command, [])]
        done = run(project, *(["--json", *words] if before else [*words, "--json"]))
        assert done.returncode in (0, 1), (command, done.stderr)
        told = json.loads(done.stdout)
        if command != "reportgen schema":
            assert list(told if isinstance(told, dict) else told[0]) == documented[command], command


@pytest.mark.long
def test_json_is_what_format_json_says(project: Path) -> None:
    wrong(project)
    for command in ("check", "figures", "disclosures"):
        assert run(project, command, "--json").stdout == run(project, command, "--format", "json").stdout
    done = run(project, "check", "--json", "--format", "sarif")
    assert done.returncode == 2
    assert "--json and --format sarif exclude each other" in done.stderr


@pytest.mark.parametrize(
    ("args", "code", "message", "file"),
    [
        (("build", "--json"), 3, "there is no such file", "config.yaml"),
        (("--json", "figures"), 3, "there is no such file", "config.yaml"),
        (("check", "--json", "none.md"), 2, "there is no such file", "none.md"),
        (("check", "--format", "json", "none.md"), 2, "there is no such file", "none.md"),
        (("buidl", "--json"), 2, "there is no command 'buidl'", None),
        (("build", "--json", "--wek", "1"), 2, "No such option '--wek'", None),
        (("--json", "preview"), 2, "reportgen preview has no --json", None),
    ],
)
def test_json_tells_a_failure_as_an_object(
    tmp_path: Path, args: tuple[str, ...], code: int, message: str, file: str | None
) -> None:
    done = run(tmp_path, *args)
    assert done.returncode == code
    error = json.loads(done.stdout)["error"]
    assert list(error) == ["exit", "message", "file", "line", "column", "hint", "more"]
    assert (error["exit"], error["file"]) == (code, file)
    assert message in error["message"]
    assert message in done.stderr


def test_the_failure_in_the_docs_is_what_is_printed(tmp_path: Path) -> None:
    printed = run(tmp_path, "build", "--json").stdout
    assert f"```json\n{printed}```" in (ROOT / "docs/json.md").read_text()


def test_json_tells_every_mistake(project: Path) -> None:
    config = project / "config.yaml"
    config.write_text(
        config.read_text().replace("nasdaq.thursday", "nasdaq.thurday").replace("sp_500.week", "sp_500.wek")
    )
    error = json.loads(run(project, "build", "--json").stdout)["error"]
    told = [error, *error["more"]]
    assert len(told) > 1
    assert [one["line"] for one in told] == sorted(one["line"] for one in told)


# ---- quiet and loud


@pytest.mark.long
def test_quiet_says_nothing_where_all_is_well(project: Path) -> None:
    for args in (("-q", "build", "--formats", "text"), ("build", "--quiet", "--formats", "text"), ("check", "-q")):
        done = run(project, *args)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), args
    assert run(project, "-q").stdout == "reportgen new\n"
    assert run(project, "doctor", "-q").stdout == ""
    assert json.loads(run(project, "-q", "figures", "--json").stdout)


def test_quiet_tells_errors_and_results(project: Path) -> None:
    wrong(project)
    done = run(project, "build", "-q", "--formats", "text")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error [figure-wrong]" in done.stderr
    assert "…" not in done.stderr.split("error [")[0]
    done = run(project, "check", "-q")
    assert (done.returncode, done.stderr) == (1, "")
    assert "error [figure-wrong]" in done.stdout
    assert "checked against" not in done.stdout
    done = run(project, "-q", "build", "none.md")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("none.md:1:1: there is no such file\n")


@pytest.mark.long
def test_verbose_tells_steps_times_sources_and_caches(project: Path) -> None:
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "reportgen/charts")
    first = run(project, "build", "-v", "--formats", "text")
    assert re.search(
        r"(?m)^Gathering the week …\n  asked csv for 4 symbols from \S+ to \S+: 126 closes in [\d.]+ s$", first.stderr
    )
    assert re.search(r"(?m)^  charts: 0 from the cache, 3 to be drawn$", first.stderr)
    steps = len(re.findall(r"(?m)^\S.* …$", first.stderr))
    assert steps == len(re.findall(r"(?m)^  \d+\.\d\d s$", first.stderr)) > 3
    again = run(project, "--verbose", "build", "--formats", "text")
    assert re.search(r"(?m)^  charts: 3 from the cache, 0 to be drawn$", again.stderr)
    record = run(project, "build", "-v", "--formats", "text", "--record", "output/2026-01-09/record.json")
    assert "record.json: the week to 2026-01-09, no source asked" in record.stderr


def test_quiet_and_verbose_exclude_each_other(project: Path) -> None:
    for args in (("-q", "-v", "build"), ("-q", "build", "-v"), ("build", "-qv")):
        done = run(project, *args)
        assert done.returncode == 2
        assert done.stderr.startswith("--quiet and --verbose exclude each other\n")


# ---- colours


@pytest.mark.long
def test_findings_of_a_build_and_of_a_check_have_colours_on_a_terminal(project: Path) -> None:
    wrong(project)
    for args in (("build", "--formats", "text"), ("check",)):
        out, code = on_a_terminal(project, *args)
        assert code == 1
        assert re.search(r"\x1b\[1;31merror\x1b\[0m", out)
        assert "fix   Write “4.6%” in the place of “4.1%”." in shown(out)
        piped = run(project, *args)
        assert "\x1b" not in piped.stdout + piped.stderr


@pytest.mark.long
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_no_colours_where_none_are_wanted(project: Path, environment: dict[str, str]) -> None:
    wrong(project)
    for args in ((), ("build", "--formats", "text"), ("check",), ("doctor",)):
        out, _ = on_a_terminal(project, *args, **environment)
        assert not COLOUR.search(out), args
    if environment.get("TERM") == "dumb":
        assert "\x1b" not in out


@pytest.mark.long
def test_colours_can_be_had_in_a_pipe(project: Path) -> None:
    wrong(project)
    assert "\x1b[1;31merror" in run(project, "check", FORCE_COLOR="1").stdout
    assert "\x1b[" not in run(project, "check", "--json", FORCE_COLOR="1").stdout


# ---- messages


@pytest.mark.parametrize(
    ("typed", "near"), [("buidl", "build"), ("chek", "check"), ("fingures", "figures"), ("docter", "doctor")]
)
def test_an_unknown_command_tells_the_nearest(tmp_path: Path, typed: str, near: str) -> None:
    done = run(tmp_path, typed)
    assert done.returncode == 2
    assert f"there is no command '{typed}'\n  Did you mean reportgen {near}?" in done.stderr


def test_an_unknown_command_like_none(tmp_path: Path) -> None:
    done = run(tmp_path, "xyzzy")
    assert "Did you mean" not in done.stderr
    assert "reportgen --help lists all of them." in done.stderr


def test_the_wrong_folder(project: Path, tmp_path: Path) -> None:
    for folder, words in (
        (project / "closes", "It lies in ..: run reportgen there."),
        (project.parent, "There is one in weekly: run reportgen there."),
    ):
        done = run(folder, "build")
        assert done.returncode == 3
        assert words in done.stderr
    (tmp_path / "empty").mkdir()
    shutil.move(project, tmp_path / "empty" / "weekly")
    shutil.rmtree(tmp_path / "empty" / "weekly")
    for command in ("build", "check", "figures", "disclosures", "new"):
        done = run(tmp_path / "empty", command)
        assert done.returncode in (2, 3)
        assert "reportgen init my-weekly" in done.stderr, command


def test_the_wrong_issue(yahoo: Path) -> None:
    (yahoo / "issues/2026-11-20.md").write_text(ISSUE % "2026-11-20")
    done = run(yahoo, "build", "issues/2026-11-21.md")
    assert done.returncode == 3
    assert "Did you mean issues/2026-11-20.md?" in done.stderr
    done = run(yahoo, "build", "nothing.md")
    assert "draft an issue with: reportgen new" in done.stderr


def test_the_wrong_week(yahoo: Path) -> None:
    (yahoo / "issues/2026-11-20.md").write_text((ISSUE % "2026-11-20").replace("week_ending: 2026-11-20\n", ""))
    done = run(yahoo, "build", "--week", "2026-11-26")
    assert done.returncode == 2
    assert (
        "2026-11-26 is no trading day; the last session of that week is Friday 2026-11-27\n  Write 2026-11-27."
        in done.stderr
    )
