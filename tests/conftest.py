"""What every test stands on: no network save loopback, a cache of its own, laws tried on the same examples each
time, and the shipped issue, composed once.
"""

import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from reportgen.model import MarketWeek, Project, Report

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "law",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", settings.get_profile("law"), max_examples=25)
settings.register_profile("mutants", settings.get_profile("law"), phases=[Phase.explicit, Phase.generate])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "law"))


def pytest_addoption(parser):
    parser.addoption("--golden", action="store_true", help="Write the golden files anew; read the difference.")


@dataclass(frozen=True)
class Shipped:
    """The issue in the root's config.yaml: read, gathered and composed."""

    project: Project
    market: MarketWeek
    report: Report


def pytest_configure(config):
    """exchange_calendars uses what pandas 4 will change; that is not ours to mend."""
    config.addinivalue_line("filterwarnings", "ignore:Series.values returning")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda one: one.get_closest_marker("slowest") is None)


def stays_here(host):
    """Whether a host is this machine, by its loopback."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Sockets reach loopback and files, nothing else: a test that wants the world fails."""

    def guarded(name, position):
        real = getattr(socket.socket, name)

        def checked(self, *args):
            address = args[position]
            if self.family in (socket.AF_INET, socket.AF_INET6) and not stays_here(address[0]):
                pytest.fail(f"the network is banned in tests: {name} {address}")
            return real(self, *args)

        return checked

    def resolved(host, *args, **kwargs):
        if not stays_here(host):
            pytest.fail(f"the network is banned in tests: getaddrinfo {host}")
        return getaddrinfo(host, *args, **kwargs)

    getaddrinfo = socket.getaddrinfo
    with pytest.MonkeyPatch.context() as patch:
        for name, position in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
            patch.setattr(socket.socket, name, guarded(name, position))
        patch.setattr(socket, "getaddrinfo", resolved)
        yield


@pytest.fixture(scope="session", autouse=True)
def fonts_known():
    """matplotlib's list of the machine's fonts is made once, not once for each test's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    with pytest.MonkeyPatch.context() as patch:
        if "MPLCONFIGDIR" not in os.environ:
            patch.setenv("MPLCONFIGDIR", str(cache))
        yield


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    """Each test has a cache of its own."""
    folder = tmp_path / "xdg-cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def kept_cache(tmp_path_factory, worker_id):
    """The cache that a build of the shipped issue leaves: made by the worker that comes first, awaited by the others."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    folder, how = shared / "kept", shared / "kept/how"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + 150
        while not how.exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert how.exists() and how.read_text() == "made", "the build that fills the cache has failed"
        return folder / "cache"
    issue = folder / "issue"
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    try:
        shutil.copytree(ROOT / "closes", issue / "closes")
        shutil.copy(ROOT / "config.yaml", issue)
        command = [sys.executable, "-m", "reportgen", "build", "--quiet", "--formats", "web,pdf,text,email"]
        subprocess.run(command, cwd=issue, env=environment, check=True, timeout=120)
        how.write_text("made")
    except BaseException:
        how.write_text("failed")
        raise
    return folder / "cache"


@pytest.fixture(scope="session")
def shipped():
    """The shipped issue, composed from its own closes on the Monday after its week."""
    from reportgen.compose import compose
    from reportgen.config import load
    from reportgen.market.gather import gather

    project = load(ROOT)
    ending = project.issue.week_ending
    market = gather(
        project.market,
        project.instruments,
        ending=ending,
        ending_place=project.issue.week_place,
        asked=None,
        record=None,
        now=datetime(ending.year, ending.month, ending.day, tzinfo=UTC) + timedelta(days=3),
    )
    return Shipped(project, market, compose(project, market))
