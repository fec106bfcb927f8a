"""The package as others install it: the sdist, the wheel made from it, and the shipped issue built by that wheel."""

import json
import re
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

PLACES = {"reportgen": ROOT / "reportgen", "reportgen/templates": ROOT / "templates"}


def tracked():
    """The files of the checkout, those that git would ignore left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def named(package):
    """The package's files by their name in the wheel."""
    folder = PLACES[package].relative_to(ROOT).as_posix()
    return {f"{package}/{name.removeprefix(folder + '/')}" for name in tracked() if name.startswith(f"{folder}/")}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """(wheel, sdist, what the build said), built from a copy so that the checkout keeps no build/ behind."""
    folder = tmp_path_factory.mktemp("distributions")
    copy = folder / "reportgen"
    for name in tracked():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, copy], capture_output=True, text=True, check=False
    )
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


@pytest.mark.parametrize("package", PLACES)
def test_the_wheel_holds_every_file(distributions, package):
    with ZipFile(distributions[0]) as wheel:
        assert named(package) - set(wheel.namelist()) == set()


def test_the_wheel_holds_nothing_else(distributions):
    with ZipFile(distributions[0]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names - named("reportgen") - named("reportgen/templates") == set()


def test_the_sdist_holds_what_the_wheel_is_made_of(distributions):
    with tarfile.open(distributions[1]) as sdist:
        names = {name.split("/", 1)[1] for name in sdist.getnames() if "/" in name}
    wanted = {name for name in tracked() if name.startswith(("reportgen/", "templates/"))}
    assert wanted - names == set()
    assert {"pyproject.toml", "README.md", "LICENSE"} - names == set()


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
