"""The package as others install it: the sdist, the wheel made from it, and the shipped issue built by that wheel."""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from .conftest import ROOT, built, copy_of_the_issue

pytestmark = pytest.mark.outside

PACKAGES = {"reportgen": "reportgen", "templates": "reportgen/templates"}
ABOUT = {"pyproject.toml", "README.md", "LICENSE"}


def files(folder):
    """The files of a folder of the checkout, by their name in the checkout."""
    found = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts}


def in_the_wheel(folder):
    """The same files by their name in the wheel."""
    return {PACKAGES[folder] + name.removeprefix(folder) for name in files(folder)}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """(wheel, sdist, what the build said), built from a copy so that the checkout keeps no build/ behind."""
    folder = tmp_path_factory.mktemp("distributions")
    copy = folder / "reportgen"
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ABOUT:
        shutil.copy(ROOT / name, copy)
    command = [sys.executable, "-m", "build", "--outdir", folder, copy]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(distributions, tmp_path_factory):
    """A fresh environment with nothing but the wheel; what it depends on is borrowed from this one."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False)
    paths = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = Path(sysconfig.get_path("scripts", "venv", vars=paths)) / "python"
    wheel = distributions[0]
    command = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return python


def test_setuptools_has_nothing_to_complain_of(distributions):
    complaint = re.compile("is absent from|cannot be found|cannot find any|deprecat", re.IGNORECASE)
    assert [line for line in distributions[2].splitlines() if complaint.search(line)] == []


def test_the_wheel_holds_every_file_and_nothing_else(distributions):
    with ZipFile(distributions[0]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == in_the_wheel("reportgen") | in_the_wheel("templates")


def test_the_sdist_holds_what_the_wheel_is_made_of(distributions):
    with tarfile.open(distributions[1]) as sdist:
        names = {name.split("/", 1)[1] for name in sdist.getnames() if "/" in name}
    assert (files("reportgen") | files("templates") | ABOUT) - names == set()


def test_the_installed_wheel_is_the_one_that_runs(installed, tmp_path):
    question = "import reportgen, reportgen.templates as t, json; print(json.dumps([reportgen.__file__, *t.__path__]))"
    done = subprocess.run([installed, "-c", question], cwd=tmp_path, capture_output=True, text=True, check=True)
    folder = installed.parents[1]
    assert all(Path(each).is_relative_to(folder) for each in json.loads(done.stdout))


def test_the_installed_wheel_builds_the_shipped_issue_to_the_byte(installed, issue, tmp_path):
    ours = issue("letter")
    theirs = built(copy_of_the_issue(tmp_path / "issue"), [installed.with_name("reportgen")])
    names = sorted(path.relative_to(ours) for path in ours.rglob("*") if path.is_file())
    assert Path("report.pdf") in names
    assert [path for path in names if (theirs / path).read_bytes() != (ours / path).read_bytes()] == []
