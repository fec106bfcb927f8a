"""The documentation says what the code does."""

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import findings  # noqa: E402

import docs  # noqa: E402
from reportgen.cli import COMMANDS  # noqa: E402
from reportgen.compose import disclosures  # noqa: E402
from reportgen.config import schema  # noqa: E402
from reportgen.reference import wordings  # noqa: E402


def test_the_reference_is_what_the_code_says():
    assert (ROOT / "docs/reference.md").read_text() == docs.reference(), "run make docs"


def test_the_schema_is_what_the_code_says():
    assert json.loads((ROOT / "docs/config.schema.json").read_text()) == schema(), "run make docs"


def test_the_shipped_config_points_editors_at_the_schema():
    first = (ROOT / "config.yaml").read_text().splitlines()[0]
    assert (ROOT / first.removeprefix("# yaml-language-server: $schema=")).is_file()


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        *[str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md")],
    ],
)
def test_links_lead_somewhere(name):
    file = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", file.read_text()):
        assert (file.parent / target).exists(), target


def test_every_command_is_told_in_the_readme_or_the_reference():
    text = (ROOT / "docs/reference.md").read_text()
    assert all(f"reportgen {name}" in text for name in COMMANDS)


def test_every_code_of_a_finding_is_told_in_the_reference_with_its_severities():
    stated = findings.stated()
    for code, severities in findings.written().items():
        assert severities <= stated.get(code, set()), f"{code} ({', '.join(severities)}): see scripts/findings.py"


def test_every_code_in_the_reference_is_one_of_the_code_or_a_category_of_wording():
    code = "\n".join(file.read_text() for file in (ROOT / "reportgen").rglob("*.[py]*") if file.suffix != ".pyc")
    for one in findings.stated():
        assert re.search(rf"[\"\s]({one}|{one.removeprefix('wording-')})[\"\s:]", code), one


def test_every_wording_has_a_trigger_and_every_trigger_a_wording():
    assert {w.trigger for w in wordings()} == set(disclosures.TRIGGERS)
    assert len({w.id for w in wordings()}) == len(wordings())


def test_every_decision_is_listed():
    index = (ROOT / "docs/decisions/index.md").read_text()
    for page in (ROOT / "docs/decisions").glob("0*.md"):
        title = page.read_text().split("\n")[0].partition(". ")[2]
        assert f"[{title}]({page.name})" in index


def test_every_page_has_its_place_in_the_site():
    parts = (ROOT / "docs/conf.py").read_text().partition("PARTS = {")[2].partition("}")[0]
    listed = [name for pages in re.findall(r"\[(.*?)\]", parts, re.DOTALL) for name in re.findall(r'"(.*?)"', pages)]
    pages = {str(page.relative_to(ROOT / "docs").with_suffix("")) for page in (ROOT / "docs").rglob("*.md")}
    assert sorted(listed) == sorted(one for one in pages if one != "index" and not one.startswith("decisions/0"))
