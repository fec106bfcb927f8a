"""`reportgen check` as a person types it: what it reads, what it prints, how it ends."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import time
import types
from datetime import date
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.model import Finding, Place, Profile

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))


RECORD = ROOT / "tests/golden/2026-01-09/record.json"
CLOSES = ROOT / "closes/2026-01-09.csv"
ARTICLE = "# A week\n\nThe Russell 2000 rose 4.1% this week.\n"
SCHEMA = {
    "code": str, "severity": str, "file": str, "line": int, "column": int, "end_column": int, "message": str,
    "evidence": str, "suggestion": str, "rule": str,
}  # fmt: skip


class Judge:
    """Stands in for review.check: notes what it is asked, and finds what it is told to find."""

    def __init__(self):
        self.severities, self.asked = (), []

    def outside(self, manuscript, evidence, profile, on, source="", *, built=False, project=None):
        assert source == "" or manuscript.parts
        self.asked.append((manuscript.file, evidence, profile, on))
        return self.found(manuscript.file)

    def issue(self, project, market, report):
        self.asked.append((project, market, report))
        return self.found(project.config)

    def found(self, file):
        return tuple(Finding("odd", one, Place(file, 3, 23), f"an {one}", end_column=27) for one in self.severities)


@pytest.fixture
def judge(monkeypatch):
    one = Judge()
    module = types.ModuleType("reportgen.review.check")
    module.outside, module.issue = one.outside, one.issue
    monkeypatch.setitem(sys.modules, "reportgen.review.check", module)
    return one


@pytest.fixture
def check(monkeypatch, tmp_path, capsys):
    """The exit code, stdout and stderr of `reportgen check ...` in a folder with an article and a CSV."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.md").write_text(ARTICLE)
    shutil.copy(CLOSES, tmp_path / "closes.csv")

    def run(*args):
        with pytest.raises(SystemExit) as ended:
            main(["check", *map(str, args)])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return int(ended.value.code), said.out, said.err

    return run


def project(folder):
    shutil.copytree(ROOT / "closes", folder / "closes")
    shutil.copy(ROOT / "config.yaml", folder)


@pytest.mark.parametrize(
    ("severities", "flags", "code"),
    [
        ((), (), 0),
        (("info", "warning"), (), 0),
        (("info", "warning"), ("--strict",), 1),
        (("info",), ("--strict",), 0),
        (("error",), (), 1),
        (("error", "warning"), ("--strict",), 1),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_the_exit_code_says_whether_there_are_errors(judge, check, severities, flags, code, form):
    judge.severities = severities
    assert check("article.md", "--csv", "closes.csv", "--format", form, *flags)[0] == code


def test_the_text_is_checked_against_the_closes_named(judge, check):
    check("article.md", "--csv", "closes.csv")
    check("article.md", "--record", RECORD, "--week", "2026-W02")
    (file, csv, profile, on), (_, record, _, _) = judge.asked
    assert (file, csv.name, csv.own, record.name, record.own) == (
        "article.md",
        "closes.csv",
        False,
        "record.json",
        True,
    )
    assert (profile, on, csv.market.week.end) == (Profile(), date(2026, 1, 9), date(2026, 1, 9))
    assert csv.instruments.keys() == record.instruments.keys()


def test_json_stands_alone_on_stdout(judge, check):
    judge.severities = ("warning", "error")
    (Path.cwd() / "odd.csv").write_text("date,^RUT\n2026-01-02,2508.22\n2026-01-04,3\n2026-01-09,2624.22\n")
    code, out, err = check("article.md", "--csv", "odd.csv", "--format", "json")
    rows = json.loads(out)
    assert code == 1
    assert "Checking article.md" in err
    assert [(row["file"], row["severity"], row["code"]) for row in rows] == [
        ("article.md", "error", "odd"), ("article.md", "warning", "odd"), ("odd.csv", "warning", "no-session"),
    ]  # fmt: skip
    for row in rows:
        assert {key: type(value) for key, value in row.items()} == SCHEMA
        assert 1 <= row["column"] <= row["end_column"]


def test_people_see_the_line_and_the_sum(judge, check):
    judge.severities = ("error",)
    _, out, _ = check("article.md", "--csv", "closes.csv")
    assert out.splitlines() == [
        "article.md:3:23: error [odd]",
        "  3 | The Russell 2000 rose 4.1% this week.",
        "    |                       ^^^^",
        "  an error",
        "",
        "1 error in article.md, checked against closes.csv, week ending 2026-01-09.",
        "Settle the errors, and check again.",
    ]


def test_without_closes_it_is_told_that_no_number_was_checked(judge, check):
    code, out, _ = check("article.md", "--format", "json")
    (row,) = json.loads(out)
    assert (code, row["code"], row["severity"], row["line"]) == (0, "no-closes", "info", 1)
    assert "--csv closes.csv" in row["suggestion"] and "--record record.json" in row["suggestion"]
    assert judge.asked[0][1] is None


def test_stdin_is_read(judge, check, monkeypatch):
    judge.severities = ("error",)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    code, out, _ = check("-", "--csv", "closes.csv")
    assert code == 1
    assert "stdin:3:23: error [odd]\n  3 | The Russell 2000 rose 4.1% this week.\n" in out


def test_in_a_project_an_outside_text_is_checked_against_its_week(judge, check, tmp_path):
    project(tmp_path)
    check("article.md")
    assert judge.asked[-1][1].market.source == "published closes, each with its page on record"
    assert judge.asked[-1][1].own
    (tmp_path / "output/2026-01-09").mkdir(parents=True)
    shutil.copy(RECORD, tmp_path / "output/2026-01-09")
    check("article.md")
    assert judge.asked[-1][1].name == "record.json"
    check("article.md", "--week", "2026-01-07")
    assert judge.asked[-1][1].name == "record.json"
    check("article.md", "--csv", "closes.csv")
    assert judge.asked[-1][1].name == "closes.csv"
    assert judge.asked[-1][1].funds


def test_a_config_that_cannot_be_read_is_no_hindrance_to_an_outside_text(judge, check, tmp_path):
    (tmp_path / "config.yaml").write_text("site: a page of another program\n")
    code, _, err = check("article.md", "--csv", "closes.csv")
    assert code == 0
    assert "config.yaml is not used: config.yaml:1:1: " in err


def test_the_issue_of_config_yaml_and_an_issue_file_are_composed_and_checked(judge, check, tmp_path):
    project(tmp_path)
    judge.severities = ("warning",)
    code, out, _ = check()
    found, market, report = judge.asked[-1]
    assert (code, found.issue.title.text, market.week.end) == (0, report.title, date(2026, 1, 9))
    assert out.endswith(
        "1 warning in config.yaml, checked against published closes, each with its page on record, week ending 2026-01-09.\n"
    )
    (tmp_path / "issues").mkdir()
    issue = "---\ntitle: Short\nweek_ending: 2026-01-09\n---\nThe Russell 2000 {{ russell_2000.week | moved }}.\n"
    (tmp_path / "issues/2026-01-09.md").write_text(issue)
    for flags in ((), ("--record", RECORD), ("--csv", "closes.csv")):
        assert check("issues/2026-01-09.md", *flags)[0] == 0
        assert judge.asked[-1][2].title == "Short"
        assert set(judge.asked[-1][1].closes) == set(found.instruments)


def test_front_matter_of_another_program_makes_no_issue(judge, check, tmp_path):
    project(tmp_path)
    (tmp_path / "post.md").write_text(f"---\ntitle: A week\nlayout: post\n---\n{ARTICLE}")
    check("post.md")
    assert judge.asked[-1][0] == "post.md"


def test_a_built_edition_is_checked_against_its_own_record(judge, check, tmp_path):
    built = tmp_path / "output/2026-01-09"
    shutil.copytree(ROOT / "tests/golden/2026-01-09", built)
    code, out, _ = check("output/2026-01-09")
    assert code == 0
    names = ("report.txt", "index.html", "email.txt", "email.html")
    assert [asked[0] for asked in judge.asked] == [f"output/2026-01-09/{name}" for name in names]
    assert all(asked[1].name == "record.json" and asked[1].own for asked in judge.asked)
    assert out == "Nothing found in 4 files, checked against record.json, week ending 2026-01-09.\n"
    check(built / "report.txt")
    assert judge.asked[-1][1].name == "record.json"


TRUE = "\ufeffThe Russell 2000 rose 4.6% this week.\r\nThe Dow rose 9% this week.\r\n"


def test_suggest_tells_and_fix_writes(judge, check, tmp_path):
    file = tmp_path / "true.txt"
    file.write_bytes(TRUE.encode())
    file.chmod(0o640)
    code, out, _ = check("true.txt", "--csv", "closes.csv", "--suggest", "--format", "json")
    (row,) = json.loads(out)
    assert (code, row["code"], row["suggestion"]) == (0, "bind", "[[4.6% = russell_2000.week]]")
    assert file.read_bytes() == TRUE.encode()
    code, out, err = check("true.txt", "--csv", "closes.csv", "--fix", "--format", "json")
    assert (code, json.loads(out)) == (0, [])
    assert "Bound 1 number in true.txt." in err
    assert file.read_bytes() == TRUE.replace("4.6%", "[[4.6% = russell_2000.week]]").encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert "Bound no numbers in true.txt." in check("true.txt", "--csv", "closes.csv", "--fix")[2]


def test_the_substantiation_tells_each_claim(judge, check, tmp_path):
    judge.severities = ()
    code, _, err = check("article.md", "--csv", "closes.csv", "--substantiation", "audit")
    assert (code, "Wrote audit: substantiation.html, substantiation.csv" in err) == (0, True)
    (row,) = list(csv.DictReader((tmp_path / "audit/substantiation.csv").read_text().splitlines()))
    assert (row["verdict"], row["printed"], row["place"]) == ("wrong", "4.1%", "article.md:3:5")
    assert "4.62" in row["evidence"] and "2624.22 on 2026-01-09" in row["evidence"]
    assert "deanfi" in row["source"] and "https://" in row["url"]
    assert "4.62" in (tmp_path / "audit/substantiation.html").read_text()
    project(tmp_path)
    assert check("--substantiation", "audit")[0] == 0
    assert "russell" in (tmp_path / "audit/substantiation.csv").read_text().lower()
    assert check("article.md", "--csv", "closes.csv", "--substantiation", "article.md")[0] == 2


@pytest.mark.parametrize("name", ["page.html", "-"])
def test_fix_writes_into_no_page_and_no_stream(judge, check, tmp_path, name):
    (tmp_path / "page.html").write_text("<p>The Russell 2000 rose 4.6% this week.</p>")
    code, _, err = check(name, "--csv", "closes.csv", "--fix")
    assert code == 2
    assert "--fix writes into Markdown and plain text" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "there is no config.yaml here, and no file is named"),
        (("artcle.md",), "Did you mean article.md?"),
        (("nothing-like-it.txt",), "there is no such file"),
        ((".",), "is a folder without an edition"),
        (("article.md", "--csv", "closes.csv", "--record", "record.json"), "--record and --csv exclude each other"),
        (("article.md", "--format", "xml"), "'xml' is not one of"),
        (("article.md", "--csv", "closes.csv", "--week", "soon"), "'soon' is no week"),
        (("article.md", "--record", RECORD, "--week", "2026-01-16"), "holds the week ending 2026-01-09"),
        ((RECORD,), "is what texts are checked against"),
        (("x" * 5000,), "File name too long"),
        (("\x1b[31mred\x9b\x07",), "<U+001B>[31mred<U+009B><U+0007>:1:1: there is no such file"),
    ],
)
def test_a_command_that_cannot_be_carried_out_ends_with_2(judge, check, args, said):
    code, out, err = check(*args)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--csv", "none.csv"), "none.csv:1:1: there is no such file"),
        (("--csv", "."), "cannot be read"),
        (("--record", "none.json"), "there is no such record"),
        (("--record", "."), "cannot be read"),
        (("--record", "closes.csv"), "is not JSON"),
        (("--csv", "article.md"), "has no heading with a column of dates"),
        (("--csv", "closes.csv", "--week", "2020-01-08"), "holds no close of the week ending 2020-01-10"),
    ],
)
def test_closes_that_cannot_be_read_end_with_4(judge, check, args, said):
    code, out, err = check("article.md", *args)
    assert (code, out) == (4, "")
    assert said in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x00\x01\x02", "NUL bytes"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not UTF-8 text"),
        ("Umsätze".encode("latin-1"), "is not UTF-8 text"),
        (b"word " * 2_000_000, "is 10 MB large"),
        (b"", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b" \n\t\n", "holds no text"),
    ],
)
def test_what_is_no_text_is_told_in_a_word(judge, check, tmp_path, content, said):
    (tmp_path / "text.txt").write_bytes(content)
    began = time.monotonic()
    code, out, err = check("text.txt", "--csv", "closes.csv")
    assert (code, out) == (2, "")
    assert said in err
    assert time.monotonic() - began < 5


def test_a_file_that_may_not_be_read_is_told(judge, check, tmp_path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    code, _, err = check("article.md", "--csv", "closes.csv")
    assert code == 2
    assert "article.md:1:1: cannot be read: Permission denied" in err


def test_names_and_words_with_terminal_commands_are_shown_harmlessly(judge, check, tmp_path):
    judge.severities = ("error",)
    (tmp_path / "a\x1b[31m.md").write_text("\n\n\x1b]0;title\x07 and a long line of words.\n")
    for form in ("text", "json", "sarif"):
        _, out, err = check("a\x1b[31m.md", "--csv", "closes.csv", "--format", form)
        assert "\x1b" not in out + err
        assert "\x07" not in out + err


def run(folder, *args, **environment):
    return subprocess.run(
        [sys.executable, "-m", "reportgen", "check", *args],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_an_article_from_outside_is_checked_for_real(tmp_path):
    (tmp_path / "article.md").write_text(ARTICLE)
    done = run(tmp_path, "article.md", "--csv", str(CLOSES), "--format", "json", PYTHONIOENCODING="ascii")
    assert done.returncode == 1, done.stderr
    wrong = [row for row in json.loads(done.stdout) if row["severity"] == "error" and row["line"] == 3]
    line = ARTICLE.splitlines()[2]
    marked = {line[row["column"] - 1 : row["end_column"] - 1] for row in wrong if "4.62" in row["message"]}
    assert any("4.1%" in words for words in marked)
    plain = run(tmp_path, "article.md", "--csv", str(CLOSES), PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert plain.returncode == 1
    assert b"article.md:3:" in plain.stdout and b"\x1b" not in plain.stdout


def asked_of_shell(command, cwd):
    return subprocess.run(["bash", "-c", command], cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


def test_a_text_that_can_be_read_once_only_is_read_once(tmp_path):
    """A named pipe, as the shell's <(…) is: its bindings and waivers are seen, and its lines are shown."""
    (tmp_path / "a.md").write_text("# A week\n\nThe Nasdaq rose [[9% = nasdaq.week]] this week.\n")
    command = f"{sys.executable} -m reportgen check <(cat a.md) --record {RECORD}"
    found = asked_of_shell(command, tmp_path)
    assert found.returncode == 1, found.stderr
    assert "[wrong-number]" in found.stdout
    assert "The Nasdaq rose" in found.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_an_output_that_is_full_is_told(tmp_path):
    (tmp_path / "a.md").write_text(ARTICLE)
    found = asked_of_shell(f"{sys.executable} -m reportgen check a.md --record {RECORD} > /dev/full", tmp_path)
    assert (found.returncode, "cannot be written" in found.stderr) == (2, True), found.stderr
    assert "Traceback" not in found.stderr


def test_only_line_ends_end_lines(tmp_path):
    """A form feed or a U+2028 does not: the bound number and its claim stand in one line."""
    (tmp_path / "a.md").write_text("x\x0cy\u2028z\n\nThe Nasdaq rose [[9% = nasdaq.week]] this week.\n")
    found = asked_of_shell(f"{sys.executable} -m reportgen check a.md --format json --record {RECORD}", tmp_path)
    (one,) = [each for each in json.loads(found.stdout) if each["code"] == "wrong-number"]
    assert one["line"] == 3
