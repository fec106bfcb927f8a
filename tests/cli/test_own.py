"""Blocks and checks of the publisher's own: named in config.yaml, set and carried like ours, their mistakes placed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.compose.blocks import BLOCKS
from reportgen.config import load
from reportgen.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]
CODE = """from reportgen.model import Finding


def best(args, project, desk):
    return [("Russell 2000", desk.ink.usual(desk.ink.figure("russell_2000", "week"))), *args]


def shout(manuscript, evidence):
    for part in manuscript.parts:
        at = part.text.find("!")
        if at >= 0:
            yield Finding("house-shouting", "{severity}", part.place(manuscript.file, at), "no shouting", "!")


def none(manuscript, evidence):
    return ()
"""
WEB = "{% for name, change in content %}<p class='best'>{{ name }} {{ change | ink }}</p>{% endfor %}\n"
TEXT = "{% for name, change in content %}{{ name }}: {{ change | plain }}{% endfor %}\n"


@pytest.fixture
def project(tmp_path):
    """A newsletter with a block and a check of its own."""
    folder = tmp_path / "weekly"
    shutil.copytree(ROOT / "closes", folder / "closes")
    for kind, content in (("web/best.html.j2", WEB), ("text/best.txt.j2", TEXT)):
        path = folder / "templates" / kind
        path.parent.mkdir(parents=True)
        path.write_text(content)
    (folder / "mine.py").write_text(CODE.replace("{severity}", "warning"))
    return configured(folder, 'blocks: {best: "mine:best"}\nchecks: ["mine:shout", "mine:none"]\n')


def configured(folder, keys, body="A fine week!\n\n    [[best]]"):
    text = (ROOT / "config.yaml").read_text().replace("\nissue:\n", f"\n{keys}\nissue:\n", 1)
    head, _, rest = text.partition("\n  body: |\n")
    (folder / "config.yaml").write_text(f"{head}\n  body: |\n    {body}\n\n{rest}")
    return folder


def changed(folder, name, old, new):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def run(folder, *args):
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", *args],
        cwd=folder, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def refused(folder, code, *words, command=("build", "--formats", "web,text")):
    done = run(folder, *command)
    assert done.returncode == code, done.stderr
    for one in words:
        assert one in done.stderr
    assert not (folder / "output").exists() or not any((folder / "output").glob("2026*"))


@pytest.mark.long
def test_a_block_of_ones_own_is_set_in_every_edition_and_its_figures_are_known(project):
    done = run(project, "build")
    assert done.returncode == 0, done.stderr
    built = project / "output/2026-01-09"
    page = (built / "index.html").read_text()
    assert "<p class='best'>Russell 2000 <data" in page and "+4.6%</data></p>" in page
    assert "Russell 2000: +4.6%" in (built / "report.txt").read_text()
    assert (built / "report.pdf").read_bytes().startswith(b"%PDF")
    figures = json.loads((built / "figures.json").read_text())["figures"]
    week = next(one for one in figures if one["id"] == "russell_2000.week")
    assert {"place": "block best", "words": "Russell 2000, +4.6%"}.items() <= next(
        one for one in week["places"] if one["place"] == "block best"
    ).items()


def test_findings_of_ones_own_check_are_told_at_their_line_by_build_and_check(project):
    line = (project / "config.yaml").read_text().split("\n").index("    A fine week!") + 1
    done = run(project, "build", "--formats", "web")
    assert done.returncode == 0
    assert f"config.yaml:{line}:16: warning [house-shouting]\n  no shouting" in done.stderr
    told = json.loads(run(project, "check", "--format", "json").stdout)
    assert ("house-shouting", line, 16) in [(one["code"], one["line"], one["column"]) for one in told]
    assert run(project, "check", "--strict").returncode == 1


def test_an_error_of_ones_own_check_keeps_the_issue_a_draft(project):
    changed(project, "mine.py", '"warning"', '"error"')
    assert run(project, "build", "--formats", "web").returncode == 1
    assert (project / "output/2026-01-09/draft/index.html").is_file()


def test_a_waiver_settles_a_finding_of_ones_own_check(project):
    waiver = '<!-- check-ok: house-shouting "!" reason="the name of a house that is written so" by="J. Smith" until=2026-12-31 -->'
    configured(
        project, 'blocks: {best: "mine:best"}\nchecks: ["mine:shout"]\n', f"A fine week! {waiver}\n\n    [[best]]"
    )
    told = json.loads(run(project, "check", "--format", "json").stdout)
    assert {"waived", "house-shouting"} & {one["code"] for one in told} == {"waived"}


def test_a_text_from_outside_is_read_by_the_checks_of_the_project_here(project):
    (project / "article.md").write_text("Shares rose!\n")
    done = run(project, "check", "article.md", "--csv", "closes/2026-01-09.csv", "--format", "json")
    assert ("house-shouting", 1, 12) in [(o["code"], o["line"], o["column"]) for o in json.loads(done.stdout)]


@pytest.mark.parametrize("name", ["performance", "page", "figure", "prose", "style_box", "table"])
def test_a_block_cannot_have_the_name_of_a_template_of_ours(project, name):
    configured(project, f'blocks: {{{name}: "mine:best"}}\n')
    with pytest.raises(ConfigError, match=f"blocks.{name}: the name is taken") as caught:
        load(project)
    assert caught.value.place.line > 1


def test_every_block_of_ours_has_a_template_so_that_its_name_is_taken():
    assert all((ROOT / "templates/web" / f"{name}.html.j2").is_file() for name in BLOCKS)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ('blocks: {best: "mine"}', "blocks.best: 'mine': a function is written package.module:function"),
        ('blocks: {best: "../mine:best"}', "a function is written package.module:function"),
        ('blocks: {Best: "mine:best"}', "blocks.Best: a name holds small letters"),
        ('blocks: ["mine:best"]', "blocks: must be a mapping"),
        ("blocks: {best: }", "blocks.best: is empty"),
        ('checks: "mine:shout"', "checks: must be a list"),
        ('checks: ["shout"]', "checks[1]: 'shout': a function is written package.module:function"),
        ("checks: [7]", "checks[1]: '7': a function is written"),
    ],
)
def test_what_is_no_function_is_told_at_its_place(project, keys, words):
    configured(project, keys)
    row = (project / "config.yaml").read_text().split("\n").index(keys) + 1
    with pytest.raises(ConfigError) as caught:
        load(project)
    assert words in caught.value.message
    assert caught.value.place.line == row


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ('blocks: {best: "nowhere:best"}', "blocks.best: nowhere:best cannot be loaded: No module named 'nowhere'"),
        ('blocks: {best: "mine:worst"}', "blocks.best: mine:worst cannot be loaded: AttributeError:"),
        ('blocks: {best: "mine:Finding.x"}', "a function is written"),
        ('blocks: {best: "mine:best"}\nchecks: ["mine:nothing"]', "checks: mine:nothing cannot be loaded"),
        ('blocks: {best: "mine:best"}\nchecks: ["mine:__name__"]', "checks: mine:__name__ is no function"),
    ],
)
def test_a_function_that_is_not_there_is_told_at_its_line_of_the_config(project, keys, words):
    configured(project, keys)
    row = (project / "config.yaml").read_text().split("\n").index(keys.split("\n")[-1]) + 1
    refused(project, 3, words, f"config.yaml:{row}:")


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "words"),
    [
        ("return [(", "return 1 / 0, [(", 5, "mine.py:5:", "[[best]], by mine:best, failed: ZeroDivisionError"),
        ('at = part.text.find("!")', "at = part.txt", 5, "mine.py:10:", "the check mine:shout failed: AttributeError"),
        ("def best(", "def best(:", 3, "mine.py:4:", "blocks.best: mine:best cannot be loaded: "),
        ("from reportgen.model", "import nowhere\nfrom reportgen.model", 3, "mine.py:1:", "No module named 'nowhere'"),
        ("return ()", 'return ("wrong",)', 5, "config.yaml:", "the check mine:none answers with a str, not a Finding"),
        ("return ()", "return None", 5, "config.yaml:", "the check mine:none failed: TypeError"),
        ("args, project, desk", "args", 5, "config.yaml:", "[[best]], by mine:best, failed: TypeError"),
    ],
)  # fmt: skip
def test_a_mistake_in_ones_own_code_is_told_at_its_line(project, old, new, code, place, words):
    changed(project, "mine.py", old, new)
    refused(project, code, f"{place}", words)


def test_a_refusal_of_ones_own_block_is_told_where_the_block_stands(project):
    code = (
        "from reportgen.errors import TemplateError\n\ndef best(args, project, desk):\n    raise TemplateError('no')\n"
    )
    (project / "mine.py").write_text(code + CODE.partition("\n\n\n")[0] + CODE[CODE.index("\n\n\ndef shout") :])
    row = (project / "config.yaml").read_text().split("\n").index("    [[best]]") + 1
    refused(project, 5, f"config.yaml:{row}:7: no")


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("text/best.txt.j2", "the block [[best]] has no template templates/text/best.txt.j2"),
        ("web/best.html.j2", "the block [[best]] has no template templates/web/best.html.j2"),
    ],
)
def test_a_template_that_is_missing_is_told_by_its_name(project, gone, words):
    (project / "templates" / gone).unlink()
    refused(project, 5, words, "beside config.yaml")


def test_a_block_that_is_not_known_is_told_with_the_nearest_of_ones_own(project):
    changed(project, "config.yaml", "[[best]]", "[[bests]]")
    refused(project, 5, "there is no block [[bests]] (did you mean [[best]]?)")


def test_a_chart_and_a_source_of_ones_own_tell_the_line_of_their_mistake(project):
    (project / "drawn.py").write_text("def dots(axes, chart, style):\n    axes.nothing()\n")
    (project / "feed.py").write_text("def closes(request):\n    return request.token\n")
    config = (project / "config.yaml").read_text()
    (project / "config.yaml").write_text(config.replace("{kind: bars}", '{kind: "drawn:dots"}'))
    refused(project, 5, "drawn.py:2:5: chart week_bars could not be drawn: AttributeError")
    (project / "config.yaml").write_text(config.replace("  source: csv ", '  source: "feed:closes" '))
    refused(project, 4, "feed.py:2:12: the source feed:closes failed: AttributeError")
