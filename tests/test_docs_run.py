"""Every command, file, setting and program that the documentation shows is run, page by page, and prints what is shown.

How a page is read stands in scripts/pages.py, which also writes what commands print today into the pages.
"""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import interface  # noqa: E402
import pages  # noqa: E402

NOT_RUN = {
    ("README.md", "make report"): "sets up the machine with root's help, and is what CI runs first",
    ("docs/tutorial.md", "python3 -m venv"): "installs from a package registry, and Debian's packages as root",
    ("docs/tutorial.md", "npx maildev"): "installs from a package registry; tests/outside/test_maildev.py sends to it",
    ("docs/tutorial.md", "reportgen new"): "needs the closes of a week to come",
    ("docs/how-to/scheduling.md", "crontab -e"): "changes the machine's own schedule",
    ("docs/how-to/by-email.md", "reportgen unsubscribe serve"): "serves until it is stopped",
}
"""Each block of kind `shell`, by its page and its first words, and why no test runs it."""
LONG = {
    "README.md",
    "docs/tutorial.md",
    "docs/check.md",
    "docs/provenance.md",
    "docs/market.md",
    "docs/gallery.md",
    "docs/api.md",
    "docs/how-to/own-chart.md",
    "docs/how-to/own-block.md",
    "docs/how-to/own-check.md",
    "docs/how-to/own-feed.md",
    "docs/how-to/scheduling.md",
    "docs/how-to/by-email.md",
    "docs/json.md",
}


def page_of(text, tmp_path, begin=None):
    """What is wrong with a page of that text."""
    tmp_path.mkdir(exist_ok=True)
    one = tmp_path / "page.md"
    one.write_text(text)

    class Page(type(one)):
        def relative_to(self, *_):
            return Path("page.md")

    return pages.play(Page(one), pages.start(tmp_path / "session"), begin).wrong


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if name in LONG else []) for name in pages.pages()]
)
def test_what_a_page_shows_is_what_happens(name, tmp_path, kept_cache):
    session = pages.start(tmp_path / "session")
    shutil.copytree(kept_cache, tmp_path / "session/cache")
    session = pages.play(pages.ROOT / name, session, pages.begin(name))
    assert not session.wrong, "\n\n".join(session.wrong)


def test_what_is_not_run_is_listed_with_the_reason():
    every = [pages.ROOT / "README.md", pages.ROOT / "CONTRIBUTING.md", *(pages.ROOT / "docs").rglob("*.md")]
    left = [
        (str(page.relative_to(pages.ROOT)), one.text)
        for page in every
        for one in pages.blocks(page.read_text())
        if one.kind == "shell"
    ]
    found = {
        next((key for key in NOT_RUN if key[0] == page and text.startswith(key[1])), (page, text))
        for page, text in left
    }
    assert found == set(NOT_RUN)


def test_no_block_is_of_a_kind_that_is_neither_run_nor_read():
    for page in (pages.ROOT / "README.md", pages.ROOT / "CONTRIBUTING.md", *(pages.ROOT / "docs").rglob("*.md")):
        text = page.read_text()
        assert text.count("\n```") % 2 == 0, page
        assert {one.kind for one in pages.blocks(text)} <= pages.RUN | pages.READ, page
        assert len(pages.blocks(text)) == text.count("\n```") // 2, page


def test_no_command_hides_in_a_block_that_is_only_read():
    for page in (pages.ROOT / "docs").rglob("*.md"):
        for one in pages.blocks(page.read_text()):
            assert one.kind != "text" or not one.text.startswith("$ "), f"{page}:{one.line}"


def test_the_made_part_of_the_api_is_what_the_code_says():
    text = interface.PAGE.read_text()
    assert text == interface.page(text), "run make docs"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("```console\n$ echo one\none\n```\n", None),
        ("```console\n$ echo one\ntwo\n```\n", "echo one prints\none"),
        ("```console\n$ echo one\n```\n", "echo one prints\none"),
        ("```console\n$ echo; echo one; echo two; echo three\n…\nthree\n```\n", None),
        ("```console\n$ echo one two three\none … three\n```\n", None),
        ("```console\n$ echo one two\none … three\n```\n", "prints"),
        ("```console\n$ exit 3\n```\n", "exit 3 ends with 3"),
        ("```console\n$ exit 3\n$ echo $?\n3\n```\n", None),
        ("```console\n$ exit 3\n$ echo $?\n4\n```\n", "echo $? prints\n3"),
        ("```console\n$ echo 1 error; exit 1\n1 error\n```\n", None),
        ("```console\n$ echo 1 error\n1 error\n```\n", "ends with 0"),
        ("```console\n$ mkdir a && cd a\n$ X=1\n$ export Y=2\n```\n\n```console\n$ pwd; echo $Y\n…/a\n2\n```\n", None),
        ("```console\n$ nonsense\n```\n", "nonsense"),
        ("```sh\ntrue\nfalse   # no\n```\n", "false   # no ends with 1"),
        ("```python\nprint(1)\n```\n\n<!-- prints -->\n```text\n1\n```\n", None),
        ("```python\nprint(1)\n```\n\n<!-- prints -->\n```text\n2\n```\n", "prints\n1"),
        ("```python\n1 / 0\n```\n", "ZeroDivisionError"),
        ("```python\n# mine.py\ndef f(:\n```\n", "mine.py cannot be imported"),
        ("```python\n# mine.py\nX = 7\n```\n\n```python\nimport mine\nassert mine.X == 7\n```\n", None),
        ("<!-- file: a/b.txt -->\n```markdown\nwords\n```\n\n```console\n$ cat a/b.txt\nwords\n```\n", None),
        ("```fortran\nX\n```\n", "neither run nor read"),
        ("```shell\nfalse\n```\n", None),
    ],
)
def test_the_runner_sees_what_is_wrong(text, wrong, tmp_path):
    found = page_of(text, tmp_path)
    assert (not found) if wrong is None else any(wrong in one for one in found), found


def test_the_runner_loads_settings(tmp_path):
    good = "```yaml\nlook: {paper: a4}\n```\n\n```yaml\n# config.yaml\nlook: {paper: a4}\n```\n\n```console\n$ grep paper config.yaml\n  paper: a4\n```\n"
    assert not page_of(good, tmp_path / "good", pages.newsletter)
    bad = "```yaml\nlook: {papers: a4}\n```\n"
    assert any("look.papers: unknown key" in one for one in page_of(bad, tmp_path / "bad", pages.newsletter))
